import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';

import { toKoreanTime } from '../../nodes/UplusCentrex/api/time';
import { useSimulator } from '../simulator/helpers';
import { errorOf, runAction } from '../support/runAction';
import type { ActionRun } from '../support/runAction';
import { credentialFor, listenOnTheWire } from '../support/wire';

const SEOUL = 'Asia/Seoul';
const run = async (both: string, fields: IDataObject, baseUrl: string, more: Partial<ActionRun> = {}) => {
	const [resource, operation] = both.split('.');
	const items = await runAction({
		parameters: { resource, operation, ...fields } as never,
		credential: credentialFor(baseUrl),
		timezone: SEOUL,
		...more,
	});
	return items.map(({ json }) => json);
};

/** Something that has happened: a text takes no time, a call or a recording some. Times are minutes since a certain day. */
interface Happened {
	at: number;
	minutes: number;
	number: string;
	status: string;
	/** The service's time of it cannot be read. */
	odd: boolean;
}

const DAY = Date.parse('2026-11-20T00:00:00+09:00');
const iso = (minute: number) => toKoreanTime(new Date(DAY + minute * 60_000));
const digits = (minute: number) => iso(minute).replace(/\D/g, '').slice(0, 14);
const masked = (number: string) => (/^\d+$/.test(number) ? `${number.slice(0, 7)}${'*'.repeat(number.length - 7)}` : number);

/** How the service writes it, in each of its lists. */
const LISTS: Record<string, { operation: string; fields?: IDataObject; isAtOnce?: true; isMasked?: true; record(one: Happened): IDataObject }> = {
	texts: {
		operation: 'message.getAll',
		isAtOnce: true,
		record: ({ at, number, odd }) => ({ TIME: odd ? '?' : digits(at), SRC: number, MNESSAGE: '안녕' }),
	},
	inbound: {
		operation: 'callHistory.getAllInbound',
		record: ({ at, minutes, number, status, odd }) => ({
			...{ TIME: odd ? '?' : digits(at), ENDTIME: odd ? '?' : digits(at + minutes), SRC: number, DST: '07000001000' },
			...{ DURATION: `${minutes * 60}`, STATUS: status, CHANNEL: `SIP/${at}` },
		}),
	},
	received: {
		operation: 'callHistory.getAll',
		fields: { direction: 'inbound' },
		isMasked: true,
		record: ({ at, minutes, number, odd }) => ({ TIME: odd ? '?' : digits(at), SRC: masked(number), DST: '1000', DURATION: minutes * 60, BILLSEC: 0, STATUS: 'OK', KIND: '2' }),
	},
	recordings: {
		operation: 'recording.getAll',
		record: ({ at, minutes, number, odd }) => ({ FILE_NAME: `1000-${number}_${digits(at)}_mix.wav`, SRC: '1000', DST: number, CALLDATE: odd ? '?' : digits(at), FILE_TIME: odd ? '?' : digits(at + minutes), FILE_SIZE: '1KB' }),
	},
};

/** A service with a list, as few entries a page as make many pages. */
const PER_PAGE = 4;
const serve = async (records: IDataObject[]) => {
	const wire = await listenOnTheWire((response) => {
		const page = Number(wire.form(wire.requests.length - 1).page);
		const DATAS = records.slice((page - 1) * PER_PAGE, page * PER_PAGE);
		response.end(JSON.stringify({ SVC_RT: '0000', SVC_MSG: 'OK', LISTINFO: { page, numperpage: PER_PAGE, total: records.length }, DATAS: DATAS.length > 0 ? DATAS : null }));
	});
	return wire;
};

const STATUSES: Record<string, string> = { ANSWERED: 'answered', 'NO ANSWER': 'noAnswer', CANCEL: 'canceled', BUSY: 'busy', FAILED: 'failed' };
const NUMBERS = ['01000001111', '01000001112', '0200005678', '01000012345', 'anonymous', '1w234567', ''];

/** Of three days, or of one busy half hour. */
const time = fc.oneof(fc.integer({ min: 0, max: 3 * 24 * 60 }), fc.integer({ min: 600, max: 630 }));
const happened = fc.record({
	at: time,
	// Some are hours long.
	minutes: fc.oneof(fc.integer({ min: 0, max: 5 }), fc.integer({ min: 60, max: 24 * 60 })),
	number: fc.constantFrom(...NUMBERS),
	status: fc.constantFrom(...Object.keys(STATUSES)),
	odd: fc.integer({ min: 0, max: 30 }).map((chance) => chance === 0),
});
const minute = fc.option(time, { nil: undefined, freq: 3 });

