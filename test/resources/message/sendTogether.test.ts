import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';

import { errorOf, runAction, runActionWithHints } from '../../support/runAction';
import type { ActionRun } from '../../support/runAction';
import { credentialFor, listenOnTheWire } from '../../support/wire';
import type { WireAnswer } from '../../support/wire';

let wire: Awaited<ReturnType<typeof listenOnTheWire>>;
afterEach(async () => await wire.close());

const ok: WireAnswer = JSON.stringify({ SVC_RT: '0000', SVC_MSG: '', DATAS: { STATUS: 'OK', RESCNT: 500 } });
const broken: WireAnswer = (response) => response.destroy();
const refusal = (code: string): WireAnswer => JSON.stringify({ SVC_RT: code, SVC_MSG: 'NO' });

const goOn = { settings: { onError: 'continueRegularOutput' as const } };
const phone = (index: number) => `0100000${String(index).padStart(4, '0')}`;
/** So many rows of a spreadsheet, each with a person of its own. */
const rows = (count: number, text = 'test') => Array.from({ length: count }, (_, index) => ({ to: phone(index), text }));

const sending = (items: IDataObject[], more: Partial<ActionRun> = {}, options: IDataObject = {}): ActionRun => ({
	parameters: { resource: 'message', operation: 'send', to: '={{ $json.to }}', text: '={{ $json.text }}', options } as never,
	credential: credentialFor(wire.baseUrl),
	items,
	...more,
});
const send = async (...args: Parameters<typeof sending>) => await runAction(sending(...args));
const onTheWire = () =>
	wire.requests.map((_, index) => ({ to: wire.form(index).destnumber.split(','), text: wire.form(index).smsmsg }));

test('items with the same text go out ten a request, in their order, and each has its own result', async () => {
	const debug = (numbers: string[]) => numbers.map((number) => `${number}=${number === phone(12) ? 'FAIL' : 'OK'}`).join(',');
	wire = await listenOnTheWire((response) => {
		const { to } = onTheWire()[wire.requests.length - 1];
		const DATAS = { STATUS: 'OK', RESCNT: 500 - wire.requests.length, DEBUG: debug(to) };
		response.end(JSON.stringify({ SVC_RT: '0000', SVC_MSG: '', DATAS }));
	});
	const { items, hints } = await runActionWithHints(sending(rows(25)));
	expect(onTheWire()).toEqual([
		{ to: rows(25).slice(0, 10).map(({ to }) => to), text: 'test' },
		{ to: rows(25).slice(10, 20).map(({ to }) => to), text: 'test' },
		{ to: rows(25).slice(20).map(({ to }) => to), text: 'test' },
	]);
	expect(items).toHaveLength(25);
	items.forEach(({ json, pairedItem }, index) => {
		const isSent = index !== 12;
		expect(pairedItem).toEqual({ item: index });
		expect(json).toEqual({
			success: isSent,
			type: 'SMS',
			bytes: 4,
			sent: isSent ? 1 : 0,
			failed: isSent ? 0 : 1,
			remaining: 499 - Math.floor(index / 10),
			recipients: [{ to: phone(index), status: isSent ? 'OK' : 'FAIL' }],
		});
	});
	expect(hints[0].message).toBe('25 texts to 25 recipients in 3 requests: 25 SMS, at most 4 bytes.');
});

test('items with several recipients fill requests together', async () => {
	wire = await listenOnTheWire(ok);
	const seven = (from: number) => ({ to: rows(30).slice(from, from + 7).map(({ to }) => to), text: 'test' });
	const items = await send([seven(0), seven(7), seven(14)]);
	expect(onTheWire().map(({ to }) => to.length)).toEqual([10, 10, 1]);
	expect(items.map(({ json }) => (json.recipients as Array<{ to: string }>).map(({ to }) => to))).toEqual([seven(0).to, seven(7).to, seven(14).to]);
});

