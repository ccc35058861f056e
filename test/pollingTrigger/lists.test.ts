import type { IDataObject, IPollFunctions } from 'n8n-workflow';
import * as n8nWorkflow from 'n8n-workflow';

import type { CentrexError } from '../../nodes/UplusCentrex/api/error';
import { EVENT_LISTS, eventOf, FOUND_EVENTS, listsOf } from '../../nodes/UplusCentrex/pollingTrigger/foundEvents';
import { toItems } from '../../nodes/UplusCentrex/pollingTrigger/items';
import type { Pace } from '../../nodes/UplusCentrex/pollingTrigger/pace';
import { readLists } from '../../nodes/UplusCentrex/pollingTrigger/readLists';
import { fetchTestEvents } from '../../nodes/UplusCentrex/pollingTrigger/testEvents';
import { watchedList } from '../../nodes/UplusCentrex/pollingTrigger/watchedList';
import { fakeCaller, lineFor } from '../support/fakeCaller';
import type { FakeAnswer } from '../support/fakeCaller';

const LINE = '07000001000';
const at = (minute: number) => `2026-11-20 09:${String(minute).padStart(2, '0')}:00`;
const iso = (minute: number, second = '00') => `2026-11-20T09:${String(minute).padStart(2, '0')}:${second}+09:00`;
const text = (minute: number, MNESSAGE = 'hi') => ({ TIME: at(minute), SRC: '010-0000-1234', MNESSAGE });
const inbound = (minute: number, STATUS: string) => ({
	TIME: at(minute),
	ENDTIME: at(minute).replace(/00$/, '20'),
	SRC: '01000001234',
	DST: LINE,
	DURATION: '20',
	STATUS,
	CHANNEL: `SIP/${minute}`,
	APPDATA: 'SIP/10231000',
});
const past = (minute: number, STATUS: string) => ({ TIME: at(minute), SRC: '0100000****', DST: '1000', DURATION: '20', BILLSEC: '7', STATUS, KIND: '2' });
const recording = (minute: number) => ({
	FILE_NAME: `${minute}.wav`,
	SRC: '1000',
	DST: '01000001234',
	CALLDATE: at(minute),
	FILE_TIME: at(minute).replace(/00$/, '30'),
	FILE_SIZE: '30KB',
});
const page = (DATAS: unknown, total: number) => JSON.stringify({ SVC_RT: '0000', LISTINFO: { page: 1, numperpage: 10, total }, DATAS });
const error = (code: string) => JSON.stringify({ SVC_RT: code });

/** A pace that waits for nothing, and writes down what is asked of it. */
function paceWith(isUsedUp: () => boolean = () => false): Pace & { said: unknown[] } {
	const said: unknown[] = [];
	return {
		said,
		forPage: async (ask) => (said.push('page'), await ask()),
		forFile: async (ask) => (said.push('file'), await ask()),
		nextList: (lists) => void said.push(lists),
		mostPages: () => 30,
		isUsedUp,
	};
}
/** The trigger without n8n; its log is written down. */
function hookWith(answers: FakeAnswer[], withFiles = false) {
	const { caller, requests } = fakeCaller(...answers);
	const log: string[] = [];
	const stored: unknown[] = [];
	const hook = {
		...caller,
		helpers: {
			...caller.helpers,
			prepareBinaryData: async (file: AsyncIterable<unknown>, ...more: unknown[]) => {
				for await (const chunk of file) void chunk;
				stored.push(more);
				return { fileName: more[0] };
			},
		},
		logger: { warn: (line: string) => void log.push(line) },
		getNode: () => ({ name: 'Centrex' }),
		getNodeParameter: (name: string, fallback: unknown) => (name === 'options.download' ? withFiles : fallback),
	} as unknown as IPollFunctions;
	return { hook, line: lineFor(hook), log, stored, asked: () => requests.map(({ options: { url, body } }) => `${url as string}${body.calltype ? ` ${body.calltype}` : ''} ${body.page ?? body.filename}`) };
}

beforeEach(() => void jest.spyOn(n8nWorkflow, 'sleep').mockImplementation(async () => await new Promise((resolve) => setImmediate(resolve))));
afterEach(() => jest.restoreAllMocks());