test('what comes out is the whole list, filtered, however long calls are, whichever way it is newest first, wherever pages end', async () => {
	await fc.assert(
		fc.asyncProperty(
			fc.constantFrom(...Object.keys(LISTS)),
			fc.array(happened, { maxLength: 40 }),
			fc.constantFrom('start', 'listing'),
			fc.array(fc.oneof(fc.integer({ min: 0, max: 54 }), fc.integer({ min: 0, max: 590 })), { minLength: 40, maxLength: 40 }),
			fc.tuple(minute, minute),
			fc.option(fc.constantFrom('010-0000-1111', '+82 10-0000-1112', '02-0000-5678'), { nil: undefined }),
			fc.option(fc.subarray(Object.values(STATUSES), { minLength: 1 }), { nil: undefined }),
			fc.option(fc.integer({ min: 1, max: 12 }), { nil: undefined }),
			async (name, all, order, secondsLate, times, phone, status, limit) => {
				const { operation, fields, isAtOnce, isMasked, record } = LISTS[name];
				const one = all.map((event, index) => ({ ...event, minutes: isAtOnce ? 0 : event.minutes, late: isAtOnce ? 0 : secondsLate[index] / 60 }));
				const rank = ({ at, minutes, late }: (typeof one)[number]) => (order === 'start' ? at : at + minutes + late);
				const list = [...one].sort((a, b) => rank(b) - rank(a));
				const [after, before] = [...times].sort((a, b) => (a ?? 0) - (b ?? 0));

				const isNumber = (number: string) => {
					const wanted = phone?.replace(/^\+82 /, '0').replaceAll('-', '');
					return wanted === undefined || (isMasked && /^\d+$/.test(number) ? wanted.slice(0, 7) === number.slice(0, 7) : wanted === number);
				};
				// It ends with the page on which two have ended, and were listed, before all that is wanted.
				const isPast = (event: (typeof list)[number]) => !event.odd && event.at + event.minutes + (isAtOnce ? 0 : 10) < (after ?? -1);
				const pages = Array.from({ length: Math.max(1, Math.ceil(list.length / PER_PAGE)) }, (_, page) => list.slice(page * PER_PAGE, (page + 1) * PER_PAGE));
				const most = pages.findIndex((page) => page.filter(isPast).length > 1) + 1 || pages.length;
				const expected = list
					.map((event, index) => ({ ...event, position: index + 1 }))
					// A time that cannot be read is as early as its place says.
					.filter(({ odd, position }) => !odd || position <= most * PER_PAGE)
					.filter(({ at, odd }) => odd || ((after === undefined || at >= after) && (before === undefined || at < before)))
					.filter(({ number }) => isNumber(number))
					.filter((event) => name !== 'inbound' || !status || status.includes(STATUSES[event.status]))
					.slice(0, limit ?? Infinity);

				const wire = await serve(list.map((event, index) => ({ NO: index + 1, ...record(event) })));
				const filters = {
					...(after !== undefined && { after: iso(after) }),
					...(before !== undefined && { before: iso(before) }),
					...(phone && { phone }),
					...(status && name === 'inbound' && { status }),
				};
				const shown = limit ? { returnAll: false, limit } : { returnAll: true };
				const items = await run(operation, { ...fields, ...shown, filters }, wire.baseUrl).finally(wire.close);
				expect(items.map(({ position }) => position)).toEqual(expected.map(({ position }) => position));
				expect(Math.max(...wire.requests.map((_, index) => Number(wire.form(index).page)))).toBeLessThanOrEqual(most);
			},
		),
		{ numRuns: 300 },
	);
}, 120_000);

