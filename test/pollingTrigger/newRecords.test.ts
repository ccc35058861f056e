import fc from 'fast-check';

import { findNew } from '../../nodes/UplusCentrex/pollingTrigger/newRecords';
import type { Memory } from '../../nodes/UplusCentrex/pollingTrigger/newRecords';
import type { Entry, WatchedList } from '../../nodes/UplusCentrex/pollingTrigger/span';

const START = Date.parse('2026-01-01T00:00:00Z');
const HOUR = 3600;
const DAY_MS = 24 * HOUR * 1000;
/** A Korean time, so many seconds after the start of the day that these tests play on. */
const at = (seconds: number) => `${new Date(START + seconds * 1000).toISOString().slice(0, 19)}+09:00`;

interface Call {
	name: string;
	start: number;
	end: number;
}

/** A service's list, newest first by start, with what happens between the requests of one poll. */
class Service implements WatchedList {
	windowMs = DAY_MS;
	calls: Call[] = [];
	pagesRead: number[] = [];
	/** What happens before the next requests, one a request. */
	between: Array<() => void> = [];
	totals = true;
	/** The service keeps so many only. */
	keeps = Infinity;

	constructor(readonly perPage = 10) {}

	add(...calls: Call[]): void {
		for (const call of calls) {
			const place = this.calls.findIndex(({ start }) => start <= call.start);
			this.calls.splice(place < 0 ? this.calls.length : place, 0, call);
		}
		this.calls.splice(this.keeps);
	}

	async readPage(page: number) {
		this.between.shift()?.();
		this.pagesRead.push(page);
		const entries = this.calls.slice((page - 1) * this.perPage, page * this.perPage).map(
			({ name, start, end }): Entry => ({ key: `${name} ${start}`, start: at(start), end: at(end), record: { name } }),
		);
		const isLast = page * this.perPage >= this.calls.length;
		return { entries, isLast, perPage: this.perPage, ...(this.totals && { total: this.calls.length }) };
	}
}

const call = (name: string, start: number, end = start): Call => ({ name, start, end });

/** A trigger: what it remembers, and whatever it has handed on. */
class Trigger {
	memory: Memory | undefined;
	readonly emitted: string[] = [];

	constructor(readonly service: Service) {}

	/** @returns the names that this poll hands on */
	async poll(): Promise<string[]> {
		this.service.pagesRead = [];
		const found = await findNew(this.service, this.memory, () => 30);
		if (!found) return [];
		// As n8n keeps it.
		this.memory = JSON.parse(JSON.stringify(found.memoryAfter(found.fresh.length))) as Memory;
		const names = found.fresh.map(({ record }) => String(record.name));
		this.emitted.push(...names);
		return names;
	}
}

let service: Service;
let trigger: Trigger;
beforeEach(() => {
	service = new Service();
	trigger = new Trigger(service);
});

test('what is there at first is known, and what comes is new, once', async () => {
	service.add(call('a', 1), call('b', 2));
	expect(await trigger.poll()).toEqual([]);
	expect(await trigger.poll()).toEqual([]);
	service.add(call('c', 3), call('d', 4));
	expect(await trigger.poll()).toEqual(['c', 'd']);
	expect(await trigger.poll()).toEqual([]);
});

test('the first of an empty list is new', async () => {
	await trigger.poll();
	service.add(call('a', 1));
	expect(await trigger.poll()).toEqual(['a']);
});

test('nothing new is one request, however long the list is', async () => {
	service.add(...Array.from({ length: 200 }, (_, index) => call(`${index}`, index)));
	await trigger.poll();
	await trigger.poll();
	expect(service.pagesRead).toEqual([1]);
});

test('equal records within a second are as many events', async () => {
	service.add(call('x', 5));
	await trigger.poll();
	service.add(call('x', 5), call('x', 5));
	expect(await trigger.poll()).toEqual(['x', 'x']);
	service.add(call('x', 5));
	expect(await trigger.poll()).toEqual(['x']);
	expect(await trigger.poll()).toEqual([]);
});

test('thirty equal records over three pages, and one more', async () => {
	await trigger.poll();
	service.add(...Array.from({ length: 30 }, () => call('x', 5)));
	expect(await trigger.poll()).toHaveLength(30);
	service.add(call('x', 5));
	expect(await trigger.poll()).toEqual(['x']);
	expect(await trigger.poll()).toEqual([]);
});

test('a long call is found below shorter ones, even on a later page', async () => {
	service.add(call('before', 0));
	await trigger.poll();
	service.add(...Array.from({ length: 25 }, (_, index) => call(`short ${index}`, 100 + index, 101 + index)));
	expect(await trigger.poll()).toHaveLength(25);
	service.add(call('long', 50, 200));
	expect(await trigger.poll()).toEqual(['long']);
	expect(await trigger.poll()).toEqual([]);
});

