import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import type { RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { SimulatorClient } from '../../simulator/client';
import type { Line } from '../../simulator/office/lines';
import type { Service } from '../../simulator/restApi/settings';
import { startSimulator } from '../../simulator/server';
import type { Simulator } from '../../simulator/server';
import { expectFaultsToHappen } from '../support/faults';

export const OFFICE = '07000001000';

export const hash = (password: string) => createHash('sha512').update(password).digest('hex');

/** What every command of the office line carries. */
export const OFFICE_LINE = { id: OFFICE, pass: hash('demo-1000') };

/**
 * A simulator for the tests of a file, as fresh before each test, and how to talk to it.
 *
 * @param service which one it is; by default the simulator's own default
 */
export function useSimulator(service?: Service) {
	let simulator: Simulator;
	let client: SimulatorClient;
	beforeAll(async () => {
		simulator = await startSimulator({ port: 0, host: '127.0.0.1', service });
		client = new SimulatorClient(simulator.url);
	});
	beforeEach(async () => await client.reset());
	expectFaultsToHappen(() => client);
	afterEach(() => {
		jest.restoreAllMocks();
	});
	afterAll(async () => {
		await simulator.close();
	});

	/** @returns the status and the parsed answer of the simulator's own API, for what its client does not show */
	async function control(method: string, path: string, body?: unknown) {
		const response = await fetch(`${simulator.url}${path}`, {
			method,
			headers: body === undefined ? {} : { 'content-type': 'application/json' },
			body: body === undefined ? undefined : JSON.stringify(body),
		});
		// eslint-disable-next-line @typescript-eslint/no-explicit-any
		return { status: response.status, body: (await response.json()) as any };
	}

	/** A command as a client in the field gives it: everything in a form body. */
	async function post(command: string, parameters: Record<string, string> = {}) {
		return await fetch(`${simulator.url}/RestApi/${command}`, {
			method: 'POST',
			body: new URLSearchParams(parameters),
		});
	}

	return {
		url: () => simulator.url,
		client: () => client,
		control,
		post,
		/** @returns the answer to a command of the office line, to the byte */
		async answer(command: string, parameters: Record<string, string> = {}): Promise<string> {
			return await (await post(command, { ...OFFICE_LINE, ...parameters })).text();
		},
		/** @returns SVC_RT of the answer to a command, by default of the office line */
		async resultCode(command: string, parameters: Record<string, string> = {}): Promise<string> {
			const response = await post(command, { ...OFFICE_LINE, ...parameters });
			return ((await response.json()) as { SVC_RT: string }).SVC_RT;
		},
		state: async () => await client.state(),
		/** @returns the office line */
		office: async (): Promise<Line> => await client.line(OFFICE),
		/** Picks up the phone or hangs it up, as the page does. */
		async hand(route: 'pick-up' | 'hang-up'): Promise<void> {
			await (route === 'pick-up' ? client.pickUp(OFFICE) : client.hangUp(OFFICE));
		},
		/** Waits until the office line's phone rings. */
		async untilRinging(): Promise<void> {
			while ((await client.line(OFFICE)).call?.state !== 'ringing') {
				await new Promise((resolve) => setImmediate(resolve));
			}
		},
		async setLine(settings: object, number = OFFICE): Promise<void> {
			await client.setLine(number, settings);
		},
	};
}

/** Lets the clock stand still at a Korean time, `2015-12-14 19:39:40`, until the end of the test. */
export function setClock(koreanTime: string): void {
	jest.spyOn(Date, 'now').mockReturnValue(Date.parse(`${koreanTime.replace(' ', 'T')}+09:00`));
}

/** The error answer of a code, to the byte. */
export const errorAnswer = (code: string, message: string) =>
	`{"SVC_RT":"${code}","SVC_MSG":"${message}","DATAS":{"STATUS":""}}`;

/** A server in n8n's place. */
export async function startReceiver(onRequest: RequestListener) {
	const server = createServer(onRequest);
	await new Promise<void>((resolve) => {
		server.listen(0, '127.0.0.1', resolve);
	});
	return {
		port: (server.address() as AddressInfo).port,
		async close() {
			server.closeAllConnections();
			await new Promise((resolve) => {
				server.close(resolve);
			});
		},
	};
}
