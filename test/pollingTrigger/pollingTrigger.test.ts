import type { ServerResponse } from 'node:http';

import type { IDataObject } from 'n8n-workflow';
import * as n8nWorkflow from 'n8n-workflow';

import { errorOf } from '../support/runAction';
import { openPolling } from '../support/runPolling';
import type { PollingSetup } from '../support/runPolling';
import { credentialFor, listenOnTheWire } from '../support/wire';

/** A line's lists as the service of today has them, newest first; a list is what is answered for it, or records. */
type Lists = Record<string, IDataObject[] | string | ((response: ServerResponse) => void)>;

const PER_PAGE = 10;
const MINUTE_MS = 60_000;
let lists: Lists;
let wire: Awaited<ReturnType<typeof listenOnTheWire>>;
/** The time that the trigger has waited, in milliseconds. */
let waited: number;

beforeEach(async () => {
	waited = 0;
	const now = Date.now.bind(Date);
	jest.spyOn(Date, 'now').mockImplementation(() => now() + waited);
	jest.spyOn(n8nWorkflow, 'sleep').mockImplementation(async (milliseconds) => {
		waited += milliseconds;
		// A hundred times as fast; what watches a download waits so, too.
		await new Promise((resolve) => setTimeout(resolve, milliseconds / 100));
	});
	lists = {};
	wire = await listenOnTheWire((response, request) => {
		const body = wire.requests[wire.requests.length - 1].body;
		const command = (request.url ?? '').replace('/RestApi/', '');
		const { page = '1', num_per_page = `${PER_PAGE}`, calltype = '' } = Object.fromEntries(new URLSearchParams(body));
		const list = lists[`${command}${calltype && ` ${calltype}`}`] ?? [];
		if (typeof list === 'function') return list(response);
		if (typeof list === 'string') return void response.end(list);
		const size = Number(num_per_page);
		const before = (Number(page) - 1) * size;
		const DATAS = list.slice(before, before + size).map((record, index) => ({ NO: before + index + 1, ...record }));
		const LISTINFO = { page, numperpage: size, total: `${list.length}` };
		response.end(JSON.stringify({ SVC_RT: '0000', SVC_MSG: 'OK', LISTINFO, DATAS: DATAS.length > 0 ? DATAS : null }));
	});
});
afterEach(async () => {
	jest.restoreAllMocks();
	await wire.close();
});

const asked = () => wire.requests.map(({ url }) => url.replace('/RestApi/', ''));
const open = async (events: string[], more: Partial<PollingSetup> & { options?: IDataObject } = {}) => {
	const { options = {}, ...setup } = more;
	return await openPolling({
		parameters: { events, options, pollTimes: { item: [{ mode: 'everyMinute' }] } } as never,
		credential: credentialFor(wire.baseUrl),
		...setup,
	});
};
/** Newest first, as the lists have them. */
const add = (name: string, ...records: IDataObject[]) => {
	lists[name] = [...records.reverse(), ...((lists[name] ?? []) as IDataObject[])];
};

const text = (second: number, message = `text ${second}`) => ({
	TIME: `2026-11-20 09:30:${String(second).padStart(2, '0')}`,
	SRC: '010-0000-1234',
	MNESSAGE: message,
});
const inbound = (minute: number, STATUS: string, more: IDataObject = {}) => ({
	TIME: `2026-11-20 09:${String(minute).padStart(2, '0')}:00`,
	SRC: '01000001234',
	DST: '07000001000',
	DURATION: '20',
	STATUS,
	CHANNEL: `SIP/5060-${minute}`,
	DSTCHANNEL: 'SIP/10231000-1',
	ENDTIME: `2026-11-20 09:${String(minute).padStart(2, '0')}:20`,
	APPDATA: 'SIP/10231000',
	...more,
});
const past = (minute: number, STATUS: string) => ({
	TIME: `2026-11-20 09:${String(minute).padStart(2, '0')}:00`,
	SRC: '0100000****',
	DST: '1000',
	// As today's document shows a call that nobody answered (service, 3.6.1).
	DURATION: STATUS === 'NO-ANS' ? '0' : '20',
	BILLSEC: STATUS === 'NO-ANS' ? '20' : '7',
	STATUS,
	KIND: '2',
});
const recording = (minute: number) => ({
	FILE_NAME: `1000-01000001234_202611200${900 + minute}00_mix.wav`,
	SRC: '1000',
	DST: '01000001234',
	CALLDATE: `202611200${900 + minute}00`,
	FILE_TIME: `202611200${900 + minute}30`,
	FILE_SIZE: '30KB',
});