describe('an afternoon in the simulator', () => {
	const simulator = useSimulator();
	const baseUrl = () => `${simulator.url()}/RestApi`;
	const asked = async (work: () => Promise<IDataObject[]>) => {
		const before = (await simulator.state()).requests.length;
		const items = await work();
		return { items, requests: (await simulator.state()).requests.slice(before).map(({ command }) => command) };
	};
	const at = (time: string, day = '22') => `2026-11-${day}T${time}:00+09:00`;
	/** Times as the simulator's lists have them, the newest last. */
	const hours = (count: number) => Array.from({ length: count }, (_, index) => toKoreanTime(new Date(Date.parse(at('15:00')) - (count - 1 - index) * 3_600_000)));

	beforeEach(async () => {
		await simulator.client().setTime(at('15:30'));
		await simulator.setLine({
			receivedTexts: hours(45).map((time, index) => ({ from: index % 5 === 0 ? '01000001111' : '01000002222', text: `${index}`, at: time })),
			inboundCalls: [
				...hours(450).map((startedAt, index) => ({
					...{ from: index % 5 === 0 ? '01000001111' : '01000002222', startedAt, durationSeconds: 60 },
					status: (['ANSWERED', 'NO ANSWER', 'CANCEL', 'BUSY', 'FAILED'] as const)[index % 5],
				})),
				{ from: '01000003333', startedAt: at('08:10'), durationSeconds: 6 * 3600, status: 'ANSWERED' },
			],
			history: hours(45).map((startedAt, index) => ({ direction: 'inbound', number: index % 5 === 0 ? '01000001111' : '01000022222', startedAt, durationSeconds: 60, talkSeconds: 50, status: 'OK' })),
			recordings: hours(45).map((startedAt, index) => ({ direction: 'inbound', number: index % 5 === 0 ? '01000001111' : '01000002222', startedAt, seconds: 2 })),
		});
	});

	test.each([
		['message.getAll', {}, 'receivedAt', ['getrecvsmslist']],
		['callHistory.getAllInbound', {}, 'startedAt', ['getinboundcall']],
		['callHistory.getAll', { direction: 'inbound' }, 'startedAt', ['callhistory']],
		['recording.getAll', {}, 'calledAt', ['recordlist']],
	])('%s: what came in since this morning takes one request, as today', async (operation, fields, time, commands) => {
		const { items, requests } = await asked(async () => await run(operation, { ...fields, returnAll: true, filters: { after: '2026-11-22T11:00:00' } }, baseUrl()));
		expect(items.map((item) => item[time])).toEqual(['15:00', '14:00', '13:00', '12:00', '11:00'].map((hour) => at(hour)));
		expect(requests).toEqual(commands);
	});

	test.each([
		['callHistory.getAll', { direction: 'inbound' }, 'startedAt', ['callhistory', 'callhistory']],
		['recording.getAll', {}, 'calledAt', ['recordlist', 'recordlist']],
	])('%s: since eleven hours ago takes two requests, as in the document', async (operation, fields, time, commands) => {
		await simulator.client().choose({ service: 'document' });
		const { items, requests } = await asked(async () => await run(operation, { ...fields, returnAll: true, filters: { after: '2026-11-22T04:00:00' } }, baseUrl()));
		expect(items).toHaveLength(12);
		expect(items[11][time]).toBe(at('04:00'));
		expect(requests).toEqual(commands);
	});

	test.each(['today', 'document'] as const)('a number that the service of %s hides in part finds those that it may be, and no other', async (service) => {
		await simulator.client().choose({ service });
		const ofPhone = async (phone: string) => await run('callHistory.getAll', { direction: 'inbound', returnAll: true, filters: { phone } }, baseUrl());
		expect((await ofPhone('+82 10-0000-1111')).map(({ from }) => from)).toEqual(Array(9).fill('0100000****'));
		expect(await ofPhone('010 0002 2222')).toHaveLength(36);
		expect(await ofPhone('010-0003-2222')).toEqual([]);
	});

	test('hyphens in the records make no difference', async () => {
		await simulator.client().choose({ phoneNumbers: 'hyphens' });
		expect(await run('recording.getAll', { returnAll: true, filters: { phone: '01000001111' } }, baseUrl())).toHaveLength(9);
		expect(await run('callHistory.getAll', { direction: 'inbound', returnAll: true, filters: { phone: '01000001111' } }, baseUrl())).toHaveLength(9);
	});

	test('a limit counts what passes, newest first', async () => {
		const { items, requests } = await asked(async () => await run('message.getAll', { limit: 3, filters: { phone: '01000001111' } }, baseUrl()));
		expect(items.map(({ message }) => message)).toEqual(['40', '35', '30']);
		expect(requests).toHaveLength(2);
		// Pages as long as the service gives them, not as the limit.
		const long = await asked(async () => await run('callHistory.getAllInbound', { limit: 2, filters: { phone: '01000003333' } }, baseUrl()));
		expect([long.items.length, long.requests.length]).toEqual([1, 3]);
	});

	test('missed calls of a day, in several ways', async () => {
		const { items, requests } = await asked(
			async () => await run('callHistory.getAllInbound', { returnAll: true, filters: { status: ['noAnswer', 'busy'], after: '2026-11-22T00:00', before: '2026-11-22T12:00' } }, baseUrl()),
		);
		expect(items.map(({ status, startedAt }) => [status, startedAt])).toEqual(
			[['busy', '09:00'], ['noAnswer', '07:00'], ['busy', '04:00'], ['noAnswer', '02:00']].map(([status, hour]) => [status, at(hour)]),
		);
		expect(requests).toHaveLength(1);
	});

	test('a list that is not simplified is filtered as well', async () => {
		const records = await run('callHistory.getAllInbound', { returnAll: true, simplify: false, filters: { phone: '010-0000-3333' } }, baseUrl());
		expect(records).toMatchObject([{ SRC: '01000003333', TIME: '2026-11-22 08:10:00', ENDTIME: '2026-11-22 14:10:00' }]);
	});

	test('without a filter, or with empty ones, nothing is filtered', async () => {
		for (const filters of [{}, { phone: ' ', after: '', before: '', status: [] }, { status: '' }]) {
			const { items, requests } = await asked(async () => await run('callHistory.getAllInbound', { limit: 7, filters }, baseUrl()));
			expect(items).toHaveLength(7);
			expect(requests).toHaveLength(1);
		}
	});

	test.each([
		['the picker without a zone', '2026-11-22T13:00:00', SEOUL, 3],
		['the picker where the workflow is elsewhere', '2026-11-22T13:00:00', 'Europe/Berlin', 0],
		['the same moment there', '2026-11-22T05:00:00', 'Europe/Berlin', 3],
		['a text as people write it', ' 2026-11-22 13:00 ', SEOUL, 3],
		['a day', '2026-11-22', SEOUL, 16],
		['a zone of its own', '2026-11-22T04:00:00.000Z', 'Europe/Berlin', 3],
		["another program's zone", '2026-11-22 13:00:00+0900', 'Europe/Berlin', 3],
		["Luxon's DateTime", '={{ DateTime.fromISO("2026-11-22T15:00:00+09:00").minus({ hours: 2 }) }}', SEOUL, 3],
		["JavaScript's Date", '={{ new Date("2026-11-22T04:00:00Z") }}', SEOUL, 3],
		['another part of the second', '2026-11-22T13:00:00.999+09:00', SEOUL, 3],
	])('After takes %s', async (_, after, timezone, count) => {
		expect(await run('message.getAll', { filters: { after } }, baseUrl(), { timezone })).toHaveLength(count);
	});

	test('from one run to the next nothing is lost, and nothing comes twice', async () => {
		const texts = async (filters: IDataObject) => (await run('message.getAll', { returnAll: true, filters }, baseUrl())).map(({ message }) => message);
		const whole = await texts({ after: at('01:00'), before: at('09:00') });
		expect([...(await texts({ after: at('05:00'), before: at('09:00') })), ...(await texts({ after: at('01:00'), before: at('05:00') }))]).toEqual(whole);
		expect(whole).toHaveLength(8);
	});

	test.each([
		[{ phone: '1001' }, 'Phone: it is not a Korean phone number', /area code.*Found: "1001"|Found: "1001".*area code/],
		[{ phone: 1000001111 }, 'Phone: it is not a Korean phone number', /The 0 at the front is missing/],
		[{ phone: '={{ $json.nothing }}' }, 'Phone: the expression gives nothing', /remove this filter/],
		[{ after: 'this morning' }, 'After: it is no date and time', /Found: "this morning"\. Enter one such as 2026-11-22 09:30/],
		[{ after: '2026-02-30 09:30' }, 'After: it is no date and time', /2026-02-30/],
		[{ before: '2026/11/22 9:30' }, 'Before: it is no date and time', /2026-11-22 09:30/],
		[{ before: 'call 1' }, 'Before: it is no date and time', /call 1/],
		[{ after: '2026-11-22T11:00:00', before: '2026-11-22T10:00:00' }, 'After: it is later than Before', /correct one of them/],
		[{ status: ['missed'] }, 'Status: there is none of this name', /"missed".*answered, noAnswer, canceled, busy, failed/],
	])('%j is named, and nothing is asked', async (filters, message, advice) => {
		const { requests } = await asked(async () => {
			const error = await errorOf(run('callHistory.getAllInbound', { filters }, baseUrl()));
			expect(error.message).toBe(message);
			expect(error.description).toMatch(advice);
			expect(error.description).toMatch(/Nothing was sent/);
			return [];
		});
		expect(requests).toEqual([]);
	});
});

