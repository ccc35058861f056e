import { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import formbody from '@fastify/formbody';
import fastify from 'fastify';

const CHUNK = Buffer.alloc(64 * 1024, 'RIFF');

/** A server in the provider's place that takes the same time for every command. */
export interface StandIn {
	/** Its address, up to and with `/RestApi`. */
	url: string;
	/** Forgets what it has counted. */
	forget(): void;
	/** How many numbers were sent texts to since then. */
	recipients(): number;
	/** How many requests were under way at the same time since then, at most. */
	atOnce(): number;
	close(): Promise<void>;
}

/**
 * Starts one. The simulator does more for each request, so that its own speed would show in the figures.
 *
 * @param latencyMs the time that it takes for an answer
 * @param recordingBytes the size of every recording
 */
export async function startStandIn(latencyMs: number, recordingBytes = 0): Promise<StandIn> {
	let recipients = 0;
	let underWay = 0;
	let atOnce = 0;
	const app = fastify({ forceCloseConnections: true });
	await app.register(formbody);
	app.addHook('preHandler', async () => {
		atOnce = Math.max(atOnce, ++underWay);
		if (latencyMs > 0) await sleep(latencyMs);
	});
	app.addHook('onResponse', async () => void underWay--);
	app.post<{ Body: { destnumber: string } }>('/RestApi/smssend', async ({ body }) => {
		const numbers = body.destnumber.split(',');
		recipients += numbers.length;
		const DEBUG = numbers.map((number) => `${number}=OK`).join(',');
		return { SVC_RT: '0000', SVC_MSG: 'OK', DATAS: { STATUS: 'OK', RESCNT: 9000, DEBUG } };
	});
	app.post('/RestApi/recorddownload', async (_request, reply) =>
		reply
			.headers({
				'Content-Type': 'audio/wav',
				'Content-Length': `${recordingBytes}`,
				'Content-Disposition': 'attachment; filename=recording.wav',
			})
			.send(Readable.from(chunksOf(recordingBytes), { objectMode: false })),
	);
	const url = await app.listen({ port: 0, host: '127.0.0.1' });
	return {
		url: `${url}/RestApi`,
		forget: () => void (recipients = atOnce = 0),
		recipients: () => recipients,
		atOnce: () => atOnce,
		close: async () => await app.close(),
	};
}

function* chunksOf(bytes: number): Generator<Buffer> {
	for (let left = bytes; left > 0; left -= CHUNK.length) yield left < CHUNK.length ? CHUNK.subarray(0, left) : CHUNK;
}