describe('the event of a record', () => {
	test.each<[keyof typeof READ, IDataObject]>([
		['texts', { event: 'incomingSms', line: LINE, sender: '01000001234', receiver: LINE, extension: '', message: 'hi', receivedAt: iso(1) }],
		['inboundCalls', { event: 'callAnswered', line: LINE, sender: '01000001234', receiver: LINE, reached: '1000', startedAt: iso(1), endedAt: iso(1, '20'), durationSeconds: 20, status: 'answered' }],
		['pastInboundCalls', { event: 'callMissed', line: LINE, sender: '0100000****', receiver: '1000', reached: '1000', startedAt: iso(1), endedAt: iso(1, '20'), durationSeconds: 20, status: 'busy' }],
		['pastOutboundCalls', { event: 'callMade', line: LINE, sender: '0100000****', receiver: '1000', startedAt: iso(1), durationSeconds: 20, talkSeconds: 7, status: 'answered', kind: 'mobile' }],
		['recordings', { event: 'recordingAdded', line: LINE, fileName: '1.wav', sender: '1000', receiver: '01000001234', calledAt: iso(1), createdAt: iso(1, '30'), size: '30KB' }],
	])('of %s', (list, event) => {
		expect(eventOf(list, READ[list], LINE)).toEqual(event);
	});
	const READ = { texts: text(1), inboundCalls: inbound(1, 'ANSWERED'), pastInboundCalls: past(1, 'BUSY'), pastOutboundCalls: past(1, 'OK'), recordings: recording(1) };

	test('of a call that nobody answered is a missed one', () => {
		expect(['CANCEL', 'NO ANSWER', 'BUSY', 'BRAND NEW'].map((status) => eventOf('inboundCalls', inbound(1, status), LINE).event)).toEqual(Array(4).fill('callMissed'));
		expect(eventOf('pastInboundCalls', past(1, 'ANSWERED'), LINE).event).toBe('callAnswered');
	});
});

test('each event has its list', () => {
	expect(FOUND_EVENTS.map((event) => [event, EVENT_LISTS[event]])).toEqual([
		['incomingSms', 'texts'],
		['callAnswered', 'inboundCalls'],
		['callMissed', 'inboundCalls'],
		['callMade', 'pastOutboundCalls'],
		['recordingAdded', 'recordings'],
	]);
	expect(listsOf(['callMissed', 'incomingSms', 'callAnswered'])).toEqual(['inboundCalls', 'texts']);
});

describe('a list that is watched', () => {
	const entriesOf = async (name: Parameters<typeof watchedList>[1], ...records: unknown[]) => {
		const { line } = hookWith([page(records, records.length)]);
		const pace = paceWith();
		const read = await watchedList(line, name, pace.forPage).readPage(1);
		expect(pace.said).toEqual(['page']);
		return read;
	};

	test('knows a record by its second and two characters more, and when it began and ended', async () => {
		const { entries, isLast, total, perPage } = await entriesOf('inboundCalls', inbound(1, 'ANSWERED'), { ...inbound(1, 'ANSWERED'), NO: 9 }, inbound(2, 'ANSWERED'));
		expect([isLast, total, perPage]).toEqual([true, 3, 10]);
		expect(entries[0]).toEqual({ key: expect.stringMatching(/^20261120090100[\w-]{2}$/), start: iso(1), end: iso(1, '20'), record: inbound(1, 'ANSWERED') });
		expect(entries[1].key).toBe(entries[0].key);
		expect(entries[2].key).not.toBe(entries[0].key);
	});

	test('knows a record whose time cannot be read by itself', async () => {
		const { entries } = await entriesOf('inboundCalls', { ...inbound(1, 'OK'), TIME: 'soon' }, { ...inbound(1, 'OK'), ENDTIME: 'x2026-11-20T09:30:00' }, { ...inbound(1, 'OK'), TIME: 'later' });
		for (const { key, start, end } of entries) expect([key, start, end]).toEqual([expect.stringMatching(/^[\w-]{16}$/), '', '']);
		expect(new Set(entries.map(({ key }) => key)).size).toBe(3);
	});

	test('may have others turn up below: a text within an hour, a call within a day', () => {
		const { line } = hookWith([]);
		const windows = (['texts', 'inboundCalls', 'pastInboundCalls', 'pastOutboundCalls', 'recordings'] as const).map((name) => watchedList(line, name, paceWith().forPage).windowMs / 3_600_000);
		expect(windows).toEqual([1, 24, 24, 24, 24]);
	});
});

