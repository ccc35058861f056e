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
	/** A sentence with what was entered or answered: it may hold a number, a name or a file's name. */
	details?: string;
	outcome: Outcome;
	/** Whether it may well go right later, though nobody does anything. */
	mayPass?: boolean;
	/** The service's result code, `"1004"`; `null` where the service gave none. */
	code?: string | null;
	/** The result code's name, `"AUTH_ERR"`. */
	codeName?: string | null;
	/** What became of each recipient, where a text had several. */
	recipients?: Array<{ to: string; status: string }>;
	/** The error that this one tells more of. */
	cause?: CentrexError;
}

/**
 * A command that was not carried out, or not surely. Its message is one sentence that says what happened, without any value: n8n
 * sends messages to its makers.
 */
export class CentrexError extends Error {
	readonly advice: string;

	readonly details: string;

	readonly outcome: Outcome;

	readonly mayPass: boolean;

	readonly code: string | null;

	readonly codeName: string | null;

	readonly recipients?: Array<{ to: string; status: string }>;

	constructor(message: string, { advice, details = '', outcome, mayPass = false, code, codeName, recipients, cause }: CentrexErrorDetails) {
		super(message, { cause });
		this.name = 'CentrexError';
		this.advice = advice;
		// n8n's editor shows a description as HTML: a stranger's link would stand there as one of n8n's.
		this.details = details.replace(/[<>`]/g, ' ');
		this.outcome = outcome;
		this.mayPass = mayPass;
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
	return sentences(advice, outcome === 'notSent' ? nothing : '');
}

/** @returns what stands below an error's message: its details, and the advice */
export function descriptionOf(error: CentrexError, nothing?: string): string {
	return sentences(error.details, adviceOn(error, nothing));
}

/** @returns the sentences that are not empty, one after the other */
export function sentences(...all: string[]): string {
	return all.filter((sentence) => sentence !== '').join(' ');
}

/** @returns the error with one more sentence before its details; what is none of ours as it is */
export function withDetails(error: unknown, sentence: string): unknown {
	return withWords(error, '', sentence);
}

/** The same, also with words before its message. */
export function withWords(error: unknown, beginning: string, sentence: string): unknown {
	if (!(error instanceof CentrexError)) return error;
	const { message, advice, details, outcome, mayPass, code, codeName, recipients, cause } = error;
	const more = { advice, details: sentences(sentence, details), outcome, mayPass, code, codeName, recipients };
	return new CentrexError(`${beginning}${message}`, { ...more, cause: cause instanceof CentrexError ? cause : undefined });
}

/** So many wrong values are shown, and so much of each. */
const MOST_FOUND = 10;
const MOST_CHARACTERS = 60;

/** @returns the beginning of what somebody wrote */
function inShort(value: string): string {
	return value.length > MOST_CHARACTERS ? `${value.slice(0, MOST_CHARACTERS)}…` : value;
}

/**
 * A value that was refused before anything was sent.
 *
 * @param field the field's label as the editor shows it
 * @param problem what is wrong, without the value
 * @param found what the field holds, or that of it which is wrong
 */
export function invalidField(field: string, problem: string, advice: string, ...found: string[]): CentrexError {
	const shown = found.slice(0, MOST_FOUND).map((value) => `"${inShort(value)}"`);
	const more = found.length > MOST_FOUND ? ` and ${found.length - MOST_FOUND} more` : '';
	const details = found.length > 0 ? `Found: ${shown.join(', ')}${more}.` : '';
	return new CentrexError(`${field}: ${problem}`, { advice, details, outcome: 'notSent' });
}

/** Every further try would be refused as well, and repeated wrong passwords lock the account. */
export function notTried(refusal: CentrexError): CentrexError {
	return untried(refusal, 'an item before was refused');
}

/**
 * The same from one run to the next.
 *
 * @param next when it is tried again by itself, `2026-11-22T09:30:00+09:00`; `undefined` for never
 */
export function refusedSince(refusal: CentrexError, next: string | undefined): CentrexError {
	const byItself = next === undefined ? 'It is not tried again by itself.' : `It is tried again by itself at ${next}.`;
	const byHand = 'Where nothing but LG U+ had to change something, run this node once by hand (in queue mode restart the workers).';
	return untried(refusal, 'the service has refused this sign-in before', ` ${byItself} ${byHand}`);
}

function untried({ message, advice, code, codeName }: CentrexError, why: string, more = ''): CentrexError {
	return new CentrexError(`Not tried, because ${why}: ${message}`, {
		advice: `${advice}${more}`,
		outcome: 'notSent',
		code,
		codeName,
	});
}