describe('what is remembered', () => {
	const numberOf = (index: number) => `010${String(10_000_000 + index)}`;
	const textFrom = (index: number) => ({ TIME: '2026-11-20 09:30:00', SRC: numberOf(index), MNESSAGE: '같은 글' });

	test('tells the texts of many people in one second apart, though it keeps little of each', async () => {
		const trigger = await open(['incomingSms']);
		await trigger.begin();
		const heard: unknown[] = [];
		// By their digests alone some of so many look alike.
		for (let poll = 0; poll < 10; poll++) {
			add('getrecvsmslist', ...Array.from({ length: 60 }, (_, index) => textFrom(60 * poll + index)));
			heard.push(...(await trigger.poll()).map(({ sender }) => sender));
		}
		expect(heard).toEqual(Array.from({ length: 600 }, (_, index) => numberOf(index)));
	});

	test('fits so many numbers that who reads it cannot find out the one', async () => {
		const trigger = await open(['callMissed']);
		add('getinboundcall', ...Array.from({ length: 5000 }, (_, index) => inbound(1, 'CANCEL', { SRC: numberOf(index), CHANNEL: '' })));
		await trigger.begin();
		const { lines } = trigger.staticData()['node:Centrex'] as { lines: Record<string, { lists: { inboundCalls: { known: Record<string, [string, number]> } } }> };
		const known = Object.entries(lines['07000001000'].lists.inboundCalls.known);
		// There are no more than 4,096 digests of a second: for all mobile numbers that is 24,000 to each.
		expect(known.length).toBeLessThan(4096);
		expect(known.reduce((sum, [, [, count]]) => sum + count, 0)).toBe(5000);
		for (const [key] of known) expect(key).toMatch(/^20261120090100[\w-]{2}$/);
	});
});

describe('an event', () => {
	test('of a text has the fields of the instant trigger', async () => {
		const trigger = await open(['incomingSms']);
		await trigger.begin();
		add('getrecvsmslist', text(1, '예약 되나요?'));
		expect(await trigger.poll()).toEqual([
			{
				event: 'incomingSms',
				line: '07000001000',
				sender: '01000001234',
				receiver: '07000001000',
				extension: '',
				message: '예약 되나요?',
				receivedAt: '2026-11-20T09:30:01+09:00',
			},
		]);
	});

	test.each([
		['ANSWERED', 'callAnswered', 'answered'],
		['NO ANSWER', 'callMissed', 'noAnswer'],
		['CANCEL', 'callMissed', 'canceled'],
		['BUSY', 'callMissed', 'busy'],
		['FAILED', 'callMissed', 'failed'],
	])('of a call that ended with %s', async (word, event, status) => {
		const trigger = await open(['callAnswered', 'callMissed']);
		await trigger.begin();
		add('getinboundcall', inbound(1, word));
		expect(await trigger.poll()).toEqual([
			{
				event,
				line: '07000001000',
				sender: '01000001234',
				receiver: '07000001000',
				reached: '1000',
				startedAt: '2026-11-20T09:01:00+09:00',
				endedAt: '2026-11-20T09:01:20+09:00',
				durationSeconds: 20,
				status,
			},
		]);
	});

	test('of a call that was made', async () => {
		const trigger = await open(['callMade']);
		await trigger.begin();
		add('callhistory outbound', { ...past(1, 'OK'), SRC: '1000', DST: '0100000****' });
		expect(await trigger.poll()).toEqual([
			{
				event: 'callMade',
				line: '07000001000',
				sender: '1000',
				receiver: '0100000****',
				startedAt: '2026-11-20T09:01:00+09:00',
				durationSeconds: 20,
				talkSeconds: 7,
				status: 'answered',
				kind: 'mobile',
			},
		]);
	});

	test('of a recording', async () => {
		const trigger = await open(['recordingAdded']);
		await trigger.begin();
		add('recordlist', recording(1));
		expect(await trigger.poll()).toEqual([
			{
				event: 'recordingAdded',
				line: '07000001000',
				fileName: '1000-01000001234_20261120090100_mix.wav',
				sender: '1000',
				receiver: '01000001234',
				calledAt: '2026-11-20T09:01:00+09:00',
				createdAt: '2026-11-20T09:01:30+09:00',
				size: '30KB',
			},
		]);
	});

	test('that was not chosen starts nothing, and does not come later', async () => {
		const trigger = await open(['callMissed']);
		await trigger.begin();
		add('getinboundcall', inbound(1, 'ANSWERED'), inbound(2, 'CANCEL'));
		expect(await trigger.poll()).toMatchObject([{ status: 'canceled' }]);
		expect(await trigger.poll()).toEqual([]);
	});

	test('comes in the order of time, whichever list it is from', async () => {
		const trigger = await open(['incomingSms', 'callMissed']);
		await trigger.begin();
		add('getrecvsmslist', text(1), text(2));
		add('getinboundcall', inbound(1, 'CANCEL'), inbound(31, 'BUSY'));
		expect((await trigger.poll()).map(({ event, status, message }) => status ?? message ?? event)).toEqual([
			'canceled',
			'text 1',
			'text 2',
			'busy',
		]);
	});
});

