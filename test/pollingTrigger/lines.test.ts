import type { IDataObject } from 'n8n-workflow';
import * as n8nWorkflow from 'n8n-workflow';

import { openOffice } from '../support/officeOnTheWire';
import { errorOf } from '../support/runAction';
import { openPolling } from '../support/runPolling';
import type { PollingSetup } from '../support/runPolling';
import { credentialFor } from '../support/wire';

const [A, B, C, D, E] = ['07000001000', '07000001001', '07000001002', '07000001003', '07000001004'];
const MINUTE_MS = 60_000;
const TEXTS = 'getrecvsmslist';
const CALLS = 'getinboundcall';
const REFUSED = '{"SVC_RT":"1008","SVC_MSG":"AUTH_ERR"}';
const FAILING = '{"SVC_RT":"9999","SVC_MSG":"ETC_ERR"}';
const LACKING = '{"SVC_RT":"2002","SVC_MSG":"NO_PERM"}';

let office: Awaited<ReturnType<typeof openOffice>>;
/** The time that the trigger has waited, in milliseconds. */
let waited: number;
beforeEach(async () => {
	waited = 0;
	const now = Date.now.bind(Date);
	jest.spyOn(Date, 'now').mockImplementation(() => now() + waited);
	jest.spyOn(n8nWorkflow, 'sleep').mockImplementation(async (milliseconds) => await new Promise((resolve) => setTimeout(resolve, milliseconds / 100)));
	office = await openOffice();
});
afterEach(async () => {
	jest.restoreAllMocks();
	await office.close();
});

const credentialOf = (lines: string[], more: Record<string, string> = {}) =>
	credentialFor(office.baseUrl, { number: lines[0], moreNumbers: lines.slice(1).join('\n'), ...more });
const open = async (lines: string[], more: Partial<PollingSetup> & { parameters?: IDataObject } = {}) => {
	const { parameters, ...setup } = more;
	const usual = { events: ['incomingSms', 'callMissed'], lines: 'all', options: {}, pollTimes: { item: [{ mode: 'everyMinute' }] } };
	return await openPolling({ parameters: { ...usual, ...parameters } as never, credential: credentialOf(lines), ...setup });
};
const published = async (lines: string[], more: Parameters<typeof open>[1] = {}) => {
	const trigger = await open(lines, more);
	await trigger.begin();
	office.asked.length = 0;
	return trigger;
};

const text = (second: number, message = `text ${second}`) => ({ TIME: `2026-11-20 09:30:${String(second).padStart(2, '0')}`, SRC: '010-0000-1234', MNESSAGE: message });
const missed = (minute: number) => {
	const at = `2026-11-20 09:${String(minute).padStart(2, '0')}`;
	return { TIME: `${at}:00`, ENDTIME: `${at}:20`, SRC: '01000001234', DST: '0700', DURATION: '20', STATUS: 'CANCEL', CHANNEL: `SIP/${minute}` };
};
const linesAsked = () => [...new Set(office.asked.map(({ line }) => line))];
const inShort = (items: IDataObject[]) => items.map(({ line, message, event }) => `${line as string} ${(message ?? event) as string}`);

