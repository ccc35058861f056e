import { isSignInRefusal } from './api/results';

/** n8n tries five times within half a minute to publish, a busy one within a minute. */
const KEPT_MS = 60_000;

/** What the service said when it refused a sign-in, by account. */
const refusals = new Map<string, { at: number; error: unknown }>();

/**
 * Does what asks the service, unless it refused this sign-in within the last minute: repeated refusals lock the account (today, 4).
 *
 * @param account names the line with its password
 * @throws what the service said then, and whatever the work throws
 */
export async function unlessRefused<T>(account: string, work: () => Promise<T>): Promise<T> {
	const refusal = lately(account);
	if (refusal) throw refusal.error;
	refusals.delete(account);
	return await work().catch((error: unknown) => {
		if (isSignInRefusal(error)) refusals.set(account, { at: Date.now(), error });
		throw error;
	});
}

/** @returns whether the service refused this sign-in within the last minute */
export function isRefused(account: string): boolean {
	return lately(account) !== undefined;
}

function lately(account: string) {
	const refusal = refusals.get(account);
	return refusal && Date.now() - refusal.at < KEPT_MS ? refusal : undefined;
}