describe('publishing', () => {
	test('starts nothing for what is there, and for nothing that came while it was not published', async () => {
		add('getrecvsmslist', text(1), text(2));
		const trigger = await open(['incomingSms']);
		expect(await trigger.begin()).toEqual([]);
		add('getrecvsmslist', text(3));
		expect(await trigger.poll()).toHaveLength(1);

		add('getrecvsmslist', text(4));
		const published = await open(['incomingSms'], { staticData: trigger.staticData() });
		expect(await published.begin()).toEqual([]);
		add('getrecvsmslist', text(5));
		expect(await published.poll()).toMatchObject([{ message: 'text 5' }]);
	});

	test('again while it runs loses nothing', async () => {
		const trigger = await open(['incomingSms']);
		await trigger.begin();
		add('getrecvsmslist', text(1));
		expect(await trigger.begin('update')).toMatchObject([{ message: 'text 1' }]);
	});

	test.each(['init', 'leadershipChange'] as const)('a start of n8n (%s) is none: what came meanwhile is new', async (activation) => {
		add('getrecvsmslist', text(1));
		const trigger = await open(['incomingSms']);
		await trigger.begin();
		add('getrecvsmslist', text(2), text(3));
		const restarted = await open(['incomingSms'], { staticData: trigger.staticData() });
		expect(await restarted.begin(activation)).toEqual([]);
		expect(await restarted.poll()).toMatchObject([{ message: 'text 2' }, { message: 'text 3' }]);
		expect(await restarted.poll()).toEqual([]);
	});

	test.each(['init', 'leadershipChange'] as const)('a start of n8n (%s) asks nothing: n8n gives up a trigger that fails there', async (activation) => {
		const trigger = await open(['incomingSms']);
		await trigger.begin();
		add('getrecvsmslist', text(1));
		const records = lists.getrecvsmslist;
		lists.getrecvsmslist = '<html>Connecting to the internet ...</html>';
		const restarted = await open(['incomingSms'], { staticData: trigger.staticData() });
		wire.requests.length = 0;
		expect(await restarted.begin(activation)).toEqual([]);
		expect(wire.requests).toHaveLength(0);
		expect(await restarted.poll()).toEqual([]);
		expect(restarted.log).toEqual([expect.stringMatching(/^warn: .*cannot be read/)]);
		lists.getrecvsmslist = records;
		expect(await restarted.poll()).toMatchObject([{ message: 'text 1' }]);
	});

	test('again while the service has been out of reach for long loses nothing', async () => {
		const trigger = await open(['incomingSms']);
		await trigger.begin();
		add('getrecvsmslist', text(1));
		const records = lists.getrecvsmslist;
		lists.getrecvsmslist = '<html>';
		for (let poll = 0; poll < 5; poll++) {
			waited += MINUTE_MS;
			expect(await trigger.poll()).toEqual([]);
		}
		lists.getrecvsmslist = records;
		expect(await trigger.begin('update')).toMatchObject([{ message: 'text 1' }]);
	});

	test('again under another name loses nothing, and under a name of long ago doubles nothing', async () => {
		const trigger = await open(['incomingSms']);
		await trigger.begin();
		add('getrecvsmslist', text(1));
		await trigger.poll();
		const long = trigger.staticData();
		add('getrecvsmslist', text(2));
		// n8n keeps static data by the node's name.
		const renamed = await open(['incomingSms'], { workflowId: trigger.id });
		expect(await renamed.begin('update')).toMatchObject([{ message: 'text 2' }]);
		add('getrecvsmslist', text(3));
		const back = await open(['incomingSms'], { workflowId: trigger.id, staticData: long });
		expect(await back.begin('update')).toMatchObject([{ message: 'text 3' }]);
	});

	test('after an hour starts nothing, though the trigger asks once an hour only', async () => {
		const parameters = { events: ['incomingSms'], options: {}, pollTimes: { item: [{ mode: 'everyHour' }] } } as never;
		const trigger = await open([], { parameters });
		await trigger.begin('activate');
		add('getrecvsmslist', text(1));
		waited += 50 * MINUTE_MS;
		expect(await trigger.begin('activate')).toEqual([]);
		add('getrecvsmslist', text(2));
		waited += 50 * MINUTE_MS;
		expect(await trigger.begin('update')).toMatchObject([{ message: 'text 2' }]);
	});

	test('with durable cursors, which do not save the first poll: what comes from then on is new, once', async () => {
		add('getrecvsmslist', text(1));
		const trigger = await open(['incomingSms']);
		expect(await trigger.beginDurably()).toEqual([]);
		add('getrecvsmslist', text(2));
		expect(await trigger.pollDurably(false)).toMatchObject([{ message: 'text 2' }]);
		expect(await trigger.pollDurably()).toMatchObject([{ message: 'text 2' }]);
		add('getrecvsmslist', text(3));
		expect(await trigger.pollDurably()).toMatchObject([{ message: 'text 3' }]);
		expect(await trigger.pollDurably()).toEqual([]);
	});

	test('with durable cursors starts nothing for what came while it was not published', async () => {
		const trigger = await open(['incomingSms']);
		await trigger.beginDurably();
		add('getrecvsmslist', text(1));
		expect(await trigger.pollDurably()).toHaveLength(1);
		add('getrecvsmslist', text(2));
		jest.spyOn(Date, 'now').mockReturnValue(Date.now() + 60 * 60 * 1000);
		expect(await trigger.beginDurably()).toEqual([]);
		expect(await trigger.pollDurably()).toEqual([]);
		add('getrecvsmslist', text(3));
		expect(await trigger.pollDurably()).toMatchObject([{ message: 'text 3' }]);
	});

	test('with one more event starts nothing for what is there of it', async () => {
		add('getinboundcall', inbound(1, 'CANCEL'));
		const trigger = await open(['incomingSms']);
		await trigger.begin();
		const more = await open(['incomingSms', 'callMissed'], { staticData: trigger.staticData(), workflowId: trigger.id });
		expect(await more.begin()).toEqual([]);
	});

	test('for another line starts anew', async () => {
		add('getrecvsmslist', text(1));
		const trigger = await open(['incomingSms']);
		await trigger.begin();
		add('getrecvsmslist', text(2));
		const credential = credentialFor(wire.baseUrl, { number: '070-0000-1001' });
		const moved = await open(['incomingSms'], { staticData: trigger.staticData(), credential });
		expect(await moved.begin('init')).toEqual([]);
		expect(await moved.poll()).toEqual([]);
	});

	test('is refused where the service refuses', async () => {
		lists.getrecvsmslist = '{"SVC_RT":"1004","SVC_MSG":"AUTH_ERR"}';
		const trigger = await open(['incomingSms']);
		expect((await errorOf(trigger.begin())).message).toMatch(/^The password is wrong.*1004.*[.]$/);
	});
});

