import type { CentrexError } from '../api/error';
import { isSignInRefusal } from '../api/results';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/**
 * After how long a refused sign-in is tried again by itself, in milliseconds; the last one counts from then on. Services have bad
 * hours, and these codes lock nobody out.
 */
const WAITS_MS = [10 * MINUTE_MS, HOUR_MS, 6 * HOUR_MS];
/** Repeated wrong passwords lock the account (service, 1.8): once more, and then no more. */
const WAITS_AFTER_A_WRONG_PASSWORD_MS = [HOUR_MS];
const WRONG_PASSWORD = '1004';

/** n8n tries five times within half a minute to publish, a busy one within a minute. Whoever does something by hand waits so long. */
const LATELY_MS = MINUTE_MS;

/** Longer than any trigger waits between two polls: who was not asked about for so long is gone, or has another credential. */
const GONE_MS = 62 * DAY_MS;

/** A sign-in that the service has refused and not accepted since; times in milliseconds. */
interface Refusal {
	/** What the service said. */
	error: CentrexError;
	/** When it said so last; while somebody tries it again, when that began. */
	at: number;
	/** How often it was refused, those by hand not counted but for the first. */
	times: number;
	/** When somebody last wanted to know of it. */
	askedAt: number;
}

/**
 * By account (api/line.ts), for all nodes of this process of n8n; whoever is accepted, or changes the credential, is free of it. An entry goes when the
 * sign-in is accepted, or at the next refusal of any other once nobody has asked about it for long.
 */
const refusals = new Map<string, Refusal>();

function refusalOf(account: string): Refusal | undefined {
	const refusal = refusals.get(account);
	if (refusal) refusal.askedAt = Date.now();
	return refusal;
}

/** @returns whether this sign-in may be tried by itself: it stands well, or the time has come to try it once more */
export function mayTry(account: string): boolean {
	const next = nextTry(account);
	return next === undefined || Date.now() >= next;
}

/** @returns when a refused sign-in is tried again by itself, in milliseconds; `Infinity` for never; `undefined` where it stands well */
export function nextTry(account: string): number | undefined {
	const refusal = refusalOf(account);
	if (!refusal) return undefined;
	const { error, at, times } = refusal;
	if (error.code !== WRONG_PASSWORD) return at + (WAITS_MS[times - 1] ?? WAITS_MS[WAITS_MS.length - 1]);
	return at + (WAITS_AFTER_A_WRONG_PASSWORD_MS[times - 1] ?? Infinity);
}

/** @returns whether the service refused this sign-in within the last minute */
export function isRefusedLately(account: string): boolean {
	const refusal = refusalOf(account);
	return refusal !== undefined && Date.now() - refusal.at < LATELY_MS;
}

/** @returns what the service said when it refused this sign-in; `undefined` where it has not, or has accepted it since */
export function lastRefusal(account: string): CentrexError | undefined {
	return refusalOf(account)?.error;
}

/**
 * Does what asks the service, unless this sign-in is refused: by itself it is tried again when its time has come, by hand a
 * minute later. Whoever tries it does so for all: the others wait for the next time.
 *
 * @throws what the service said then, and whatever the work throws
 */
export async function unlessRefused<T>(account: string, isByHand: boolean, work: () => Promise<T>): Promise<T> {
	const refusal = refusalOf(account);
	const isFree = isByHand ? !isRefusedLately(account) : mayTry(account);
	if (refusal && !isFree) throw refusal.error;
	beginTry(account);
	const result = await work().catch((error: unknown) => {
		if (isSignInRefusal(error)) noteRefusal(account, error as CentrexError, isByHand);
		// It was not asked after all.
		else if (refusal) refusals.set(account, refusal);
		throw error;
	});
	noteAcceptance(account);
	return result;
}

/** To be called before a refused sign-in is tried again: the others wait meanwhile. */
export function beginTry(account: string): void {
	const refusal = refusalOf(account);
	if (refusal) refusals.set(account, { ...refusal, at: Date.now() });
}

/** To be called when the service has refused a sign-in. */
export function noteRefusal(account: string, error: CentrexError, isByHand: boolean): void {
	const before = refusalOf(account)?.times;
	const times = before === undefined ? 1 : before + (isByHand ? 0 : 1);
	refusals.set(account, { error, at: Date.now(), times, askedAt: Date.now() });
	for (const [other, { askedAt }] of refusals) {
		if (Date.now() - askedAt > GONE_MS) refusals.delete(other);
	}
}

/** To be called when the service has accepted a sign-in. */
export function noteAcceptance(account: string): void {
	refusals.delete(account);
}
