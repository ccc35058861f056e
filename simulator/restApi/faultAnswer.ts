import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { fileHeaders, jsonText, sendAnswer } from './answer';
import type { Answer, JsonAnswer } from './answer';
import { FileAnswer } from './commands/command';
import type { AnswerFault } from './fault';
import type { Settings } from './settings';

/**
 * Answers a request as the fault says, or not at all.
 *
 * @param answer what is lost; `null` where the command was not carried out
 * @param refusal what a service that says no answers
 */
export async function answerWithFault(
	fault: AnswerFault,
	request: FastifyRequest,
	reply: FastifyReply,
	answer: Answer | null,
	refusal: JsonAnswer,
	settings: Settings,
): Promise<FastifyReply> {
	if (fault.kind === 'delay') {
		// Nobody has to wait for it when the simulator ends.
		await sleep(fault.seconds * 1000, undefined, { ref: false });
		return sendAnswer(reply, answer as Answer, settings);
	}
	if (fault.kind === 'short') return await sendHalf(reply, answer as Answer, settings);
	if (answer instanceof FileAnswer) answer.content.destroy();
	switch (fault.kind) {
		case 'resultCode':
			return sendAnswer(reply, refusal, settings);
		case 'http':
			return reply
				.code(fault.status)
				.type('text/html; charset=utf-8')
				.send(`<html><body><h1>${fault.status}</h1></body></html>`);
		case 'body':
			return reply.type(fault.contentType).send(fault.body);
		case 'disconnect':
			reply.hijack();
			request.raw.socket.destroy();
			return reply;
		case 'hang':
			reply.hijack();
			return reply;
	}
}

async function sendHalf(reply: FastifyReply, answer: Answer, settings: Settings): Promise<FastifyReply> {
	reply.hijack();
	const { socket } = reply.raw;
	const { headers, content, bytes } = wholeOf(answer, settings);
	reply.raw.writeHead(200, headers);
	// Whoever asked may be gone before the half is sent.
	await pipeline(firstBytes(content, bytes / 2), reply.raw, { end: false }).catch(() => undefined);
	socket?.end();
	return reply;
}

function wholeOf(
	answer: Answer,
	settings: Settings,
): { headers: Record<string, string>; content: Readable; bytes: number } {
	if (answer instanceof FileAnswer) {
		return { headers: fileHeaders(answer, settings), content: answer.content, bytes: answer.bytes };
	}
	const json = Buffer.from(jsonText(answer, settings));
	return {
		headers: { 'Content-Type': 'application/json; charset=utf-8', 'Content-Length': `${json.length}` },
		content: Readable.from([json]),
		bytes: json.length,
	};
}

function firstBytes(content: Readable, bytes: number): Readable {
	async function* upTo() {
		let left = Math.floor(bytes);
		for await (const chunk of content as AsyncIterable<Buffer>) {
			yield chunk.subarray(0, left);
			left -= chunk.length;
			if (left <= 0) return;
		}
	}
	return Readable.from(upTo(), { objectMode: false });
}
