import { CentrexError } from './error';

/** What a result code means to the person who reads it. */
export interface ResultCode {
	name: string;
	/** What happened, without a full stop. */
	meaning: string;
	/** What the reader can do. */
	advice: string;
}

const website = 'the Centrex website';

/**
 * The result codes of chapter 3 of the provider's document, and 1007 and 1008, which newer services add (field notes).
 * `0000`, done, is not among them.
 */
export const RESULT_CODES: Readonly<Record<string, ResultCode>> = {
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
		advice: `Sign in on ${website}, choose a new password, and enter it in the credential.`,
	},
	'1008': {
		name: 'PASSWORD_EXPIRED',
		meaning: 'The password has expired; it does so periodically',
		advice: `Sign in on ${website}, choose a new password, and enter it in the credential.`,
	},
	'2001': {
		name: 'NO_HOST',
		meaning: "The service does not allow this computer's IP address, or a callback host it was given is wrong",
		advice:
			'Ask LG U+ customer service to allow the public IP address of the computer n8n runs on. When registering a callback, check that the callback host is a public IPv4 address.',
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

/** Codes that every further request of this credential would get too; repeating 1004 locks the account. */
export const SIGN_IN_CODES: ReadonlySet<string> = new Set(['1003', '1004', '1007', '1008']);

/** Whether a result code means done: `0000` (0 as a number), or `OK` as `callhistory` has been seen to answer (field notes). */
export function isDone(code: string): boolean {
	return /^(0+|OK)$/.test(code);
}

/**
 * The error for a result code that is not done.
 *
 * @param code the answer's SVC_RT
 * @param name the answer's SVC_MSG; names a code that the document does not list
 */
export function rejection(code: string, name: string): CentrexError {
	const known = RESULT_CODES[code];
	const codeName = known?.name ?? (name || 'UNLISTED');
	return new CentrexError(`${known?.meaning ?? 'The service refused the request'} (${code} ${codeName})`, {
		advice: known?.advice ?? 'The document of the service does not list this code: ask LG U+ customer service what it means.',
		outcome: 'rejected',
		code,
		codeName,
	});
}