describe('items', () => {
	const entry = (record: IDataObject, end: string) => ({ key: end, start: end, end, record });
	const recordings = [1, 2, 3].map((minute) => entry(recording(minute), `${minute}`));

	test('are made of what is chosen, without files where these are not', async () => {
		const { hook, line, asked } = hookWith([], true);
		const fresh = [entry(inbound(1, 'ANSWERED'), '1'), entry(inbound(2, 'BUSY'), '2')];
		const { items, taken } = await toItems(hook, ['callMissed'], 'inboundCalls', fresh, line, paceWith());
		expect([items.map(({ end, item }) => [end, item.json.event, item.binary]), taken, asked()]).toEqual([[['2', 'callMissed', undefined]], 2, []]);
		const plain = hookWith([]);
		expect((await toItems(plain.hook, ['recordingAdded'], 'recordings', recordings, plain.line, paceWith())).items.map(({ item }) => item)).toEqual(
			[1, 2, 3].map((minute) => ({ json: eventOf('recordings', recording(minute), LINE) })),
		);
		expect(plain.asked()).toEqual([]);
	});

	test('have their files where that is chosen', async () => {
		const { hook, line, asked, stored } = hookWith(['RIFF'], true);
		const pace = paceWith();
		const { items, taken, error: problem } = await toItems(hook, ['recordingAdded'], 'recordings', recordings, line, pace);
		expect(items.map(({ item }) => item.binary)).toEqual([1, 2, 3].map((minute) => ({ data: { fileName: `${minute}.wav` } })));
		expect([taken, problem, pace.said]).toEqual([3, undefined, ['file', 'file', 'file']]);
		expect(asked()).toEqual([1, 2, 3].map((minute) => `/recorddownload ${minute}.wav`));
		expect(stored).toEqual([1, 2, 3].map((minute) => [`${minute}.wav`, 'audio/wav']));
	});

	test('with files are at least one, though the time is over', async () => {
		const { hook, line, asked } = hookWith(['RIFF'], true);
		const { items, taken } = await toItems(hook, ['recordingAdded'], 'recordings', recordings, line, paceWith(() => true));
		expect([items.length, taken, asked().length]).toEqual([1, 1, 1]);
	});

	test('say why there is no file where the service refuses it', async () => {
		const { hook, line } = hookWith([error('4002'), 'RIFF'], true);
		const { items, taken } = await toItems(hook, ['recordingAdded'], 'recordings', recordings, line, paceWith());
		expect(items.map(({ item }) => item.json.downloadError)).toEqual([
			'The line has no recording of this name (4002 NO_DATA). Pick one from the list: it may have been deleted meanwhile.',
			undefined,
			undefined,
		]);
		expect([items[0].item.binary, taken]).toEqual([undefined, 3]);
	});

	test.each([
		['is not there for a moment', { statusCode: 404, body: '' }],
		['refuses the sign-in', error('1004')],
		['breaks off', { headers: { 'content-length': '9' }, body: 'RIFF' }],
	])('end before a file for which the service %s', async (_, answer) => {
		const { hook, line } = hookWith(['RIFF', answer], true);
		const { items, taken, error: problem } = await toItems(hook, ['recordingAdded'], 'recordings', recordings, line, paceWith());
		expect([items.length, taken, problem]).toEqual([1, 1, expect.any(Error)]);
	});
});

