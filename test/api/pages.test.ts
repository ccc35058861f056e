import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';

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

test('two entries that are the same on one page are two', async () => {
	const twin = { NAME: 'twin', PHONE1: '0310000001' };
	const { items } = await list(all, page([{ NO: 1, ...twin }, { NO: 2, ...twin }], 2));
	expect(items).toHaveLength(2);
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
	expect(items).toMatchObject([{ number: 1, name: 'name 1' }, { number: null, name: '', phone1: '' }, { number: 2 }]);
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
		number: 1,
		startedAt: 'yesterday',
		from: '1w234567',
		to: '0262',
		durationSeconds: null,
		talkSeconds: null,
		status: 'OK',
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
	expect(item.json).toMatchObject({ durationSeconds: 8, talkSeconds: 0, status: 'NO-ANS' });
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
