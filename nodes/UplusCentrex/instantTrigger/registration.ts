import type { IHookFunctions } from 'n8n-workflow';
import { sleep } from 'n8n-workflow';

import { CALLBACK_EVENTS, getRegistration, isSameAddress, isSamePlace, readUrl, register, showAddress, showPlace, unregister } from '../api/callback';
import type { CallbackAddress, CallbackEvent } from '../api/callback';
import { readKey } from '../api/callbackKey';
import { CentrexError } from '../api/error';
import type { Line } from '../api/line';
import { isOk } from '../api/values';
import { chosenEvents } from '../shared/chosenEvents';
import { readChoice } from '../shared/fields';
import { toHookError } from '../shared/nodeError';
import { unlessRefused } from '../shared/refusals';
import { isSamePage, isTestRun, isThisWorkflow, isTriggers, mayTakeOver, readBefore, withoutBefore } from './callbackUrl';
import type { OwnAddress } from './ownAddress';
import { lineOfKey } from './ownKey';

/** What the line calls an address for. */
const CALLED_FOR: Readonly<Record<CallbackEvent, string>> = {
	incomingCall: 'incoming calls',
	incomingSms: 'incoming texts',
};

const PUT_BACK_TRIES = 3;
const PUT_BACK_PAUSE_MS = 1000;

/**
 * For the `catch` of `checkExists`. At its start n8n 2.6 looks whether each trigger is still registered; where that failed, it would
 * take the address away, and ask on for days. Cause: addActiveWorkflows in n8n's active-workflow-manager.ts. n8n's publication service,
 * the default of 2.41, does not look: this can go when the oldest n8n that is tested has it.
 */
export function takeAsRegistered(hook: IHookFunctions): (error: unknown) => true {
	return (error) => {
		const { message } = toHookError(hook.getNode(), error);
		hook.logger.warn(`LG U+ Centrex Trigger: whether the line calls this workflow could not be seen; it is taken for granted. Reason: ${message}`);
		return true;
	};
}

/** @returns whether a line calls this trigger for every event chosen, with the key that it was given */
export async function isRegistered(hook: IHookFunctions, line: Line, own: OwnAddress): Promise<boolean> {
	for (const event of chosenEvents(hook, CALLBACK_EVENTS)) {
		const registered = await getRegistration(line, event);
		if (!registered || !isSamePage(registered, own)) return false;
		if (lineOfKey(hook, own.url, readKey(readUrl(registered.url).query) ?? '') !== line.number) return false;
	}
	return true;
}

/**
 * What the service calls now for the chosen events.
 *
 * @throws CentrexError when that is somebody else's address and the trigger is not to replace it
 */
export async function earlierRegistrations(
	hook: IHookFunctions,
	line: Line,
	own: OwnAddress,
): Promise<Partial<Record<CallbackEvent, CallbackAddress>>> {
	const earlier: Partial<Record<CallbackEvent, CallbackAddress>> = {};
	const ifRegistered = readChoice('If Already Registered', hook.getNodeParameter('ifRegistered'), { fail: 'Fail', replace: 'Replace' });
	for (const event of chosenEvents(hook, CALLBACK_EVENTS)) {
		const registered = await getRegistration(line, event);
		if (!registered) continue;
		if (ifRegistered === 'fail' && !mayTakeOver(hook, registered, own)) throw isSomebodyElses(hook, event, registered);
		if (isTestRun(hook) && isTriggers(registered) && !isSamePlace(registered, own)) throw isElsewhere(registered);
		earlier[event] = registered;
	}
	return earlier;
}

/** The URL of a test run holds what stood before, so that whoever listens at its place would learn the other trigger's key. */
function isElsewhere(registered: CallbackAddress): CentrexError {
	return new CentrexError(`The line calls an LG U+ Centrex Trigger at another address: ${showPlace(registered)}`, {
		advice: 'A test run hands the line back only to the address that it has itself. Enter that one in Callback Host and Callback Port, or unpublish the other workflow first.',
		outcome: 'notSent',
	});
}

