import { createHash } from 'node:crypto';

/**
 * By what something is known again without being kept.
 *
 * @param characters how long it is, each with 6 bits; who reads it can try all phone numbers, so what is kept has few
 */
export function digest(parts: unknown, characters = 16): string {
	return createHash('sha256').update(JSON.stringify(parts)).digest('base64url').slice(0, characters);
}
