import { createHash } from 'node:crypto';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Line } from '../../simulator/lines';
import { startSimulator, type Simulator } from '../../simulator/server';
import type { State } from '../../simulator/state';

export const OFFICE = '07000001000';

export const hash = (password: string) => createHash('sha512').update(password).digest('hex');

/** What every command of the office line carries. */
export const OFFICE_LINE = { id: OFFICE, pass: hash('demo-1000') };

/** A simulator for the tests of a file, as fresh before each test, and how to talk to it. */
export function useSimulator() {
	let simulator: Simulator;
	beforeAll(async () => {
		simulator = await startSimulator({ port: 0, host: '127.0.0.1' });
	});
	beforeEach(async () => {
		await control('POST', '/_simulator/reset');
	});
	afterEach(() => {
		jest.restoreAllMocks();
	});
	afterAll(async () => {
		await simulator.close();
	});

	/** @returns the status and the parsed answer of the control API */
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

	async function state(): Promise<Omit<State, 'faults'>> {
		return (await control('GET', '/_simulator/state')).body;
	}

	return {
		url: () => simulator.url,
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
		state,
		/** @returns the office line */
		async office(): Promise<Line> {
			return (await state()).lines[0];
		},
		/** Picks up the phone or hangs it up, as the page does. */
		async hand(route: 'pick-up' | 'hang-up'): Promise<void> {
			const { status, body } = await control('POST', `/_simulator/${route}`, { line: OFFICE });
			if (status !== 200) throw new Error(JSON.stringify(body));
		},
		/** Waits until the office line's phone rings. */
		async untilRinging(): Promise<void> {
			while ((await state()).lines[0].call?.state !== 'ringing') {
				await new Promise((resolve) => setImmediate(resolve));
			}
		},
		async setLine(settings: object, number = OFFICE): Promise<void> {
			const { status, body } = await control('PATCH', `/_simulator/lines/${number}`, settings);
			if (status !== 200) throw new Error(JSON.stringify(body));
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
