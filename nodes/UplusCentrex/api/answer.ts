import type { IDataObject } from 'n8n-workflow';
import { jsonParse } from 'n8n-workflow';

import { factsOf } from './commands';
import type { CommandName } from './commands';
import { CentrexError } from './error';
import { isDone, rejection } from './results';
import { isRecord, text } from './values';

/** What the service answered to a command that it carried out. */
export interface Answer {
	/** The command's own values, DATAS; empty where that is a text, null or missing (service, 2.3). */
	values: IDataObject;
	/** The whole answer. */
	record: IDataObject;
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
		throw new CentrexError(problem, { advice, outcome: 'rejected', mayPass: true });
	}
	if (record === undefined) {
		throw unknownOutcome('The answer of the service cannot be read', command);
	}
	const [code, message] = [record.SVC_RT, record.SVC_MSG].map(text);
	if (!isDone(code, message)) throw rejection(command, code, message);
	// The tables call some answers an array that the samples show as an object (service, 2.3).
	return { values: [record.DATAS].flat().find(isRecord) ?? {}, record };
}

/** @param more what to look at besides @returns that nobody knows what became of a command */
export function unknownOutcome(problem: string, command: CommandName, more = ''): CentrexError {
	const { effect } = factsOf(command);
	if (effect === 'reads') {
		return new CentrexError(problem, { advice: 'Asking changes nothing: try again later.', outcome: 'unknown', mayPass: true });
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

/** @returns the text without SHA-512 hashes: one in an answer is the line's own, echoed, and nobody may read it in an item or an error */
export function hideHashes(text: string): string {
	return text.replace(/[0-9a-f]{128}/gi, '***');
}
