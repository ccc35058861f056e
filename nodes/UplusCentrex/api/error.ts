/**
 * What became of a command that failed:
 * - `rejected`: the service answered, and said no;
 * - `notSent`: nothing left this machine;
 * - `unknown`: it may have been carried out, so it must not simply be sent again.
 */
export type Outcome = 'rejected' | 'notSent' | 'unknown';

/** What a `CentrexError` says besides its message. */
export interface CentrexErrorDetails {
	/** One sentence: what the reader can do about it; empty where there is nothing to do. */
	advice: string;
	outcome: Outcome;
	/** The service's result code, `"1004"`; `null` where the service gave none. */
	code?: string | null;
	/** The result code's name, `"AUTH_ERR"`. */
	codeName?: string | null;
	/** What became of each recipient, where a text had several. */
	recipients?: Array<{ to: string; status: string }>;
	/** The error that this one tells more of. */
	cause?: CentrexError;
}

/** A command that was not carried out, or not surely. Its message is one sentence that says what happened. */
export class CentrexError extends Error {
	readonly advice: string;

	readonly outcome: Outcome;

	readonly code: string | null;

	readonly codeName: string | null;

	readonly recipients?: Array<{ to: string; status: string }>;

	constructor(message: string, { advice, outcome, code, codeName, recipients, cause }: CentrexErrorDetails) {
		super(message, { cause });
		this.name = 'CentrexError';
		this.advice = advice;
		this.outcome = outcome;
		this.code = code ?? null;
		this.codeName = codeName ?? null;
		this.recipients = recipients;
	}
}

/**
 * @param nothing what is said where nothing left this machine
 * @returns what the reader can do about an error, and whether anything was sent where that is known
 */
export function adviceOn({ advice, outcome }: CentrexError, nothing = 'Nothing was sent.'): string {
	return [advice, outcome === 'notSent' ? nothing : ''].filter((sentence) => sentence !== '').join(' ');
}

/**
 * A value that was refused before anything was sent.
 *
 * @param field the field's label as the editor shows it
 */
export function invalidField(field: string, problem: string, advice: string): CentrexError {
	return new CentrexError(`${field}: ${problem}`, { advice, outcome: 'notSent' });
}

/** Every further try would be refused as well, and repeated wrong passwords lock the account. */
export function notTried(refusal: CentrexError): CentrexError {
	return untried(refusal, 'an item before was refused');
}

/** The same from one run to the next. */
export function refusedSince(refusal: CentrexError): CentrexError {
	const byHand = 'Where nothing but LG U+ had to change something, run this node once by hand (in queue mode restart the workers).';
	return untried(refusal, 'the service has refused this sign-in before', ` ${byHand}`);
}

function untried({ message, advice, code, codeName }: CentrexError, why: string, more = ''): CentrexError {
	return new CentrexError(`Not tried, because ${why}: ${message}`, {
		advice: `${advice}${more}`,
		outcome: 'notSent',
		code,
		codeName,
	});
}