test('items with other texts or options go out on their own', async () => {
	wire = await listenOnTheWire(ok);
	const texts = ['one', 'two', 'one', 'two', 'three'];
	await send(rows(5).map((row, index) => ({ ...row, text: texts[index] })));
	expect(onTheWire()).toEqual([
		{ to: [phone(0), phone(2)], text: 'one' },
		{ to: [phone(1), phone(3)], text: 'two' },
		{ to: [phone(4)], text: 'three' },
	]);
	wire.requests.length = 0;
	const unsupported = ['warn', 'fail', 'warn'];
	await send(rows(3).map((row, index) => ({ ...row, unsupported: unsupported[index] })), {}, { unsupported: '={{ $json.unsupported }}' });
	expect(onTheWire().map(({ to }) => to)).toEqual([[phone(0), phone(2)], [phone(1)]]);
});

test('with Send Together off each item has a request of its own, one after the other', async () => {
	wire = await listenOnTheWire(ok);
	const items = await send(rows(3), {}, { sendTogether: false });
	expect(onTheWire().map(({ to }) => to)).toEqual([[phone(0)], [phone(1)], [phone(2)]]);
	expect(items.map(({ json }) => json.success)).toEqual([true, true, true]);
});

test('two rows for the same person are two texts, and several texts keep their order', async () => {
	wire = await listenOnTheWire(ok);
	const to = phone(1);
	await send([{ to, text: 'one' }, { to: phone(2), text: 'one' }, { to, text: 'one' }, { to, text: 'two' }, { to: phone(3), text: 'one' }]);
	expect(onTheWire()).toEqual([
		{ to: [phone(1), phone(2)], text: 'one' },
		{ to: [phone(1)], text: 'one' },
		{ to: [phone(3)], text: 'one' },
		{ to: [phone(1)], text: 'two' },
	]);
});

test('a long text goes out part by part to ten, then to the next', async () => {
	wire = await listenOnTheWire(ok);
	await send(rows(12, '가'.repeat(400)), {}, { longText: 'split' });
	expect(onTheWire().map(({ to, text }) => [to.length, text.length])).toEqual([[10, 360], [10, 40], [2, 360], [2, 40]]);
});

