import type { IHookFunctions } from 'n8n-workflow';
import { sleep } from 'n8n-workflow';

import {
	CALLBACK_PORTS,
	getRegistration,
	isPort,
	isSameAddress,
	isSamePlace,
	readUrl,
	register,
	showAddress,
	unregister,
} from './api/callback';
import type { CallbackAddress, CallbackEvent } from './api/callback';
import { callbackKey, isCallbackKey } from './api/callbackKey';
import { CentrexError, invalidField } from './api/error';
import { isIpv4, isIpv4Range, isPublicIpv4, splitRanges } from './api/ipv4';
import type { SignIn } from './api/signIn';
import { readSignIn } from './api/signIn';
import { isOk } from './api/status';
import { toHookError } from './nodeError';
import { accountOf, unlessRefused } from './refusals';

/** What a trigger registers. */
export interface OwnAddress extends CallbackAddress {
	signIn: SignIn;
	/** Names the line with its password. */
	account: string;
	/** The two parts of the URL. */
	path: string;
	key: string;
}

const EVENTS_IN_WORDS: Readonly<Record<CallbackEvent, string>> = {
	incomingCall: 'incoming calls',
	incomingSms: 'incoming texts',
};

/** What the address of a test run has behind its key: what stood there before, packed. */
const BEFORE = /&before=([^&]*)/;

const PUT_BACK_TRIES = 3;
const PUT_BACK_PAUSE_MS = 1000;

/** The events that the trigger is to start for. */
export function chosenEvents(hook: IHookFunctions): CallbackEvent[] {
	return hook.getNodeParameter('events') as CallbackEvent[];
}

/** Whether the trigger listens for one test event, rather than for good. */
export function isTestRun(hook: IHookFunctions): boolean {
	return hook.getMode() === 'manual';
}

/** For the `catch` of the look whether it is registered that n8n 2.6 takes at its start: it would take the address away, and ask on for days. */
export function takeAsRegistered(hook: IHookFunctions): (error: unknown) => true {
	return (error) => {
		const { message } = toHookError(hook.getNode(), error);
		hook.logger.warn(`LG U+ Centrex Trigger: whether the line calls this workflow could not be seen; it is taken for granted. Reason: ${message}`);
		return true;
	};
}

/**
 * Where the service is to call, from the trigger's fields, with the key that its events must carry.
 *
 * @throws CentrexError naming the field that cannot be right
 */
export async function ownAddress(hook: IHookFunctions): Promise<OwnAddress> {
	const credentials = await hook.getCredentials('uplusCentrexApi');
	const webhookUrl = new URL(hook.getNodeWebhookUrl('default') as string);
	const host = callbackHost(hook, webhookUrl, credentials.service === 'custom');
	const port = callbackPort(hook, webhookUrl);
	if (chosenEvents(hook).length === 0) throw invalidField('Events', 'none is chosen', 'Choose at least one.');
	checkAllowedIps(hook);
	const signIn = readSignIn(credentials);
	const path = webhookUrl.pathname;
	const key = callbackKey(signIn, path);
	return { url: `${path}?key=${key}`, host, port, signIn, account: accountOf(credentials), path, key };
}

