import type { IHookFunctions } from 'n8n-workflow';

import { CALLBACK_EVENTS } from '../api/callback';
import type { CallbackEvent } from '../api/callback';
import { newCallbackKey } from '../api/callbackKey';
import { CentrexError } from '../api/error';
import type { Line } from '../api/line';
import { chosenEvents } from '../shared/chosenEvents';
import { chosenLines, linesOfCredential, linesOfTrigger, naming } from '../shared/lines';
import { toHookError } from '../shared/nodeError';
import { isRefusedLately, unlessRefused } from '../shared/refusals';
import { sideBySide } from '../shared/sideBySide';
import { addressWith, isTestRun } from './callbackUrl';
import { ownAddress, ownPath } from './ownAddress';
import type { OwnAddress } from './ownAddress';
import { forgetKeys, keepKeys, linesWithKey } from './ownKey';
import { earlierRegistrations, endRegistration, isRegistered, registerAndCheck, takeAsRegistered } from './registration';

/** Lines that are asked at once, each one request at a time: as many as send at once. */
const MOST_LINES = 10;

/**
 * Six tenths of the 84 s that n8n gives publishing: within them it also removes what an earlier version of the workflow has registered,
 * with four requests a line beside the six here. Cause: n8n's workflow-publication-outbox-consumer.ts.
 */
const MOST_MS = 50_000;
/** Two of the six read, and come first: the others take twice as long. */
const MOST_MS_TO_READ = MOST_MS / 3;

/** @returns whether each line calls this trigger for every event chosen, as it was left; taken for granted where that cannot be seen */
export async function areRegistered(hook: IHookFunctions): Promise<boolean> {
	const lines = await linesOfTrigger(hook);
	const own = ownAddress(hook, lines[0]);
	const asking = onEachLine(lines, async (line) => await unlessRefused(line.account, true, async () => await isRegistered(hook, line, own)));
	return await asking.then((answers) => answers.every((is) => is), takeAsRegistered(hook));
}

/**
 * Registers this trigger, with a new key for each line, for every line and event chosen; or, on an error, for none.
 *
 * @throws CentrexError naming the line, where there are several
 */
export async function registerLines(hook: IHookFunctions): Promise<void> {
	const lines = await linesOfTrigger(hook);
	const own = ownAddress(hook, lines[0]);
	const start = Date.now();
	const read = async (line: Line) => await unlessRefused(line.account, true, async () => await earlierRegistrations(hook, line, own));
	const earlier = new Map(await onEachLine(lines, async (line) => [line, await read(line)] as const, start + MOST_MS_TO_READ));
	checkTime(lines, start + MOST_MS_TO_READ);

	const keyOf = new Map(lines.map(({ number }) => [number, newCallbackKey()]));
	const begun = new Map<Line, CallbackEvent[]>();
	const register = async (line: Line) => {
		const events: CallbackEvent[] = [];
		begun.set(line, events);
		for (const event of chosenEvents(hook, CALLBACK_EVENTS)) {
			events.push(event);
			const before = isTestRun(hook) ? earlier.get(line)?.[event] : undefined;
			await registerAndCheck(line, event, addressWith(keyOf.get(line.number) as string, own, before));
		}
	};
	try {
		await onEachLine(lines, register, start + MOST_MS);
	} catch (error) {
		await onEachLine([...begun.keys()], async (line) => {
			for (const event of begun.get(line) ?? []) await endRegistration(hook, line, event, own, earlier.get(line)?.[event]);
		});
		throw toHookError(hook.getNode(), error);
	}
	keepKeys(hook, own.url, keyOf);
}

/**
 * Removes this address from every line that may have it, and nobody else's; after a test run the earlier ones are registered again.
 *
 * @returns whether no line calls this trigger any more; the log says which one may
 */
export async function endRegistrations(hook: IHookFunctions): Promise<boolean> {
	let published: string[];
	let chosen: Line[];
	let all: Line[];
	let own: OwnAddress;
	try {
		published = forgetKeys(hook, ownPath(hook));
		all = await linesOfCredential(hook);
		chosen = chosenLines(hook, all);
		own = ownAddress(hook, chosen[0]);
	} catch (error) {
		// Nothing could have been registered with these fields, so that there is nothing to remove.
		hook.logger.warn(`LG U+ Centrex Trigger: ${toHookError(hook.getNode(), error).message}`);
		return false;
	}
	// Another choice may have been registered.
	const others = linesWithKey(hook, own.url).filter((number) => !chosen.some((line) => line.number === number));
	const gone = others.filter((number) => !all.some((line) => line.number === number));
	for (const number of gone) {
		hook.logger.error(
			`LG U+ Centrex Trigger: Line ending in ${number.slice(-4)} may still call this workflow, though it listens no more: it is none of the credential's any more. Use the operation Delete of Notification URL with a credential that has it`,
		);
	}
	const mayCall = [...chosen, ...all.filter(({ number }) => others.includes(number))];
	const ended = await onEachLine(mayCall, async (line) => {
		// Said by whoever was refused; n8n lets each of its five tries to publish end with this.
		if (isRefusedLately(line.account) && !published.includes(line.number)) return false;
		let isEnded = true;
		// Both, whatever is chosen now.
		for (const event of CALLBACK_EVENTS) {
			if (!(await endRegistration(hook, line, event, own))) isEnded = false;
		}
		return isEnded;
	});
	return gone.length === 0 && ended.every((is) => is);
}

/**
 * Works on lines side by side. Where one fails no other begins, and those under way are waited for.
 *
 * @param deadline when no other line may begin any more, in milliseconds
 * @throws what went wrong first, naming the line
 */
async function onEachLine<T>(lines: Line[], work: (line: Line) => Promise<T>, deadline = Infinity): Promise<T[]> {
	async function* workOn(line: Line) {
		checkTime(lines, deadline);
		yield await work(line).catch((error: unknown) => {
			throw naming([line], error);
		});
	}
	const results: T[] = [];
	for await (const result of sideBySide(lines.map(workOn), MOST_LINES)) results.push(result);
	return results;
}

/** @throws CentrexError where the time is over; so few lines that all are asked at once are not too many, however slow that is */
function checkTime({ length }: Line[], deadline: number): void {
	if (length <= MOST_LINES || Date.now() <= deadline) return;
	throw new CentrexError(
		`Too many lines for n8n's time: as fast as the service answers now, ${length} lines cannot be registered within the 84 seconds that n8n gives publishing`,
		{ advice: 'Divide the lines among several credentials, and take a workflow for each.', outcome: 'notSent' },
	);
}