test('what is remembered holds no number but that of the line, and no text', async () => {
	add('getrecvsmslist', text(1, 'a secret'));
	add('getinboundcall', inbound(1, 'CANCEL'));
	const trigger = await open(['incomingSms', 'callMissed']);
	await trigger.begin();
	add('getrecvsmslist', text(2, 'a secret'));
	await trigger.poll();
	const kept = JSON.stringify(trigger.staticData());
	expect(kept.replace('"07000001000"', '')).not.toMatch(/secret|0000-?1234|0700000|demo/);
	expect(kept.length).toBeLessThan(600);
});

describe('it is polite', () => {
	test('nothing new is one request for each list', async () => {
		add('getrecvsmslist', ...Array.from({ length: 40 }, (_, index) => text(index)));
		const trigger = await open(['incomingSms', 'callAnswered', 'callMissed', 'callMade', 'recordingAdded']);
		await trigger.begin();
		wire.requests.length = 0;
		waited = 0;
		expect(await trigger.poll()).toEqual([]);
		expect(asked()).toEqual(['getrecvsmslist', 'getinboundcall', 'callhistory', 'recordlist']);
		expect(waited).toBe(3000);
	});

	test('one request at a time for a line, whoever asks', async () => {
		let open_ = 0;
		let most = 0;
		lists.getrecvsmslist = (response) => {
			most = Math.max(most, ++open_);
			setTimeout(() => {
				open_ -= 1;
				response.end('{"SVC_RT":"4002","SVC_MSG":"NO_DATA","LISTINFO":{"total":0},"DATAS":null}');
			}, 20);
		};
		const triggers = await Promise.all([open(['incomingSms']), open(['incomingSms']), open(['incomingSms'])]);
		await Promise.all(triggers.map(async (trigger) => await trigger.begin()));
		expect(wire.requests).toHaveLength(3);
		expect(most).toBe(1);
	});

	test('a poll that n8n starts before the last one has ended asks nothing', async () => {
		const trigger = await open(['incomingSms']);
		await trigger.begin();
		add('getrecvsmslist', text(1));
		const polls = await Promise.all([trigger.poll(), trigger.poll()]);
		expect(polls.flat()).toHaveLength(1);
		expect(wire.requests).toHaveLength(2);
	});
});

