import { request } from 'node:http';
import type { IncomingMessage } from 'node:http';
import { errorAnswer, hash, OFFICE, OFFICE_LINE, setClock, useSimulator } from '../helpers';

const simulator = useSimulator('document');
const { answer, client, control, post, resultCode } = simulator;

const NAME = '1000-01000001234_20261121093000_mix.wav';
const FILE = { filename: NAME, cpcode: '-1' };
const recording = (seconds: number, startedAt = '2026-11-21T09:30:00+09:00') => ({
	direction: 'outbound',
	number: '01000001234',
	startedAt,
	seconds,
});
const keep = async (...recordings: object[]) =>
	await simulator.setLine({ recordings, downloadPauseSeconds: 0 });
const bytesOf = (seconds: number) => 44 + seconds * 16_000;

/** Asks for the file, and reads it only where the test does. */
async function ask(parameters: Record<string, string> = FILE): Promise<IncomingMessage> {
	return await new Promise((resolve, reject) => {
		const sent = request(`${simulator.url()}/RestApi/recorddownload`, {
			method: 'POST',
			agent: false,
			headers: { 'content-type': 'application/x-www-form-urlencoded' },
		});
		sent.on('response', resolve).on('error', reject);
		sent.end(new URLSearchParams({ ...OFFICE_LINE, ...parameters }).toString());
	});
}

async function download(parameters: Record<string, string> = FILE): Promise<Buffer> {
	const response = await post('recorddownload', { ...OFFICE_LINE, ...parameters });
	return Buffer.from(await response.arrayBuffer());
}

async function resultCodeOrFile(): Promise<string> {
	const file = await download();
	return file.toString('latin1', 0, 4) === 'RIFF' ? 'file' : JSON.parse(file.toString()).SVC_RT;
}

/** Reads a WAV file like a player does: a RIFF of chunks, one of them the format, one the samples. */
function readWave(file: Buffer) {
	expect(file.toString('latin1', 0, 4)).toBe('RIFF');
	expect(file.readUInt32LE(4)).toBe(file.length - 8);
	expect(file.toString('latin1', 8, 12)).toBe('WAVE');
	const chunks = new Map<string, Buffer>();
	let at = 12;
	while (at < file.length) {
		const end = at + 8 + file.readUInt32LE(at + 4);
		expect(end).toBeLessThanOrEqual(file.length);
		chunks.set(file.toString('latin1', at, at + 4), file.subarray(at + 8, end));
		at = end;
	}
	expect([...chunks.keys()]).toEqual(['fmt ', 'data']);
	const [format, data] = [chunks.get('fmt ') as Buffer, chunks.get('data') as Buffer];
	expect(format).toHaveLength(16);
	return {
		encoding: format.readUInt16LE(0),
		channels: format.readUInt16LE(2),
		samplesASecond: format.readUInt32LE(4),
		bytesASecond: format.readUInt32LE(8),
		bytesAFrame: format.readUInt16LE(12),
		bitsASample: format.readUInt16LE(14),
		samples: Array.from({ length: data.length / 2 }, (_, i) => data.readInt16LE(i * 2)),
	};
}