describe('a poll', () => {
	const KNOWN = { known: {}, floor: '', total: 0 };
	const poll = async (chosen: Parameters<typeof readLists>[1], remembered: Parameters<typeof readLists>[3], answers: FakeAnswer[], withFiles = false) => {
		const made = hookWith(answers, withFiles);
		const pace = paceWith();
		return { ...made, pace, ...(await readLists(made.hook, chosen, made.line, remembered, pace)) };
	};

	test('finds what is new in all lists, and remembers it', async () => {
		const lists = { texts: KNOWN, inboundCalls: KNOWN };
		const { items, next, failures, pace, asked, log } = await poll(['incomingSms', 'callMissed'], { lists }, [page([text(3), text(1)], 2), page([inbound(2, 'BUSY')], 1)]);
		expect(items.map(({ end, item }) => [end, item.json.event])).toEqual([[iso(1), 'incomingSms'], [iso(3), 'incomingSms'], [iso(2, '20'), 'callMissed']]);
		expect([failures, log, asked()]).toEqual([[], [], ['/getrecvsmslist 1', '/getinboundcall 1']]);
		expect(pace.said).toEqual([2, 'page', 1, 'page']);
		expect(next).toMatchObject({ lists: { texts: { total: 2 }, inboundCalls: { total: 1 } } });
		expect(next.withoutInboundCalls).toBeUndefined();
	});

	test('that begins hands on nothing', async () => {
		const { items, next } = await poll(['incomingSms'], {}, [page([text(1)], 1)]);
		expect([items, next.lists?.texts?.total]).toEqual([[], 1]);
	});

	test('goes on with the next list where one fails, whose memory stays', async () => {
		const lists = { texts: KNOWN, inboundCalls: KNOWN };
		const { items, next, failures } = await poll(['incomingSms', 'callMissed'], { lists }, [error('3001'), page([inbound(2, 'BUSY')], 1)]);
		expect([items.length, failures.length, next.lists?.texts]).toEqual([1, 1, KNOWN]);
	});

	test('ends where the sign-in is refused; what is not read stays forgotten or known', async () => {
		const { failures, asked, next } = await poll(['incomingSms', 'callMissed'], { lists: { texts: KNOWN } }, [error('1004')]);
		expect([failures.map((failure) => (failure as CentrexError).code), asked(), next.lists]).toEqual([['1004'], ['/getrecvsmslist 1'], { texts: KNOWN }]);
	});

	test.each(['1005', '2002', '4001'])('of a line that lacks inbound calls (%s) takes the history, and says so', async (code) => {
		const { items, next, log, failures, asked } = await poll(['callMissed'], { lists: { pastInboundCalls: KNOWN } }, [error(code), page([past(1, 'BUSY')], 1)]);
		expect([items.map(({ item }) => item.json.event), failures, asked()]).toEqual([['callMissed'], [], ['/getinboundcall 1', '/callhistory inbound 1']]);
		expect(next).toMatchObject({ withoutInboundCalls: true, lists: { pastInboundCalls: { total: 1 } } });
		expect(log).toEqual([
			expect.stringMatching(/^LG U\+ Centrex Polling Trigger: The service or the contract.*\. Calls are taken from the call history instead, in which the service hides the end of outside numbers\.$/),
		]);
	});

	test('remembers that, and asks for the history at once', async () => {
		const { asked, log } = await poll(['callMissed'], { withoutInboundCalls: true, lists: { pastInboundCalls: KNOWN } }, [page([past(1, 'BUSY')], 1)]);
		expect([asked(), log]).toEqual([['/callhistory inbound 1'], []]);
		expect((await poll(['incomingSms'], { withoutInboundCalls: true }, [page([], 0)])).asked()).toEqual(['/getrecvsmslist 1']);
	});

	test('of a line that lacks another list fails', async () => {
		expect((await poll(['incomingSms'], {}, [error('2002')])).failures).toHaveLength(1);
		expect((await poll(['callMissed'], {}, [error('3002')])).failures).toHaveLength(1);
	});

	test('leaves a list that changes too fast to the next one, and says so', async () => {
		const full = (from: number) => Array.from({ length: 10 }, (_, index) => text(from - index));
		const { items, next, log, failures } = await poll(['incomingSms'], { lists: { texts: KNOWN } }, [
			...Array(3).fill([page(full(30), 30), page(full(50), 29)]).flat(),
		] as string[]);
		expect([items, failures, next.lists]).toEqual([[], [], { texts: KNOWN }]);
		expect(log).toEqual(['LG U+ Centrex Polling Trigger: a list changed too fast to be read; the next poll reads it again.']);
	});

	test('remembers what is handed on before a file that breaks off', async () => {
		const records = [recording(2), recording(1)];
		const { items, next, failures } = await poll(['recordingAdded'], { lists: { recordings: KNOWN } }, [page(records, 2), 'RIFF', { headers: { 'content-length': '9' }, body: 'RIFF' }], true);
		expect([items.map(({ item }) => item.json.fileName), failures.length, next.lists?.recordings?.total]).toEqual([['1.wav'], 1, 1]);
	});
});

