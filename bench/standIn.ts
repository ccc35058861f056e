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
	/** The same of any one line. */
	atOnceOnALine(): number;
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
	let atOnceOnALine = 0;
	const underWayOf = new Map<string, number>();
	const count = (line: string, more: number) => {
		const now = (underWayOf.get(line) ?? 0) + more;
		underWayOf.set(line, now);
		return now;
	};
	const app = fastify({ forceCloseConnections: true });
	await app.register(formbody);
	app.addHook<{ Body: { id: string } }>('preHandler', async ({ body }) => {
		atOnce = Math.max(atOnce, ++underWay);
		atOnceOnALine = Math.max(atOnceOnALine, count(body.id, 1));
		if (latencyMs > 0) await sleep(latencyMs);
	});
	// Before the answer is out: whoever has it may ask at once.
	app.addHook('onSend', async ({ body }) => {
		underWay--;
		count((body as { id: string }).id, -1);
	});
	app.post<{ Body: { destnumber: string } }>('/RestApi/smssend', async ({ body }) => {
		const numbers = body.destnumber.split(',');
		recipients += numbers.length;
		const DEBUG = numbers.map((number) => `${number}=OK`).join(',');
		return { SVC_RT: '0000', SVC_MSG: 'OK', DATAS: { STATUS: 'OK', RESCNT: 9000, DEBUG } };
	});
	const nothing = { SVC_RT: '0000', SVC_MSG: 'OK', LISTINFO: { page: '1', numperpage: 10, total: '0' }, DATAS: null };
	for (const list of ['getrecvsmslist', 'getinboundcall']) app.post(`/RestApi/${list}`, async () => nothing);
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
		forget: () => void (recipients = atOnce = atOnceOnALine = 0),
		recipients: () => recipients,
		atOnce: () => atOnce,
		atOnceOnALine: () => atOnceOnALine,
		close: async () => await app.close(),
	};
}

function* chunksOf(bytes: number): Generator<Buffer> {
	for (let left = bytes; left > 0; left -= CHUNK.length) yield left < CHUNK.length ? CHUNK.subarray(0, left) : CHUNK;
}
