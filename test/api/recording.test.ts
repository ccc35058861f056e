import { PassThrough, Readable } from 'node:stream';

import * as n8nWorkflow from 'n8n-workflow';

import type { CentrexError } from '../../nodes/UplusCentrex/api/error';
import { receiveRecording } from '../../nodes/UplusCentrex/api/recording';
import { fakeCaller } from '../support/fakeCaller';
import type { FakeAnswer } from '../support/fakeCaller';

const moment = async () => await new Promise((resolve) => setImmediate(resolve));
/** What is done at a second, counted from the beginning of a wait. */
let seconds: number;
let onSecond: (second: number) => void;
beforeEach(() => {
	seconds = 0;
	onSecond = () => {};
	jest.spyOn(n8nWorkflow, 'sleep').mockImplementation(async (milliseconds) => {
		if (milliseconds === 1000) onSecond(++seconds);
		await moment();
		await moment();
	});
});
afterEach(() => jest.restoreAllMocks());

const readAll = async (file: AsyncIterable<unknown>) => {
	const chunks: Buffer[] = [];
	for await (const chunk of file) chunks.push(Buffer.from(chunk as Buffer));
	return Buffer.concat(chunks).toString('latin1');
};
const receive = async (answer: FakeAnswer, store: (file: AsyncIterable<unknown>) => Promise<unknown> = readAll) => {
	const fake = fakeCaller(answer);
	const outcome = await receiveRecording(fake.line, 'a.wav', store as never).catch((error: CentrexError) => error);
	return { outcome, ...fake };
};
const AGAIN = 'Download it again after a few seconds; the service blocks downloads that follow one another too fast.';
const short = (problem: string) => ({
	message: `The recording did not arrive whole: ${problem}`,
	details: 'File: a.wav.',
	advice: AGAIN,
	outcome: 'rejected',
	mayPass: true,
});

describe('a file', () => {
	test('is asked for by its name, and handed on as it arrives', async () => {
		const { outcome, requests } = await receive('RIFF 1234');
		expect(outcome).toEqual({ stored: 'RIFF 1234', bytes: 9 });
		expect(requests.map(({ options: { url, body } }) => [url, body])).toEqual([['/recorddownload', { filename: 'a.wav', cpcode: '-1' }]]);
	});

	test('that is as long as announced is whole', async () => {
		expect((await receive({ headers: { 'content-length': '9' }, body: 'RIFF 1234' })).outcome).toEqual({ stored: 'RIFF 1234', bytes: 9 });
	});

	test('may begin with anything that is no answer', async () => {
		for (const body of ['RIFF {', 'x<', '\ufffd', 'x'.repeat(200)]) expect((await receive(body)).outcome).toMatchObject({ bytes: Buffer.from(body).length });
	});

	test('may come in one piece of a megabyte', async () => {
		expect((await receive(`RIFF${'x'.repeat(2 ** 20)}`)).outcome).toMatchObject({ bytes: 2 ** 20 + 4 });
	});

	test('that is shorter than announced did not arrive', async () => {
		expect((await receive({ headers: { 'content-length': '10' }, body: 'RIFF 1234' })).outcome).toMatchObject(short('9 of 10 bytes'));
	});

	test('that is longer than announced is given up', async () => {
		const { outcome, bodies } = await receive({ headers: { 'content-length': '8' }, body: 'RIFF 1234' });
		expect(outcome).toMatchObject(short('it has more than 8 bytes'));
		expect(bodies[0].destroyed).toBe(true);
	});

	test('that is longer than any recording is given up, whatever was announced', async () => {
		const gigabyte = { length: 2 ** 30 };
		for (const headers of [{} as Record<string, string>, { 'content-length': `${2 ** 40}` }]) {
			const body = new Readable({ objectMode: true, read() {} });
			body.push(Buffer.from('RIFF'));
			const store = async (file: AsyncIterable<unknown>) => {
				for (let gigabytes = 0; gigabytes < 3; gigabytes++) body.push(gigabyte);
				for await (const chunk of file) void chunk;
			};
			expect((await receive({ headers, body }, store)).outcome).toMatchObject(short(`it has more than ${2 ** 31} bytes`));
		}
	});

	test.each(['', undefined])('that is empty did not arrive', async (body) => {
		expect((await receive({ body })).outcome).toMatchObject(short('it is empty'));
		expect((await receive({ headers: { 'content-length': '4' }, body })).outcome).toMatchObject(short('it is empty'));
	});

	test('that breaks off did not arrive', async () => {
		const body = new PassThrough();
		body.write('RIFF');
		const store = async (file: AsyncIterable<unknown>) => {
			setImmediate(() => body.destroy(new Error('aborted')));
			return await readAll(file);
		};
		expect((await receive({ body }, store)).outcome).toMatchObject(short('aborted'));
	});

	test.each<[string, (body: PassThrough) => void, string]>([
		['is closed', (body) => body.destroy(), 'the connection was closed'],
		['breaks', (body) => body.destroy(new Error('aborted')), 'aborted'],
	])('whose connection %s before the first byte did not arrive', async (_, end, problem) => {
		const body = new PassThrough();
		setImmediate(() => end(body));
		expect((await receive({ body })).outcome).toMatchObject(short(problem));
	});
});