describe('records that are not as one would think', () => {
	const inbound = (more: IDataObject) => ({ TIME: '2026-11-22 09:00:00', ENDTIME: '2026-11-22 09:01:00', SRC: '01000001111', DST: '07000001000', DURATION: '60', STATUS: 'ANSWERED', CHANNEL: 'SIP/1', ...more });
	const of = async (records: IDataObject[], filters: IDataObject) => {
		const wire = await serve(records.map((record, index) => ({ NO: index + 1, ...record })));
		const items = await run('callHistory.getAllInbound', { returnAll: true, filters }, wire.baseUrl).finally(wire.close);
		return { positions: items.map(({ position }) => position), requests: wire.requests.length };
	};

	test("a time, or a status in a word that nobody knows, passes; a withheld number is nobody's", async () => {
		const odd = [inbound({ TIME: '?' }), inbound({ STATUS: 'PARKED' }), inbound({ SRC: 'anonymous' }), inbound({ SRC: '' }), inbound({ SRC: '****' }), inbound({})];
		expect((await of(odd, { after: '2026-11-22T10:00' })).positions).toEqual([1]);
		expect((await of(odd, { status: ['busy'] })).positions).toEqual([2]);
		expect((await of(odd, { phone: '010-0000-1111' })).positions).toEqual([1, 2, 6]);
	});

	test('one record with a wrong time does not end the reading', async () => {
		const wrong = inbound({ TIME: '1970-01-01 09:00:00', ENDTIME: '1970-01-01 09:01:00' });
		const list = [...Array(3).fill(inbound({})), wrong, ...Array(2).fill(inbound({}))];
		expect(await of(list, { after: '2026-11-22T00:00' })).toEqual({ positions: [1, 2, 3, 5, 6], requests: 2 });
	});

	test('calls that took hours, and stand above one that began while they lasted, do not end it', async () => {
		const long = inbound({ TIME: '2026-11-22 08:00:00', ENDTIME: '2026-11-22 14:00:00', DURATION: '21600' });
		const meanwhile = inbound({ TIME: '2026-11-22 13:00:00', ENDTIME: '2026-11-22 13:01:00' });
		expect(await of([long, long, long, long, meanwhile], { after: '2026-11-22T09:00' })).toMatchObject({ positions: [5] });
	});

	test('calls that came into the list late, above one that began after their end, do not end it', async () => {
		const late = inbound({ TIME: '2026-11-22 09:50:00', ENDTIME: '2026-11-22 09:59:30' });
		const atOnce = inbound({ TIME: '2026-11-22 10:00:00', ENDTIME: '2026-11-22 10:00:05', DURATION: '5' });
		expect(await of([late, late, late, late, atOnce], { after: '2026-11-22T10:00' })).toMatchObject({ positions: [5] });
	});

	test('calls of which nobody knows how long they were do not end it', async () => {
		const call = (TIME: string, DURATION: string) => ({ TIME, SRC: '1000', DST: '0100000****', DURATION, BILLSEC: '0', STATUS: 'OK', KIND: '2' });
		const wire = await serve([...Array(4).fill(call('2026-11-22 08:00:00', '')), call('2026-11-22 11:00:00', '60')].map((record, index) => ({ NO: index + 1, ...record })));
		const items = await run('callHistory.getAll', { filters: { after: '2026-11-22T10:00' } }, wire.baseUrl).finally(wire.close);
		expect(items).toMatchObject([{ position: 5 }]);
	});
});
