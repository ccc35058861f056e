import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';

import { LISTINGS, ROWS } from '../support/operations';
import { openPicker } from '../support/runPicker';
import { errorOf, runAction, runActionWithHints } from '../support/runAction';
import type { ActionRun } from '../support/runAction';
import { credentialFor, listenOnTheWire } from '../support/wire';

/** An office of many lines: which line does what, over the wire. */

const line = (index: number) => `070000010${String(index).padStart(2, '0')}`;
const phone = (index: number) => `0100000${String(index).padStart(4, '0')}`;
const goOn = { settings: { onError: 'continueRegularOutput' as const } };
const FIELD = { __rl: true, mode: 'number', value: '={{ $json.line }}' };

/** What is asked of the service, in order. */
interface Asked {
	id: string;
	command: string;
	to: string[];
	text: string;
}
type Answer = { code?: string; breaks?: boolean; afterMs?: number; remaining?: number };

/** A service that answers each line as it is told, and watches that none asks twice at once. */
async function serve(answerTo: (asked: Asked, earlier: Asked[]) => Answer = () => ({})) {
	const asked: Asked[] = [];
	const underWay = new Map<string, number>();
	let atOnce = 0;
	let atOnceOnALine = 0;
	const server = createServer(async (incoming, response) => {
		const chunks: Buffer[] = [];
		for await (const chunk of incoming) chunks.push(chunk as Buffer);
		const { id, destnumber = '', smsmsg = '' } = Object.fromEntries(new URLSearchParams(Buffer.concat(chunks).toString('utf8')));
		const one = { id, command: (incoming.url ?? '').split('/').at(-1) as string, to: destnumber.split(','), text: smsmsg };
		const { code = '0000', breaks, afterMs = 0, remaining = 500 } = answerTo(one, asked);
		asked.push(one);
		underWay.set(id, (underWay.get(id) ?? 0) + 1);
		atOnceOnALine = Math.max(atOnceOnALine, underWay.get(id) ?? 0);
		atOnce = Math.max(atOnce, [...underWay.values()].reduce((sum, count) => sum + count));
		if (afterMs > 0) await sleep(afterMs);
		underWay.set(id, (underWay.get(id) ?? 0) - 1);
		if (breaks) response.destroy();
		else response.end(JSON.stringify({ SVC_RT: code, SVC_MSG: '', DATAS: code === '0000' ? { STATUS: 'OK', RESCNT: remaining } : null }));
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return {
		asked,
		credential: (lines: number, more: Record<string, string> = {}) =>
			credentialFor(`http://127.0.0.1:${(server.address() as AddressInfo).port}/RestApi`, {
				number: line(0),
				moreNumbers: Array.from({ length: lines - 1 }, (_, index) => line(index + 1)).join('\n'),
				...more,
			}),
		atOnce: () => ({ inAll: atOnce, onALine: atOnceOnALine }),
		forget: () => {
			asked.length = atOnce = atOnceOnALine = 0;
		},
		close: async () => {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		},
	};
}

let service: Awaited<ReturnType<typeof serve>>;
afterEach(async () => await service?.close());

const sending = (lines: number, items: IDataObject[], more: Partial<ActionRun> = {}, options: IDataObject = {}): ActionRun => ({
	parameters: { resource: 'message', operation: 'send', to: '={{ $json.to }}', text: '={{ $json.text }}', options, line: FIELD } as never,
	credential: service.credential(lines),
	items,
	...more,
});
const send = async (...args: Parameters<typeof sending>) => await runAction(sending(...args));
const sentFrom = (id: string) => service.asked.filter((one) => one.id === id).map(({ to, text }) => [to.join(), text]);

describe('an operation', () => {
	test.each(ROWS.map((row) => [row.operation, row.command, row] as const))('%s sends %s from the chosen line, and from the credential’s number where none is chosen', async (operation, _, row) => {
		const [resource, name] = operation.split('.');
		for (const [chosen, id] of [['070-0000-1001', line(1)], ['', line(0)]]) {
			const wire = await listenOnTheWire(row.sample);
			const credential = credentialFor(wire.baseUrl, { number: line(0), moreNumbers: line(1).replace('0700000', '070-0000-') });
			const parameters = { resource, operation: name, ...row.fields, line: { __rl: true, mode: 'list', value: chosen } };
			await runAction({ parameters: parameters as never, credential }).finally(wire.close);
			expect(wire.requests.length).toBeGreaterThan(0);
			expect(new Set(wire.requests.map((__, index) => wire.form(index).id))).toEqual(new Set([id]));
		}
	});

	test.each<[unknown, number]>([
		[undefined, 0],
		['', 0],
		['  ', 0],
		[null, 0],
		[{ __rl: true, mode: 'list', value: '' }, 0],
		['070-0000-1001', 1],
		['+82 70 0000 1002', 2],
		// As a spreadsheet hands it on.
		[7000001002, 2],
		[{ __rl: true, mode: 'number', value: '={{ "070 0000 1001" }}' }, 1],
		[line(0), 0],
	])('with the line %p is of line %p', async (given, index) => {
		service = await serve();
		const parameters = { resource: 'call', operation: 'hangUp', ...(given !== undefined && { line: given }) };
		await runAction({ parameters: parameters as never, credential: service.credential(3) });
		expect(service.asked.map(({ id }) => id)).toEqual([line(index)]);
	});

	test('on a line that is none of the office’s sends nothing, and the error names the number where n8n’s makers do not read it', async () => {
		service = await serve();
		const error = await errorOf(send(3, [{ to: phone(1), text: 'test', line: '070-0000-1077' }]));
		expect(error.message).toBe('Line: this is none of the numbers of the credential');
		expect(error.description).toBe('Found: "070-0000-1077". Choose one of them, or add it to More Lines in the credential. Nothing was sent.');
		expect(error.context).toMatchObject({ itemIndex: 0 });
		expect(service.asked).toEqual([]);
	});

	test('whose expression gives nothing, as with a wrong column, is not of the credential’s number', async () => {
		service = await serve();
		const error = await errorOf(send(3, [{ to: phone(1), text: 'test', lines: line(1) }]));
		expect(error.message).toBe('Line: its expression gives nothing');
		expect(service.asked).toEqual([]);
	});

	test('is of the line that the credential’s own expressions give for the item', async () => {
		service = await serve();
		const credential = service.credential(1, { number: '={{ $json.from }}' });
		const items = [2, 1, 2, 3].map((index, item) => ({ to: phone(item), text: 'test', from: line(index) }));
		const parameters = { resource: 'message', operation: 'send', to: '={{ $json.to }}', text: '={{ $json.text }}', options: {} };
		await runAction({ parameters: parameters as never, credential, items });
		expect([1, 2, 3].map((index) => sentFrom(line(index)))).toEqual([[[phone(1), 'test']], [[`${phone(0)},${phone(2)}`, 'test']], [[phone(3), 'test']]]);
		service.forget();
		const hangUps = { resource: 'call', operation: 'hangUp' };
		await runAction({ parameters: hangUps as never, credential, items });
		expect(service.asked.map(({ id }) => id)).toEqual([2, 1, 2, 3].map(line));
	});

	test('with a wrong row among More Lines sends nothing, and the error names the row', async () => {
		service = await serve();
		const credential = service.credential(1, { moreNumbers: `${line(1)}\nreception` });
		const error = await errorOf(send(1, [{ to: phone(1), text: 'test', line: '' }], { credential }));
		expect(error.message).toBe('More Lines in the credential, row 2: it is no phone number of a line');
		expect(service.asked).toEqual([]);
	});

	test('whose credential n8n cannot read sends nothing, and says why', async () => {
		service = await serve();
		const prepare: ActionRun['prepare'] = (context) => {
			context.getCredentials = async () => await Promise.reject(new Error('Credential with ID "1" does not exist for type "uplusCentrexApi".'));
		};
		const [{ json }] = await send(1, [{ to: phone(1), text: 'test', line: '' }], { ...goOn, prepare });
		expect(json).toEqual({ error: 'Credential with ID "1" does not exist for type "uplusCentrexApi". Check the credential. Nothing was sent.', code: null, codeName: null, outcome: 'notSent' });
	});
});

describe('texts of several lines', () => {
	const rows = (count: number, lines: number, text = 'test') => Array.from({ length: count }, (_, index) => ({ to: phone(index), text, line: line(index % lines) }));

	test('share requests within a line, never across', async () => {
		service = await serve();
		const items = await send(3, rows(33, 3));
		expect(items.map(({ json }) => json.success)).toEqual(Array(33).fill(true));
		for (const index of [0, 1, 2]) {
			const mine = rows(33, 3).filter((row) => row.line === line(index)).map(({ to }) => to);
			expect(sentFrom(line(index))).toEqual([[mine.slice(0, 10).join(), 'test'], [mine[10], 'test']]);
		}
	});

	test('go out side by side, ten lines at once, each line one request at a time: ten lines take a fifth of the time of one at most', async () => {
		// So long that what this machine does beside it hardly counts.
		const afterMs = 1000;
		service = await serve(() => ({ afterMs }));
		const timeOf = async (lines: number) => {
			service.forget();
			const begun = Date.now();
			await send(12, rows(20, lines).map((row, index) => ({ ...row, text: `text ${index}` })));
			expect(service.asked).toHaveLength(20);
			expect(service.atOnce()).toEqual({ inAll: Math.min(lines, 10), onALine: 1 });
			return Date.now() - begun;
		};
		const one = await timeOf(1);
		expect(await timeOf(10)).toBeLessThan(one / 5);
		await timeOf(12);
	}, 60_000);

	test('leave a hint which lines have few sends left', async () => {
		const left: Record<string, number> = { [line(0)]: 100, [line(1)]: 500, [line(2)]: 4 };
		service = await serve(({ id }) => ({ remaining: left[id] }));
		const { hints } = await runActionWithHints(sending(3, rows(3, 3)));
		expect(hints.map(({ message }) => message)).toEqual(['3 texts to 3 recipients in 3 requests: 3 SMS, at most 4 bytes.', `4 sends left on line ${line(2)}.`]);
	});

	test('of a line whose sign-in is refused are not sent, and those of the others are; the error says which line', async () => {
		service = await serve(({ id }) => ({ code: id === line(1) ? '1004' : '0000', afterMs: 5 }));
		const items = await send(3, rows(9, 3).map((row, index) => ({ ...row, text: `text ${index}` })), goOn);
		expect(items.map(({ json }) => json.outcome ?? json.success)).toEqual([true, 'rejected', true, true, 'notSent', true, true, 'notSent', true]);
		expect(service.asked.filter(({ id }) => id === line(1))).toHaveLength(1);
		expect(items[1].json.error).toContain(`This was line ${line(1)}.`);
		expect(items[4].json.error).toMatch(new RegExp(`^Not tried, because an item before was refused: .*This was line ${line(1)}\\.`));
	});

	test('of a line that was refused before are not tried in a run by itself; the others are', async () => {
		service = await serve(({ id }) => ({ code: id === line(1) ? '1004' : '0000' }));
		const byItself = { ...goOn, mode: 'trigger' as const };
		await send(2, rows(2, 2), byItself);
		service.forget();
		const items = await send(2, rows(4, 2), byItself);
		expect(service.asked.map(({ id }) => id)).toEqual([line(0)]);
		expect(items.map(({ json }) => json.outcome ?? json.success)).toEqual([true, 'notSent', true, 'notSent']);
	});

	test('end with an error that is not heeded: no line begins another request, and it tells who has what, from which line', async () => {
		// Line 1 fails at once, while the others wait for their first answer.
		service = await serve(({ id }) => (id === line(1) ? { code: '3004' } : { afterMs: 300 }));
		const error = await errorOf(send(3, rows(60, 3)));
		expect(service.asked.map(({ id, to }) => [id, to.length]).sort()).toEqual([0, 1, 2].map((index) => [line(index), 10]));
		expect(error.message).toMatch(/^The line has no texts left/);
		expect(error.description).toContain(`This was line ${line(1)}.`);
		expect(error.description).toContain('Carried out before it: items 1, 3 to 4, 6 to 7, 9 to 10, 12 to 13, 15 to 16, 18 to 19, 21 to 22, 24 to 25, 27 to 28, 30. Do not send that again.');
	});

	test('that are half sent when another line ends the run are told with their line', async () => {
		const people = (from: number, count: number) => Array.from({ length: count }, (_, index) => phone(from + index));
		service = await serve(({ id }) => (id === line(1) ? { code: '3004', afterMs: 100 } : { afterMs: 200 }));
		const error = await errorOf(send(3, [
			{ to: people(0, 15), text: 'test', line: line(0) },
			{ to: people(100, 1), text: 'test', line: line(1) },
			{ to: people(200, 12), text: 'test', line: line(2) },
		]));
		expect(service.asked).toHaveLength(3);
		expect(error.context).toMatchObject({ itemIndex: 1 });
		expect(error.description).toContain('Not carried out, or not surely, for everybody: items 1, 3.');
		expect(error.description).toContain(`From line ${line(0)}: Sent to: ${people(0, 10).join(', ')}. Not sent to: ${people(10, 5).join(', ')}.`);
		expect(error.description).toContain(`From line ${line(2)}: Sent to: ${people(200, 10).join(', ')}. Not sent to: ${people(210, 2).join(', ')}.`);
	});

	test('of two lines that fail at once: one is the error, what became of the other is told with it', async () => {
		service = await serve(({ id }) => (id === line(1) ? { code: '3004', afterMs: 100 } : { breaks: true, afterMs: 200 }));
		const error = await errorOf(send(2, [{ to: phone(0), text: 'test', line: line(0) }, { to: phone(1), text: 'test', line: line(1) }]));
		expect(error.context).toMatchObject({ itemIndex: 1 });
		expect(error.description).toContain(`Not carried out, or not surely, for everybody: the first item. From line ${line(0)}: Possibly sent to: ${phone(0)}.`);
	});

	test('stop when the workflow is stopped: what was under way may have gone out, and nothing more is sent', async () => {
		const stop = new AbortController();
		service = await serve((_, earlier) => {
			if (earlier.length === 2) setTimeout(() => stop.abort(), 50);
			return { afterMs: 3000 };
		});
		const items = await send(3, rows(30, 3).map((row, index) => ({ ...row, text: `text ${index}` })), { ...goOn, abortSignal: stop.signal });
		expect(service.asked).toHaveLength(3);
		expect(items.map(({ json }) => json.outcome)).toEqual([...Array(3).fill('unknown'), ...Array(27).fill('notSent')]);
	});

	test('a hundred times over, whatever fails: none from a wrong line, none twice, in order for each recipient and line', async () => {
		let fate: Answer['code'][] = [];
		service = await serve((_, earlier) => ({ code: fate[earlier.length % fate.length] }));
		const row = fc.record({ to: fc.uniqueArray(fc.integer({ min: 0, max: 9 }), { minLength: 1, maxLength: 12 }), line: fc.integer({ min: 0, max: 4 }), text: fc.constantFrom('one', 'two') });
		await fc.assert(
			fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 20 }), fc.array(fc.constantFrom('0000', '0000', '3004', '3001'), { minLength: 1, maxLength: 9 }), async (all, codes) => {
				service.forget();
				fate = codes;
				const items = await send(5, all.map(({ to, text, line: index }) => ({ to: to.map(phone), text, line: line(index) })), goOn);
				const told = items.map(({ json }) => (json.recipients ?? []) as Array<{ to: string; status: string }>);
				for (const index of [0, 1, 2, 3, 4]) {
					for (const number of Array.from({ length: 10 }, (_, one) => phone(one))) {
						const wanted = all.flatMap((one, item) => (one.line === index && one.to.map(phone).includes(number) ? [{ item, text: one.text }] : []));
						const sent = service.asked.filter(({ id, to }) => id === line(index) && to.includes(number)).map(({ text }) => text);
						// Those that went out, or may have, are in the rows' order; a row that failed before may have left this number out.
						let place = 0;
						for (const { item, text } of wanted) {
							const status = told[item].find(({ to }) => to === number)?.status;
							if (sent[place] === text) place++;
							else expect(status ?? 'NOT_SENT').toBe('NOT_SENT');
						}
						expect(place).toBe(sent.length);
					}
				}
				expect(service.atOnce().onALine).toBeLessThanOrEqual(1);
			}),
			{ numRuns: 100 },
		);
	}, 120_000);

	test('10,000 rows over 20 lines in random order: each text once, from its line, in order for each recipient', async () => {
		service = await serve();
		let seed = 20261129;
		const random = (most: number) => (seed = (seed * 1103515245 + 12345) % 2147483648) % most;
		const items = Array.from({ length: 10_000 }, (_, index) => ({ to: phone(random(3000)), text: index % 3 === 0 ? `own ${index}` : `text ${random(4)}`, line: line(random(20)) }));
		const results = await send(20, items);
		expect(results.every(({ json }) => json.success)).toBe(true);
		const key = (id: string, to: string) => `${id} ${to}`;
		const wanted = new Map<string, string[]>();
		const sent = new Map<string, string[]>();
		const add = (map: Map<string, string[]>, name: string, text: string) => void map.set(name, [...(map.get(name) ?? []), text]);
		for (const { line: id, to, text } of items) add(wanted, key(id, to), text);
		for (const { id, to, text } of service.asked) to.forEach((number) => add(sent, key(id, number), text));
		expect(sent.size).toBe(wanted.size);
		for (const [name, texts] of wanted) expect([name, sent.get(name)]).toEqual([name, texts]);
		expect(service.atOnce().onALine).toBe(1);
	}, 300_000);
});

