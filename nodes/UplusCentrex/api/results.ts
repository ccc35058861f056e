import { factsOf } from './commands';
import type { CommandName } from './commands';
import { CentrexError } from './error';
import { lookUp } from './values';

/** What a result code means to the person who reads it. */
export interface Reading {
	name: string;
	/** What happened, without a full stop. */
	meaning: string;
	/** What the reader can do. */
	advice: string;
}

const website = 'the Centrex website';
/** Where a password is changed. */
const portal = `${website} (icentrex.uplus.co.kr, or centrex.uplus.co.kr)`;

/**
 * The result codes of chapter 3 of the provider's document, and those that the service of today adds (service, 5.1).
 * `0000`, done, is not among them.
 */
export const READINGS: Readonly<Record<string, Reading>> = {
	'1001': {
		name: 'PARAM_ERR',
		meaning: 'A required value is missing',
		advice: 'Check that no field of this operation is empty.',
	},
	'1002': {
		name: 'PARAM_ERR',
		meaning: 'The service does not accept one of the values',
		advice: 'Check the fields of this operation, phone numbers with their area code first.',
	},
	'1003': {
		name: 'AUTH_ERR',
		meaning: 'The service does not know this number as a subscriber',
		advice: `Check the number in the credential: it is the 070 number that signs in on ${website}. Check also that Service names the product the line belongs to.`,
	},
	'1004': {
		name: 'AUTH_ERR',
		meaning: 'The password is wrong, or the account is locked after repeated wrong passwords',
		advice: `Sign in on ${website} with this number and password, then correct the credential. Do not keep trying: repeated wrong passwords lock the account.`,
	},
	'1005': {
		name: 'ERR_COMMAND',
		meaning: 'The service does not know this command',
		advice: 'Check Service and Base URL in the credential; this line may not offer the operation.',
	},
	'1007': {
		name: 'INITIAL_PASSWORD',
		meaning: 'The line still has its initial password, which must be changed first',
		advice: `Sign in on ${portal}, choose a new password, and enter it in the credential.`,
	},
	'1008': {
		name: 'PASSWORD_EXPIRED',
		meaning: 'The password has expired; it does so periodically',
		advice: `Sign in on ${portal}, choose a new password, and enter it in the credential. Line → Extend Password, once a month, keeps it from expiring.`,
	},
	'1202': {
		name: 'OVER_CHANGE_ERR',
		meaning: 'The password has been changed too often today: 20 tries a day is the limit',
		advice: `Wait until tomorrow, then change it on ${portal}.`,
	},
	'1203': {
		name: 'AUTHCODE_ERR',
		meaning: 'The code for a new password has been used already',
		advice: `Ask for a new code on ${portal}.`,
	},
	'1204': {
		name: 'AUTHCODE_ERR',
		meaning: 'The code for a new password is wrong, or older than 5 minutes',
		advice: `Ask for a new code on ${portal}.`,
	},
	'2001': {
		name: 'NO_HOST',
		meaning: "The service knows no host for this number, does not allow this computer's IP address, or finds a callback host wrong",
		advice:
			'Check Number and Service in the credential, and ask LG U+ customer service to allow the public IP address of the computer n8n runs on. When registering a callback, check that the callback host is a public IPv4 address.',
	},
	'2002': {
		name: 'NO_PERM',
		meaning: 'This line has no permission for the operation',
		advice: 'Ask LG U+ customer service whether the REST API and this feature are part of the contract of the line.',
	},
	'3001': {
		name: 'ERR_PROCESS',
		meaning: 'The service had an internal error',
		advice: `Try again later; for a text or a call, look on ${website} first whether it went out after all.`,
	},
	'3002': {
		name: 'OVER_MSGLENGTH',
		meaning: 'The service finds the text too long',
		advice: 'Shorten the text to at most 720 bytes (360 Hangul characters).',
	},
	'3003': {
		name: 'OVER_DSTNUMBERS',
		meaning: 'These are more recipients than the service takes at once',
		advice: 'Use at most 10 recipients for a text and at most 3 numbers for a conference.',
	},
	'3004': {
		name: 'NO_SMSCOUNT',
		meaning: 'The line has no texts left to send',
		advice: `Wait for the next allotment, or have it raised by LG U+; ${website} shows what is left.`,
	},
	'4001': {
		name: 'UNKNOWN_COMMNAD',
		meaning: 'The service does not know an operation of this name',
		advice: 'Check Service and Base URL in the credential (the address ends in /RestApi); this line may not offer the operation.',
	},
	'4002': {
		name: 'NO_DATA',
		meaning: 'The service has no data for this',
		advice: 'Check that what you ask for exists.',
	},
	'4003': {
		name: 'NO_STATUS',
		meaning: 'The service does not know the state of the phone',
		advice: 'Check that the phone is switched on and connected.',
	},
	'4004': {
		name: 'NO_CHANNEL',
		meaning: 'There is no call in progress on this line',
		advice: 'Use this operation while a call is in progress.',
	},
	'9999': {
		name: 'ETC_ERR',
		meaning: 'The service reports an error that it does not explain',
		advice: `Try again later; for a text or a call, look on ${website} first whether it went out after all.`,
	},
};

