import type {
	IDataObject,
	IExecuteFunctions,
	IHookFunctions,
	ILoadOptionsFunctions,
	IN8nHttpFullResponse,
	IPollFunctions,
} from 'n8n-workflow';
import { jsonParse, sleep } from 'n8n-workflow';

import { factsOf } from './commands';
import type { CommandName } from './commands';
import { CentrexError } from './error';
import { isDone, rejection } from './results';
import { text } from './values';

/** A stream of bytes, as n8n takes it for a file. */
export type ByteStream = Exclude<Parameters<IExecuteFunctions['helpers']['prepareBinaryData']>[0], Uint8Array>;

/** Whoever can send requests with n8n's HTTP helper and the credential. */
export type Caller = IExecuteFunctions | IHookFunctions | ILoadOptionsFunctions | IPollFunctions;

/** What the service answered to a command that it carried out. */
export interface Answer {
	/** The command's own values, DATAS; empty where that is a text, null or missing (today, 2). */
	values: IDataObject;
	/** The whole answer. */
	record: IDataObject;
}

const READING_TRIES = 3;
const READING_PAUSE_MS = 1000;
/** Milliseconds between two downloads: the service blocks one that follows another too fast (field notes). */
export const DOWNLOAD_PAUSE_MS = 3000;
const TIMEOUT_SECONDS = 30;

/** For commands that ring the line's own phone first. */
const RINGING_TIMEOUT_SECONDS = 90;

/**
 * Sends one command and judges its answer (document, 2.1). Reading commands are asked up to twice more when the
 * connection breaks or the service answers 5xx, but not when it does not answer in time; all others are sent once.
 *
 * @param command the command's name as in the request URL, `smssend`
 * @param parameters what the command takes besides id and pass, which the credential adds
 * @throws CentrexError when the service refuses, cannot be reached, or leaves it unknown what became of the command
 */
export async function request(
	caller: Caller,
	command: CommandName,
	parameters: Record<string, string> = {},
): Promise<Answer> {
	const { status, body } = await send(caller, command, parameters, 'text');
	return readAnswer(command, status, String(body ?? ''));
}

/**
 * For the `catch` of a request: takes result codes that mean that there is nothing as an answer without values.
 *
 * @param codes the result codes, such as `4002`
 */
export function emptyOn(...codes: string[]): (error: unknown) => Answer {
	return (error) => {
		if (error instanceof CentrexError && codes.includes(error.code ?? '')) return { values: {}, record: {} };
		throw error;
	};
}

/** What came back over the wire. */
export interface Reply {
	/** The HTTP status; all but 5xx. */
	status: number;
	/** By name, in lower case. */
	headers: IDataObject;
	body: IN8nHttpFullResponse['body'];
}

/**
 * Sends one command and hands on what comes back, with the retries that `request` describes.
 *
 * @param encoding `stream` leaves the body unread
 * @throws CentrexError when the service cannot be reached, or answers 5xx
 */
export async function send(
	caller: Caller,
	command: CommandName,
	parameters: Record<string, string>,
	encoding: 'text' | 'stream',
): Promise<Reply> {
	const reading = factsOf(command).effect === 'reads';
	for (let triesLeft = reading ? READING_TRIES : 1; ; triesLeft--) {
		const reply = await post(caller, command, parameters, encoding);
		if ('status' in reply && reply.status < 500) return reply;
		if ('status' in reply && encoding === 'stream') (reply.body as ByteStream).destroy();
		if (triesLeft > 1 && ('status' in reply || reply.passing)) {
			await sleep(encoding === 'stream' ? DOWNLOAD_PAUSE_MS : READING_PAUSE_MS);
			continue;
		}
		if ('status' in reply) throw unknownOutcome(`The service answered with HTTP status ${reply.status}`, command);
		if (reply.left) throw unknownOutcome(reply.problem, command);
		throw new CentrexError(reply.problem, { advice: reply.advice, outcome: 'notSent' });
	}
}

/** Why nothing came back. */
interface Failure {
	problem: string;
	advice: string;
	/** Whether the command may have left this machine. */
	left: boolean;
	/** Whether the same command may well succeed a moment later. */
	passing: boolean;
}

