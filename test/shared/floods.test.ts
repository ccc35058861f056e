import { gzipSync } from 'node:zlib';

import type { IDataObject } from 'n8n-workflow';
import * as n8nWorkflow from 'n8n-workflow';

import { errorOf, runAction } from '../support/runAction';
import { openPicker } from '../support/runPicker';
import { openPolling } from '../support/runPolling';
import type { WireAnswer } from '../support/wire';
import { credentialFor, listenOnTheWire } from '../support/wire';

/** What is too much: from a service, or from whoever answers in its place, and from whoever fills a form. */

let wire: Awaited<ReturnType<typeof listenOnTheWire>>;
afterEach(async () => {
	jest.restoreAllMocks();
	await wire.close();
});
/** Lets waiting pass so many times as fast. */
const hurry = (times: number) =>
	jest.spyOn(n8nWorkflow, 'sleep').mockImplementation(async (milliseconds) => await new Promise((resolve) => setTimeout(resolve, milliseconds / times)));
const run = async (parameters: IDataObject) => await runAction({ parameters: parameters as never, credential: credentialFor(wire.baseUrl) });
const json = (answer: IDataObject) => JSON.stringify(answer);
const MEGABYTE = 1024 * 1024;

describe('an answer of any size', () => {
	test('that unpacks to hundreds of megabytes is given up', async () => {
		hurry(100);
		const bomb = gzipSync(Buffer.alloc(300 * MEGABYTE, ' '));
		wire = await listenOnTheWire((response) => void response.writeHead(200, { 'content-encoding': 'gzip' }).end(bomb));
		const before = process.memoryUsage().rss;
		expect((await errorOf(run({ resource: 'line', operation: 'get' }))).message).toMatch(/cannot be read/);
		expect(process.memoryUsage().rss - before).toBeLessThan(150 * MEGABYTE);
	}, 60_000);

	test('that never ends is given up', async () => {
		hurry(100);
		wire = await listenOnTheWire((response) => {
			const drip = setInterval(() => response.write(' '), 10);
			response.on('close', () => clearInterval(drip));
		});
		const error = await errorOf(run({ resource: 'call', operation: 'hangUp' }));
		expect(error.message).toMatch(/^The service did not complete its answer within 30 seconds; it may have been carried out$/);
	}, 60_000);

	test('in place of a recording is given up as soon as it is longer than announced', async () => {
		hurry(100);
		const bomb = gzipSync(Buffer.alloc(300 * MEGABYTE, 'x'));
		wire = await listenOnTheWire((response) => void response.writeHead(200, { 'content-encoding': 'gzip', 'content-length': bomb.length }).end(bomb));
		const begin = process.memoryUsage().rss;
		const error = await errorOf(run({ resource: 'recording', operation: 'download', fileName: 'a.wav' }));
		expect(error.message).toMatch(/^The recording did not arrive whole: it has more than \d+ bytes$/);
		expect(process.memoryUsage().rss - begin).toBeLessThan(150 * MEGABYTE);
	}, 60_000);
});

describe('a list without an end', () => {
	let asked = 0;
	const endless: WireAnswer = (response) => {
		const DATAS = Array.from({ length: 10 }, () => ({ NO: ++asked, NAME: `name ${asked}`, PHONE1: '031', TIME: '2026-11-20 09:30:00', SRC: `${asked}` }));
		response.end(json({ SVC_RT: '0000', SVC_MSG: 'OK', DATAS }));
	};
	beforeEach(async () => {
		asked = 0;
		hurry(10_000);
		wire = await listenOnTheWire(endless);
	});

	test('ends in an error', async () => {
		const error = await errorOf(run({ resource: 'contact', operation: 'getAll', returnAll: true }));
		expect(error.message).toBe('The list of the service does not end: it has more than 10000 pages');
	}, 120_000);

	test('keeps no poll for long', async () => {
		const trigger = await openPolling({ parameters: { events: ['incomingSms'], options: {} }, credential: credentialFor(wire.baseUrl) });
		await trigger.begin();
		wire.requests.length = 0;
		trigger.log.length = 0;
		expect(await trigger.poll()).toEqual([]);
		expect(wire.requests.length).toBeLessThan(400);
		expect(trigger.log).toEqual([expect.stringMatching(/a list changed too fast to be read/)]);
	}, 120_000);

	test('ends a search, which goes on when somebody scrolls', async () => {
		const { paginationToken } = await openPicker('searchContacts', credentialFor(wire.baseUrl), 'nobody');
		expect(paginationToken).toBe('101');
	}, 60_000);
});

test('records whose time cannot be read are remembered within bounds', async () => {
	hurry(10_000);
	let poll = 0;
	wire = await listenOnTheWire((response, request) => {
		void request;
		const page = Number(new URLSearchParams(wire.requests[wire.requests.length - 1].body).get('page'));
		const DATAS = Array.from({ length: 2000 }, (_, index) => ({ NO: index, TIME: 'then', SRC: `${poll} ${page} ${index}`, MNESSAGE: '' }));
		response.end(json({ SVC_RT: '0000', SVC_MSG: 'OK', LISTINFO: { numperpage: 2000, total: 2000 }, DATAS }));
	});
	const trigger = await openPolling({ parameters: { events: ['incomingSms'], options: {} }, credential: credentialFor(wire.baseUrl) });
	await trigger.begin();
	for (poll = 1; poll < 12; poll++) await trigger.poll();
	expect(JSON.stringify(trigger.staticData()).length).toBeLessThan(500_000);
}, 60_000);

describe('what somebody has filled in', () => {
	const marks = '\u0301\u0316'.repeat(100_000);
	const emoji = '👨‍👩‍👧'.repeat(50_000);

	test.each<[string, IDataObject]>([
		['marks in the text', { to: '010-0000-1234', text: `a${marks}` }],
		['marks in the number', { to: `010-0000-1234${marks}`, text: 'a' }],
		['emoji in the text', { to: '010-0000-1234', text: emoji }],
		['emoji to be removed', { to: '010-0000-1234', text: emoji, options: { unsupported: 'remove' } }],
	])('keeps n8n busy for no time: %s', async (_, fields) => {
		wire = await listenOnTheWire('{}');
		const begin = process.cpuUsage();
		await errorOf(run({ resource: 'message', operation: 'send', ...fields }));
		expect(process.cpuUsage(begin).user / 1000).toBeLessThan(2000);
		// What is left of so many marks is a text like any other.
		expect(wire.requests.length).toBeLessThan(2);
	}, 60_000);
});
