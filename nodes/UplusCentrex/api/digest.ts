import { createHash } from 'node:crypto';

/** @returns a short digest, by which something is known again without being kept */
export function digest(parts: unknown): string {
	return createHash('sha256').update(JSON.stringify(parts)).digest('base64url').slice(0, 16);
}