/** Whether a result code is one of those that say no, and that we know. */
export function isKnownRefusal(code: string): boolean {
	return lookUp(READINGS, code) !== undefined;
}

/** Codes by which the service says that it failed, rather than no. */
const INTERNAL_CODES: ReadonlySet<string> = new Set(['3001', '9999']);

/** Codes that every further request of this credential would get too; repeating 1004 locks the account. */
const SIGN_IN_CODES: ReadonlySet<string> = new Set(['1003', '1004', '1007', '1008']);

/** Codes of a line or service that lacks a command (service, 5.2). */
const LACKING_CODES: ReadonlySet<string> = new Set(['1005', '2002', '4001']);

/** Whether an error says that the line or the service lacks a command. */
export function isLacking(error: unknown): boolean {
	return error instanceof CentrexError && LACKING_CODES.has(error.code ?? '');
}

/** Whether an error says that the service refuses the credential. */
export function isSignInRefusal(error: unknown): boolean {
	return error instanceof CentrexError && SIGN_IN_CODES.has(error.code ?? '');
}

/**
 * @param code the answer's SVC_RT
 * @param message the answer's SVC_MSG
 * @returns whether that means done: `0000` (0 as a number), `OK` as `callhistory` has been seen to answer,
 *   or `2000` with `OK`, be it said twice, as the callback commands do today (service, 2.2)
 */
export function isDone(code: string, message: string): boolean {
	return /^(0+|OK)$/.test(code) || (code === '2000' && /^OK(, OK)*$/i.test(message));
}

/**
 * The error for a result code that is not done.
 *
 * @param code the answer's SVC_RT
 * @param message the answer's SVC_MSG; names a code that no document lists
 */
export function rejection(command: CommandName, code: string, message: string): CentrexError {
	const known = readingFor(command, code, message) ?? lookUp(READINGS, code);
	const words = firstWords(message);
	const codeName = known?.name ?? (/^[A-Z_]+$/.test(words) ? words : 'UNLISTED');
	// What the service writes in place of a code, or of its name, may be anything.
	const shownCode = /^\w{1,6}$/.test(code) ? code : 'no code';
	return new CentrexError(`${known?.meaning ?? 'The service refused the request'} (${shownCode} ${codeName})`, {
		details: !known && words !== '' && words !== codeName ? `The service says: ${words}.` : '',
		advice: known?.advice ?? 'No document of the service lists this code: ask LG U+ customer service what it means.',
		// It went wrong inside the service: nobody knows how far the text or the call had got.
		outcome: INTERNAL_CODES.has(code) && factsOf(command).effect === 'reaches' ? 'unknown' : 'rejected',
		mayPass: INTERNAL_CODES.has(code),
		code,
		codeName,
	});
}

const ADD_ON = "Ask LG U+ customer service to make the API add-on part of the line's contract";

/** What a code means for this command alone (service, 5.2); `undefined` where it means what it always does. */
function readingFor(command: CommandName, code: string, message: string): Reading | undefined {
	const { file, instead } = factsOf(command);
	const name = message === 'NO_API_PERM_ERR' ? message : (lookUp(READINGS, code)?.name ?? '');
	if (file && (code === '4002' || code === '4004')) {
		return {
			name,
			meaning: 'The line has no recording of this name',
			advice: 'Pick one from the list: it may have been deleted meanwhile.',
		};
	}
	if (file && code === '4001' && !/^UNKNOWN/i.test(message)) {
		return {
			name,
			meaning: 'The service does not accept this file name: it belongs to another extension, or is no .wav file',
			advice: 'Pick a recording of this line from the list.',
		};
	}
	if (code === '1002' && /^set(ring|sms)callback$/.test(command)) {
		return {
			name,
			meaning: 'The service does not accept this callback address',
			advice: 'Check its host, a public IPv4 address, and its port: 80, 443, 8000 or 8080, unless LG U+ has arranged another one with you.',
		};
	}
	const addOn = file ? `${ADD_ON}, in its type B, which recordings need.` : `${ADD_ON}.`;
	if (instead && LACKING_CODES.has(code)) {
		return { name, meaning: 'The service or the contract of this line lacks this operation', advice: `${addOn} ${instead}` };
	}
	if (name === 'NO_API_PERM_ERR') {
		const what = file ? 'the API add-on in its type B, which recordings need' : 'the API add-on';
		return { name, meaning: `The contract of this line lacks ${what}`, advice: addOn };
	}
	return undefined;
}

/** What the service writes behind a name may be its own SQL (service, 2.5): nobody is to read that. */
function firstWords(message: string): string {
	return message.split(/[(\n]/)[0].trim().slice(0, 60);
}
