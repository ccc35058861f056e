import type { IHookFunctions } from 'n8n-workflow';

import { CALLBACK_EVENTS, CALLBACK_PORTS, isPort } from '../api/callback';
import type { CallbackAddress } from '../api/callback';
import { invalidField } from '../api/error';
import { isIpv4, isIpv4Range, isPublicIpv4, splitRanges } from '../api/ipv4';
import type { Line } from '../api/line';
import { readSignIn } from '../api/signIn';
import { chosenEvents } from '../shared/chosenEvents';
import { readSeconds } from '../shared/fields';

/** Where a trigger is called. What it has registered there is known by place and page; each time the key is another one. */
export interface OwnAddress extends CallbackAddress {
	/** The page, without a query. */
	url: string;
}

/**
 * Where the service is to call, from the trigger's fields.
 *
 * @param line one of the lines that call it
 * @throws CentrexError naming the field that cannot be right
 */
export function ownAddress(hook: IHookFunctions, { credentials }: Line): OwnAddress {
	const webhookUrl = ownUrl(hook);
	const host = callbackHost(hook, webhookUrl, credentials.service === 'custom');
	const port = callbackPort(hook, webhookUrl);
	chosenEvents(hook, CALLBACK_EVENTS);
	checkAllowedIps(hook);
	readSeconds('Ignore Repeats (Seconds)', hook.getNodeParameter('options.ignoreRepeatsSeconds', 0));
	readSignIn(credentials);
	return { url: webhookUrl.pathname, host, port };
}

/** @returns the path at which n8n listens for this trigger; a test run has its own */
export function ownPath(hook: IHookFunctions): string {
	return ownUrl(hook).pathname;
}

function ownUrl(hook: IHookFunctions): URL {
	return new URL(hook.getNodeWebhookUrl('default') as string);
}

function callbackHost(hook: IHookFunctions, webhookUrl: URL, ownNetworkToo: boolean): string {
	const given = String(hook.getNodeParameter('callbackHost') ?? '').trim();
	const host = given || webhookUrl.hostname;
	const advice = 'Enter the public IPv4 address under which this n8n is reached from the internet, such as 203.0.113.5.';
	if (!isIpv4(host)) {
		const problem = given
			? 'it is not an IPv4 address'
			: `it is empty, and the webhook address of this n8n (${webhookUrl.origin}) has a name where the service needs an IPv4 address`;
		throw invalidField('Callback Host', problem, advice, ...(given && [given]));
	}
	// LG U+ calls over the internet; only another service, such as the simulator, may stand on this network.
	if (!ownNetworkToo && !isPublicIpv4(host)) {
		const problem = `${host} is an address of a private network or of this computer, where LG U+ cannot call`;
		throw invalidField('Callback Host', problem, advice);
	}
	return host;
}

function callbackPort(hook: IHookFunctions, { protocol, port }: URL): string {
	const given = String(hook.getNodeParameter('callbackPort'));
	if (given === 'auto') {
		// The service speaks no HTTPS, so behind an HTTPS address only the plain port can be meant.
		const automatic = protocol === 'https:' ? '80' : port || '80';
		if (CALLBACK_PORTS.includes(automatic)) return automatic;
		throw invalidField(
			'Callback Port',
			`the webhook address of this n8n has port ${automatic}, which the service does not call`,
			`Put a reverse proxy or a port forwarding in front of n8n that listens on one of ${CALLBACK_PORTS.join(', ')}, and choose that port here.`,
		);
	}
	const chosen = given === 'other' ? String(hook.getNodeParameter('arrangedPort')) : given;
	if (isPort(chosen)) return chosen;
	throw invalidField('Callback Port', 'it is not a port', 'Enter a number from 1 to 65535.', chosen);
}

function checkAllowedIps(hook: IHookFunctions): void {
	const given = String(hook.getNodeParameter('options.allowedIps', '') ?? '');
	const ranges = splitRanges(given);
	const wrong = ranges.findIndex((range) => !isIpv4Range(range));
	if (wrong === -1) return;
	const advice = 'Enter addresses such as 203.0.113.5 or ranges such as 203.0.113.0/24, with commas between them.';
	throw invalidField('Allowed IPs', `entry ${wrong + 1} is neither an IPv4 address nor a range`, advice, ranges[wrong]);
}
