import { hideHashes } from './answer';
import { factsOf } from './commands';
import type { CommandName } from './commands';

const TIMEOUT_SECONDS = 30;
/** For commands that ring the line's own phone first. */
const RINGING_TIMEOUT_SECONDS = 90;
/** What an answer may take from its headers on. */
const BODY_SECONDS = 30;
const OVERDUE = 'overdue';

/** Why nothing came back. */
export interface Failure {
	problem: string;
	advice: string;
	/** Whether the command may have left this machine. */
	left: boolean;
	/** Whether the same command may well succeed a moment later. */
	passing: boolean;
}

/** @returns how long the headers of an answer are waited for, in seconds */
export function timeoutSeconds(command: CommandName): number {
	return factsOf(command).rings ? RINGING_TIMEOUT_SECONDS : TIMEOUT_SECONDS;
}

/** For `watched`: gives an answer up that is not complete in time. */
export function overdue(seconds: number): string | undefined {
	return seconds >= BODY_SECONDS ? OVERDUE : undefined;
}

/** The part of an axios error, or of the error under it, that is looked at here. */
export interface ConnectionError {
	message?: string;
	code?: string;
	syscall?: string;
	request?: unknown;
	cause?: ConnectionError;
}

const CONNECTION_PROBLEMS: Record<string, string> = {
	ECONNREFUSED: 'refused the connection',
	ECONNRESET: 'closed the connection without an answer',
	ETIMEDOUT: 'did not answer in time',
	ENOTFOUND: 'was not found under its address',
	EAI_AGAIN: 'was not found under its address',
	ERR_BAD_RESPONSE: 'broke off its answer',
	ERR_CANCELED: 'had not answered when the workflow was stopped',
};

/** Codes of a connection that was never made; a connection that broke later may have carried the command. */
const NEVER_CONNECTED = /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|CERT_.*|ERR_TLS_CERT.*|.*SELF_SIGNED.*|UNABLE_TO_.*)$/;

/** n8n's own error around one of its HTTP client. */
interface WrappedError extends ConnectionError {
	/** The client's `code`; `null` for an error of the credential. */
	httpCode?: string | null;
	/** What the client's error said, before n8n put other words in its place. */
	messages?: string[];
}

/** @returns the error as the HTTP client, the credential or n8n threw it */
function unwrap(thrown: unknown): ConnectionError {
	const wrapped = thrown as WrappedError;
	if (wrapped.cause) return wrapped.cause;
	if (!wrapped.httpCode) return wrapped;
	// n8n 2.6 forgets the cause (fixed by 2.41). Only the client's errors have a code: the request was under way.
	const message = wrapped.messages?.[0] ?? '';
	const [, syscall] = /^(connect|getaddrinfo) /.exec(message) ?? [];
	return { message, code: wrapped.httpCode, syscall, request: {} };
}

/** @returns why no answer has begun, by what n8n's HTTP helper threw */
export function connectionProblem(thrown: unknown, command: CommandName): Failure {
	const error = unwrap(thrown);
	if (error.request === undefined && error.code === 'ERR_CANCELED') {
		return { problem: 'The workflow was stopped before this was sent', advice: '', left: false, passing: false };
	}
	// Without a request n8n or the credential refused before anything was sent, and says why itself.
	if (error.request === undefined) {
		const problem = hideHashes(error.message ?? String(error)).replace(/\.$/, '');
		return { problem, advice: 'Check the credential.', left: false, passing: false };
	}
	const code = error.code ?? '';
	if (code === 'ECONNABORTED') {
		const waiting = factsOf(command).rings ? ': the phone of the line rings first, and must be picked up' : '';
		return {
			problem: `The service did not answer within ${timeoutSeconds(command)} seconds${waiting}`,
			advice: '',
			left: true,
			// Three times as long is more than n8n waits for a trigger to be published, and than a poll may take.
			passing: false,
		};
	}
	if (isHandshakeFailure(error)) {
		return {
			problem: 'The service and this n8n could not agree on HTTPS',
			advice:
				'Check Base URL in the credential: an address that speaks plain HTTP begins with http://. If it is right, its HTTPS is too old or broken, or something on the way answers in its place.',
			left: false,
			passing: true,
		};
	}
	const connecting = [error, error.cause].some((part) => part?.syscall === 'connect' || part?.syscall === 'getaddrinfo');
	return {
		problem: `The service ${CONNECTION_PROBLEMS[code] ?? `could not be reached (${code || 'no reason given'})`}`,
		advice: 'Check the connection to the internet, and Service and Base URL in the credential.',
		left: !connecting && !NEVER_CONNECTED.test(code),
		passing: code !== 'ERR_CANCELED',
	};
}

/** Whether HTTPS failed before anything could be sent: the command goes out only once both sides have agreed on it. */
function isHandshakeFailure({ code, message = '' }: ConnectionError): boolean {
	// A connection that is closed meanwhile has the code of one that breaks later; the words are Node.js's own.
	return code === 'EPROTO' || (code === 'ECONNRESET' && message.includes('before secure TLS connection was established'));
}

/** @returns why the rest of an answer did not come */
export function brokenAnswer({ code = '', message }: ConnectionError): Failure {
	const isOverdue = message === OVERDUE;
	const problem = isOverdue ? `did not complete its answer within ${BODY_SECONDS} seconds` : (CONNECTION_PROBLEMS[code] ?? CONNECTION_PROBLEMS.ERR_BAD_RESPONSE);
	return { problem: `The service ${problem}`, advice: '', left: true, passing: !isOverdue && code !== 'ERR_CANCELED' };
}