function callbackHost(hook: IHookFunctions, webhookUrl: URL, ownNetworkToo: boolean): string {
	const given = String(hook.getNodeParameter('callbackHost') ?? '').trim();
	const host = given || webhookUrl.hostname;
	const advice = 'Enter the public IPv4 address under which this n8n is reached from the internet, such as 203.0.113.5.';
	if (!isIpv4(host)) {
		const problem = given
			? `"${given}" is not an IPv4 address`
			: `it is empty, and the webhook address of this n8n (${webhookUrl.origin}) has a name where the service needs an IPv4 address`;
		throw invalidField('Callback Host', problem, advice);
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
	throw invalidField('Callback Port', `"${chosen}" is not a port`, 'Enter a number from 1 to 65535.');
}

function checkAllowedIps(hook: IHookFunctions): void {
	const given = String(hook.getNodeParameter('options.allowedIps', '') ?? '');
	const wrong = splitRanges(given).find((range) => !isIpv4Range(range));
	if (wrong === undefined) return;
	const advice = 'Enter addresses such as 203.0.113.5 or ranges such as 203.0.113.0/24, with commas between them.';
	throw invalidField('Allowed IPs', `"${wrong}" is neither an IPv4 address nor a range`, advice);
}

/**
 * What the service calls now for the chosen events.
 *
 * @throws CentrexError when that is somebody else's address and the trigger is not to replace it
 */
export async function earlierRegistrations(
	hook: IHookFunctions,
	own: OwnAddress,
): Promise<Partial<Record<CallbackEvent, CallbackAddress>>> {
	const earlier: Partial<Record<CallbackEvent, CallbackAddress>> = {};
	const replace = hook.getNodeParameter('ifRegistered') === 'replace';
	for (const event of chosenEvents(hook)) {
		const registered = await getRegistration(hook, event);
		if (!registered) continue;
		if (!replace && !mayTakeOver(hook, registered, own)) throw isSomebodyElses(hook, event, registered);
		earlier[event] = registered;
	}
	return earlier;
}

function isSomebodyElses(
	hook: IHookFunctions,
	event: CallbackEvent,
	registered: CallbackAddress & { registeredAt: string },
): CentrexError {
	const advice = isThisWorkflow(hook, registered)
		? 'It is this workflow under another address: if n8n has moved'
		: 'If nobody needs that one any more';
	return new CentrexError(
		`The line already calls another address for ${EVENTS_IN_WORDS[event]}: ${showAddress(registered)}, registered ${registered.registeredAt}`,
		{ advice: `${advice}, set If Already Registered to Replace.`, outcome: 'notSent' },
	);
}

/** Whether a registration is this n8n's own, and nothing is lost when this trigger takes its place unasked. */
function mayTakeOver(hook: IHookFunctions, registered: CallbackAddress, own: OwnAddress): boolean {
	if (!isSamePlace(registered, own)) return false;
	// The same workflow: its test address, its production address, or one with the key of an earlier password.
	if (isThisWorkflow(hook, registered) || isSamePage(registered, own)) return true;
	// Another workflow of this n8n, as its key shows: a test run hands the line back; what a test run left behind is nobody's.
	return isKeyed(own.signIn, registered) && (isTestRun(hook) || folder(registered) !== folder(own));
}

/** Test address and production address of a workflow differ before its id only. */
function isThisWorkflow(hook: IHookFunctions, { url }: CallbackAddress): boolean {
	const id = hook.getNode().webhookId;
	return id !== undefined && readUrl(url).path.endsWith(`/${id}/callback.html`);
}

function isSamePage(one: CallbackAddress, other: CallbackAddress): boolean {
	return isSamePlace(one, other) && readUrl(one.url).path === readUrl(other.url).path;
}

function isKeyed(signIn: SignIn, { url }: CallbackAddress): boolean {
	const { path, query } = readUrl(url);
	return isCallbackKey(signIn, path, /^key=(\w+)/.exec(query)?.[1] ?? '');
}

/** What of a path is the same for all workflows of an n8n: `/webhook`, or `/webhook-test`. */
function folder({ url }: CallbackAddress): string {
	return readUrl(url).path.split('/').slice(0, -2).join('/');
}

/**
 * The address of a test run: its query holds what stood before, so that whoever ends the test run can put it back, even
 * an n8n that was killed in between. A key is left out of it: it can be derived again.
 */
export function testAddress(own: OwnAddress, earlier?: CallbackAddress): OwnAddress {
	if (!earlier) return own;
	// A test run that was never ended holds it already.
	const before = isSamePage(earlier, own) ? BEFORE.exec(earlier.url)?.[0] : `&before=${pack(own.signIn, earlier)}`;
	return { ...own, url: own.url + (before ?? '') };
}

function pack(signIn: SignIn, earlier: CallbackAddress): string {
	const url = isKeyed(signIn, earlier) ? earlier.url.replace(/\?key=\w+/, '?key') : earlier.url;
	return `${earlier.host}:${earlier.port}${url}`.replace(/[^\w.~:/?=-]/g, encodeURIComponent);
}

function readBefore(signIn: SignIn, { url }: CallbackAddress): CallbackAddress | undefined {
	const packed = BEFORE.exec(readUrl(url).query)?.[1];
	const [, host, port, earlier] = /^([^:]+):(\d+)(.*)$/s.exec(decodeURIComponent(packed ?? '')) ?? [];
	if (earlier === undefined) return undefined;
	return { host, port, url: earlier.replace(/\?key(?=&|$)/, `?key=${callbackKey(signIn, readUrl(earlier).path)}`) };
}

/**
 * Registers an address for an event, and looks whether the service now calls it.
 *
 * @throws CentrexError also where the service says done but calls another address
 */
export async function registerAndCheck(
	hook: IHookFunctions,
	event: CallbackEvent,
	{ url, host, port }: CallbackAddress,
): Promise<void> {
	const status = await register(hook, event, { url, host, port });
	if (status !== '' && !isOk(status)) {
		throw new CentrexError(`The service did not register the address: its status is ${status}`, {
			advice: 'Check Callback Host and Callback Port, and try again.',
			outcome: 'rejected',
		});
	}
	const registered = await getRegistration(hook, event);
	if (registered && isSameAddress(registered, { url, host, port })) return;
	const instead = registered ? `it calls ${showAddress(registered)}` : 'it calls no address';
	throw new CentrexError(`The service said it had registered the address for ${EVENTS_IN_WORDS[event]}, but ${instead}`, {
		advice: 'Another program may have registered the line at the same moment: find out which, and try again.',
		outcome: 'rejected',
	});
}

/**
 * Ends a registration of this trigger: what stood there before is registered again, or nothing is. Somebody else's is
 * left alone.
 *
 * @param earlier what stood there before; by default what the address of a test run says
 * @returns whether the service no longer calls this trigger; where that failed, the log says what to do
 */
export async function endRegistration(
	hook: IHookFunctions,
	event: CallbackEvent,
	own: OwnAddress,
	earlier?: CallbackAddress,
): Promise<boolean> {
	let before = earlier;
	try {
		await unlessRefused(own.account, async () => {
			const registered = await getRegistration(hook, event);
			if (!registered) return;
			const replaced = readBefore(own.signIn, registered);
			if (isSamePage(registered, own)) await putBack(hook, event, (before ??= replaced));
			// A test run that goes on must not put this address back when it ends.
			else if (replaced && isSamePage(replaced, own) && isThisWorkflow(hook, registered)) {
				await putBack(hook, event, { ...registered, url: registered.url.replace(BEFORE, '') });
			}
		});
		return true;
	} catch (error) {
		const { message } = toHookError(hook.getNode(), error);
		const problem = before
			? `For ${EVENTS_IN_WORDS[event]} the line should call ${showAddress(before)} again, but that could not be registered. Unpublish the workflow that listens there, and publish it again`
			: `The line may still call this workflow for ${EVENTS_IN_WORDS[event]}, though it listens no more. Publish it and unpublish it again, or use the operation Delete of Notification URL`;
		hook.logger.error(`LG U+ Centrex Trigger: ${problem}. Reason: ${message}`);
		return false;
	}
}

/** Registers what stood before, or nothing. Done twice that does no harm, so a broken connection is tried again. */
async function putBack(hook: IHookFunctions, event: CallbackEvent, before?: CallbackAddress): Promise<void> {
	for (let triesLeft = PUT_BACK_TRIES; ; triesLeft--) {
		const trying = before ? registerAndCheck(hook, event, before) : unregister(hook, event);
		const error: unknown = await trying.then(
			() => undefined,
			(problem) => problem,
		);
		if (error === undefined) return;
		const isAnswer = error instanceof CentrexError && error.outcome === 'rejected';
		if (isAnswer || triesLeft === 1) throw error;
		await sleep(PUT_BACK_PAUSE_MS);
	}
}