describe('a download', () => {
	test('has the document’s header fields', async () => {
		await keep(recording(3));
		const response = await ask();
		response.resume();
		expect(response.statusCode).toBe(200);
		expect(response.headers).toEqual({
			date: expect.any(String),
			connection: 'close',
			'content-type': 'application/octet-stream',
			'accept-ranges': 'bytes',
			'content-length': `${bytesOf(3)}`,
			'content-disposition': `attachment; filename=${NAME}`,
			'content-transfer-encoding': 'binary',
			pragma: 'public',
			expires: '0',
		});
	});

	test('is a WAV file, 8 kHz, mono, 16-bit PCM, as long as the recording', async () => {
		await keep(recording(3));
		const { samples, ...format } = readWave(await download());
		expect(format).toEqual({
			encoding: 1,
			channels: 1,
			samplesASecond: 8000,
			bytesASecond: 16_000,
			bytesAFrame: 2,
			bitsASample: 16,
		});
		expect(samples).toHaveLength(3 * 8000);
	});

	test('holds a tone one can hear, without a click', async () => {
		await keep(recording(2));
		const { samples } = readWave(await download());
		const rises = samples.filter((height, i) => i > 0 && samples[i - 1] < 0 && height >= 0).length;
		expect(rises / 2).toBeGreaterThan(430);
		expect(rises / 2).toBeLessThan(450);
		const loudest = samples.reduce((most, height) => Math.max(most, Math.abs(height)), 0);
		expect(loudest).toBeGreaterThan(3000);
		expect(loudest).toBeLessThan(32_767);
		const steepest = samples
			.slice(1)
			.reduce((most, height, i) => Math.max(most, Math.abs(height - samples[i])), 0);
		expect(steepest).toBeLessThan(loudest / 2);
	});

	test('of every recording that the list names is as large as the list says', async () => {
		await simulator.setLine({ downloadPauseSeconds: 0 });
		const { DATAS } = JSON.parse(await answer('recordlist', { page: '1' })).LISTINFO;
		expect(DATAS).toHaveLength(3);
		for (const { FILE_NAME, FILE_SIZE } of DATAS) {
			const { length } = await download({ filename: FILE_NAME, cpcode: '-1' });
			expect(`${Math.round(length / 1024)}KB`).toBe(FILE_SIZE);
		}
	});

	test('is made while it is read: a day of it is announced at once, and never stands in memory', async () => {
		await keep(recording(86_400));
		const before = process.memoryUsage().rss;
		const response = await ask();
		expect(response.headers['content-length']).toBe(`${bytesOf(86_400)}`);
		let received = 0;
		for await (const chunk of response) {
			received += chunk.length;
			if (received > 50_000_000) break;
		}
		expect(received).toBeLessThan(60_000_000);
		expect(process.memoryUsage().rss - before).toBeLessThan(100_000_000);
	});

	test('is recorded as done', async () => {
		await keep(recording(1));
		await download();
		expect((await simulator.state()).requests).toMatchObject([
			{ command: 'recorddownload', resultCode: '0000', parameters: { ...FILE, pass: 'f64eedc8…' }, answer: 'the file' },
		]);
	});
});

describe('what goes wrong', () => {
	test('the document’s sample, a parameter missing', async () => {
		const sample = '{"SVC_RT":"1001","SVC_MSG":"Parameter Error","DATAS":{"STATUS":""}}';
		await keep(recording(1));
		expect(await answer('recorddownload')).toBe(sample);
		expect(await answer('recorddownload', { filename: NAME })).toBe(sample);
		expect(await answer('recorddownload', { ...FILE, cpcode: '' })).toBe(sample);
		expect(await answer('recorddownload', { cpcode: '-1' })).toBe(sample);
		expect(await (await post('recorddownload', { ...FILE, id: OFFICE })).text()).toBe(sample);
	});

	test('another command’s 1001 keeps its message', async () => {
		expect(await answer('recordlist')).toBe(errorAnswer('1001', 'PARAM_ERR'));
	});

	test.each(['0', '1', '-1 ', 'x'])('cpcode %j is 1002', async (cpcode) => {
		await keep(recording(1));
		expect(await answer('recorddownload', { ...FILE, cpcode })).toBe(errorAnswer('1002', 'PARAM_ERR'));
	});

	test.each(['nothing.wav', NAME.toUpperCase(), `../${NAME}`, NAME.replace('1000-', '2001-')])(
		'%s is 4002',
		async (filename) => {
			await keep(recording(1));
			expect(await answer('recorddownload', { filename, cpcode: '-1' })).toBe(errorAnswer('4002', 'NO_DATA'));
		},
	);

	test('no JSON error is marked as a file', async () => {
		const response = await post('recorddownload', { ...OFFICE_LINE, filename: 'x', cpcode: '-1' });
		expect(response.status).toBe(200);
		expect(response.headers.get('content-type')).toBe('application/json; charset=utf-8');
		expect(response.headers.get('content-disposition')).toBeNull();
	});
});

