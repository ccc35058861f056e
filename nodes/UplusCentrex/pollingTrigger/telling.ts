import type { IPollFunctions } from 'n8n-workflow';

import type { Line } from '../api/line';
import { toKoreanTime } from '../api/time';
import { endsOf, naming } from '../shared/lines';
import { warn, warnOf } from './log';
import type { LineResult } from './pollLine';
import type { WatchedLine } from './triggerState';
import { endTrouble, isToBeTold } from './trouble';

/** A line of a poll, and what came of it: nothing where it was not asked. */
export interface PolledLine extends WatchedLine {
	result?: LineResult;
}

/** Something that went wrong with a line. */
interface Failure {
	line: Line;
	error: unknown;
}

/** What went wrong alike with several lines. */
interface Alike {
	lines: Line[];
	errors: unknown[];
}

/**
 * Judges line by line whether what went wrong is to be told, and writes into n8n's log what is not told now. Where any line has
 * something to hand on nothing is told: it is kept until a poll finds nothing, unless the line can be read meanwhile.
 *
 * @returns what is to be thrown, `undefined` for nothing
 */
export function judge(hook: IPollFunctions, polled: PolledLine[]): unknown {
	const now = Date.now();
	const failures: Failure[] = [];
	for (const { line, state, result } of polled) {
		if (!result || result.failures.length === 0) continue;
		const [failure, ...others] = result.failures;
		failures.push(...[...others, failure].map((error) => ({ line, error })));
		// One that has something to hand on tells it at the next poll, if it lasts.
		if (result.items.length === 0 && isToBeTold(state.trouble, failure, now)) state.untold = failure;
	}
	noteGoodLines(hook, polled, now);
	const findsNothing = polled.every(({ result }) => !result || result.items.length === 0);
	const told = findsNothing ? takeUntold(polled) : undefined;
	warnOfEach(hook, failures.filter(({ error }) => !told?.errors.includes(error)));
	return told && naming(told.lines, told.errors[0]);
}

/** @returns what is to be thrown by a poll of publishing, which fails where any line does; `undefined` where none has */
export function judgePublishing(hook: IPollFunctions, polled: PolledLine[]): unknown {
	const failures = polled.flatMap(({ line, result }) => (result?.failures ?? []).map((error) => ({ line, error })));
	if (failures.length === 0) return undefined;
	const [{ lines, errors }] = alike(failures);
	warnOfEach(hook, failures.filter(({ error }) => !errors.includes(error)));
	return naming(lines, errors[0]);
}

/** Takes what is to be told first, for all lines with which it is alike. */
function takeUntold(polled: PolledLine[]): Alike | undefined {
	const untold = polled.filter(({ state }) => state.untold !== undefined);
	const [told] = alike(untold.map(({ line, state }) => ({ line, error: state.untold })));
	for (const { line, state } of untold) {
		if (told.lines.includes(line)) state.untold = undefined;
	}
	return told;
}

/** Ends the trouble of the lines that could be read, and says so. */
function noteGoodLines(hook: IPollFunctions, polled: PolledLine[], now: number): void {
	const goodAgain = new Map<number, Line[]>();
	for (const { line, state, result } of polled) {
		if (!result || result.failures.length > 0) continue;
		state.untold = undefined;
		const since = endTrouble(state.trouble, now);
		if (since !== undefined) goodAgain.set(since, [...(goodAgain.get(since) ?? []), line]);
	}
	for (const [since, lines] of goodAgain) warn(hook, `${endsOf(lines)}${goodAgainSince(since)}`);
}

/** @returns what the log says once there is no trouble any more */
export function goodAgainSince(since: number): string {
	return `the service can be asked again; it could not be since ${toKoreanTime(new Date(since))}. What came meanwhile is handed on.`;
}

function warnOfEach(hook: IPollFunctions, failures: Failure[]): void {
	for (const { lines, errors } of alike(failures)) warnOf(hook, naming(lines, errors[0]));
}

function alike(failures: Failure[]): Alike[] {
	const groups = new Map<string, Alike>();
	for (const { line, error } of failures) {
		const { lines, errors } = groups.get(String(error)) ?? { lines: [], errors: [] };
		groups.set(String(error), { lines: [...new Set([...lines, line])], errors: [...errors, error] });
	}
	return [...groups.values()];
}
