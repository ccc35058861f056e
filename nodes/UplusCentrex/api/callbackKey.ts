import { createHash, createHmac, timingSafeEqual } from 'node:crypto';

import type { SignIn } from './signIn';

/**
 * The key in the URL that the service calls: whoever does not know the line's password cannot make one up. It is
 * derived each time and stored nowhere but in the URL, so a new password makes a new key.
 *
 * @param path the URL's path; only its last two parts count, the trigger's id and the page, because what stands before
 *   them differs between test and production, and on the two sides of a reverse proxy
 * @returns 64 lower-case hexadecimal digits
 */
export function callbackKey({ id, pass }: SignIn, path: string): string {
	return createHmac('sha256', pass).update(`callback ${id} ${pageOf(path)}`).digest('hex');
}

/** @returns the last two parts of a path: a trigger's id and the page */
export function pageOf(path: string): string {
	return path.split('/').slice(-2).join('/');
}

/** @returns by what a key is known again without being kept: its SHA-256, 64 hexadecimal digits */
export function keyDigest(key: string): string {
	return createHash('sha256').update(key).digest('hex');
}

/** @returns whether a key is the right one for a path; how long that takes tells nothing about the key */
export function isCallbackKey(signIn: SignIn, path: string, key: string): boolean {
	return isEqual(callbackKey(signIn, path), key);
}

/** @returns whether a text is the right one; how long that takes tells nothing but its length */
export function isEqual(right: string, given: string): boolean {
	const [one, other] = [Buffer.from(right), Buffer.from(given)];
	return one.length === other.length && timingSafeEqual(one, other);
}

/** What stands in an item instead of a key. */
export const HIDDEN_KEY = 'key=***';

/** @returns the URL without its key: an item must not tell how to make up events */
export function hideKeys(url: string): string {
	return url.replace(/\bkey=[0-9a-f]{64}\b/gi, HIDDEN_KEY);
}
