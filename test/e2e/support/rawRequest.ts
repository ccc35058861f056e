import { connect } from 'node:net';

/** What a server has answered. */
export interface RawAnswer {
	status: number;
	/** The status line and the headers. */
	head: string;
	body: string;
}

/** A request as it is written; each part is taken as it is. */
export interface RawRequest {
	/** By default GET. */
	method?: string;
	/** Path and query. */
	url: string;
	/** By default 1.1. */
	version?: '1.0' | '1.1';
	/** Header lines; the length of a body is added. */
	headers?: string[];
	body?: string;
}

/**
 * Writes a request on a TCP connection of its own and reads the answer to its end.
 *
 * @param port a port of 127.0.0.1
 * @param request what to write; characters beyond ASCII as UTF-8
 * @param from the address of this machine that calls, any of 127.0.0.0/8
 * @throws whatever is wrong with the connection
 */
export async function sendRaw(port: number, request: RawRequest, from = '127.0.0.1'): Promise<RawAnswer> {
	const { method = 'GET', url, version = '1.1', headers = [], body: sent } = request;
	const lines = [`${method} ${url} HTTP/${version}`, ...headers, 'Connection: close'];
	if (sent !== undefined) lines.push(`Content-Length: ${Buffer.byteLength(sent)}`);
	const chunks: Buffer[] = [];
	await new Promise((resolve, reject) => {
		const socket = connect({ port, host: '127.0.0.1', localAddress: from });
		socket.on('data', (chunk) => chunks.push(chunk));
		socket.once('end', resolve);
		socket.once('error', reject);
		socket.write(`${lines.join('\r\n')}\r\n\r\n${sent ?? ''}`);
	});
	const answer = Buffer.concat(chunks).toString();
	const [head] = answer.split('\r\n\r\n', 1);
	const body = answer.slice(head.length + 4);
	return { status: Number(head.split(' ')[1]), head, body: /^transfer-encoding: chunked/im.test(head) ? joinChunks(body) : body };
}

/** Reads a body that comes in chunks, each after its length in hexadecimal digits; only ASCII is counted right. */
function joinChunks(body: string): string {
	const [, length, rest] = /^([0-9a-f]+)\r\n(.*)$/is.exec(body) ?? [];
	const bytes = parseInt(length, 16);
	return bytes > 0 ? rest.slice(0, bytes) + joinChunks(rest.slice(bytes + 2)) : '';
}