describe('a refused sign-in', () => {
	/** A trigger whose line holds a text, and refuses the sign-in with a code. */
	const refused = async (code: string) => {
		const trigger = await open(['incomingSms']);
		await trigger.begin();
		add('getrecvsmslist', text(1));
		const records = lists.getrecvsmslist;
		lists.getrecvsmslist = JSON.stringify({ SVC_RT: code, SVC_MSG: 'AUTH_ERR' });
		return { trigger, accept: () => void (lists.getrecvsmslist = records) };
	};

	test.each(['1003', '1004', '1007', '1008'])('(%s) is told once, and tried again at once when the credential has changed', async (code) => {
		const { trigger, accept } = await refused(code);
		expect((await errorOf(trigger.poll())).message).toContain(code);
		const before = wire.requests.length;
		for (let poll = 0; poll < 3; poll++) expect(await trigger.poll()).toEqual([]);
		expect(wire.requests).toHaveLength(before);

		accept();
		trigger.changeCredential(credentialFor(wire.baseUrl, { password: 'a new one' }));
		expect(await trigger.poll()).toMatchObject([{ message: 'text 1' }]);
	});

	/** Polls each minute. @returns after how many minutes the service was asked, and that told each time */
	const triesWithin = async (trigger: Awaited<ReturnType<typeof open>>, minutes: number) => {
		const tries: number[] = [];
		for (let minute = 0; minute <= minutes; minute++) {
			const before = wire.requests.length;
			const isTold = await trigger.poll().then(() => false, () => true);
			if (wire.requests.length > before) tries.push(minute);
			expect(isTold).toBe(wire.requests.length > before);
			waited += MINUTE_MS;
		}
		return tries;
	};

	test.each(['1003', '1007', '1008'])('(%s) is tried again by itself after 10 minutes, an hour, and then every six hours', async (code) => {
		const { trigger, accept } = await refused(code);
		expect(await triesWithin(trigger, 16 * 60)).toEqual([0, 10, 70, 430, 790]);
		accept();
		waited += 5 * 60 * MINUTE_MS;
		expect(await trigger.poll()).toMatchObject([{ message: 'text 1' }]);
	});

	test('(1004) is tried once more after an hour, and then not until the trigger is published again', async () => {
		const { trigger, accept } = await refused('1004');
		expect(await triesWithin(trigger, 48 * 60)).toEqual([0, 60]);
		accept();
		expect(await trigger.poll()).toEqual([]);
		expect(await trigger.begin('update')).toMatchObject([{ message: 'text 1' }]);
	});

	test('is tried by one trigger for all of the line, also when its time has come', async () => {
		const { trigger } = await refused('1003');
		const others = await Promise.all([open(['incomingSms']), open(['incomingSms'])]);
		await errorOf(trigger.poll());
		for (const minutes of [10, 60]) {
			waited += minutes * MINUTE_MS;
			const before = wire.requests.length;
			await Promise.allSettled([trigger, ...others].map(async (one) => await one.poll()));
			expect(wire.requests).toHaveLength(before + 1);
		}
	});

	test('is tried again when the workflow is published anew', async () => {
		lists.getrecvsmslist = '{"SVC_RT":"1008","SVC_MSG":"AUTH_ERR"}';
		const trigger = await open(['incomingSms']);
		const first = await errorOf(trigger.begin());
		// n8n tries five times to publish.
		for (let tries = 0; tries < 4; tries++) expect((await errorOf(trigger.begin())).message).toBe(first.message);
		expect(wire.requests).toHaveLength(1);

		lists.getrecvsmslist = [];
		waited += MINUTE_MS;
		expect(await trigger.begin()).toEqual([]);
	});

	test('is asked again when the workflow is published anew while it runs', async () => {
		const trigger = await open(['incomingSms']);
		await trigger.begin();
		add('getrecvsmslist', text(1));
		const records = lists.getrecvsmslist;
		lists.getrecvsmslist = '{"SVC_RT":"1004","SVC_MSG":"AUTH_ERR"}';
		await errorOf(trigger.poll());
		lists.getrecvsmslist = records;
		for (let poll = 0; poll < 3; poll++) {
			waited += MINUTE_MS;
			expect(await trigger.poll()).toEqual([]);
		}
		expect(await trigger.begin('update')).toMatchObject([{ message: 'text 1' }]);
		expect(await trigger.poll()).toEqual([]);
	});

	test('is one for all triggers of the line that are polled at the same time', async () => {
		lists.getrecvsmslist = '{"SVC_RT":"1004","SVC_MSG":"AUTH_ERR"}';
		const triggers = await Promise.all([open(['incomingSms']), open(['incomingSms']), open(['incomingSms'])]);
		await Promise.all(triggers.map(async (trigger) => await errorOf(trigger.begin())));
		expect(wire.requests).toHaveLength(1);
	});

	test('at the start of n8n does not end the trigger: it goes on with another credential', async () => {
		const trigger = await open(['incomingSms']);
		await trigger.begin();
		add('getrecvsmslist', text(1));
		const records = lists.getrecvsmslist;
		lists.getrecvsmslist = '{"SVC_RT":"1008","SVC_MSG":"AUTH_ERR"}';
		const restarted = await open(['incomingSms'], { staticData: trigger.staticData() });
		expect(await restarted.begin('init')).toEqual([]);
		expect((await errorOf(restarted.poll())).message).toMatch(/1008/);
		waited += 5 * MINUTE_MS;
		const before = wire.requests.length;
		expect(await restarted.poll()).toEqual([]);
		expect(wire.requests).toHaveLength(before);

		lists.getrecvsmslist = records;
		restarted.changeCredential(credentialFor(wire.baseUrl, { password: 'a new one' }));
		expect(await restarted.poll()).toMatchObject([{ message: 'text 1' }]);
	});
});

