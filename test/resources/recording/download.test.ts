import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { BinaryDataService } from 'n8n-core';

import { keepBinaryDataIn } from '../../support/binaryData';
import { errorOf, runAction } from '../../support/runAction';
import { credentialFor, listenOnTheWire } from '../../support/wire';
import type { WireAnswer } from '../../support/wire';

const NAME = '5000-07000006000_20151214110050_mix.wav';
const folder = mkdtempSync(join(tmpdir(), 'centrex-binary-'));

// As n8n with N8N_DEFAULT_BINARY_DATA_MODE=filesystem: files go to disk.
let binaryData: BinaryDataService;
beforeAll(async () => {
	binaryData = await keepBinaryDataIn(folder);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let wire: Awaited<ReturnType<typeof listenOnTheWire>>;
afterEach(async () => await wire.close());

const headers = (bytes: number) => ({
	'Content-Type': 'application/octet-stream',
	'Accept-Ranges': 'bytes',
	'Content-Length': String(bytes),
	'Content-Disposition': `attachment; filename=${NAME}`,
	'Content-Transfer-Encoding': 'binary',
	Pragma: 'public',
	Expires: '0',
});
const wav = Buffer.concat([Buffer.from('RIFF$\0\0\0WAVEfmt '), Buffer.alloc(5000, 7)]);
const whole: WireAnswer = (response) => response.writeHead(200, headers(wav.length)).end(wav);

const download = (more: Partial<Parameters<typeof runAction>[0]> = {}, fields: object = {}) =>
	runAction({
		parameters: { resource: 'recording', operation: 'download', fileName: NAME, ...fields } as never,
		credential: credentialFor(wire.baseUrl),
		...more,
	});

test('the file comes whole, with a type that the editor plays', async () => {
	wire = await listenOnTheWire(whole);
	const [item] = await download({}, { binaryPropertyName: 'recording' });
	expect(item.json).toEqual({ fileName: NAME, bytes: wav.length });
	expect(item.binary?.recording).toMatchObject({ fileName: NAME, mimeType: 'audio/wav', fileType: 'audio', bytes: wav.length });
	const stored = binaryData.getPath(item.binary?.recording.id as string);
	expect(readFileSync(stored).equals(wav)).toBe(true);
});

test('a file of 200 MB never stands in memory whole', async () => {
	const megabyte = Buffer.alloc(1024 * 1024, 'RIFF');
	const megabytes = 200;
	wire = await listenOnTheWire((response) => {
		response.writeHead(200, headers(megabytes * megabyte.length));
		let sent = 0;
		const more = () => {
			while (sent < megabytes) {
				sent++;
				if (!response.write(megabyte)) {
					response.once('drain', more);
					return;
				}
			}
			response.end();
		};
		more();
	});
	const before = process.memoryUsage().rss;
	let most = before;
	const watch = setInterval(() => (most = Math.max(most, process.memoryUsage().rss)), 10);
	const [item] = await download();
	clearInterval(watch);
	expect(item.json.bytes).toBe(megabytes * megabyte.length);
	expect((most - before) / 1024 / 1024).toBeLessThan(100);
}, 60_000);

describe('no item comes out of', () => {
	const broken = (response: ServerResponse) => {
		response.writeHead(200, headers(wav.length));
		response.write(wav.subarray(0, 1000), () => response.destroy());
	};

	test.each<[string, WireAnswer, RegExp]>([
		['a file that breaks off', broken, /did not arrive whole/],
		['a file that breaks off before its first byte', (response) => {
			response.writeHead(200, headers(wav.length));
			response.flushHeaders();
			setTimeout(() => response.destroy(), 50);
		}, /did not arrive whole/],
		['an empty file', (response) => response.writeHead(200, headers(0)).end(), /did not arrive whole: it is empty/],
		['a result code', '{"SVC_RT":"4002","SVC_MSG":"NO_DATA","DATAS":{"STATUS":""}}', /4002 NO_DATA/],
		[
			'a result code that says it is a file',
			(response) => response.writeHead(200, { 'Content-Type': 'application/octet-stream' }).end('\ufeff \n{"SVC_RT":"1001","SVC_MSG":"Parameter Error","DATAS":{"STATUS":""}}'),
			/1001 PARAM_ERR/,
		],
		['a result that is done, without a file', '{"SVC_RT":"0000","SVC_MSG":"OK"}', /without a file/],
		['a web page', '<html><body>Please sign in</body></html>', /cannot be read/],
		['HTTP status 404', (response) => response.writeHead(404).end('not here'), /HTTP status 404/],
	])('%s', async (_, answer, message) => {
		wire = await listenOnTheWire(answer);
		expect((await errorOf(download())).message).toMatch(message);
		const [item] = await download({ settings: { onError: 'continueRegularOutput' } });
		expect(item.binary).toBeUndefined();
		expect(item.json.error).toMatch(message);
	});
});

test('a file that is shorter than announced is an error, also where the connection does not break', async () => {
	// A proxy that closes the connection cleanly: more was announced than is sent.
	wire = await listenOnTheWire((response) => {
		response.socket?.end(`HTTP/1.0 200 OK\r\nContent-Length: ${wav.length}\r\n\r\nRIFF`);
	});
	expect((await errorOf(download())).message).toMatch(/did not arrive whole/);
});

test('a download that does not start is tried twice more, with a pause', async () => {
	wire = await listenOnTheWire((response) => response.writeHead(503).end('busy'), (response) => response.destroy(), whole);
	expect(await download()).toHaveLength(1);
	expect(wire.requests).toHaveLength(3);
	// Not at once: the service blocks downloads that follow one another too fast.
	expect(wire.requests[1].at - wire.requests[0].at).toBeGreaterThanOrEqual(3000);
}, 15_000);

test('several downloads go one after the other, with a pause between', async () => {
	let under = 0;
	let most = 0;
	wire = await listenOnTheWire((response) => {
		most = Math.max(most, ++under);
		response.on('finish', () => under--);
		setTimeout(() => response.writeHead(200, headers(wav.length)).end(wav), 50);
	});
	await download({ items: [{}, {}, {}] }, { options: { pauseSeconds: 1 } });
	const [first, second, third] = wire.requests.map(({ at }) => at);
	expect(most).toBe(1);
	expect(second - first).toBeGreaterThanOrEqual(1000);
	expect(third - second).toBeGreaterThanOrEqual(1000);
});

test('the pause is three seconds where nothing else is said, and no download waits for it alone', async () => {
	wire = await listenOnTheWire(whole);
	const started = Date.now();
	await download({ items: [{}, {}] });
	expect(wire.requests[1].at - wire.requests[0].at).toBeGreaterThanOrEqual(3000);
	expect(wire.requests[0].at - started).toBeLessThan(1000);
}, 15_000);
