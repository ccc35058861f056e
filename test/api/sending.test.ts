import { PassThrough, Readable } from 'node:stream';

import * as n8nWorkflow from 'n8n-workflow';

import type { CentrexError } from '../../nodes/UplusCentrex/api/error';
import { request, send } from '../../nodes/UplusCentrex/api/request';
import { fakeCaller } from '../support/fakeCaller';
import type { FakeAnswer } from '../support/fakeCaller';

const DONE = '{"SVC_RT":"0000","DATAS":{"STATUS":"OK"}}';
/** The pauses of seconds between two tries, in milliseconds. */
let pauses: number[];
beforeEach(() => {
	pauses = [];
	jest.spyOn(n8nWorkflow, 'sleep').mockImplementation(async (milliseconds) => {
		if (milliseconds > 0) pauses.push(milliseconds);
		await new Promise((resolve) => setImmediate(resolve));
	});
});
afterEach(() => jest.restoreAllMocks());

const broken = (code = 'ECONNRESET') => Object.assign(new Error('socket hang up'), { code, request: {} });
const ask = async (command: 'userinfo' | 'smssend' | 'setforward' | 'clickdial', ...answers: FakeAnswer[]) => {
	const fake = fakeCaller(...answers);
	const outcome = await request(fake.line, command).catch((error: CentrexError) => error);
	return { outcome, ...fake };
};

test('a command goes out as the service wants it, with the credential, and nothing that n8n does by itself', async () => {
	const { line, requests } = fakeCaller(DONE);
	expect((await request(line, 'smssend', { destnumber: '01000000001' })).values).toEqual({ STATUS: 'OK' });
	expect(requests).toEqual([
		{
			credential: 'uplusCentrexApi',
			options: {
				method: 'POST',
				url: '/smssend',
				body: { destnumber: '01000000001' },
				timeout: 30_000,
				encoding: 'stream',
				headers: { 'Accept-Encoding': 'identity' },
				returnFullResponse: true,
				ignoreHttpStatusErrors: true,
				disableFollowRedirect: true,
			},
		},
	]);
	const bare = await ask('clickdial', DONE);
	expect(bare.requests[0].options).toMatchObject({ body: {}, timeout: 90_000 });
});

describe('a reading command', () => {
	test.each<[string, FakeAnswer]>([
		['the connection breaks', broken()],
		['nobody is there', broken('ECONNREFUSED')],
		['the service answers 500', { statusCode: 500 }],
		['the service answers 503', { statusCode: 503 }],
	])('is asked twice more where %s, a second apart', async (_, answer) => {
		expect((await ask('userinfo', answer, answer, DONE)).outcome).toMatchObject({ values: { STATUS: 'OK' } });
		const { requests, outcome } = await ask('userinfo', answer);
		expect(requests).toHaveLength(3);
		expect(outcome).toBeInstanceOf(Error);
		expect(pauses.slice(0, 4)).toEqual([1000, 1000, 1000, 1000]);
	});

	test.each<[string, FakeAnswer]>([
		['not answered in time', broken('ECONNABORTED')],
		['stopped with the workflow', broken('ERR_CANCELED')],
		['refused by n8n', new Error('Password in the credential is empty.')],
		['answered with 499', { statusCode: 499 }],
		['answered with what cannot be read', 'busy'],
		['refused', '{"SVC_RT":"3001"}'],
	])('that was %s is asked once', async (_, answer) => {
		const { requests } = await ask('userinfo', answer);
		expect([requests.length, pauses]).toEqual([1, []]);
	});
});

test.each<[FakeAnswer]>([[broken()], [broken('ECONNREFUSED')], [{ statusCode: 500 }]])('any other command goes out once: %p', async (answer) => {
	for (const command of ['smssend', 'setforward', 'clickdial'] as const) {
		const { requests } = await ask(command, answer, DONE);
		expect([requests.length, pauses]).toEqual([1, []]);
	}
});

describe('an error says what became of the command:', () => {
	test.each<[string, FakeAnswer, object]>([
		['it may have arrived', broken(), { outcome: 'unknown', mayPass: false, message: 'The service closed the connection without an answer; it may have been carried out' }],
		['the service failed', { statusCode: 500 }, { outcome: 'unknown', message: 'The service answered with HTTP status 500; it may have been carried out' }],
		['it never left', broken('ECONNREFUSED'), { outcome: 'notSent', mayPass: true, message: 'The service refused the connection', advice: expect.stringMatching(/^Check the connection to the internet/) }],
		['it was never sent', new Error('No password.'), { outcome: 'notSent', mayPass: false, message: 'No password', advice: 'Check the credential.' }],
	])('%s', async (_, answer, error) => {
		expect((await ask('smssend', answer)).outcome).toMatchObject(error);
	});
});

describe('an answer', () => {
	test('that breaks off is like a broken connection, and is let go of', async () => {
		const breaking = () => {
			const body = new PassThrough();
			body.write('{"SVC');
			setImmediate(() => body.destroy(Object.assign(new Error('aborted'), { code: 'ECONNRESET' })));
			return { body };
		};
		const text = await ask('smssend', breaking());
		expect(text.outcome).toMatchObject({ outcome: 'unknown', message: 'The service closed the connection without an answer; it may have been carried out' });
		expect((await ask('userinfo', breaking(), DONE)).outcome).toMatchObject({ values: { STATUS: 'OK' } });
	});

	test('that does not end is given up, not asked for again, and let go of', async () => {
		const { outcome, requests, bodies } = await ask('userinfo', { body: new PassThrough() });
		expect(outcome).toMatchObject({ outcome: 'unknown', message: 'The service did not complete its answer within 30 seconds' });
		expect([requests.length, bodies[0].destroyed]).toEqual([1, true]);
	});

	test('with HTTP status 500 is not read', async () => {
		const { outcome, bodies } = await ask('smssend', { statusCode: 500, body: new PassThrough() });
		expect([outcome, bodies[0].destroyed]).toEqual([expect.objectContaining({ message: 'The service answered with HTTP status 500; it may have been carried out' }), true]);
	});

	test('of more than 8 megabytes is not read to its end', async () => {
		const megabyte = Buffer.alloc(2 ** 20, ' ');
		const sized = (megabytes: number) => ({ body: Readable.from([...Array<Buffer>(megabytes).fill(megabyte), Buffer.from(' '), Buffer.from(DONE)]) });
		expect((await ask('userinfo', sized(7))).outcome).toMatchObject({ values: { STATUS: 'OK' } });
		expect((await ask('userinfo', sized(8))).outcome).toMatchObject({ message: 'The answer of the service cannot be read' });
	});
});

describe('a stream', () => {
	test('is handed on unread, with its status and headers', async () => {
		const { line, bodies } = fakeCaller({ statusCode: 404, headers: { 'content-length': '4' }, body: 'RIFF' });
		const reply = await send(line, 'recorddownload', {}, 'stream');
		expect([reply.status, reply.headers, reply.body === (bodies[0] as unknown)]).toEqual([404, { 'content-length': '4' }, true]);
	});

	test('with HTTP status 5xx is let go of and asked for again, three seconds later', async () => {
		const { line, bodies } = fakeCaller({ statusCode: 500, body: 'busy' }, { body: 'RIFF' });
		expect((await send(line, 'recorddownload', {}, 'stream')).status).toBe(200);
		expect([pauses, bodies.map(({ destroyed }) => destroyed)]).toEqual([[3000], [true, false]]);
	});
});
