import { Readable } from 'node:stream';

import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';

import { LISTS } from '../../nodes/UplusCentrex/api/lists';
import type { List } from '../../nodes/UplusCentrex/api/lists';
import { knownAtStart, readPage, readRecords } from '../../nodes/UplusCentrex/api/pages';
import { fakeCaller } from '../support/fakeCaller';
import { errorOf, runAction } from '../support/runAction';
import { credentialFor, listenOnTheWire } from '../support/wire';
import type { WireAnswer } from '../support/wire';

let wire: Awaited<ReturnType<typeof listenOnTheWire>> | undefined;
afterEach(async () => {
	await wire?.close();
	wire = undefined;
});

const contact = (index: number) => ({ NO: index, NAME: `name ${index}`, PHONE1: '0310000001' });
const contacts = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, index) => contact(from + index));
const page = (DATAS: unknown, total: unknown, more: IDataObject = {}) =>
	JSON.stringify({ SVC_RT: '0000', SVC_MSG: 'OK', LISTINFO: { page: 1, numperpage: 10, total }, DATAS, ...more });

const list = async (fields: IDataObject, ...answers: WireAnswer[]) => {
	await wire?.close();
	wire = await listenOnTheWire(...answers);
	const items = await runAction({
		parameters: { resource: 'contact', operation: 'getAll', simplify: false, ...fields } as never,
		credential: credentialFor(wire.baseUrl),
	});
	return { items: items.map(({ json }) => json), pages: wire.requests.map((_, index) => wire?.form(index).page) };
};
const names = (items: IDataObject[]) => items.map(({ NAME }) => NAME);
const all = { returnAll: true };

test('all pages come one after the other, and none is asked for in vain', async () => {
	const { items, pages } = await list(all, page(contacts(1, 10), 20), page(contacts(11, 20), 20));
	expect(items).toEqual(contacts(1, 20));
	expect(pages).toEqual(['1', '2']);
});

test.each([
	[5, 1],
	[10, 1],
	[11, 2],
	[25, 3],
])('a limit of %d asks for %d pages', async (limit, count) => {
	const { items, pages } = await list(
		{ returnAll: false, limit },
		page(contacts(1, 10), 100),
		page(contacts(11, 20), 100),
		page(contacts(21, 30), 100),
	);
	expect(items).toEqual(contacts(1, limit));
	expect(pages).toHaveLength(count);
});

describe('an empty list', () => {
	test.each<[string, string]>([
		['with DATAS null', page(null, 0)],
		['without DATAS', page(undefined, 0)],
		['with DATAS null inside LISTINFO', JSON.stringify({ SVC_RT: '0000', LISTINFO: { total: '0', DATAS: null } })],
		['without LISTINFO', '{"SVC_RT":"0000"}'],
		['as code 4002', '{"SVC_RT":"4002","SVC_MSG":"NO_DATA"}'],
		['as code 4004', '{"SVC_RT":"4004","SVC_MSG":"NO_CHANNEL"}'],
	])('%s gives no items', async (_, answer) => {
		expect(await list(all, answer)).toEqual({ items: [], pages: ['1'] });
	});
});

test('another code is an error', async () => {
	wire = await listenOnTheWire('{"SVC_RT":"4003","SVC_MSG":"NO_STATUS"}');
	const run = runAction({
		parameters: { resource: 'contact', operation: 'getAll' },
		credential: credentialFor(wire.baseUrl),
	});
	expect((await errorOf(run)).message).toMatch(/4003 NO_STATUS/);
});

test('numbers of LISTINFO may be strings, and DATAS may be inside it', async () => {
	const inside = (entries: unknown) =>
		JSON.stringify({ SVC_RT: 'OK', LISTINFO: { page: '1', numperpage: '2', total: '3', DATAS: entries } });
	const { items, pages } = await list(all, inside(contacts(1, 2)), inside(contacts(3, 3)));
	expect(items).toEqual(contacts(1, 3));
	expect(pages).toHaveLength(2);
});

test('an entry that a new one pushes to the next page comes once', async () => {
	const shifted = contacts(10, 19).map((entry, index) => ({ ...entry, NO: index + 11 }));
	const { items } = await list(all, page(contacts(1, 10), 19), page(shifted, 20));
	expect(names(items)).toEqual(names(contacts(1, 19)));
});

