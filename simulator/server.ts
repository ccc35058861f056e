import { readFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import fastify from 'fastify';
import { Agent } from 'undici';
import { control, endCalls } from './control';
import { restApi } from './restApi';
import { createState } from './state';

/** A simulator that runs. */
export interface Simulator {
	/** Its page, `http://127.0.0.1:7070`; the API is at `<url>/RestApi`. */
	url: string;
	port: number;
	/** Ends it, with every connection and every delivery still under way. */
	close(): Promise<void>;
}

/**
 * Starts a Centrex line on this machine.
 *
 * @param port 0 for any free port
 * @param host the address to listen on, `127.0.0.1`
 * @throws the error of `listen`, such as `EADDRINUSE` where the port is taken
 */
export async function startSimulator({ port, host }: { port: number; host: string }): Promise<Simulator> {
	const state = createState();
	const http = new Agent();
	const app = fastify({ forceCloseConnections: true });
	const page = await readFile(join(__dirname, 'page.html'), 'utf8');

	app.get('/', async (_request, reply) => {
		return await reply
			.type('text/html; charset=utf-8')
			.header('content-security-policy', "default-src 'self' 'unsafe-inline'; img-src data:")
			.send(page);
	});
	await app.register(restApi(state));
	await app.register(control(state, http));
	app.addHook('preClose', async () => endCalls(state));
	app.addHook('onClose', async () => await http.destroy());

	const url = await app.listen({ port, host });
	return {
		url,
		port: (app.server.address() as AddressInfo).port,
		close: async () => await app.close(),
	};
}
