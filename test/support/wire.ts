import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A request as it came over the wire. */
export interface WireRequest {
	method: string;
	/** With the query. */
	url: string;
	contentType: string;
	body: string;
	/** When it came, in milliseconds. */
	at: number;
}

/** What to answer: a text (HTTP 200), or whatever a function does with the response. */
export type WireAnswer = string | ((response: ServerResponse, request: IncomingMessage) => void);

/** A server that writes down every request and answers what it is told, one answer a request, the last one for ever. */
export async function listenOnTheWire(...answers: WireAnswer[]) {
	const requests: WireRequest[] = [];
	const server = createServer((request, response) => {
		const chunks: Buffer[] = [];
		request.on('data', (chunk: Buffer) => chunks.push(chunk));
		request.on('end', () => {
			const answer = answers[Math.min(requests.length, answers.length - 1)];
			requests.push({
				method: request.method ?? '',
				url: request.url ?? '',
				contentType: request.headers['content-type'] ?? '',
				body: Buffer.concat(chunks).toString('utf8'),
				at: Date.now(),
			});
			if (typeof answer === 'function') answer(response, request);
			else response.writeHead(200, { 'content-type': 'text/html; charset=UTF-8' }).end(answer);
		});
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as AddressInfo;
	return {
		baseUrl: `http://127.0.0.1:${port}/RestApi`,
		requests,
		/** The parameters of a request, from its form body. */
		form: (index: number) => Object.fromEntries(new URLSearchParams(requests[index].body)),
		close: async () => {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		},
	};
}

/** A credential for a service on this machine. */
export const credentialFor = (baseUrl: string, more: Record<string, string | boolean> = {}) => ({
	service: 'custom',
	baseUrl,
	number: '070-0000-1000',
	password: 'demo-1000',
	alreadyHashed: false,
	sendParametersIn: 'body',
	...more,
});
