import type { FastifyReply } from 'fastify';
import { FileAnswer, ListAnswer, type Command, type Result } from './commands/command';
import { NEWER_RESULT_CODES, RESULT_CODES, type ErrorCode, type ResultCode } from './resultCodes';

const MESSAGES = { ...RESULT_CODES, ...NEWER_RESULT_CODES };

/** An answer in JSON: the result code and its message, then the command's own values (document, 2.1.2). */
export interface JsonAnswer {
	SVC_RT: ResultCode | ErrorCode | 'OK';
	SVC_MSG: string;
	[field: string]: unknown;
}

/** What a command is answered with. */
export type Answer = JsonAnswer | FileAnswer;

/** @returns the answer to a command that was carried out */
export function doneAnswer(message: string, result: Result): Answer {
	if (result instanceof FileAnswer) return result;
	const fields = result instanceof ListAnswer ? result.fields : { DATAS: result };
	return { SVC_RT: '0000', SVC_MSG: message, ...fields };
}

/** @returns the answer to a command that was not carried out */
export function errorAnswer(code: ErrorCode, command?: Command): JsonAnswer {
	return { SVC_RT: code, SVC_MSG: command?.errorMessages?.[code] ?? MESSAGES[code], DATAS: { STATUS: '' } };
}

/** @returns the answer's result code; a file has none, and was found */
export function resultCodeOf(answer: Answer): string {
	return answer instanceof FileAnswer ? '0000' : answer.SVC_RT;
}

/** Sends an answer with HTTP status 200, whatever its result code (field notes). */
export function sendAnswer(reply: FastifyReply, answer: Answer): FastifyReply {
	if (answer instanceof FileAnswer) return reply.headers(fileHeaders(answer)).send(answer.content);
	return reply.type('application/json; charset=utf-8').send(jsonText(answer));
}

/** @returns the header fields that a file comes with (document, 2.2.15.1) */
export function fileHeaders({ fileName, bytes }: FileAnswer): Record<string, string> {
	return {
		'Content-Type': 'application/octet-stream',
		'Accept-Ranges': 'bytes',
		'Content-Length': `${bytes}`,
		'Content-Disposition': `attachment; filename=${encodeURI(fileName)}`,
		'Content-Transfer-Encoding': 'binary',
		Pragma: 'public',
		Expires: '0',
	};
}

/** @returns the answer in JSON as PHP's json_encode writes it: a slash is `\/` */
export function jsonText(answer: JsonAnswer): string {
	return JSON.stringify(answer).replaceAll('/', '\\/');
}