test('a list of which something was deleted meanwhile is read again: what moved up to a page that was read is missing in none', async () => {
	const { items } = await list(all, page(contacts(1, 10), 21), page([...contacts(12, 20)], 20), page(contacts(2, 11), 20), page(contacts(12, 21), 20));
	expect(names(items)).toEqual(names(contacts(2, 21)));
});

test('two entries that are the same on one page are two', async () => {
	const twin = { NAME: 'twin', PHONE1: '0310000001' };
	const { items } = await list(all, page([{ NO: 1, ...twin }, { NO: 2, ...twin }], 2));
	expect(items).toHaveLength(2);
});

describe('equal records', () => {
	/** A list that changes while it is read. */
	const service = (records: string[], arrivals: string[][], holds = Infinity): WireAnswer => {
		let list = records.slice(0, holds);
		let asked = 0;
		return (response) => {
			// What has arrived since the request before.
			list = [...(arrivals[asked - 1] ?? []), ...list].slice(0, holds);
			asked++;
			const number = Number(new URLSearchParams(wire?.requests[wire.requests.length - 1].body).get('page'));
			const begin = (number - 1) * 10;
			const DATAS = list.slice(begin, begin + 10).map((NAME, index) => ({ NO: begin + index + 1, NAME, PHONE1: '0310000001' }));
			response.end(page(DATAS.length > 0 ? DATAS : null, list.length));
		};
	};

	test('150 of them are 150 items', async () => {
		const { items, pages } = await list(all, service(Array.from({ length: 150 }, () => 'same'), []));
		expect(items).toHaveLength(150);
		// Whether the list has moved is looked at in between.
		expect(new Set(pages).size).toBe(15);
	});

	test('on a page that moved while others were read come once each', async () => {
		const { items } = await list(all, service(Array.from({ length: 25 }, () => 'same'), [['same', 'same', 'same']]));
		expect(items).toHaveLength(25);
	});

	test('are as many as there were when the reading began, whatever arrives meanwhile', async () => {
		const name = fc.constantFrom('a', 'b', 'c');
		await fc.assert(
			fc.asyncProperty(
				fc.array(name, { maxLength: 45 }),
				fc.array(fc.array(name, { maxLength: 12 }), { maxLength: 4 }),
				async (records, arrivals) => {
					// It stands still in the end: a list that never does may be read from a later moment.
					const { items } = await list(all, service(records, arrivals));
					const read = names(items).join('');
					const stands = [records, ...arrivals.map((_, index) => [...arrivals.slice(0, index + 1).reverse().flat(), ...records])];
					expect(stands.map((stand) => stand.join(''))).toContain(read);
				},
			),
			{ numRuns: 150 },
		);
	}, 60_000);

	test('of a list that holds only so many come once each, too, as long as they differ', async () => {
		const records = Array.from({ length: 40 }, (_, index) => `old ${index}`);
		const { items } = await list(all, service(records, [['new 1', 'new 2']], 40));
		expect(names(items)).toEqual(['new 1', 'new 2', ...records.slice(0, 38)]);
	});
});

test('a page that repeats for ever ends the list', async () => {
	const { items, pages } = await list(all, page(contacts(1, 10), 1000));
	expect(items).toHaveLength(10);
	expect(pages).toEqual(['1', '2']);
});

test('a total that grows with every page does not go on for ever', async () => {
	let asked = 0;
	const growing: WireAnswer = (response) => {
		asked++;
		response.end(page(contacts(asked * 10 - 9, asked * 10), (asked + 1) * 10));
	};
	const { pages } = await list(all, growing);
	expect(pages.length).toBeGreaterThan(3);
	expect(pages.length).toBeLessThan(50);
});

test('one odd record does not spoil the page', async () => {
	const { items } = await list({ ...all, simplify: true }, page([contact(1), null, 'odd', { NO: 'x', NAME: null }, contact(2)], 5));
	expect(items).toMatchObject([{ position: 1, name: 'name 1' }, { position: null, name: '', phone1: '' }, { position: 2 }]);
});

test('an odd sender, time, duration or kind is handed on', async () => {
	wire = await listenOnTheWire(
		page([{ NO: 1, TIME: 'yesterday', SRC: '1w234567', DST: '02-62', DURATION: '', BILLSEC: '-', STATUS: 'OK', KIND: '7' }], 1),
	);
	const items = await runAction({
		parameters: { resource: 'callHistory', operation: 'getAll', direction: 'inbound' },
		credential: credentialFor(wire.baseUrl),
	});
	expect(items[0].json).toEqual({
		position: 1,
		startedAt: 'yesterday',
		from: '1w234567',
		to: '0262',
		durationSeconds: null,
		talkSeconds: null,
		status: 'answered',
		kind: '7',
	});
});