describe('when a request fails', () => {
	test('each of its items says that of itself, and the others go out', async () => {
		wire = await listenOnTheWire(ok, broken, ok);
		const items = await send(rows(25), goOn);
		expect(wire.requests).toHaveLength(3);
		items.forEach(({ json, pairedItem }, index) => {
			expect(pairedItem).toEqual({ item: index });
			if (index < 10 || index >= 20) return expect(json).toMatchObject({ success: true });
			expect(json).toMatchObject({ outcome: 'unknown', code: null, recipients: [{ to: phone(index), status: 'UNKNOWN' }] });
			expect(json.error).toContain(`Possibly sent to: ${phone(index)}.`);
			expect(json.error).not.toContain(phone(index === 10 ? 11 : 10));
		});
	});

	test('refused, its items say so, and that nothing was sent', async () => {
		wire = await listenOnTheWire(refusal('3004'), ok);
		const items = await send(rows(11), goOn);
		expect(items.slice(0, 10).map(({ json }) => [json.outcome, json.code])).toEqual(Array(10).fill(['rejected', '3004']));
		expect(items[10].json).toMatchObject({ success: true });
	});

	test('an item that has a part in two of them ends with the first, and says who has it', async () => {
		wire = await listenOnTheWire(ok, broken, ok);
		const to = rows(30).map((row) => row.to);
		const items = await send([{ to: to.slice(0, 15), text: 'test' }, { to: to.slice(15, 28), text: 'test' }, { to: phone(99), text: 'test' }], goOn);
		expect(onTheWire().map(({ to: numbers }) => numbers)).toEqual([to.slice(0, 10), to.slice(10, 20), [phone(99)]]);
		const statuses = items.map(({ json }) => (json.recipients as Array<{ status: string }>).map(({ status }) => status));
		expect(statuses[0]).toEqual([...Array(10).fill('OK'), ...Array(5).fill('UNKNOWN')]);
		expect(statuses[1]).toEqual([...Array(5).fill('UNKNOWN'), ...Array(8).fill('NOT_SENT')]);
		expect(items[2].json).toMatchObject({ success: true });
	});

	test('the run ends there unless it is to continue; the error names all who may have it, and the items before', async () => {
		wire = await listenOnTheWire(ok, broken, ok);
		const error = await errorOf(send(rows(25)));
		expect(wire.requests).toHaveLength(2);
		expect(error.message).toBe(
			'The request for items 11 to 20 failed: The service closed the connection without an answer; it may have been carried out',
		);
		expect(error.context).toMatchObject({ itemIndex: 10 });
		expect(error.description).toContain(`Possibly sent to: ${rows(20).slice(10).map(({ to }) => to).join(', ')}.`);
		expect(error.description).toContain('Carried out before it: the first 10 items. Do not send that again.');
	});

	test('the error names also whoever has a text of an item that is half sent', async () => {
		wire = await listenOnTheWire(ok, refusal('3004'));
		const to = rows(22).map((row) => row.to);
		const error = await errorOf(send([{ to: to.slice(0, 11), text: 'one' }, { to: to.slice(11), text: 'two' }]));
		expect(error.description).toContain(`Sent to: ${to.slice(0, 10).join(', ')}.`);
		expect(error.description).toContain(`Not sent to: ${[...to.slice(11), to[10]].join(', ')}.`);
	});

	test('what went before it is told by what became of it: only what went out is not to be sent again', async () => {
		const to = rows(20).map((row) => row.to);
		const DEBUG = to.slice(0, 10).flatMap((number, index) => (index === 5 ? [] : [`${number}=${index === 3 ? 'FAIL' : 'OK'}`])).join(',');
		const half = JSON.stringify({ SVC_RT: '0000', SVC_MSG: '', DATAS: { STATUS: 'OK', DEBUG } });
		wire = await listenOnTheWire(half, refusal('3004'));
		const { description } = await errorOf(send(rows(20)));
		expect(description).toContain('Carried out before it: items 1 to 3, 5, 7 to 10. Do not send that again.');
		expect(description).toContain(`Not carried out, or not surely, for everybody: items 4, 6. Possibly sent to: ${to[5]}. Refused for: ${to[3]}.`);
	});

	test('with a refused sign-in nothing more is sent, whatever waits', async () => {
		wire = await listenOnTheWire(refusal('1004'), ok);
		const items = await send([...rows(3, 'first'), ...rows(20)], goOn);
		expect(wire.requests).toHaveLength(1);
		expect(items.map(({ json }) => json.code)).toEqual(Array(23).fill('1004'));
		expect(items.filter(({ json }) => json.outcome === 'notSent')).toHaveLength(20);
	});
});

describe('an item that cannot be right', () => {
	const withWrong = [{ to: phone(1), text: 'test' }, { to: 'nobody', text: 'test' }, { to: phone(3), text: 'test' }];

	test('does not part the others', async () => {
		wire = await listenOnTheWire(ok);
		const items = await send(withWrong, goOn);
		expect(onTheWire()).toEqual([{ to: [phone(1), phone(3)], text: 'test' }]);
		expect(items.map(({ json }) => json.outcome)).toEqual([undefined, 'notSent', undefined]);
	});

	test('ends the run once those before have gone out, unless it is to continue', async () => {
		wire = await listenOnTheWire(ok);
		const error = await errorOf(send(withWrong));
		expect(onTheWire()).toEqual([{ to: [phone(1)], text: 'test' }]);
		expect(error.context).toMatchObject({ itemIndex: 1 });
		expect(error.description).toMatch(/Nothing was sent for item 2\. Carried out before it: the first item\. Do not send that again\.$/);
	});

	test('names the items before it also where these are not the first ones', async () => {
		wire = await listenOnTheWire(ok, ok, refusal('3004'));
		const texts = ['a', 'b', 'c', 'a', 'b', 'c'];
		const error = await errorOf(send(rows(6).map((row, index) => ({ ...row, text: texts[index] }))));
		expect(error.message).toContain('The line has no texts left');
		expect(error.description).toContain('Carried out before it: items 1 to 2, 4 to 5.');
	});
});

