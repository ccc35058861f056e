import { createHash } from 'node:crypto';

import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import { CentrexError, invalidField } from './error';
import { toPhoneNumber, withoutSeparators } from './phoneNumber';
import { text } from './values';

/** What the service knows a line by (service, 1.4). */
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
	const [id] = readNumbers(credentials);
	return { id, pass: passwordHash(String(credentials.password ?? ''), isAlreadyHashed(credentials.alreadyHashed ?? false)) };
}

/**
 * Reads the numbers of a credential's lines, which all sign in with its password.
 *
 * @returns Number first, then those of More Lines; digits only
 * @throws CentrexError naming the credential's field, and the row of More Lines, when it cannot be right
 */
export function readNumbers({ number, moreNumbers }: ICredentialDataDecryptedObject): string[] {
	const first = toLineNumber(text(number));
	if (!first) {
		throw new CentrexError('Number in the credential must be the phone number of the line, such as 070-0000-1000', {
			advice: 'Check the credential.',
			outcome: 'notSent',
		});
	}
	const numbers = [first];
	const rows = text(moreNumbers).split(/[\r\n,;]+/).map((row) => row.trim()).filter((row) => row !== '');
	for (const [index, row] of rows.entries()) {
		const field = `More Lines in the credential, row ${index + 1}`;
		const further = toPhoneNumber(row);
		if (!further?.startsWith('0')) throw invalidField(field, 'it is no phone number of a line', 'Write one a row, such as 070-0000-1001.', row);
		if (numbers.includes(further)) {
			const where = further === first ? 'it is the number in the field Number' : 'it stands there twice';
			throw invalidField(field, where, 'Take it out.', row);
		}
		numbers.push(further);
	}
	return numbers;
}

/** @returns the digits; `undefined` where that is no number that can sign in */
function toLineNumber(written: string): string | undefined {
	const digits = withoutSeparators(written);
	return /^0\d{8,11}$/.test(digits) ? digits : undefined;
}

function isAlreadyHashed(given: unknown): boolean {
	if (typeof given === 'boolean') return given;
	// Taken for off, it would have a hash hashed once more: a wrong password.
	throw new Error('Already Hashed in the credential must be on or off.');
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