async function post(
	caller: Caller,
	command: CommandName,
	parameters: Record<string, string>,
	encoding: 'text' | 'stream',
): Promise<Reply | Failure> {
	try {
		const { statusCode, headers, body } = (await caller.helpers.httpRequestWithAuthentication.call(
			caller,
			'uplusCentrexApi',
			{
				method: 'POST',
				// The credential puts the service's address in front, and the line's number and password hash beside.
				url: `/${command}`,
				body: parameters,
				timeout: timeoutSeconds(command) * 1000,
				encoding,
				// Unpacked on the way, a file would be longer than announced.
				...(encoding === 'stream' && { headers: { 'Accept-Encoding': 'identity' } }),
				returnFullResponse: true,
				// The status is judged here: on a 401 n8n would send the command again.
				ignoreHttpStatusErrors: true,
				// Followed, a redirect would carry the password hash to another address.
				disableFollowRedirect: true,
			},
		)) as IN8nHttpFullResponse;
		return { status: statusCode, headers, body };
	} catch (error) {
		return connectionProblem(error, command);
	}
}

function timeoutSeconds(command: CommandName): number {
	return factsOf(command).rings ? RINGING_TIMEOUT_SECONDS : TIMEOUT_SECONDS;
}

/** A SHA-512 hash in an answer is the line's own, echoed: nobody may read it in an item or an error. */
function hideHashes(text: string): string {
	return text.replace(/[0-9a-f]{128}/gi, '***');
}

/** The part of an axios error, or of the error under it, that is looked at here. */
interface ConnectionError {
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

function connectionProblem(thrown: unknown, command: CommandName): Failure {
	const error = ((thrown as ConnectionError)?.cause ?? thrown) as ConnectionError;
	if (error.request === undefined && error.code === 'ERR_CANCELED') {
		return { problem: 'The workflow was stopped before this was sent', advice: '', left: false, passing: false };
	}
	// Without a request n8n or the credential refused before anything was sent, and says why itself.
	if (error.request === undefined) {
		const problem = (error.message ?? String(error)).replace(/\.$/, '');
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
	const connecting = [error, error.cause].some((part) => part?.syscall === 'connect' || part?.syscall === 'getaddrinfo');
	return {
		problem: `The service ${CONNECTION_PROBLEMS[code] ?? `could not be reached (${code || 'no reason given'})`}`,
		advice: 'Check the connection to the internet, and Service and Base URL in the credential.',
		left: !connecting && !NEVER_CONNECTED.test(code),
		passing: code !== 'ERR_CANCELED',
	};
}

/**
 * Judges what the service answered to a command.
 *
 * @param status the HTTP status
 * @param body the answer, as text
 * @throws CentrexError unless the result code says done
 */
export function readAnswer(command: CommandName, status: number, body: string): Answer {
	const record = readRecord(body);
	if (record === undefined && status >= 300 && status !== 408) {
		const problem = `The address answered with HTTP status ${status} instead of a result`;
		const advice = 'Check Service and Base URL in the credential: the address ends in /RestApi.';
		// Who leads elsewhere may have carried out the command before.
		if (status < 400 && factsOf(command).effect !== 'reads') throw unknownOutcome(problem, command, ` ${advice}`);
		throw new CentrexError(problem, { advice, outcome: 'rejected' });
	}
	if (record === undefined) {
		throw unknownOutcome('The answer of the service cannot be read', command);
	}
	const [code, message] = [record.SVC_RT, record.SVC_MSG].map(text);
	if (!isDone(code, message)) throw rejection(command, code, message);
	// The tables call some answers an array that the samples show as an object (today, 3.6).
	return { values: [record.DATAS].flat().find(isRecord) ?? {}, record };
}

function unknownOutcome(problem: string, command: CommandName, more = ''): CentrexError {
	const { effect } = factsOf(command);
	if (effect === 'reads') {
		return new CentrexError(problem, { advice: 'Asking changes nothing: try again later.', outcome: 'unknown' });
	}
	const advice = effect === 'reaches'
		? 'Check on the Centrex website or with the recipient before you send it again. It was not repeated.'
		: 'Look on the Centrex website or at the phone what is set now, then do it again if needed. It was not repeated.';
	return new CentrexError(`${problem}; it may have been carried out`, { advice: advice + more, outcome: 'unknown' });
}

/** @returns the answer as an object with a result code; `undefined` where the text is none */
function readRecord(body: string): IDataObject | undefined {
	const read = (json: string) => jsonParse<unknown>(hideHashes(json), { fallbackValue: null });
	let parsed = read(body.replace(/^\uFEFF/, ''));
	// Written anew, a hash has no escapes that would hide it.
	if (body.includes('\\u')) parsed = read(JSON.stringify(parsed));
	return isRecord(parsed) && ['string', 'number'].includes(typeof parsed.SVC_RT) ? parsed : undefined;
}

/** @returns whether a value is a JSON object, neither list nor null */
export function isRecord(value: unknown): value is IDataObject {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