describe('what goes wrong', () => {
	test.each<[string, Lists[string]]>([
		['an HTML page', '<html>'],
		['a broken connection', (response) => response.destroy()],
		['a status 502', (response) => void response.writeHead(502).end()],
		['an internal error of the service', '{"SVC_RT":"3001","SVC_MSG":"ERR_PROCESS"}'],
	])('%s is a warning, and loses nothing; it is told when it has lasted ten minutes, and once an hour', async (_, wrong) => {
		const trigger = await open(['incomingSms']);
		await trigger.begin();
		add('getrecvsmslist', text(1));
		const records = lists.getrecvsmslist;
		lists.getrecvsmslist = wrong;
		const told: number[] = [];
		const begun = waited;
		// Retries take their time, too.
		while (waited - begun < 150 * MINUTE_MS) {
			const isTold = await trigger.poll().then(() => false, () => true);
			if (isTold) told.push((waited - begun) / MINUTE_MS);
			waited += MINUTE_MS;
		}
		expect(told.map(Math.floor)).toEqual([expect.closeTo(10, -1), expect.closeTo(70, -1), expect.closeTo(130, -1)]);
		expect(Math.min(...told)).toBeGreaterThanOrEqual(9.9);
		expect(trigger.log.length).toBeGreaterThan(100);
		expect(trigger.log[0]).toMatch(/^warn: LG U\+ Centrex Polling Trigger: The /);

		trigger.log.length = 0;
		lists.getrecvsmslist = records;
		expect(await trigger.poll()).toHaveLength(1);
		expect(trigger.log).toEqual([expect.stringMatching(/^warn: .*can be asked again; it could not be since \d{4}-\d\d-\d\dT[\d:]+\+09:00\./)]);
		expect(await trigger.poll()).toEqual([]);
		expect(trigger.log).toHaveLength(1);
	});

	test('that lasts is told at the first poll of publishing', async () => {
		lists.getrecvsmslist = '<html>';
		const trigger = await open(['incomingSms']);
		expect((await errorOf(trigger.begin())).message).toMatch(/cannot be read/);
	});

	test.each([
		['a list that the line lacks', async () => await open(['incomingSms']), /trigger starts a workflow with each text|Trigger starts a workflow with each text/],
		['an event that an expression got wrong', async () => await open('={{ ["noSuchEvent"] }}' as never), /^Events: there is none of this name/],
		['events that are no list', async () => await open('incomingSms' as never), /^Events: it is no list/],
	])('%s is told when it happens, and once a day', async (_, opened, message) => {
		const trigger = await opened();
		await trigger.begin().catch(() => undefined);
		lists.getrecvsmslist = '{"SVC_RT":"1005","SVC_MSG":"ERR_COMMAND"}';
		expect((await errorOf(trigger.poll())).message).toMatch(message);
		for (let hour = 0; hour < 24; hour++) {
			expect(await trigger.poll()).toEqual([]);
			waited += 60 * MINUTE_MS;
		}
		expect((await errorOf(trigger.poll())).message).toMatch(message);
	});

	test('with one list does not keep back what another has; the log says so', async () => {
		const trigger = await open(['incomingSms', 'callMissed']);
		await trigger.begin();
		add('getrecvsmslist', text(1));
		add('getinboundcall', inbound(1, 'CANCEL'));
		const calls = lists.getinboundcall;
		lists.getinboundcall = '{"SVC_RT":"9999","SVC_MSG":"ETC_ERR"}';
		expect(await trigger.poll()).toMatchObject([{ message: 'text 1' }]);
		expect(trigger.log).toEqual([expect.stringMatching(/^warn: .*9999/)]);
		lists.getinboundcall = calls;
		expect(await trigger.poll()).toMatchObject([{ status: 'canceled' }]);
	});

	test('with several lists is said of each', async () => {
		const trigger = await open(['incomingSms', 'callMissed']);
		await trigger.begin();
		lists.getrecvsmslist = '{"SVC_RT":"3001","SVC_MSG":"ERR_PROCESS"}';
		lists.getinboundcall = '{"SVC_RT":"9999","SVC_MSG":"ETC_ERR"}';
		expect(await trigger.poll()).toEqual([]);
		expect(trigger.log).toEqual([expect.stringMatching(/^warn: .*9999/), expect.stringMatching(/^warn: .*3001/)]);
	});

	test('one odd record spoils nothing', async () => {
		const trigger = await open(['incomingSms', 'callMissed']);
		await trigger.begin();
		add('getrecvsmslist', { TIME: '?', SRC: 'w', MNESSAGE: null }, text(1));
		add('getinboundcall', { STATUS: 'PARKED' }, inbound(1, 'CANCEL'));
		expect(await trigger.poll()).toHaveLength(4);
		expect(await trigger.poll()).toEqual([]);
		add('getrecvsmslist', text(2));
		expect(await trigger.poll()).toHaveLength(1);
	});

	test('no event chosen is said', async () => {
		const trigger = await open([]);
		expect((await errorOf(trigger.begin())).message).toMatch(/^Events: none is chosen/);
		expect(wire.requests).toHaveLength(0);
	});
});