describe('one after the other', () => {
	const TOO_SOON = errorAnswer('3001', 'ERR_PROCESS');

	test('two at the same time: the second is 3001, and the first goes on', async () => {
		await keep(recording(3600), recording(1, '2026-11-21T10:00:00+09:00'));
		const first = await ask();
		expect(await answer('recorddownload', FILE)).toBe(TOO_SOON);
		const other = { ...FILE, filename: '1000-01000001234_20261121100000_mix.wav' };
		expect(await answer('recorddownload', other)).toBe(TOO_SOON);
		let received = 0;
		for await (const chunk of first) received += chunk.length;
		expect(received).toBe(bytesOf(3600));
		expect(await resultCodeOrFile()).toBe('file');
	});

	test('less than the pause after the last one: 3001, which does not start the pause anew', async () => {
		await simulator.setLine({ recordings: [recording(1)], downloadPauseSeconds: 2 });
		setClock('2026-11-22 09:30:00');
		expect(await resultCodeOrFile()).toBe('file');
		expect(await answer('recorddownload', FILE)).toBe(TOO_SOON);
		setClock('2026-11-22 09:30:01');
		expect(await answer('recorddownload', FILE)).toBe(TOO_SOON);
		setClock('2026-11-22 09:30:02');
		expect(await resultCodeOrFile()).toBe('file');
		expect(await resultCodeOrFile()).toBe('3001');
	});

	test('the pause counts from the end, not from the start', async () => {
		await simulator.setLine({ recordings: [recording(3600)], downloadPauseSeconds: 2 });
		setClock('2026-11-22 09:30:00');
		const first = await ask();
		setClock('2026-11-22 09:40:00');
		first.destroy();
		await untilItEnds();
		setClock('2026-11-22 09:40:01');
		expect(await resultCode('recorddownload', FILE)).toBe('3001');
		await keep(recording(1));
		expect(await resultCodeOrFile()).toBe('file');
	});

	test('without a pause, ten in a row work', async () => {
		await keep(recording(5));
		for (let i = 0; i < 10; i += 1) expect(await resultCodeOrFile()).toBe('file');
	});

	test('one that was broken off has ended', async () => {
		await keep(recording(3600));
		(await ask()).destroy();
		await untilItEnds();
	});

	test('an error is no download: the next one need not wait', async () => {
		await simulator.setLine({ recordings: [recording(1)] });
		expect(await resultCode('recorddownload', { filename: 'x', cpcode: '-1' })).toBe('4002');
		expect(await resultCodeOrFile()).toBe('file');
	});

	test('a line of its own may download meanwhile', async () => {
		await simulator.setLine({ recordings: [recording(3600)] });
		const other = '07000003004';
		await simulator.setLine({ recordings: [recording(1)] }, other);
		const first = await ask();
		const file = await download({
			id: other,
			pass: hash('demo-3004'),
			filename: NAME.replace('1000-', '3004-'),
			cpcode: '-1',
		});
		expect(file).toHaveLength(bytesOf(1));
		first.destroy();
	});

	/** Waits until the simulator has noticed that nobody reads any more; the pause is set to nothing for that. */
	async function untilItEnds() {
		const { recordings } = await simulator.office();
		await keep(recording(1));
		while ((await resultCodeOrFile()) !== 'file') await new Promise((resolve) => setImmediate(resolve));
		await simulator.setLine({ recordings, downloadPauseSeconds: 2 });
	}
});

describe('faults', () => {
	const cause = async (fault: object) =>
		await client().cause({ command: 'recorddownload', ...fault } as never);

	test('short: the whole length is announced, half of it comes, and the connection ends', async () => {
		await keep(recording(60));
		await cause({ kind: 'short' });
		const response = await ask();
		expect(response.headers['content-length']).toBe(`${bytesOf(60)}`);
		expect(response.headers['content-disposition']).toBe(`attachment; filename=${NAME}`);
		let received = 0;
		await expect(
			(async () => {
				for await (const chunk of response) received += chunk.length;
			})(),
		).rejects.toThrow('aborted');
		expect(received).toBe(bytesOf(60) / 2);
		expect(await download()).toHaveLength(bytesOf(60));
	});

	test.each([
		['http', true, '3001'],
		['http', false, 'file'],
		['disconnect', true, '3001'],
	])('%s, carried out: %s: the next download gets %s', async (kind, carryOut, next) => {
		await simulator.setLine({ recordings: [recording(1)], downloadPauseSeconds: 60 });
		await cause({ kind, carryOut });
		await ask().then(
			(response) => response.resume(),
			() => undefined,
		);
		expect(await resultCodeOrFile()).toBe(next);
		await keep(recording(1));
		expect(await resultCodeOrFile()).toBe('file');
	});
});

describe('the page plays a recording', () => {
	test('without a download', async () => {
		await simulator.setLine({ recordings: [recording(1), recording(2, '2026-11-21T10:00:00+09:00')] });
		const response = await fetch(`${simulator.url()}/_simulator/lines/${OFFICE}/recordings/${NAME.replace('093000', '100000')}`);
		expect(response.headers.get('content-type')).toBe('audio/wav');
		expect(response.headers.get('content-length')).toBe(`${bytesOf(2)}`);
		expect(readWave(Buffer.from(await response.arrayBuffer())).samples).toHaveLength(16_000);
		expect(await download()).toHaveLength(bytesOf(1));
	});

	test.each([
		['/_simulator/lines/07000001000/recordings/x', 404, 'There is no such recording.'],
		['/_simulator/lines/07000009999/recordings/x', 400, /^number must be one of /],
	])('%s is %d', async (path, status, error) => {
		expect(await control('GET', path)).toEqual({
			status,
			body: { error: typeof error === 'string' ? error : expect.stringMatching(error) },
		});
	});
});
