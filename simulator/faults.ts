import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { fileHeaders, sendAnswer, type Answer } from './answer';
import { FileAnswer } from './commands/command';

/** Something that goes wrong on the wire with one command. */
export interface Fault {
	command: string;
	/**
	 * `http`: an HTML page with `status`; `disconnect`: the socket is destroyed; `hang`: no answer; `body`: `body`;
	 * `short`: a file is announced whole, and the connection ends after half of it.
	 */
	kind: 'http' | 'disconnect' | 'hang' | 'body' | 'short';
	status: number;
	body: string;
	contentType: string;
	/** Requests to let through first. */
	skip: number;
	/** Requests to go wrong after that. */
	times: number;
	/** Whether the command is carried out and only its answer lost; a file has to be, to be short. */
	carryOut: boolean;
}

/**
 * Several faults for one command come one after the other.
 *
 * @returns the fault this request is to meet, counted down; `undefined` where it goes right
 */
export function takeFault(faults: Fault[], command: string): Fault | undefined {
	const fault = faults.find((candidate) => candidate.command === command);
	if (!fault) return undefined;
	if (fault.skip > 0) {
		fault.skip -= 1;
		return undefined;
	}
	fault.times -= 1;
	if (fault.times === 0) faults.splice(faults.indexOf(fault), 1);
	return fault;
}

/**
 * Answers a request as the fault says, or not at all.
 *
 * @param answer what is lost; `null` where the command was not carried out
 */
export async function answerWithFault(
	fault: Fault,
	request: FastifyRequest,
	reply: FastifyReply,
	answer: Answer | null,
): Promise<FastifyReply> {
	if (fault.kind === 'short') {
		// An error is no file: it comes as it is.
		return answer instanceof FileAnswer ? await sendHalf(reply, answer) : sendAnswer(reply, answer as Answer);
	}
	if (answer instanceof FileAnswer) answer.content.destroy();
	switch (fault.kind) {
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

async function sendHalf(reply: FastifyReply, file: FileAnswer): Promise<FastifyReply> {
	reply.hijack();
	const { socket } = reply.raw;
	reply.raw.writeHead(200, fileHeaders(file));
	// Whoever asked may be gone before the half is sent.
	await pipeline(firstBytes(file.content, file.bytes / 2), reply.raw, { end: false }).catch(() => undefined);
	socket?.end();
	return reply;
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