describe('an answer in place of a file', () => {
	test.each(['{"SVC_RT":"1004"}', ' \n{"SVC_RT":"1004"}', '\ufeff{"SVC_RT":"1004"}'])('%j is judged as one', async (body) => {
		const { outcome } = await receive(body, async () => expect('nothing').toBe('stored'));
		expect(outcome).toMatchObject({ code: '1004', outcome: 'rejected' });
	});

	test('that says done is an error all the same', async () => {
		expect((await receive('{"SVC_RT":"0000"}')).outcome).toMatchObject({
			message: 'The service answered without a file',
			advice: 'Check the file name in the list of recordings, and try again later.',
			outcome: 'rejected',
		});
	});

	test('that is a page, or has another HTTP status, is none', async () => {
		expect((await receive('<html>')).outcome).toMatchObject({ message: 'The answer of the service cannot be read' });
		expect((await receive({ statusCode: 404, body: 'RIFF' })).outcome).toMatchObject({ message: 'The address answered with HTTP status 404 instead of a result' });
		expect((await receive({ statusCode: 300, body: 'RIFF' })).outcome).toMatchObject({ message: 'The address answered with HTTP status 300 instead of a result' });
		expect((await receive({ statusCode: 299, body: 'RIFF' })).outcome).toMatchObject({ bytes: 4 });
	});

	test('is read up to 64 kilobytes', async () => {
		const spaces = (count: number) => Readable.from([Buffer.from('{"SVC_RT":"1004"'), Buffer.from(' '.repeat(count)), Buffer.from('}')]);
		expect((await receive({ body: spaces(64 * 1024 - 16) })).outcome).toMatchObject({ code: '1004' });
		expect((await receive({ body: spaces(64 * 1024 - 15) })).outcome).toMatchObject({ message: 'The answer of the service cannot be read' });
	});
});

describe('a transfer', () => {
	test('that does not begin is given up after half a minute', async () => {
		const body = new PassThrough();
		expect((await receive({ body })).outcome).toMatchObject(short('nothing came for 30 seconds'));
		expect([seconds, body.destroyed]).toEqual([30, true]);
	});

	test('that stalls is given up half a minute after its last byte', async () => {
		const body = new PassThrough();
		body.write('RIFF');
		onSecond = (second) => void (second === 20 && body.write('more'));
		expect((await receive({ body })).outcome).toMatchObject(short('nothing came for 30 seconds'));
		expect(seconds).toBeGreaterThanOrEqual(49);
		expect(seconds).toBeLessThanOrEqual(52);
	});

	test('that brings a little all the time is given up after an hour', async () => {
		const body = new PassThrough();
		body.write('RIFF');
		onSecond = () => void body.write('x');
		expect((await receive({ body })).outcome).toMatchObject(short('it took longer than an hour'));
		expect(seconds).toBe(3600);
	});

	test('that is whole may be stored as long as that takes', async () => {
		const body = new PassThrough();
		body.end('RIFF');
		const store = async (file: AsyncIterable<unknown>) => {
			const all = await readAll(file);
			await new Promise<void>((resolve) => (onSecond = (second) => void (second === 4000 && resolve())));
			return all;
		};
		expect((await receive({ headers: { 'content-length': '4' }, body }, store)).outcome).toEqual({ stored: 'RIFF', bytes: 4 });
	});
});
