import { once } from 'node:events';
import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { office } from './office';

/** A request that has gone over the wire. */
export interface OnWire {
	/** Such as `getrecvsmslist`. */
	command: string;
	page: number;
	/** How often it was answered in full: 0 or 1. */
	answered: boolean;
}

/** What stands between n8n and the simulator, and sees each request as it begins and as it is answered. */
export interface Wire {
	/** In place of the simulator's address. */
	url: string;
	/** The requests so far, oldest first. */
	requests: OnWire[];
	/** Resolves as soon as something on the wire is as wanted, at the very moment. */
	until: (isSo: (requests: OnWire[]) => boolean) => Promise<void>;
	/** Does something while what n8n asks waits on the wire. */
	hold: (work: () => Promise<void>) => Promise<void>;
	/** Does something while the service is out of reach: a page of the router answers in its place, as after a power cut. */
	cut: (work: () => Promise<void>) => Promise<void>;
	close: () => Promise<void>;
}

/** Lays a wire to the office's simulator. */
export async function layWire(simulatorUrl = office().simulatorUrl): Promise<Wire> {
	const requests: OnWire[] = [];
	const waiting = new Set<() => void>();
	let held = Promise.resolve();
	let isCut = false;
	const look = () => [...waiting].forEach((one) => one());
	const server = createServer((incoming, outgoing) => {
		const parts: Buffer[] = [];
		incoming.on('data', (part) => parts.push(part));
		incoming.on('end', async () => {
			const body = Buffer.concat(parts);
			const command = (incoming.url ?? '').replace(/^.*\//, '');
			const seen: OnWire = { command, page: Number(new URLSearchParams(body.toString()).get('page')), answered: false };
			requests.push(seen);
			look();
			if (isCut) {
				outgoing.end('<html>Connecting to the internet ...</html>');
				return;
			}
			await held;
			const onward = request(`${simulatorUrl}${incoming.url}`, { method: incoming.method, headers: incoming.headers }, (answer) => {
				outgoing.writeHead(answer.statusCode ?? 0, answer.headers);
				answer.pipe(outgoing);
			});
			onward.on('error', () => outgoing.destroy());
			outgoing.on('finish', () => {
				seen.answered = true;
				look();
			});
			onward.end(body);
		});
	});
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	return {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
		requests,
		until: async (isSo) =>
			await new Promise((resolve) => {
				const one = () => {
					if (!isSo(requests)) return;
					waiting.delete(one);
					resolve();
				};
				waiting.add(one);
				one();
			}),
		hold: async (work) => await (held = work()),
		cut: async (work) => {
			isCut = true;
			await work();
			isCut = false;
		},
		close: async () => {
			server.closeAllConnections();
			server.close();
			await once(server, 'close');
		},
	};
}
