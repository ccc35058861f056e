import { createHash } from 'node:crypto';

import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

/** What the service knows a line by (document, 2.1). */
export interface SignIn {
	/** The line's number, digits only. */
	id: string;
	/** The SHA-512 of the password, 128 lower-case hexadecimal digits. */
	pass: string;
}

/**
 * Reads number and password of a credential.
 *
 * @throws Error naming the credential's field, when it cannot be right
 */
export function readSignIn(credentials: ICredentialDataDecryptedObject): SignIn {
	return {
		id: lineNumber(String(credentials.number ?? '')),
		pass: passwordHash(String(credentials.password ?? ''), credentials.alreadyHashed === true),
	};
}

function lineNumber(written: string): string {
	const digits = written.replace(/[\s-]/g, '');
	if (!/^0\d{8,11}$/.test(digits)) {
		throw new Error('Number in the credential must be the phone number of the line, such as 070-0000-1000.');
	}
	return digits;
}

function passwordHash(password: string, alreadyHashed: boolean): string {
	if (password === '') throw new Error('Password in the credential is empty.');
	if (!alreadyHashed) return createHash('sha512').update(password, 'utf8').digest('hex');
	if (!/^[0-9a-f]{128}$/i.test(password.trim())) {
		throw new Error(
			'Password in the credential must be 128 hexadecimal digits, because Already Hashed is on. Enter the SHA-512 hash, or turn Already Hashed off.',
		);
	}
	return password.trim().toLowerCase();
}