test('the seconds that a call rang unanswered are no talk, where the service of today says so', async () => {
	wire = await listenOnTheWire(
		page([{ NO: 1, TIME: '2012-10-05 17:30:30', SRC: '1000', DST: '0100000****', DURATION: '0', BILLSEC: '8', STATUS: 'NO-ANS', KIND: '2' }], 1),
	);
	const [item] = await runAction({
		parameters: { resource: 'callHistory', operation: 'getAll' },
		credential: credentialFor(wire.baseUrl),
	});
	expect(item.json).toMatchObject({ durationSeconds: 8, talkSeconds: 0, status: 'noAnswer' });
});

test('any list gives items or a clear error, each entry once, and ends', async () => {
	const entry = fc.oneof(fc.record({ NO: fc.nat(30), NAME: fc.constantFrom('a', 'b', 'c', 'd') }), fc.anything());
	const count = fc.oneof(fc.nat(40), fc.nat(40).map(String), fc.anything());
	const answer = fc.oneof(
		fc.record({
			SVC_RT: fc.constantFrom('0000', 'OK'),
			LISTINFO: fc.oneof(fc.record({ numperpage: count, total: count, DATAS: fc.array(entry) }), fc.anything()),
			DATAS: fc.oneof(fc.array(entry), fc.constant(undefined), fc.anything()),
		}),
		fc.anything(),
	);
	await fc.assert(
		fc.asyncProperty(fc.array(answer, { minLength: 1, maxLength: 4 }), async (answers) => {
			const outcome = await list({ ...all, simplify: true }, ...answers.map((value) => safeJson(value))).catch((error: Error) => error);
			if (outcome instanceof Error) expect(outcome.message).toMatch(/cannot be read|refused the request/);
			else expect(outcome.pages.length).toBeLessThan(100);
		}),
		{ numRuns: 60 },
	);
}, 60_000);

function safeJson(value: unknown): string {
	try {
		return JSON.stringify(value, (_, part: unknown) => (typeof part === 'bigint' ? String(part) : part)) ?? '';
	} catch {
		return '{';
	}
}

describe('a page', () => {
	const read = async (list: List, answer: string, number = 1, perPage?: number) => {
		const { line, requests } = fakeCaller(answer);
		return { page: await readPage(line, list, number, perPage), body: requests[0].options.body };
	};

	test('is asked for by its number, with what the list takes besides', async () => {
		expect((await read(LISTS.contacts, page([], 0), 3)).body).toEqual({ page: '3' });
		expect((await read(LISTS.contacts, page([], 0), 3, 50)).body).toEqual({ page: '3' });
		expect((await read(LISTS.pastInboundCalls, page([], 0))).body).toEqual({ calltype: 'inbound', page: '1' });
	});

	test.each([
		[undefined, '200'],
		[50, '50'],
		[200, '200'],
		[201, '200'],
	])('of so many records where that can be chosen: %p asks for %s', async (perPage, asked) => {
		expect((await read(LISTS.inboundCalls, page([], 0), 1, perPage)).body).toEqual({ page: '1', num_per_page: asked });
	});

	test.each<[number, IDataObject, boolean, number | undefined, number]>([
		[10, { page: 1, numperpage: 10, total: 10 }, true, 10, 10],
		[10, { page: 1, numperpage: 10, total: 11 }, false, 11, 10],
		[5, { page: 1, numperpage: 5, total: '6' }, false, 6, 5],
		[9, {}, true, undefined, 10],
		[10, {}, false, undefined, 10],
		[10, { numperpage: 0 }, false, undefined, 10],
		[10, { numperpage: 20 }, true, undefined, 20],
	])('of %d records with %p: last %p, of %p, %d a page', async (count, LISTINFO, isLast, total, perPage) => {
		const answer = JSON.stringify({ SVC_RT: '0000', LISTINFO, DATAS: contacts(1, count) });
		expect((await read(LISTS.contacts, answer)).page).toEqual({ entries: contacts(1, count), isLast, total, perPage });
	});

	test('that comes later ends the list where its number says so', async () => {
		expect((await read(LISTS.contacts, page(contacts(1, 10), 30), 2)).page.isLast).toBe(false);
		expect((await read(LISTS.contacts, page(contacts(1, 10), 30), 3)).page.isLast).toBe(true);
	});

	test('holds records only, wherever they stand', async () => {
		expect((await read(LISTS.contacts, page([null, 'x', contact(1), []], 1))).page.entries).toEqual([contact(1)]);
		expect((await read(LISTS.contacts, page(contact(1), 1))).page.entries).toEqual([contact(1)]);
		const inside = JSON.stringify({ SVC_RT: '0000', LISTINFO: { total: 1, DATAS: [contact(1)] } });
		expect((await read(LISTS.contacts, inside)).page.entries).toEqual([contact(1)]);
	});
});

