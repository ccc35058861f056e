import { createHmac, timingSafeEqual } from 'node:crypto';

import type { SignIn } from './signIn';

/**
 * The key in the URL that the service calls: whoever does not know the line's password cannot make one up. It is
 * derived each time and stored nowhere, so a new password makes a new key.
 *
 * @param path the URL's path; only its last two parts count, the trigger's id and the page, because what stands before
 *   them differs between test and production, and on the two sides of a reverse proxy
 * @returns 64 lower-case hexadecimal digits
 */
export function callbackKey({ id, pass }: SignIn, path: string): string {
	const page = path.split('/').slice(-2).join('/');
	return createHmac('sha256', pass).update(`callback ${id} ${page}`).digest('hex');
}

/** @returns whether a key is the right one for a path; how long that takes tells nothing about the key */
export function isCallbackKey(signIn: SignIn, path: string, key: string): boolean {
	const [right, given] = [Buffer.from(callbackKey(signIn, path)), Buffer.from(key)];
	return given.length === right.length && timingSafeEqual(given, right);
}

/** What stands in an item instead of a key. */
export const HIDDEN_KEY = 'key=***';

/** @returns the URL without its key: an item must not tell how to make up events */
export function hideKeys(url: string): string {
	return url.replace(/\bkey=[0-9a-f]{64}\b/gi, HIDDEN_KEY);
}
