import type { FastifyReply, FastifyRequest } from 'fastify';

/** Something that goes wrong on the wire with one command. */
export interface Fault {
	command: string;
	/** `http`: an HTML page with `status`; `disconnect`: the socket is destroyed; `hang`: no answer; `body`: `body`. */
	kind: 'http' | 'disconnect' | 'hang' | 'body';
	status: number;
	body: string;
	contentType: string;
	/** Requests to let through first. */
	skip: number;
	/** Requests to go wrong after that. */
	times: number;
	/** Whether the command is carried out and only its answer lost. */
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

/** Answers a request as the fault says, or not at all. */
export function answerWithFault(fault: Fault, request: FastifyRequest, reply: FastifyReply): FastifyReply {
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