test('older ones that move up because newer ones were deleted start nothing', async () => {
	service.add(...Array.from({ length: 40 }, (_, index) => call(`${index}`, index * HOUR)));
	await trigger.poll();
	service.calls.splice(0, 12);
	expect(await trigger.poll()).toEqual([]);
	service.add(call('new', 41 * HOUR));
	expect(await trigger.poll()).toEqual(['new']);
});

test('pages that move while they are read lose nothing and double nothing', async () => {
	service.add(...Array.from({ length: 5 }, (_, index) => call(`old ${index}`, index)));
	await trigger.poll();
	service.add(...Array.from({ length: 35 }, (_, index) => call(`new ${index}`, 100 + index)));
	service.between = [
		() => undefined,
		() => service.add(call('during 1', 200), call('during 2', 201)),
		() => undefined,
		() => service.add(call('during 3', 202), call('late', 50, 203)),
	];
	for (let poll = 0; poll < 3; poll++) await trigger.poll();
	const expected = [...Array.from({ length: 35 }, (_, index) => `new ${index}`), 'during 1', 'during 2', 'during 3', 'late'];
	expect([...trigger.emitted].sort()).toEqual(expected.sort());
});

test('one that is inserted below what was read, while it is read, pushes out no other', async () => {
	service.add(...Array.from({ length: 5 }, (_, index) => call(`old ${index}`, index)));
	await trigger.poll();
	service.add(...Array.from({ length: 23 }, (_, index) => call(`new ${index}`, 100 + index)), call('twin', 200), call('twin', 200));
	service.between = [() => undefined, () => service.add(call('late', 103, 203))];
	expect((await trigger.poll()).sort()).toEqual([...Array.from({ length: 23 }, (_, index) => `new ${index}`), 'late', 'twin', 'twin'].sort());
});

test('a list that holds only so many records, and moves while it is read', async () => {
	service.keeps = 30;
	service.add(...Array.from({ length: 30 }, (_, index) => call(`old ${index}`, index)));
	await trigger.poll();
	service.add(...Array.from({ length: 15 }, (_, index) => call(`new ${index}`, 100 + index)));
	service.between = [() => undefined, () => service.add(call('during', 200))];
	await trigger.poll();
	await trigger.poll();
	expect([...trigger.emitted].sort()).toEqual([...Array.from({ length: 15 }, (_, index) => `new ${index}`), 'during'].sort());
});

test('a long absence is caught up over several polls, oldest first', async () => {
	service.add(call('old', 0));
	await trigger.poll();
	const names = Array.from({ length: 1000 }, (_, index) => `new ${index}`);
	service.add(...names.map((name, index) => call(name, 10 * DAY_MS / 1000 + index * 600)));
	const requests: number[] = [];
	const added: string[] = [];
	const add = (name: string) => {
		added.push(name);
		service.add(call(name, 20 * DAY_MS / 1000 + added.length));
	};
	for (let poll = 0; poll < 6; poll++) {
		service.between = [() => undefined, () => undefined, () => add(`during ${poll}`)];
		await trigger.poll();
		requests.push(service.pagesRead.length);
	}
	service.between = [];
	await trigger.poll();
	expect(added.length).toBeGreaterThan(2);
	expect(trigger.emitted).toEqual([...names, ...added]);
	expect(Math.max(...requests)).toBeLessThanOrEqual(33);
});

test('without totals it reads on as far as something may be new', async () => {
	service.totals = false;
	service.add(...Array.from({ length: 25 }, (_, index) => call(`old ${index}`, index)));
	await trigger.poll();
	service.add(call('new', 100), call('late', 3, 101));
	expect(await trigger.poll()).toEqual(['new', 'late']);
	expect(await trigger.poll()).toEqual([]);
});

test('a time of the far future makes nothing else look old', async () => {
	service.add(call('old', 0));
	await trigger.poll();
	service.add(call('odd', 400 * DAY_MS / 1000));
	expect(await trigger.poll()).toEqual(['odd']);
	service.add(call('new', 100));
	expect(await trigger.poll()).toEqual(['new']);
});

test('what is remembered stays small, and holds no more than the window', async () => {
	await trigger.poll();
	for (let hundred = 0; hundred < 40; hundred++) {
		service.add(...Array.from({ length: 100 }, (_, index) => call(`${hundred} ${index}`, hundred * 100 + index)));
		await trigger.poll();
	}
	expect(new Set(trigger.emitted).size).toBe(4000);
	expect(trigger.emitted).toHaveLength(4000);
	expect(Object.keys(trigger.memory?.known ?? {}).length).toBeLessThanOrEqual(2001);
	service.add(call('days later', 5 * DAY_MS / 1000));
	expect(await trigger.poll()).toEqual(['days later']);
	expect(Object.keys(trigger.memory?.known ?? {})).toHaveLength(1);
});