test('Find by Number reads the address book of each line once', async () => {
	const list = LISTINGS.find(({ operation }) => operation === 'contact.getAll');
	expect(list).toBeDefined();
	const wire = await listenOnTheWire((response) => {
		const { id } = wire.form(wire.requests.length - 1);
		response.end(JSON.stringify({ SVC_RT: '0000', LISTINFO: { page: 1, numperpage: 10, total: 1 }, DATAS: [{ NO: 1, NAME: `of ${id}`, PHONE1: phone(1), PHONE2: '', GROUP_NAME: '', GROUP_CODE: '', ETC: '' }] }));
	});
	const credential = credentialFor(wire.baseUrl, { number: line(0), moreNumbers: line(1) });
	const items = [0, 1, 0, 1].map((index) => ({ line: line(index) }));
	const found = await runAction({ parameters: { resource: 'contact', operation: 'find', phone: phone(1), line: FIELD } as never, credential, items }).finally(wire.close);
	expect(found.map(({ json }) => json.name)).toEqual([0, 1, 0, 1].map((index) => `of ${line(index)}`));
	expect(wire.requests).toHaveLength(2);
});

describe('a picker', () => {
	test('offers the numbers of the credential, found by their digits, and asks the service nothing', async () => {
		service = await serve();
		const credential = service.credential(3, { number: '02-000-0000' });
		const values = async (filter?: string) => (await openPicker('searchLines', credential, filter)).results;
		expect(await values()).toEqual([{ name: '02-000-0000', value: '020000000' }, ...[1, 2].map((index) => ({ name: `070-0000-100${index}`, value: line(index) }))]);
		expect((await values('0000-1002')).map(({ value }) => value)).toEqual([line(2)]);
		expect(service.asked).toEqual([]);
	});

	test('offers what the chosen line has; with an expression the credential’s number’s', async () => {
		const wire = await listenOnTheWire(JSON.stringify({ SVC_RT: '0000', LISTINFO: { page: 1, numperpage: 10, total: 0 }, DATAS: null }));
		const credential = credentialFor(wire.baseUrl, { number: line(0), moreNumbers: line(1) });
		const chosen = [line(1), { __rl: true, mode: 'list', value: line(1) }, { __rl: true, mode: 'number', value: '={{ $json.line }}' }, '', undefined, null];
		for (const given of chosen) await openPicker('searchContacts', credential, '', '1', given);
		expect(wire.requests.map((_, index) => wire.form(index).id)).toEqual([1, 1, 0, 0, 0, 0].map(line));
		await expect(openPicker('searchContacts', credential, '', '1', '070-0000-1077')).rejects.toThrow('Line: this is none of the numbers of the credential');
		await wire.close();
	});
});
