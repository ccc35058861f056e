import type { FastifyReply } from 'fastify';
import { FileAnswer, ListAnswer } from './commands/command';
import type { Command, Done, Result } from './commands/command';
import { RESULT_CODES } from './resultCodes';
import type { DoneCode, ErrorCode, ResultCodeError } from './resultCodes';
import type { Settings } from './settings';
import { Value } from './values';

/** An answer in JSON: the result code and its message, then the command's own values (service, 2.1). */
export interface JsonAnswer {
	SVC_RT: DoneCode;
	SVC_MSG: string;
	[field: string]: unknown;
}

/** What a command is answered with. */
export type Answer = JsonAnswer | FileAnswer;

/** @returns the answer to a command that was carried out */
export function doneAnswer({ message, doneCode }: Command, result: Result, settings: Settings): Answer {
	if (result instanceof FileAnswer) return result;
	const done: Done = { SVC_RT: doneCode?.(settings) ?? '0000', SVC_MSG: message };
	if (result instanceof ListAnswer) return { ...done, ...result.done, ...result.fields };
	return result === null ? { ...done } : { ...done, DATAS: result };
}

/**
 * @param id the line's number, as it was given
 * @param own message and DATAS of this refusal
 * @returns the answer to a command that was not carried out
 */
export function errorAnswer(
	code: ErrorCode,
	command?: Command,
	id = '',
	own: ResultCodeError['own'] = {},
): JsonAnswer {
	return {
		SVC_RT: code,
		SVC_MSG: own.message ?? command?.errorMessages?.[code] ?? RESULT_CODES[code],
		DATAS: own.datas ?? command?.errorDatas?.[code]?.(id) ?? { STATUS: '' },
	};
}

/** @returns the answer's result code; a file has none, and was found */
export function resultCodeOf(answer: Answer): string {
	return answer instanceof FileAnswer ? '0000' : answer.SVC_RT;
}

/** Sends an answer with HTTP status 200, whatever its result code (service, 2.1). */
export function sendAnswer(reply: FastifyReply, answer: Answer, settings: Settings): FastifyReply {
	if (answer instanceof FileAnswer) return reply.headers(fileHeaders(answer, settings)).send(answer.content);
	return reply.type('application/json; charset=utf-8').send(jsonText(answer, settings));
}

/** @returns the header fields that a file comes with (service, 3.3.2) */
export function fileHeaders(
	{ fileName, bytes }: FileAnswer,
	{ recordingType }: Pick<Settings, 'recordingType'>,
): Record<string, string> {
	const common = {
		'Content-Type': recordingType,
		'Content-Length': `${bytes}`,
		'Content-Disposition': `attachment; filename=${encodeURI(fileName)}`,
	};
	if (recordingType === 'audio/wav') {
		// The value of Cache-Control is not recorded: this is what PHP sends together with that Pragma.
		return { ...common, 'Cache-Control': 'no-store, no-cache, must-revalidate', Pragma: 'no-cache' };
	}
	return {
		...common,
		'Accept-Ranges': 'bytes',
		'Content-Transfer-Encoding': 'binary',
		Pragma: 'public',
		Expires: '0',
	};
}

/** @returns the answer in JSON as PHP's json_encode writes it: a slash is `\/`, and today Hangul is `\uXXXX` (service, 2.6) */
export function jsonText(answer: JsonAnswer, settings: Settings): string {
	const written = (_name: string, value: unknown) => (value instanceof Value ? value.write(settings) : value);
	const json = JSON.stringify(answer, written).replaceAll('/', '\\/');
	return settings.service === 'document' ? json : json.replace(/[\u0080-\uffff]/g, escaped);
}

function escaped(character: string): string {
	return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
