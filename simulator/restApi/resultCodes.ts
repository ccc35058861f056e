/** The result codes of the document (v2.0), each with its SVC_MSG, spelling included. */
export const DOCUMENT_CODES = {
	'0000': 'OK',
	'1001': 'PARAM_ERR',
	'1002': 'PARAM_ERR',
	'1003': 'AUTH_ERR',
	'1004': 'AUTH_ERR',
	'1005': 'ERR_COMMAND',
	'2001': 'NO_HOST',
	'2002': 'NO_PERM',
	'3001': 'ERR_PROCESS',
	'3002': 'OVER_MSGLENGTH',
	'3003': 'OVER_DSTNUMBERS',
	'3004': 'NO_SMSCOUNT',
	'4001': 'UNKNOWN_COMMNAD',
	'4002': 'NO_DATA',
	'4003': 'NO_STATUS',
	'4004': 'NO_CHANNEL',
	'9999': 'ETC_ERR',
} as const;

/** Those that came later (service, 5.1). */
const NEWER_CODES = {
	/** The initial password must be changed first. */
	'1007': 'AUTH_ERR',
	/** The password has expired. */
	'1008': 'AUTH_ERR',
	/** More than 20 tries to change the password in a day. */
	'1202': 'OVER_CHANGE_ERR',
	/** The code has been used already. */
	'1203': 'AUTHCODE_ERR',
	/** The code is wrong. */
	'1204': 'AUTHCODE_ERR',
} as const;

/** Every result code (SVC_RT) with its SVC_MSG. */
export const RESULT_CODES = { ...DOCUMENT_CODES, ...NEWER_CODES } as const;

/** The second SVC_MSG of 1005: the contract lacks the API add-on, or its type B (service, 1.5). */
export const NO_ADD_ON = 'NO_API_PERM_ERR';

export type ResultCode = keyof typeof RESULT_CODES;

/** What a command that was carried out can say: some of its codes are those of refusals in other commands (service, 2.2). */
export type DoneCode = ResultCode | 'OK' | '2000';

/** A result code that says no. */
export type ErrorCode = Exclude<ResultCode, '0000'>;

/** Thrown by a check or a command to answer with this result code. */
export class ResultCodeError extends Error {
	/**
	 * @param message SVC_MSG, where it is not the code's own
	 * @param datas DATAS, where it is not an empty STATUS
	 */
	constructor(
		readonly code: ErrorCode,
		readonly own: { message?: string; datas?: string | Record<string, string> } = {},
	) {
		super(code);
		this.name = 'ResultCodeError';
	}
}