describe('Fetch Test Event', () => {
	const fetch = async (chosen: Parameters<typeof fetchTestEvents>[1], answers: FakeAnswer[], withFiles = false) => {
		const made = hookWith(answers, withFiles);
		const outcome = await fetchTestEvents(made.hook, chosen, [made.line]).catch((problem: Error & { description?: string }) => problem);
		return { ...made, outcome, shown: Array.isArray(outcome) ? outcome.map(({ json }) => [json.event, json.startedAt ?? json.receivedAt]) : [] };
	};

	test('takes the newest of each kind', async () => {
		const calls = [inbound(5, 'BUSY'), inbound(4, 'BUSY'), inbound(3, 'OK'), inbound(2, 'OK')];
		const { shown, asked } = await fetch(['incomingSms', 'callAnswered', 'callMissed'], [page([text(7), text(6)], 20), page(calls, 4)]);
		expect(shown).toEqual([['incomingSms', iso(7)], ['callMissed', iso(5)], ['callAnswered', iso(3)]]);
		expect(asked()).toEqual(['/getrecvsmslist 1', '/getinboundcall 1']);
	});

	test('looks through three pages, and what is there is enough', async () => {
		const missed = (from: number) => page(Array.from({ length: 10 }, (_, index) => inbound(from - index, 'BUSY')), 100);
		const { shown, asked } = await fetch(['callAnswered', 'callMissed'], [missed(50), missed(40), missed(30)]);
		expect([shown, asked().length]).toEqual([[['callMissed', iso(50)]], 3]);
		expect((await fetch(['callAnswered'], [page([inbound(1, 'BUSY')], 1)])).asked()).toHaveLength(1);
	});

	test('takes no event that is not chosen', async () => {
		expect((await fetch(['callAnswered'], [page([inbound(2, 'BUSY'), inbound(1, 'OK')], 2)])).shown).toEqual([['callAnswered', iso(1)]]);
	});

	test('takes the history where the line lacks the list', async () => {
		const { shown, asked } = await fetch(['callMissed'], [error('2002'), page([past(1, 'BUSY')], 1)]);
		expect([shown, asked()]).toEqual([[['callMissed', iso(1)]], ['/getinboundcall 1', '/callhistory inbound 1']]);
		expect((await fetch(['incomingSms'], [error('2002')])).outcome).toMatchObject({ code: '2002' });
		expect((await fetch(['callMissed'], [error('3002')])).outcome).toMatchObject({ code: '3002' });
	});

	test('says that there is none yet', async () => {
		const { outcome } = await fetch([...FOUND_EVENTS], [page([], 0)]);
		expect(outcome).toMatchObject({
			message: 'There is none yet to try with: no received text, no answered call, no missed call, no call made, no recording on this line',
			description: 'Call the line or send it a text, then try again. The published workflow starts by itself when there is one.',
		});
	});

	test('brings the file where that is chosen, and says why not', async () => {
		const { outcome } = await fetch(['recordingAdded'], [page([recording(1)], 1), 'RIFF'], true);
		expect(outcome).toMatchObject([{ json: { fileName: '1.wav' }, binary: { data: { fileName: '1.wav' } } }]);
		expect((await fetch(['recordingAdded'], [page([recording(1)], 1), error('1004')], true)).outcome).toMatchObject({ code: '1004' });
	});
});