test.each<[string[], string[], number, number | undefined]>([
	// What was read, the page that comes next, where it begins in what was read.
	[['a', 'b', 'c'], ['d', 'e'], 3, 0],
	[['a', 'b', 'c'], ['c', 'd'], 2, 1],
	[['a', 'b', 'c'], ['b', 'c', 'd'], 1, 2],
	[['a', 'b', 'c'], ['b'], 1, 1],
	[['a', 'b', 'c'], ['a', 'b', 'c'], 0, 3],
	[['a', 'b', 'c'], ['x', 'd'], 2, undefined],
	[['a', 'b', 'c'], ['b', 'x', 'd'], 1, undefined],
	[['a', 'b', 'c'], ['a'], -1, undefined],
])('of %p a page with %p that begins at %d has %p known', (keys, pageKeys, begin, known) => {
	expect(knownAtStart(keys, pageKeys, begin)).toBe(known);
});

describe('a list that is read', () => {
	const numbers = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, index) => from + index);
	const readAll = async (...answers: string[]) => {
		const { line, requests } = fakeCaller(...answers);
		const records = await readRecords(line, LISTS.contacts);
		return { read: records.map(({ NO }) => NO), pages: requests.map(({ options }) => options.body.page) };
	};

	test('twice moved in another way is read again, and taken as it comes the third time', async () => {
		const odd = page(contacts(50, 59), 21);
		const { read, pages } = await readAll(page(contacts(1, 10), 20), odd, page(contacts(1, 10), 20), odd, page(contacts(1, 10), 20), odd, page([], 21));
		expect(pages).toEqual(['1', '2', '1', '2', '1', '2', '3']);
		expect(read).toEqual([...numbers(1, 10), ...numbers(50, 59)]);
	});

	test('without totals ends at a page that is not full, is empty, or repeats', async () => {
		const untold = (DATAS: unknown) => JSON.stringify({ SVC_RT: '0000', DATAS });
		expect(await readAll(untold(contacts(1, 10)), untold(contacts(11, 12)))).toEqual({ read: numbers(1, 12), pages: ['1', '2'] });
		expect(await readAll(untold(contacts(1, 10)), untold(null))).toEqual({ read: numbers(1, 10), pages: ['1', '2'] });
		expect(await readAll(untold(contacts(1, 10)), untold(contacts(1, 10)))).toEqual({ read: numbers(1, 10), pages: ['1', '2'] });
	});

	test('and has more than ten thousand pages does not end', async () => {
		const { line } = fakeCaller();
		let number = 0;
		const answer = () => JSON.stringify({ SVC_RT: '0000', LISTINFO: { numperpage: 1 }, DATAS: [contact(++number)] });
		Object.assign(line.caller.helpers, { httpRequestWithAuthentication: async () => ({ statusCode: 200, headers: {}, body: Readable.from([Buffer.from(answer())]) }) });
		await expect(readRecords(line, LISTS.contacts)).rejects.toMatchObject({
			message: 'The list of the service does not end: it has more than 10000 pages',
			advice: 'Turn Return All off, and enter a limit.',
			outcome: 'rejected',
		});
		expect(number).toBe(10_000);
	});

	test('is read as far as is enough', async () => {
		const { line, requests } = fakeCaller(page(contacts(1, 10), 40), page(contacts(11, 20), 40));
		const records = await readRecords(line, LISTS.contacts, { isEnough: (read) => read.length >= 20, perPage: 10 });
		expect([records.length, requests.length]).toEqual([20, 2]);
	});
});