describe('a line that lacks a list', () => {
	const lacking = [
		['1005', 'NO_API_PERM_ERR'],
		['2002', 'NO_PERM'],
		['4001', 'UNKNOWN_COMMNAD'],
	];
	test.each(lacking)('of inbound calls (%s %s) has them from the history, with masked numbers; the log says so once', async (code, message) => {
		lists.getinboundcall = JSON.stringify({ SVC_RT: code, SVC_MSG: message, DATAS: '07000001000' });
		const trigger = await open(['callAnswered', 'callMissed']);
		await trigger.begin();
		add('callhistory inbound', past(1, 'OK'), past(2, 'NO-ANS'), past(3, 'FAIL'));
		const call = { line: '07000001000', sender: '0100000****', receiver: '1000', reached: '1000', durationSeconds: 20 };
		expect(await trigger.poll()).toEqual([
			{ event: 'callAnswered', ...call, startedAt: '2026-11-20T09:01:00+09:00', endedAt: '2026-11-20T09:01:20+09:00', status: 'answered' },
			{ event: 'callMissed', ...call, startedAt: '2026-11-20T09:02:00+09:00', endedAt: '2026-11-20T09:02:20+09:00', status: 'noAnswer' },
			{ event: 'callMissed', ...call, startedAt: '2026-11-20T09:03:00+09:00', endedAt: '2026-11-20T09:03:20+09:00', status: 'failed' },
		]);
		await trigger.poll();
		expect(asked().filter((command) => command === 'getinboundcall')).toHaveLength(1);
		expect(trigger.log).toEqual([expect.stringMatching(/^warn: .*call history instead/)]);
	});

	test.each(lacking)('of texts (%s %s) says to take the instant trigger', async (code, message) => {
		lists.getrecvsmslist = JSON.stringify({ SVC_RT: code, SVC_MSG: message, DATAS: '07000001000' });
		const trigger = await open(['incomingSms']);
		expect((await errorOf(trigger.begin())).message).toMatch(/LG U\+ Centrex Trigger starts a workflow with each text/);
	});
});

describe('Fetch Test Event', () => {
	test('shows the newest of each chosen event, and remembers nothing', async () => {
		add('getrecvsmslist', text(1), text(2));
		add('getinboundcall', inbound(1, 'CANCEL'), inbound(2, 'ANSWERED'));
		const trigger = await open(['incomingSms', 'callMissed']);
		await trigger.begin();
		const before = trigger.staticData();
		add('getrecvsmslist', text(3));
		expect(await trigger.fetchTestEvent()).toMatchObject([{ message: 'text 3' }, { event: 'callMissed', status: 'canceled' }]);
		expect(trigger.staticData()).toEqual(before);
		expect(await trigger.poll()).toMatchObject([{ message: 'text 3' }]);
	});

	test('says that there is none yet', async () => {
		const trigger = await open(['incomingSms', 'callMissed']);
		const error = await errorOf(trigger.fetchTestEvent());
		expect(error.message).toBe('There is none yet to try with: no received text, no missed call on this line');
		expect(error.description).toMatch(/^Call the line or send it a text/);
	});

	test('shows a call of the history where the line lacks the list', async () => {
		lists.getinboundcall = '{"SVC_RT":"4001","SVC_MSG":"UNKNOWN_COMMNAD"}';
		add('callhistory inbound', past(1, 'NO-ANS'));
		const trigger = await open(['callMissed']);
		expect(await trigger.fetchTestEvent()).toMatchObject([{ event: 'callMissed', sender: '0100000****' }]);
	});
});

