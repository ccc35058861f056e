import { CentrexError } from '../api/error';
import { isLacking, isSignInRefusal } from '../api/results';

/** What is known of a trigger's failed polls; times in milliseconds. */
export interface Trouble {
	/** When a poll was last good. */
	goodAt: number;
	/** Since when none is good; missing where the last one was. */
	since?: number;
	/** When that was last told. */
	toldAt?: number;
	/** When each fault that lasts until somebody does something was last told, by its message. */
	daily: Record<string, number>;
}

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
/** A fault that may pass is told after so long. */
const PATIENCE_MS = 10 * MINUTE_MS;

/**
 * Whether the failure of a poll is to be told: thrown, n8n makes of it a failed execution and a run of the error workflow. What
 * may pass is told once it has lasted, and once an hour from then on; what lasts until somebody does something, once a day; a
 * refused sign-in, each time.
 */
export function isToBeTold(trouble: Trouble, error: unknown, now = Date.now()): boolean {
	trouble.since ??= now;
	if (isSignInRefusal(error)) return true;
	if (mayPass(error)) {
		const lasts = now - trouble.goodAt >= PATIENCE_MS;
		const isNews = trouble.toldAt === undefined || now - trouble.toldAt >= HOUR_MS;
		if (!lasts || !isNews) return false;
		trouble.toldAt = now;
		return true;
	}
	const { message } = error as Error;
	if (now - (trouble.daily[message] ?? -Infinity) < DAY_MS) return false;
	trouble.daily[message] = now;
	return true;
}

/** To be called after a good poll. @returns since when there had been none, in milliseconds; `undefined` where the one before was good */
export function endTrouble(trouble: Trouble, now = Date.now()): number | undefined {
	const { since } = trouble;
	Object.assign(trouble, { goodAt: now, since: undefined, toldAt: undefined, daily: {} });
	return since;
}

function mayPass(error: unknown): boolean {
	return error instanceof CentrexError && error.mayPass && !isLacking(error);
}
