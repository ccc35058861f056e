import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import { digest } from './api/digest';
import { isSignInRefusal } from './api/results';

/** n8n tries five times within half a minute to publish, a busy one within a minute. */
const LATELY_MS = 60_000;
/** Then a workflow that runs by itself tries once more: another process of n8n may not hear that LG U+ has put it right. */
const FOR_NOW_MS = 24 * 60 * 60 * 1000;

/** What the service said when it refused a sign-in, by account; each process of n8n has its own. Repeated, it locks the account (today, 4). */
const refusals = new Map<string, { at: number; error: unknown }>();

/** @returns what names a line with its password: another one after any change of the credential */
export function accountOf({ service, baseUrl, number, password, alreadyHashed }: ICredentialDataDecryptedObject): string {
	return digest([service, baseUrl, number, password, alreadyHashed]);
}

/**
 * Does what asks the service, unless it refused this sign-in within the last minute.
 *
 * @throws what the service said then, and whatever the work throws
 */
export async function unlessRefused<T>(account: string, work: () => Promise<T>): Promise<T> {
	if (isRefusedLately(account)) throw lastRefusal(account);
	const result = await work().catch((error: unknown) => {
		if (isSignInRefusal(error)) noteRefusal(account, error);
		throw error;
	});
	noteAcceptance(account);
	return result;
}

/** @returns whether the service refused this sign-in within the last minute */
export function isRefusedLately(account: string): boolean {
	const refusal = refusals.get(account);
	return refusal !== undefined && Date.now() - refusal.at < LATELY_MS;
}

/** @returns whether the service has refused any sign-in and has not accepted it since */
export function areThereRefusals(): boolean {
	return refusals.size > 0;
}

/** @returns what the service said when it refused this sign-in within the last day; `undefined` where it has not, or has accepted it since */
export function lastRefusal(account: string): unknown {
	const refusal = refusals.get(account);
	return refusal && Date.now() - refusal.at < FOR_NOW_MS ? refusal.error : undefined;
}

/** To be called when the service has refused a sign-in. */
export function noteRefusal(account: string, error: unknown): void {
	refusals.set(account, { at: Date.now(), error });
}

/** To be called when the service has accepted a sign-in. */
export function noteAcceptance(account: string): void {
	refusals.delete(account);
}