describe('a poll heeds the time that n8n gives it', () => {
	const minutes = Array.from({ length: 50 }, (_, index) => index);
	const all = ['incomingSms', 'callMade', 'recordingAdded'];

	test("with n8n's scheduler, over several lists, and catches up over several polls", async () => {
		const trigger = await open(all);
		await trigger.beginDurably();
		for (const hour of ['10', '11', '12', '13']) {
			const later = <Row extends object>(row: Row) => JSON.parse(JSON.stringify(row).replaceAll(' 09:', ` ${hour}:`).replaceAll('2026112009', `20261120${hour}`)) as Row;
			add('getrecvsmslist', ...minutes.map((second) => later(text(second))));
			add('callhistory outbound', ...minutes.map((minute) => later(past(minute, 'OK'))));
			add('recordlist', ...minutes.map((minute) => later(recording(minute))));
		}
		const names: string[] = [];
		let firstPoll = 0;
		for (let poll = 0; poll < 15; poll++) {
			waited = 0;
			names.push(...(await trigger.pollDurably()).map(({ event, receivedAt, startedAt, fileName }) => `${event} ${receivedAt ?? startedAt ?? fileName}`));
			expect(waited).toBeLessThan(36_000);
			firstPoll ||= names.length;
		}
		const first = names.slice(0, firstPoll);
		expect(all.map((event) => first.filter((name) => name.startsWith(event)).length >= 50)).toEqual([true, true, true]);
		expect(names).toHaveLength(600);
		expect(new Set(names).size).toBe(600);
	});

	test('with files, which come in several polls', async () => {
		const trigger = await open(['recordingAdded'], { options: { download: true } });
		await trigger.begin();
		add('recordlist', ...minutes.map(recording));
		lists.recorddownload = (response) => void response.writeHead(200, { 'content-type': 'audio/wav' }).end('RIFF and so on');
		const names: unknown[] = [];
		for (let poll = 0; poll < 5; poll++) {
			waited = 0;
			names.push(...(await trigger.poll()).map(({ fileName }) => fileName));
			expect(waited).toBeLessThan(70_000);
		}
		expect(names).toEqual(minutes.map((minute) => recording(minute).FILE_NAME));
	});
});

describe('the file of a recording', () => {
	test('comes with its event where that is chosen, with a pause between two', async () => {
		const trigger = await open(['recordingAdded'], { options: { download: true } });
		await trigger.begin();
		add('recordlist', recording(1), recording(2));
		lists.recorddownload = (response) => void response.writeHead(200, { 'content-type': 'audio/wav' }).end('RIFF and so on');
		waited = 0;
		const items = await trigger.pollWhole();
		expect(items.map(({ json, binary }) => [json.fileName, binary?.data.fileName, binary?.data.mimeType])).toEqual([
			['1000-01000001234_20261120090100_mix.wav', '1000-01000001234_20261120090100_mix.wav', 'audio/wav'],
			['1000-01000001234_20261120090200_mix.wav', '1000-01000001234_20261120090200_mix.wav', 'audio/wav'],
		]);
		expect(waited).toBeGreaterThanOrEqual(3000);
	});

	test('that the service refuses is said on the item; one that breaks off comes with the next poll', async () => {
		const trigger = await open(['recordingAdded'], { options: { download: true } });
		await trigger.begin();
		add('recordlist', recording(1));
		lists.recorddownload = (response) => response.destroy();
		expect(await trigger.poll()).toEqual([]);
		lists.recorddownload = '{"SVC_RT":"1005","SVC_MSG":"NO_API_PERM_ERR"}';
		expect(await trigger.poll()).toMatchObject([{ event: 'recordingAdded', downloadError: expect.stringMatching(/type B.*1005/) }]);
		expect(await trigger.poll()).toEqual([]);
	});

	test('that breaks off does not keep back those before it, which come once', async () => {
		const trigger = await open(['recordingAdded'], { options: { download: true } });
		await trigger.begin();
		add('recordlist', recording(1), recording(2), recording(3));
		const file = (response: ServerResponse) => void response.writeHead(200, { 'content-type': 'audio/wav' }).end('RIFF and so on');
		lists.recorddownload = (response) => {
			file(response);
			lists.recorddownload = (next) => next.destroy();
		};
		expect(await trigger.poll()).toMatchObject([{ fileName: recording(1).FILE_NAME }]);
		expect(trigger.log.join()).toMatch(/warn: .*closed the connection/);
		lists.recorddownload = file;
		expect((await trigger.poll()).map(({ fileName }) => fileName)).toEqual([recording(2).FILE_NAME, recording(3).FILE_NAME]);
		expect(await trigger.poll()).toEqual([]);
	});

	test('is not asked for any more once the sign-in was refused, nor is anything else', async () => {
		const trigger = await open(['recordingAdded', 'incomingSms'], { options: { download: true } });
		await trigger.begin();
		add('recordlist', recording(1), recording(2));
		add('getrecvsmslist', text(1));
		lists.recorddownload = '{"SVC_RT":"1003","SVC_MSG":"WRONG"}';
		wire.requests.length = 0;
		await errorOf(trigger.poll());
		expect(await trigger.poll()).toEqual([]);
		expect(asked()).toEqual(['recordlist', 'recorddownload']);
	});
});
