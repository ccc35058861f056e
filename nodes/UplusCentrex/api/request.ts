import type { IDataObject, IN8nHttpFullResponse } from 'n8n-workflow';
import { sleep } from 'n8n-workflow';

import { readAnswer, unknownOutcome } from './answer';
import type { Answer } from './answer';
import { factsOf } from './commands';
import type { CommandName } from './commands';
import { brokenAnswer, connectionProblem, overdue, timeoutSeconds } from './connection';
import type { ConnectionError, Failure } from './connection';
import { CentrexError } from './error';
import type { Line } from './line';
import { readText, watched } from './stream';
import type { ByteStream } from './stream';

const READING_TRIES = 3;
const READING_PAUSE_MS = 1000;
/** Milliseconds between two downloads: the service blocks one that follows another too fast (service, 1.6). */
export const DOWNLOAD_PAUSE_MS = 3000;
/** The longest answer that is read: a page of 200 records has some 100 kB. */
const MOST_TEXT_BYTES = 8 * 1024 * 1024;

/**
 * Sends one command from a line and judges its answer (service, 1.3 and 2.1). Reading commands are asked up to twice more when the
 * connection breaks or the service answers 5xx, but not when it does not answer in time; all others are sent once.
 *
 * @param command the command's name as in the request URL, `smssend`
 * @param parameters what the command takes besides id and pass, which the credential adds
 * @throws CentrexError when the service refuses, cannot be reached, or leaves it unknown what became of the command
 */
export async function request(
	line: Line,
	command: CommandName,
	parameters: Record<string, string> = {},
): Promise<Answer> {
	const { status, body } = await send(line, command, parameters, 'text');
	return readAnswer(command, status, String(body));
}

/** What came back over the wire. */
export interface Reply {
	/** The HTTP status; all but 5xx. */
	status: number;
	/** By name, in lower case. */
	headers: IDataObject;
	/** A text, or a stream that is still to be read. */
	body: string | ByteStream;
}

/**
 * Sends one command and hands on what comes back, with the retries that `request` describes.
 *
 * @param encoding `stream` leaves the body unread
 * @throws CentrexError when the service cannot be reached, or answers 5xx
 */
export async function send(
	line: Line,
	command: CommandName,
	parameters: Record<string, string>,
	encoding: 'text' | 'stream',
): Promise<Reply> {
	const reading = factsOf(command).effect === 'reads';
	for (let triesLeft = reading ? READING_TRIES : 1; ; triesLeft--) {
		const reply = await post(line, command, parameters, encoding);
		if ('status' in reply && reply.status < 500) return reply;
		if ('status' in reply && typeof reply.body !== 'string') reply.body.destroy();
		if (triesLeft > 1 && ('status' in reply || reply.passing)) {
			await sleep(encoding === 'stream' ? DOWNLOAD_PAUSE_MS : READING_PAUSE_MS);
			continue;
		}
		if ('status' in reply) throw unknownOutcome(`The service answered with HTTP status ${reply.status}`, command);
		if (reply.left) throw unknownOutcome(reply.problem, command);
		throw new CentrexError(reply.problem, { advice: reply.advice, outcome: 'notSent', mayPass: reply.passing });
	}
}

async function post(
	{ caller, credentials }: Line,
	command: CommandName,
	parameters: Record<string, string>,
	encoding: 'text' | 'stream',
): Promise<Reply | Failure> {
	let answer: IN8nHttpFullResponse;
	try {
		answer = (await caller.helpers.httpRequestWithAuthentication.call(
			caller,
			'uplusCentrexApi',
			{
				method: 'POST',
				// The credential puts the service's address in front, and the line's number and password hash beside.
				url: `/${command}`,
				body: parameters,
				// Counts until the headers are there.
				timeout: timeoutSeconds(command) * 1000,
				// n8n itself would read a text of any length.
				encoding: 'stream',
				// Unpacked on the way, a file would be longer than announced.
				headers: { 'Accept-Encoding': 'identity' },
				returnFullResponse: true,
				// The status is judged here: on a 401 n8n would send the command again.
				ignoreHttpStatusErrors: true,
				// Followed, a redirect would carry the password hash to another address.
				disableFollowRedirect: true,
			},
			// Without it n8n would sign with the credential's own number, and with what its expressions give for the first item.
			{ credentialsDecrypted: { id: '', name: '', type: 'uplusCentrexApi', data: credentials } },
		)) as IN8nHttpFullResponse;
	} catch (error) {
		return connectionProblem(error, command);
	}
	const { statusCode: status, headers } = answer;
	const stream = answer.body as ByteStream;
	if (encoding === 'stream' || status >= 500) return { status, headers, body: stream };
	return await watched(readText(stream, MOST_TEXT_BYTES), overdue).then(
		(body) => ({ status, headers, body }),
		(error: ConnectionError) => {
			stream.destroy();
			return brokenAnswer(error);
		},
	);
}