describe('the lines of a credential', () => {
	test('are all asked, and each item says its line; they come in the order of time', async () => {
		const trigger = await published([A, B, C]);
		office.add(A, TEXTS, text(2), text(4));
		office.add(B, TEXTS, text(1), text(3));
		office.add(C, CALLS, missed(1));
		const items = await trigger.poll();
		expect(inShort(items)).toEqual([`${C} callMissed`, `${B} text 1`, `${A} text 2`, `${B} text 3`, `${A} text 4`]);
		expect(Object.keys(items[0]).slice(0, 3)).toEqual(['event', 'line', 'sender']);
		expect(items[1]).toEqual({ event: 'incomingSms', line: B, sender: '01000001234', receiver: B, extension: '', message: 'text 1', receivedAt: '2026-11-20T09:30:01+09:00' });
		expect(await trigger.poll()).toEqual([]);
	});

	test.each([[{ lines: 'number' }], [{ lines: undefined }]])('are not asked but for its number with %p, as in a workflow of before', async (parameters) => {
		const trigger = await open([A, B], { parameters });
		await trigger.begin();
		office.add(A, TEXTS, text(1));
		office.add(B, TEXTS, text(2));
		expect(inShort(await trigger.poll())).toEqual([`${A} text 1`]);
		expect(linesAsked()).toEqual([A]);
		office.instead(A, TEXTS, REFUSED);
		expect((await errorOf(trigger.poll())).message).toMatch(/^The password has expired/);
	});

	test('are those that the field says: another word is told', async () => {
		const trigger = await open([A], { parameters: { lines: 'some' } });
		expect((await errorOf(trigger.begin())).message).toMatch(/^Lines: there is none of this name\. Choose The Credential's Number or All Lines of the Credential\./);
	});

	test('are told by name only where there are several', async () => {
		const trigger = await published([A]);
		office.instead(A, TEXTS, REFUSED);
		const { message, description } = (await errorOf(trigger.poll())) as Error & { description?: string };
		expect([message, description ?? '']).toEqual([expect.stringMatching(/^The password has expired/), expect.not.stringContaining(A)]);
	});
});

describe('a line that fails', () => {
	test('holds up no other: what was found is handed on, and a refusal is told by the first poll that finds nothing', async () => {
		const trigger = await published([A, B, C]);
		office.instead(B, TEXTS, REFUSED);
		for (const second of [1, 2]) {
			office.add(C, TEXTS, text(second));
			expect(inShort(await trigger.poll())).toEqual([`${C} text ${second}`]);
			waited += MINUTE_MS;
		}
		expect(trigger.log).toEqual([expect.stringMatching(/^warn: LG U\+ Centrex Polling Trigger: Line ending in 1001: The password has expired/)]);
		const { message, description } = (await errorOf(trigger.poll())) as Error & { description: string };
		expect(message).toMatch(/^Line ending in 1001: The password has expired.*1008/);
		expect(message).not.toContain(B);
		expect(description).toContain(`This was line ${B}.`);
		expect(await trigger.poll()).toEqual([]);
		expect(office.asked.filter(({ line }) => line === B)).toHaveLength(1);
	});

	test('and was to be told, but could be read meanwhile, is not told any more', async () => {
		const trigger = await published([A, B]);
		const end = office.instead(B, TEXTS, LACKING);
		office.add(A, TEXTS, text(1));
		expect(await trigger.poll()).toHaveLength(1);
		end();
		office.add(A, TEXTS, text(2));
		expect(await trigger.poll()).toHaveLength(1);
		expect(await trigger.poll()).toEqual([]);
	});

	test('and was to be told, but was taken away, is not told any more', async () => {
		const trigger = await published([A, B]);
		office.instead(B, TEXTS, LACKING);
		office.add(A, TEXTS, text(1));
		expect(await trigger.poll()).toHaveLength(1);
		trigger.changeCredential(credentialOf([A]));
		expect(await trigger.poll()).toEqual([]);
		// Nor when it comes back with a trouble of its own that may pass.
		office.instead(B, TEXTS, FAILING);
		trigger.changeCredential(credentialOf([A, B]));
		expect(await trigger.poll()).toEqual([]);
	});

	test('of what may pass is told after ten minutes, of which the other lines know nothing', async () => {
		const trigger = await published([A, B]);
		office.instead(B, TEXTS, FAILING);
		const told: number[] = [];
		for (let minute = 1; minute <= 75; minute++) {
			waited += MINUTE_MS;
			await trigger.poll().catch((error: Error) => {
				expect(error.message).toMatch(/^Line ending in 1001: .*9999/);
				told.push(minute);
			});
		}
		expect(told).toEqual([10, 70]);
		// The other one has been good all the time.
		office.instead(A, TEXTS, FAILING);
		expect(await trigger.poll()).toEqual([]);
	});

	test('with several others alike is told with them at once, and so is their end', async () => {
		const trigger = await published([A, B, C, D, E]);
		const ends = [A, B, C, D, E].map((line) => office.instead(line, TEXTS, FAILING));
		waited += 9 * MINUTE_MS;
		expect(await trigger.poll()).toEqual([]);
		expect(trigger.log).toEqual([expect.stringMatching(/Lines ending in 1000, 1001, 1002 and 2 more: .*9999/)]);
		waited += MINUTE_MS;
		const { message, description } = (await errorOf(trigger.poll())) as Error & { description: string };
		expect(message).toMatch(/^Lines ending in 1000, 1001, 1002 and 2 more: The service reports/);
		expect(description).toContain(`These were the lines ${A}, ${B}, ${C}, ${D} and ${E}.`);
		expect(await trigger.poll()).toEqual([]);
		trigger.log.length = 0;
		ends.slice(0, 2).forEach((end) => end());
		expect(await trigger.poll()).toEqual([]);
		expect(trigger.log).toEqual([
			expect.stringMatching(/Lines ending in 1000 and 1001: the service can be asked again; it could not be since/),
			expect.stringMatching(/Lines ending in 1002, 1003 and 1004: .*9999/),
		]);
	});

	test('in another way than another one is told by another poll', async () => {
		const trigger = await published([A, B, C]);
		office.instead(A, TEXTS, LACKING);
		office.instead(B, TEXTS, REFUSED);
		expect((await errorOf(trigger.poll())).message).toMatch(/^Line ending in 1000: .*2002/);
		expect((await errorOf(trigger.poll())).message).toMatch(/^Line ending in 1001: .*1008/);
		expect(await trigger.poll()).toEqual([]);
	});

	test('with one list hands on what its other one has', async () => {
		const trigger = await published([A, B]);
		office.instead(B, TEXTS, LACKING);
		office.add(B, CALLS, missed(1));
		expect(inShort(await trigger.poll())).toEqual([`${B} callMissed`]);
		expect((await errorOf(trigger.poll())).message).toMatch(/^Line ending in 1001: .*Trigger starts a workflow with each text/);
	});

	test('since it lacks the list of inbound calls has them from the history; the log says which one it is', async () => {
		const trigger = await published([A, B]);
		office.instead(B, CALLS, LACKING);
		await trigger.poll();
		office.add(B, 'callhistory', { TIME: '2026-11-20 09:01:00', SRC: '0100000****', DST: '1001', DURATION: '0', BILLSEC: '20', STATUS: 'NO-ANS', KIND: '2' });
		office.add(A, CALLS, missed(2));
		expect((await trigger.poll()).map(({ line, sender }) => [line, sender])).toEqual([[B, '0100000****'], [A, '01000001234']]);
		expect(trigger.log).toEqual([expect.stringMatching(/Line ending in 1001: The service or the contract.*call history instead/)]);
	});

	test('to answer in time holds up no other, as long as not all four places are taken so', async () => {
		const trigger = await published([A, B, C, D, E]);
		for (const line of [D, E]) office.add(line, TEXTS, text(1));
		const slow = [A, B, C];
		office.beforeAnswers(async ({ line }) => {
			// Until all that can be asked about the others was asked.
			for (let tries = 0; slow.includes(line) && office.asked.length < 3 + 2 * 2 && tries < 200; tries++) await new Promise((resolve) => setTimeout(resolve, 10));
		});
		expect(await trigger.poll()).toHaveLength(2);
		expect(office.asked.slice(0, 7).filter(({ line }) => !slow.includes(line)).map(({ line }) => line).sort()).toEqual([D, D, E, E]);
		expect(office.atOnce()).toEqual({ inAll: 4, ofALine: 1 });
	});
});

describe('publishing', () => {
	test('is refused where a line fails, which the error names; nothing begins then', async () => {
		const trigger = await open([A, B, C]);
		const end = office.instead(B, TEXTS, FAILING);
		const { message, description } = (await errorOf(trigger.begin())) as Error & { description: string };
		expect(message).toMatch(/^Line ending in 1001: The service reports an error/);
		expect(description).toContain(`This was line ${B}.`);
		expect(trigger.staticData()).toEqual({ 'node:Centrex': {} });
		end();
		office.add(A, TEXTS, text(1));
		expect(await trigger.begin()).toEqual([]);
		office.add(A, TEXTS, text(2));
		expect(inShort(await trigger.poll())).toEqual([`${A} text 2`]);
	});

	test('with durable cursors, which do not save the first poll: what comes from then on is new, once', async () => {
		office.add(B, TEXTS, text(1));
		const trigger = await open([A, B]);
		expect(await trigger.beginDurably()).toEqual([]);
		office.add(A, TEXTS, text(2));
		office.add(B, TEXTS, text(3));
		expect(inShort(await trigger.pollDurably(false))).toEqual([`${A} text 2`, `${B} text 3`]);
		expect(inShort(await trigger.pollDurably())).toEqual([`${A} text 2`, `${B} text 3`]);
		office.add(B, TEXTS, text(4));
		expect(inShort(await trigger.pollDurably())).toEqual([`${B} text 4`]);
		expect(await trigger.pollDurably()).toEqual([]);
	});
});

describe('a line that', () => {
	test('is added begins like a newly published trigger, and the others go on', async () => {
		const trigger = await published([A, B]);
		office.add(A, TEXTS, text(1));
		office.add(C, TEXTS, text(2), text(3));
		trigger.changeCredential(credentialOf([A, C, B]));
		expect(inShort(await trigger.poll())).toEqual([`${A} text 1`]);
		office.add(C, TEXTS, text(4));
		office.add(B, TEXTS, text(5));
		expect(inShort(await trigger.poll())).toEqual([`${C} text 4`, `${B} text 5`]);
	});

	test('is added and lacks a list begins with the other one', async () => {
		const trigger = await published([A]);
		office.instead(B, TEXTS, LACKING);
		office.add(B, CALLS, missed(1));
		trigger.changeCredential(credentialOf([A, B]));
		expect((await errorOf(trigger.poll())).message).toMatch(/^Line ending in 1001: /);
		office.add(B, CALLS, missed(2));
		expect(await trigger.poll()).toMatchObject([{ line: B, startedAt: '2026-11-20T09:02:00+09:00' }]);
	});

	test('is taken away is forgotten, and begins anew when it comes back', async () => {
		const trigger = await published([A, B]);
		trigger.changeCredential(credentialOf([A]));
		office.add(B, TEXTS, text(1));
		office.add(A, TEXTS, text(2));
		expect(inShort(await trigger.poll())).toEqual([`${A} text 2`]);
		expect(Object.keys((trigger.staticData()['node:Centrex'] as { lines: object }).lines)).toEqual([A]);
		trigger.changeCredential(credentialOf([A, B]));
		expect(await trigger.poll()).toEqual([]);
		office.add(B, TEXTS, text(3));
		expect(inShort(await trigger.poll())).toEqual([`${B} text 3`]);
	});

	test('was the one of the number, and now is one of the others, notices nothing', async () => {
		const trigger = await published([A, B]);
		office.add(A, TEXTS, text(1));
		office.add(B, TEXTS, text(2));
		trigger.changeCredential(credentialOf([B, A]));
		expect(inShort(await trigger.poll())).toEqual([`${A} text 1`, `${B} text 2`]);
	});

	test('is of another service begins anew, though its number is the same', async () => {
		const trigger = await published([A, B]);
		office.add(A, TEXTS, text(1));
		trigger.changeCredential(credentialOf([A, B], { baseUrl: office.baseUrl.replace('127.0.0.1', 'localhost') }));
		expect(await trigger.poll()).toEqual([]);
		office.add(B, TEXTS, text(2));
		expect(inShort(await trigger.poll())).toEqual([`${B} text 2`]);
	});
});

describe('many lines', () => {
	const numbers = (count: number) => Array.from({ length: count }, (_, index) => `0700000${String(1000 + index)}`);

	test('are asked at most four at once, and one of them not twice, whichever triggers ask', async () => {
		const triggers = [await open(numbers(12)), await open(numbers(12)), await open(numbers(7).reverse())];
		office.beforeAnswers(async () => await new Promise((resolve) => setTimeout(resolve, 5)));
		await Promise.all(triggers.map(async (trigger) => await trigger.begin()));
		await Promise.all(triggers.map(async (trigger) => await trigger.poll()));
		expect(office.atOnce()).toEqual({ inAll: 4, ofALine: 1 });
		expect(office.asked).toHaveLength(2 * 2 * (12 + 12 + 7));
	});

	test('go on before others begin, whose requests fill the pauses', async () => {
		const lines = numbers(12);
		const trigger = await published(lines);
		// A fifth of what they are; an answer takes four times as long as the pause between two requests of a line. A busy machine hardly counts.
		jest.spyOn(n8nWorkflow, 'sleep').mockImplementation(async (milliseconds) => await new Promise((resolve) => setTimeout(resolve, milliseconds / 5)));
		office.beforeAnswers(async () => await new Promise((resolve) => setTimeout(resolve, 800)));
		await trigger.poll();
		const four = (from: number) => office.asked.slice(from, from + 4).map(({ line, command }) => `${line} ${command}`).sort();
		const expected = (from: number, command: string) => lines.slice(from, from + 4).map((line) => `${line} ${command}`);
		expect([four(0), four(4), four(8), four(12), four(16), four(20)]).toEqual([
			expected(0, TEXTS),
			expected(4, TEXTS),
			expected(0, CALLS),
			expected(4, CALLS),
			expected(8, TEXTS),
			expected(8, CALLS),
		]);
	});

	test('that do not fit into a poll are left as they are to the next one, which begins with them', async () => {
		const lines = numbers(12);
		const trigger = await published(lines);
		const before = trigger.staticData();
		for (const line of lines) office.add(line, TEXTS, text(1));
		office.beforeAnswers(async () => void (waited += 5000));
		const polls: string[][] = [];
		const found: string[] = [];
		for (let poll = 0; poll < 8; poll++) {
			office.asked.length = 0;
			found.push(...inShort(await trigger.poll()));
			polls.push(linesAsked());
			if (poll === 0) {
				const memories = (data: IDataObject) => (data['node:Centrex'] as { lines: Record<string, object> }).lines;
				const left = lines.filter((line) => !polls[0].includes(line));
				for (const line of left) expect(memories(trigger.staticData())[line]).toEqual(memories(before)[line]);
			}
		}
		expect(found.sort()).toEqual(lines.map((line) => `${line} text 1`));
		// Each poll begins with those that the one before it has left.
		expect(polls[0].length).toBeLessThan(12);
		const left = lines.filter((line) => !polls[0].includes(line)).slice(0, 4);
		expect(polls[1].slice(0, left.length).sort()).toEqual(left);
		const asked = polls.flat();
		for (const line of lines) expect(asked.filter((one) => one === line).length).toBeGreaterThanOrEqual(2);
	});

	test('of 50 take little to remember', async () => {
		const lines = numbers(50);
		for (const line of lines) {
			office.add(line, TEXTS, ...Array.from({ length: 10 }, (_, index) => text(index)));
			office.add(line, CALLS, ...Array.from({ length: 40 }, (_, index) => missed(index)));
		}
		const trigger = await published(lines);
		expect(JSON.stringify(trigger.staticData()).length).toBeLessThan(150_000);
	});
});

describe('Fetch Test Event', () => {
	test('looks through one line after the other until each kind is found, and remembers nothing', async () => {
		const trigger = await published([A, B, C, D]);
		const before = trigger.staticData();
		office.add(A, CALLS, missed(1));
		office.add(C, TEXTS, text(3));
		office.add(C, CALLS, missed(2));
		expect(inShort(await trigger.fetchTestEvent())).toEqual([`${A} callMissed`, `${C} text 3`]);
		expect(office.asked.map(({ line, command }) => [line, command])).toEqual([[A, TEXTS], [A, CALLS], [B, TEXTS], [C, TEXTS]]);
		expect(trigger.staticData()).toEqual(before);
	});

	test('goes past a line that fails, and tells that only where nothing is found', async () => {
		const trigger = await published([A, B]);
		office.instead(A, TEXTS, REFUSED);
		expect((await errorOf(trigger.fetchTestEvent())).message).toMatch(/^Line ending in 1000: The password has expired/);
		office.add(B, TEXTS, text(1));
		expect(inShort(await trigger.fetchTestEvent())).toEqual([`${B} text 1`]);
	});

	test('ends after twenty seconds with what it has, and says where there is none', async () => {
		const trigger = await published([A, B, C, D]);
		office.beforeAnswers(async () => void (waited += 6000));
		const error = await errorOf(trigger.fetchTestEvent());
		expect(error.message).toBe('There is none yet to try with: no received text, no missed call on these lines');
		expect(error.description).toMatch(/^Call the first of them or send it a text/);
		expect(linesAsked()).toEqual([A, B]);
	});
});