test('what is not handed on is new again', async () => {
	service.add(...Array.from({ length: 60 }, (_, index) => call(`old ${index}`, index)));
	await trigger.poll();
	service.add(call('a', DAY_MS / 1000), call('b', 2 * DAY_MS / 1000), call('c', 9 * DAY_MS / 1000));
	const found = await findNew(service, trigger.memory, () => 30);
	trigger.memory = found?.memoryAfter(1);
	service.add(call('d', 9 * DAY_MS / 1000 + 1));
	expect(await trigger.poll()).toEqual(['b', 'c', 'd']);
	expect(service.pagesRead).toEqual([1, 2, 1]);
	expect(await trigger.poll()).toEqual([]);
});

test('one without a time that is handed on first makes nothing look old that waits', async () => {
	const day = DAY_MS / 1000;
	const entry = (name: string, time: string): Entry => ({ key: name, start: time, end: time, record: { name } });
	const entries = [entry('old', at(0))];
	const list = { windowMs: DAY_MS, readPage: async () => ({ entries, isLast: true, perPage: 10, total: entries.length }) };
	let memory = (await findNew(list, undefined, () => 30))?.memoryAfter(0);
	entries.unshift(entry('c', at(9 * day)), entry('b', at(2 * day)), entry('no time', ''));
	memory = (await findNew(list, memory, () => 30))?.memoryAfter(1);
	const found = await findNew(list, memory, () => 30);
	expect(found?.fresh.map(({ key }) => key)).toEqual(['b', 'c']);
});

test('a list that may be read a few pages at a time is caught up a few pages at a time', async () => {
	service.add(call('old', 0));
	await trigger.poll();
	service.add(...Array.from({ length: 50 }, (_, index) => call(`${index}`, 1 + index)));
	service.pagesRead = [];
	const found = await findNew(service, trigger.memory, () => 3);
	expect(found?.fresh.map(({ record }) => record.name)).toEqual(Array.from({ length: 20 }, (_, index) => `${index}`));
	expect(service.pagesRead.length).toBeLessThanOrEqual(5);
});

/** Arrivals, late ones, deletions, polls during which something arrives, polls whose result is lost, and ones of which a part is handed on. */
const step = fc.oneof(
	{ weight: 4, arbitrary: fc.record({ do: fc.constant('arrive' as const), count: fc.integer({ min: 1, max: 40 }), gap: fc.integer({ min: 0, max: 90 }) }) },
	{ weight: 2, arbitrary: fc.record({ do: fc.constant('late' as const), before: fc.integer({ min: 1, max: 2 * HOUR }) }) },
	{ weight: 4, arbitrary: fc.record({ do: fc.constant('poll' as const), during: fc.array(fc.integer({ min: 0, max: 3 }), { maxLength: 5 }), kept: fc.boolean(), part: fc.constantFrom(0, 0.5, 1) }) },
);

test.each([
	[10, true, 30],
	[10, true, 3],
	[10, false, 30],
	[50, true, 30],
])('whatever happens, each record is handed on exactly once (%d a page, totals: %p, at most %d pages)', async (perPage, totals, mostPages) => {
	await fc.assert(
		fc.asyncProperty(fc.array(step, { maxLength: 25 }), async (steps) => {
			const list = new Service(perPage);
			list.totals = totals;
			const watching = new Trigger(list);
			let now = 0;
			let count = 0;
			const expected: string[] = [];
			const arrive = (start: number, end: number) => {
				// Few names, so that many are equal within a second; without totals nobody could tell which of them moved.
				const name = `n${totals ? count++ % 3 : count++}`;
				list.add(call(name, start, end));
				expected.push(`${name} ${start}`);
			};
			await watching.poll();
			const emitted: string[] = [];
			const poll = async (during: number[], kept: boolean, part = 1) => {
				list.between = [() => undefined, ...during.map((many) => () => Array.from({ length: many }).forEach(() => arrive(now, now)))];
				const found = await findNew(list, watching.memory, () => mostPages);
				// A poll that n8n did not live to hand on: neither its items nor its memory.
				if (!found || !kept) return;
				const taken = Math.ceil(found.fresh.length * part);
				watching.memory = found.memoryAfter(taken);
				emitted.push(...found.fresh.slice(0, taken).map(({ key }) => key));
			};
			for (const one of steps) {
				if (one.do === 'arrive') {
					for (let index = 0; index < one.count; index++) arrive((now += one.gap), now);
				} else if (one.do === 'late') {
					now += 1;
					arrive(Math.max(0, now - one.before), now);
				} else await poll(one.during, one.kept, one.part);
			}
			for (let calm = 0; calm < (mostPages < 30 ? 60 : 12); calm++) await poll([], true);
			expect(emitted.sort()).toEqual(expected.sort());
		}),
		{ numRuns: 300 },
	);
});

