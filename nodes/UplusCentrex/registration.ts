import type { IHookFunctions } from 'n8n-workflow';

import {
	CALLBACK_PORTS,
	getRegistration,
	isIpv4,
	isPort,
	isPublicIpv4,
	register,
	showAddress,
	unregister,
} from './api/callback';
import type { CallbackAddress, CallbackEvent } from './api/callback';
import { CentrexError, invalidField } from './api/error';
import { isOk } from './api/status';
import { toHookError } from './nodeError';

/** What the service calls for each event. */
export type Registrations = Partial<Record<CallbackEvent, CallbackAddress>>;

/** The events that the trigger is to start for. */
export function chosenEvents(hook: IHookFunctions): CallbackEvent[] {
	return hook.getNodeParameter('events') as CallbackEvent[];
}

/** The path under which n8n receives events: it names the workflow's trigger, so no two are the same. */
export function webhookPath(hook: IHookFunctions): string {
	return new URL(hook.getNodeWebhookUrl('default') as string).pathname;
}

/** Where the service is to call, from the trigger's fields. */
export async function callbackAddress(hook: IHookFunctions): Promise<CallbackAddress> {
	const host = String(hook.getNodeParameter('callbackHost') ?? '').trim();
	const { service } = await hook.getCredentials('uplusCentrexApi');
	// LG U+ calls over the internet; only another service, such as the simulator, may stand on this network.
	if (!(service === 'custom' ? isIpv4(host) : isPublicIpv4(host))) {
		throw invalidField(
			'Callback Host',
			host === '' ? 'it is empty' : `"${host}" is not a public IPv4 address`,
			'Enter the address under which this n8n is reached from the internet, such as 203.0.113.5.',
		);
	}
	if (chosenEvents(hook).length === 0) throw invalidField('Events', 'none is chosen', 'Choose at least one.');
	return { url: webhookPath(hook), host, port: callbackPort(hook) };
}

function callbackPort(hook: IHookFunctions): string {
	const given = String(hook.getNodeParameter('callbackPort'));
	if (given === 'auto') {
		const { protocol, port } = new URL(hook.getNodeWebhookUrl('default') as string);
		// The service speaks no HTTPS, so behind an HTTPS address only the plain port can be meant.
		const automatic = protocol === 'https:' ? '80' : port || '80';
		if (CALLBACK_PORTS.includes(automatic)) return automatic;
		throw invalidField(
			'Callback Port',
			`the webhook address of this n8n has port ${automatic}, which the service does not call`,
			`Choose one of ${CALLBACK_PORTS.join(', ')} and forward it to this n8n.`,
		);
	}
	const port = given === 'other' ? String(hook.getNodeParameter('arrangedPort')) : given;
	if (isPort(port)) return port;
	throw invalidField('Callback Port', `"${port}" is not a port`, 'Enter a number from 1 to 65535.');
}

/**
 * What the service calls now for the chosen events.
 *
 * @throws CentrexError when that is somebody else's address and the trigger is not to replace it
 */
export async function earlierRegistrations(hook: IHookFunctions, address: CallbackAddress): Promise<Registrations> {
	const earlier: Registrations = {};
	const replace = hook.getNodeParameter('ifRegistered') === 'replace';
	for (const event of chosenEvents(hook)) {
		const registered = await getRegistration(hook, event);
		if (!registered) continue;
		if (!replace && !isOwn(hook, registered, address)) {
			throw new CentrexError(
				`The line already calls another address for ${event === 'incomingCall' ? 'incoming calls' : 'incoming texts'}: ${showAddress(registered)}, registered ${registered.registeredAt}`,
				{
					advice: 'If nobody needs that one any more, set If Already Registered to Replace. Nothing was changed.',
					outcome: 'notSent',
				},
			);
		}
		const { url, host, port } = registered;
		earlier[event] = { url, host, port };
	}
	return earlier;
}

/** Whether a registration is this trigger's: its test address and its production address differ before the id only. */
function isOwn(hook: IHookFunctions, registered: CallbackAddress, address: CallbackAddress): boolean {
	const id = hook.getNode().webhookId;
	return registered.url === address.url || (id !== undefined && registered.url.endsWith(`/${id}/callback.html`));
}

/**
 * Registers an address for an event.
 *
 * @throws CentrexError also where the service says done but its status does not
 */
export async function registerHere(hook: IHookFunctions, event: CallbackEvent, address: CallbackAddress): Promise<void> {
	const status = await register(hook, event, address);
	if (status === '' || isOk(status)) return;
	throw new CentrexError(`The service did not register the address: its status is ${status}`, {
		advice: 'Check Callback Host and Callback Port, and try again.',
		outcome: 'rejected',
	});
}

/**
 * Ends a registration of this trigger: what was there before is registered again, or nothing is.
 *
 * @param ownUrl a registration with another URL is left alone
 * @returns whether the service no longer calls this trigger; where that failed, the log says why
 */
export async function putBack(
	hook: IHookFunctions,
	event: CallbackEvent,
	ownUrl: string,
	earlier?: CallbackAddress,
): Promise<boolean> {
	try {
		if ((await getRegistration(hook, event))?.url !== ownUrl) return true;
		if (earlier) await registerHere(hook, event, earlier);
		else await unregister(hook, event);
		return true;
	} catch (error) {
		hook.logger.warn(`LG U+ Centrex may still call this workflow for ${event}: ${toHookError(hook.getNode(), error).message}`);
		return false;
	}
}

/** Runs what a hook does, with errors as n8n shows them. */
export async function reportErrors<T>(hook: IHookFunctions, work: () => Promise<T>): Promise<T> {
	try {
		return await work();
	} catch (error) {
		throw toHookError(hook.getNode(), error);
	}
}