test('whatever comes in and whatever fails: nobody twice, in order, and no item says sent of what was not confirmed', async () => {
	const row = fc.record({
		to: fc.uniqueArray(fc.integer({ min: 0, max: 15 }), { minLength: 1, maxLength: 14 }),
		text: fc.constantFrom('one', 'two', 'three'),
		together: fc.boolean(),
	});
	const answers = fc.infiniteStream(fc.constantFrom('ok', 'ok', 'ok', 'broken', 'refused', 'failed', 'half'));
	let given: Array<'ok' | 'broken' | 'refused' | 'failed' | 'half'> = [];
	let next: IterableIterator<string>;
	wire = await listenOnTheWire((response) => {
		const answer = next.next().value as (typeof given)[number];
		given.push(answer);
		const { to } = onTheWire()[wire.requests.length - 1];
		// Of half of them the answer says nothing.
		const DEBUG = to.filter((_, index) => answer === 'ok' || index % 2 === 0).map((number) => `${number}=OK`).join(',');
		if (answer === 'broken') return void response.destroy();
		const code = { refused: '3004', failed: '3001' }[answer as string];
		response.end(JSON.stringify(code ? { SVC_RT: code, SVC_MSG: 'NO' } : { SVC_RT: '0000', SVC_MSG: '', DATAS: { STATUS: 'OK', DEBUG } }));
	});
	await fc.assert(
		fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 12 }), answers, async (all, stream) => {
			wire.requests.length = 0;
			given = [];
			next = stream[Symbol.iterator]();
			const input = all.map(({ to, text, together }) => ({ to: to.map(phone), text, together }));
			const items = await send(input, goOn, { sendTogether: '={{ $json.together }}' });
			expect(items.map(({ pairedItem }) => pairedItem)).toEqual(all.map((_, item) => ({ item })));

			const told = items.map(({ json }) => (json.recipients ?? []) as Array<{ to: string; status: string }>);
			for (const number of Array.from({ length: 16 }, (_, index) => phone(index))) {
				const wanted = input.flatMap(({ to, text }, item) => (to.includes(number) ? [{ item, text }] : []));
				const sent = onTheWire().flatMap(({ to, text }, index) => {
					expect(to.length).toBeLessThanOrEqual(10);
					expect(new Set(to).size).toBe(to.length);
					return to.includes(number) ? [{ text, answer: given[index], isTold: given[index] === 'ok' || to.indexOf(number) % 2 === 0 }] : [];
				});
				// In the rows' order; a row that failed before may have left this number out.
				let place = 0;
				const statuses: string[] = [];
				for (const { item, text } of wanted) {
					const status = told[item].find(({ to }) => to === number)?.status ?? 'NOT_SENT';
					statuses.push(status);
					const isRejected = items[item].json.outcome === 'rejected';
					if (status === 'NOT_SENT' && !(sent[place]?.text === text && sent[place].answer === 'refused')) continue;
					const one = sent[place++];
					expect(one?.text).toBe(text);
					const expected = one.answer === 'refused' ? 'NOT_SENT' : ['broken', 'failed'].includes(one.answer) || !one.isTold ? 'UNKNOWN' : 'OK';
					expect(status).toBe(expected);
					if (expected === 'UNKNOWN') expect(items[item].json.outcome).toBe('unknown');
					if (isRejected) expect(expected).toBe('NOT_SENT');
				}
				expect(place).toBe(sent.length);
			}
		}),
		{ numRuns: 100 },
	);
}, 180_000);