describe('what is remembered', () => {
	const MINUTE = 60;
	const key = ({ name, start }: Call) => `${name} ${start}`;
	const publish = async (mostPages = 30) => (await findNew(service, undefined, () => mostPages))?.memoryAfter(0);

	test('of a list that is taken as known: each record with its end, and how many of a kind there were', async () => {
		const [one, twin] = [call('a', 0, 30), call('b', HOUR, HOUR + 5)];
		service.add(one, twin, twin);
		expect(await publish()).toEqual({
			known: { [key(one)]: [at(30), 1], [key(twin)]: [at(HOUR + 5), 2] },
			floor: at(HOUR + 5 - 24 * HOUR),
			total: 3,
		});
	});

	test('of a list that is not read to its end: nothing below what was read is new', async () => {
		service.add(...Array.from({ length: 30 }, (_, index) => call(`${index}`, index * MINUTE)));
		expect(await publish(1)).toMatchObject({ floor: at(20 * MINUTE), total: 30 });
		expect(Object.keys((await publish(2))?.known ?? {})).toHaveLength(20);
		expect(service.pagesRead.filter((page) => page > 2)).toEqual([]);
	});

	test('of a list without totals: no number of records', async () => {
		service.totals = false;
		service.add(call('a', 0));
		expect(await publish()).toMatchObject({ total: null });
	});

	test('nothing of what ended before the window', async () => {
		const [edge, later] = [call('edge', HOUR), call('later', 25 * HOUR)];
		service.add(call('old', HOUR - 1), edge, later);
		expect(await publish()).toEqual({ known: { [key(edge)]: [at(HOUR), 1], [key(later)]: [at(25 * HOUR), 1] }, floor: at(HOUR), total: 3 });
	});

	test('of new ones only those that were handed on', async () => {
		service.add(call('a', 0));
		const memory = await publish();
		const [first, second] = [call('first', MINUTE), call('second', 2 * MINUTE)];
		service.add(first, second);
		const found = await findNew(service, memory, () => 30);
		expect(found?.memoryAfter(1)).toEqual({
			known: { ...memory?.known, [key(first)]: [at(MINUTE), 1] },
			floor: at(MINUTE - 24 * HOUR),
			total: 2,
		});
		expect(found?.memoryAfter(2)).toMatchObject({ floor: at(2 * MINUTE - 24 * HOUR), total: 3 });
	});

	test('of 2,001 ends the latest 2,000, and what ended with the last of those', async () => {
		service = new Service(3000);
		service.add(...Array.from({ length: 2002 }, (_, index) => call(`${index}`, index)));
		const memory = await publish();
		expect(Object.keys(memory?.known ?? {})).toHaveLength(2002 - 1);
		expect(memory?.floor).toBe(at(1));
	});

	test.each([
		['before anything else is known', true],
		['later', false],
	])('a record with a time of the far future, %s, does not make the others look old', async (_when, isThere) => {
		const odd = call('odd', Date.UTC(2100, 0) / 1000 - START / 1000);
		service.add(call('a', 0), ...(isThere ? [odd] : []));
		await trigger.poll();
		if (!isThere) {
			service.add(odd);
			expect(await trigger.poll()).toEqual(['odd']);
		}
		service.add(call('b', MINUTE));
		expect(await trigger.poll()).toEqual(['b']);
		service.add(call('c', 2 * MINUTE));
		expect(await trigger.poll()).toEqual(['c']);
	});
});

describe('how far a poll reads, and what it takes for new', () => {
	test('what ended at the end of the window is new, what ended a second before it is not', async () => {
		service.add(call('newest', 25 * HOUR));
		await trigger.poll();
		service.add(call('at its end', HOUR / 2, HOUR), call('before', 0, HOUR - 1));
		expect(await trigger.poll()).toEqual(['at its end']);
	});

	test('without totals it reads down to the end of the window, and not below it', async () => {
		service.totals = false;
		service.add(...Array.from({ length: 200 }, (_, index) => call(`${index}`, index * HOUR)));
		await trigger.poll();
		service.add(call('new', 200 * HOUR));
		expect(await trigger.poll()).toEqual(['new']);
		expect(Math.max(...service.pagesRead)).toBe(3);
	});

	test('a total that the service begins to tell, or tells no more, changes nothing', async () => {
		service.totals = false;
		service.add(call('a', 0));
		await trigger.poll();
		service.totals = true;
		service.add(call('b', 60));
		expect(await trigger.poll()).toEqual(['b']);
		service.totals = false;
		service.add(call('c', 120));
		expect(await trigger.poll()).toEqual(['c']);
	});
});
