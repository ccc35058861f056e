import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/**
 * A new key for the URL that the service calls: whoever does not know it cannot make events up, and it tells nothing of
 * the line or its password. It travels in plain HTTP, so that each registration has one of its own.
 *
 * @returns 32 random bytes as base64url, 43 characters: with it the URL of a test run still has less than 255
 */
export function newCallbackKey(): string {
	return randomBytes(32).toString('base64url');
}

/**
 * @returns the last two parts of a path, a trigger's id and the page: what stands before them differs between test and
 *   production, and on the two sides of a reverse proxy
 */
export function pageOf(path: string): string {
	return path.split('/').slice(-2).join('/');
}

/** @returns by what a key is known again without being kept: its SHA-256, 64 hexadecimal digits */
export function keyDigest(key: string): string {
	return createHash('sha256').update(key).digest('hex');
}

/** @returns whether a text is the right one; how long that takes tells nothing but its length */
export function isEqual(right: string, given: string): boolean {
	const [one, other] = [Buffer.from(right), Buffer.from(given)];
	return one.length === other.length && timingSafeEqual(one, other);
}

/** A key in a URL, also in the part of a test run's URL that says what stood there before. */
const KEYS = /key=[\w-]{43}(?![\w-])/g;

/** @returns the key that a URL of a trigger has first in its query; `undefined` where it has none */
export function readKey(query: string): string | undefined {
	return /^key=([\w-]{43})(?:&|$)/.exec(query)?.[1];
}

/** What stands in an item instead of a key. */
export const HIDDEN_KEY = 'key=***';

/** @returns the URL without its keys: an item must not tell how to make up events */
export function hideKeys(url: string): string {
	return url.replace(KEYS, HIDDEN_KEY);
}