function isSomebodyElses(
	hook: IHookFunctions,
	event: CallbackEvent,
	registered: CallbackAddress & { registeredAt: string },
): CentrexError {
	const advice = isThisWorkflow(hook, registered)
		? 'It is this workflow under another address: if n8n has moved'
		: 'If nobody needs that one any more';
	const since = /^\d{4}-\d\d-\d\dT/.test(registered.registeredAt) ? `, registered ${registered.registeredAt.slice(0, 25)}` : '';
	return new CentrexError(
		`The line already calls another address for ${CALLED_FOR[event]}: ${showPlace(registered)}${since}`,
		{
			details: `It is ${showAddress(registered)}.`,
			advice: `Notification URL → Get shows all of it. ${advice}, set If Already Registered to Replace.`,
			outcome: 'notSent',
		},
	);
}

/**
 * Registers an address for an event, and looks whether the service now calls it.
 *
 * @throws CentrexError also where the service says done but calls another address
 */
export async function registerAndCheck(
	line: Line,
	event: CallbackEvent,
	{ url, host, port }: CallbackAddress,
): Promise<void> {
	const status = await register(line, event, { url, host, port });
	if (status !== '' && !isOk(status)) {
		throw new CentrexError('The service did not register the address', {
			details: `Its status: ${status}.`,
			advice: 'Check Callback Host and Callback Port, and try again.',
			outcome: 'rejected',
		});
	}
	const registered = await getRegistration(line, event);
	if (registered && isSameAddress(registered, { url, host, port })) return;
	const instead = registered ? `it calls ${showPlace(registered)}` : 'it calls no address';
	throw new CentrexError(`The service said it had registered the address for ${CALLED_FOR[event]}, but ${instead}`, {
		advice: 'Another program may have registered the line at the same moment: find out which, and try again.',
		outcome: 'rejected',
	});
}

/**
 * Ends a registration of this trigger: what stood there before is registered again, or nothing is. Somebody else's is
 * left alone.
 *
 * @param earlier what stood there before; by default what the URL of a test run says
 * @returns whether the service no longer calls this trigger; where that failed, the log says what to do
 */
export async function endRegistration(
	hook: IHookFunctions,
	line: Line,
	event: CallbackEvent,
	own: OwnAddress,
	earlier?: CallbackAddress,
): Promise<boolean> {
	let before = earlier;
	const end = async () => {
		const registered = await getRegistration(line, event);
		if (!registered) return;
		const replaced = readBefore(registered);
		if (isSamePage(registered, own)) {
			before ??= replaced;
			await putBack(line, event, before);
		} else if (replaced && isSamePage(replaced, own) && isThisWorkflow(hook, registered)) {
			// A test run goes on, and must not put this address back when it ends.
			await putBack(line, event, { ...registered, url: withoutBefore(registered.url) });
		}
	};
	try {
		await unlessRefused(line.account, true, end);
		return true;
	} catch (error) {
		const { message } = toHookError(hook.getNode(), error);
		const whose = line.isOneOfSeveral ? `line ending in ${line.number.slice(-4)}` : 'the line';
		const problem = before
			? `For ${CALLED_FOR[event]} ${whose} should call ${showAddress(before)} again, but that could not be registered. Unpublish the workflow that listens there, and publish it again`
			: `${whose[0].toUpperCase()}${whose.slice(1)} may still call this workflow for ${CALLED_FOR[event]}, though it listens no more. Publish it and unpublish it again, or use the operation Delete of Notification URL`;
		hook.logger.error(`LG U+ Centrex Trigger: ${problem}. Reason: ${message}`);
		return false;
	}
}

/** Registers what stood before, or nothing. Done twice that does no harm, so a broken connection is tried again. */
async function putBack(line: Line, event: CallbackEvent, before?: CallbackAddress): Promise<void> {
	for (let triesLeft = PUT_BACK_TRIES; ; triesLeft--) {
		const trying = before ? registerAndCheck(line, event, before) : unregister(line, event);
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
