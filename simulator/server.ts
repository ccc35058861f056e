import type { AddressInfo } from 'node:net';
import fastify from 'fastify';
import { control, endCalls } from './control/control';
import { page } from './control/page';
import demoOffice from './demo-office.json';
import { createState } from './restApi/createState';
import { restApi } from './restApi/restApi';
import type { Service } from './restApi/settings';
import { refuseStrangers } from './strangers';

/** A simulator that runs. */
export interface Simulator {
	/** Its page, `http://127.0.0.1:7070`; the API is at `<url>/RestApi`. */
	url: string;
	port: number;
	/** Ends it, with every connection and every delivery still under way. */
	close(): Promise<void>;
}

/** Where the simulator listens, the lines it has, and which service it is. */
export interface SimulatorOptions {
	/** 0 for any free port. */
	port: number;
	/** The address to listen on, `127.0.0.1`, or a name of it. */
	host: string;
	/** What an office file holds; by default the demo office. */
	office?: unknown;
	/** The one of today, unless it is said. */
	service?: Service;
}

/**
 * Starts a Centrex line on this machine.
 *
 * @throws BadInput where the office is wrong; the error of `listen`, such as `EADDRINUSE` where the port is taken
 */
export async function startSimulator({
	port,
	host,
	office = demoOffice,
	service,
}: SimulatorOptions): Promise<Simulator> {
	const state = createState(office, service);
	const app = fastify({ forceCloseConnections: true });
	refuseStrangers(app, host);
	await app.register(page);
	await app.register(restApi(state));
	await app.register(control(state));
	app.addHook('preClose', async () => endCalls(state));
	app.addHook('onClose', async () => state.urlCaller.close());

	const url = await app.listen({ port, host });
	return {
		url,
		port: (app.server.address() as AddressInfo).port,
		close: async () => await app.close(),
	};
}
