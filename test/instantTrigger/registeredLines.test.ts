import { createHash } from 'node:crypto';
import type { ServerResponse } from 'node:http';

import { SimulatorClient } from '../../simulator/client';
import { startSimulator } from '../../simulator/server';
import { errorOf } from '../support/runAction';
import { openTrigger } from '../support/runTrigger';
import type { TriggerSetup } from '../support/runTrigger';
import { credentialFor, listenOnTheWire } from '../support/wire';

/** An office whose lines share a password, and a trigger that works for all of them. */

const NUMBERS = Array.from({ length: 30 }, (_, index) => `0700000${1001 + index}`);
const [A, B, C, D] = NUMBERS;
const PASSWORD = 'demo-office';

let running: Awaited<ReturnType<typeof startSimulator>>;
let simulator: SimulatorClient;
beforeAll(async () => {
	running = await startSimulator({ port: 0, host: '127.0.0.1', office: { lines: NUMBERS.map((number) => ({ number, password: PASSWORD })) } });
	simulator = new SimulatorClient(running.url);
});
afterAll(async () => await running.close());

/** A line's command on its way to the service. */
interface OnTheWay {
	line: string;
	command: string;
}
/** What is done with a command before it reaches the service: an answer stands instead of the service's. */
let before: (asked: OnTheWay) => Promise<string | undefined> | string | undefined;
/** All that were asked, and how many were under way at most: of one line, and of all. */
let asked: OnTheWay[];
let most: { ofALine: number; inAll: number };
let wire: Awaited<ReturnType<typeof listenOnTheWire>>;
beforeEach(async () => {
	await simulator.reset();
	before = () => undefined;
	asked = [];
	most = { ofALine: 0, inAll: 0 };
	const underWay: string[] = [];
	const pass = async (response: ServerResponse, { url, body }: { url: string; body: string }) => {
		const one = { line: new URLSearchParams(body).get('id') ?? '', command: url.split('/').at(-1) ?? '' };
		asked.push(one);
		underWay.push(one.line);
		most.ofALine = Math.max(most.ofALine, underWay.filter((line) => line === one.line).length);
		most.inAll = Math.max(most.inAll, underWay.length);
		const headers = { 'content-type': 'application/x-www-form-urlencoded' };
		const answer = (await before(one)) ?? (await (await fetch(`${simulator.url}${url}`, { method: 'POST', headers, body })).text());
		underWay.splice(underWay.indexOf(one.line), 1);
		response.writeHead(200, { 'content-type': 'text/html; charset=UTF-8' }).end(answer);
	};
	// A service at an address of its own, so that no test knows of another's refusals.
	wire = await listenOnTheWire((response) => void pass(response, wire.requests.at(-1) as { url: string; body: string }));
});
afterEach(async () => {
	jest.restoreAllMocks();
	await wire.close();
});

const open = async (numbers: string[], parameters: TriggerSetup['parameters'] = {}, more: Partial<TriggerSetup> = {}) => {
	const [number, ...others] = numbers;
	return await openTrigger({
		parameters: { callbackHost: '127.0.0.1', lines: 'all', ...parameters },
		credential: credentialFor(wire.baseUrl, { number, moreNumbers: others.join('\n'), password: PASSWORD }),
		...more,
	});
};

/** What each line calls, as it is restored: when something was registered again nobody can restore. */
const registered = async () => {
	const { lines } = await simulator.state();
	const without = (callback: (typeof lines)[number]['callbacks']['ring']) => callback && { ...callback, registeredAt: '' };
	return Object.fromEntries(lines.map(({ number, callbacks: { ring, sms } }) => [number, { ring: without(ring), sms: without(sms) }]));
};
const NOTHING = { ring: null, sms: null };
const nowhere = async (...numbers: string[]) => {
	const all = await registered();
	for (const number of numbers) expect(all[number]).toEqual(NOTHING);
};
const urlsOf = async (number: string) => {
	const { ring, sms } = (await registered())[number];
	return [ring?.url ?? '', sms?.url ?? ''];
};
/** Registers an address that is nobody's here, past the node. */
const somebodyElse = async (id: string, kind: 'ring' | 'sms', callbackurl: string) => {
	const pass = createHash('sha512').update(PASSWORD).digest('hex');
	const body = new URLSearchParams({ id, pass, callbackurl, callbackhost: '203.0.113.9', callbackport: '80' });
	await fetch(`${simulator.url}/RestApi/set${kind}callback`, { method: 'POST', body });
};
const REFUSED = JSON.stringify({ SVC_RT: '3001', SVC_MSG: 'ERR_PROCESS' });
const SIGN_IN_REFUSED = JSON.stringify({ SVC_RT: '1004', SVC_MSG: 'AUTH_ERR' });

/** The query of an event, as the service calls it: with what is registered for a line. */
const eventFor = async (line: string) => {
	const [, sms] = await urlsOf(line);
	return `${sms.split('?')[1]}&sender=01000001234&receiver=0510001000&kind=2&inner_num=1000&message=hello`;
};
const KEY = /(?<=\?key=)[\w-]{43}/;

describe('publishing', () => {
	test('registers every line, and unpublishing removes all', async () => {
		const trigger = await open([A, B, C]);
		await trigger.activate();
		for (const line of [A, B, C]) expect(await urlsOf(line)).toEqual(Array(2).fill(expect.stringMatching(`^${trigger.path}\\?key=[\\w-]{43}$`)));
		await nowhere(D);
		expect(await trigger.remove()).toBe(true);
		await nowhere(A, B, C);
		expect(trigger.log).toEqual([]);
	});

	test.each([[{ lines: 'number' }], [{ lines: undefined }]])('registers the number of the credential alone with %p', async (parameters) => {
		const trigger = await open([A, B], parameters);
		await trigger.activate();
		expect(asked.map(({ line, command }) => `${line === A ? 'A' : line} ${command}`)).toEqual(
			['getringcallback', 'getsmscallback', 'setringcallback', 'getringcallback', 'setsmscallback', 'getsmscallback'].map((command) => `A ${command}`),
		);
		expect(await trigger.receive({ query: await eventFor(A) })).toMatchObject({ items: [{ line: A }] });
		await trigger.remove();
		expect([...new Set(asked.map(({ line }) => line))]).toEqual([A]);
		await nowhere(A, B);
	});

	test('with another choice than these names the field', async () => {
		const trigger = await open([A, B], { lines: 'some' });
		expect((await errorOf(trigger.activate())).message).toMatch(/^Lines: there is none of this name\. Choose The Credential's Number or All Lines of the Credential\./);
		expect(await trigger.remove()).toBe(false);
		expect(asked).toEqual([]);
	});

	test('gives each line a key of its own, by which an event says its line, whatever number was dialled', async () => {
		const trigger = await open([A, B, C]);
		await trigger.activate();
		const keys = await Promise.all([A, B, C].map(async (line) => (await urlsOf(line)).map((url) => KEY.exec(url)?.[0])));
		for (const [ring, sms] of keys) expect(ring).toBe(sms);
		expect(new Set(keys.map(([key]) => key)).size).toBe(3);
		// Another process knows it, too, and needs no credential for it.
		const other = await open([A], {}, { staticData: trigger.staticData(), credential: { ...credentialFor(''), password: '' } });
		for (const line of [A, B, C]) {
			const { items } = (await other.receive({ query: await eventFor(line) })) as { items: object[] };
			expect(items).toMatchObject([{ event: 'incomingSms', line, receiver: '0510001000' }]);
			expect(Object.keys(items[0]).slice(0, 3)).toEqual(['event', 'line', 'sender']);
		}
		const stored = JSON.stringify(trigger.staticData());
		for (const [key] of keys) expect(stored).not.toContain(key);
	});

	test('again for one line forgets the key of the other', async () => {
		const all = await open([A, B]);
		await all.activate();
		const query = await eventFor(B);
		const staticData = all.staticData();
		await all.remove();
		const one = await open([A, B], { lines: 'number' }, { staticData });
		await one.activate();
		expect(await one.receive({ query })).toMatchObject({ status: 403 });
		expect(await one.receive({ query: await eventFor(A) })).toMatchObject({ items: [{ line: A }] });
	});

	test('where one line refuses in the middle puts all others back as they were, exactly, and names the line', async () => {
		const [E, F] = NUMBERS.slice(4);
		const numbers = [A, B, C, D, E, F];
		const old = await open([A]);
		await old.activate();
		await somebodyElse(B, 'ring', 'http://crm.example.com/call.php?user=A%26B&x=^1');
		await somebodyElse(D, 'sms', '/crm/text.php?user=1');
		const was = await registered();
		const heard = await eventFor(A);

		before = ({ line, command }) => (line === E && command === 'setsmscallback' ? REFUSED : undefined);
		const trigger = await open(numbers, { ifRegistered: 'replace' }, { staticData: old.staticData() });
		const error = await errorOf(trigger.create());
		expect(error.message).toMatch(/^Line ending in 1005: .*3001 ERR_PROCESS/);
		expect(error.message).not.toContain(E);
		expect(error.description).toContain(`This was line ${E}.`);
		// All had been begun: nothing but putting back can have made it as it was.
		for (const line of numbers) expect(asked).toContainEqual({ line, command: 'setringcallback' });
		expect(await registered()).toEqual(was);
		expect(await trigger.receive({ query: heard })).toMatchObject({ items: [{ line: A }] });
		expect(trigger.log).toEqual([]);
	});

	test('where one cannot be put back puts the others back, and the log names it', async () => {
		before = ({ line, command }) =>
			(line === C && command === 'setsmscallback') || (line === B && command === 'delringcallback') ? REFUSED : undefined;
		const trigger = await open([A, B, C]);
		await errorOf(trigger.create());
		expect(trigger.log).toEqual([
			expect.stringMatching(`^error: LG U\\+ Centrex Trigger: Line ending in ${B.slice(-4)} may still call this workflow for incoming calls, though it listens no more\\. .*3001`),
		]);
		await nowhere(A, C);
		expect((await registered())[B].sms).toBeNull();
	});

	test('where a line calls somebody else changes nothing, and says which line it is', async () => {
		await somebodyElse(C, 'sms', '/crm/text.php');
		const was = await registered();
		const error = await errorOf((await open([A, B, C, D])).create());
		expect(error.message).toMatch(/^Line ending in 1003: The line already calls another address for incoming texts: http:\/\/203\.0\.113\.9:80, registered .* Nothing was changed\.$/);
		expect(error.description).toContain(`This was line ${C}. It is http://203.0.113.9:80/crm/text.php.`);
		expect(await registered()).toEqual(was);
		expect(asked.filter(({ command }) => command.startsWith('set'))).toEqual([]);
	});

	test('where the sign-in of one line is refused asks that line once in five tries, and does not silence the others', async () => {
		before = ({ line }) => (line === B ? SIGN_IN_REFUSED : undefined);
		for (let tries = 0; tries < 5; tries++) {
			// A workflow that this process has not published.
			const trigger = await open([A, B], {}, { webhookId: '5f9c1c0e-0000-4000-8000-000000000003' });
			expect((await errorOf(trigger.activate())).message).toMatch(/^Line ending in 1002: The password is wrong.*1004/);
			expect(await trigger.remove()).toBe(false);
			expect(trigger.log).toEqual([]);
		}
		expect(asked.filter(({ line }) => line === B)).toHaveLength(1);
		const other = await open([A], { lines: 'number' });
		await other.activate();
		expect(await other.receive({ query: await eventFor(A) })).toMatchObject({ items: [{ line: A }] });
	});
});

describe("n8n's time for publishing", () => {
	const wait = async (ms: number) => await new Promise((resolve) => setTimeout(resolve, ms));

	test('is enough for 30 lines at 100 ms an answer: ten at once, each one request at a time', async () => {
		before = async () => void (await wait(100));
		const trigger = await open(NUMBERS);
		const start = Date.now();
		await trigger.activate();
		// Three times ten lines, six requests each.
		expect(Date.now() - start).toBeLessThan(10_000);
		expect(most).toEqual({ ofALine: 1, inAll: 10 });
		for (const line of NUMBERS) expect((await urlsOf(line)).every((url) => url.startsWith(trigger.path))).toBe(true);
		expect(new Set(await Promise.all(NUMBERS.map(async (line) => KEY.exec((await urlsOf(line))[0])?.[0]))).size).toBe(30);
		const end = Date.now();
		expect(await trigger.remove()).toBe(true);
		expect(Date.now() - end).toBeLessThan(10_000);
		await nowhere(...NUMBERS);
	});

	/** Nothing but answers puts the clock on, as if each had taken so long. Ten lines are asked at once: a line's answer takes ten times that. */
	const clockPutOnBy = (ms: () => number) => {
		let now = Date.now();
		jest.spyOn(Date, 'now').mockImplementation(() => now);
		before = () => void (now += ms());
	};

	test('is not enough for 30 lines at 3 s an answer: nothing is changed, and the error says what to do', async () => {
		clockPutOnBy(() => 300);
		const trigger = await open(NUMBERS);
		const { message } = await errorOf(trigger.create());
		expect(message).toBe(
			"Too many lines for n8n's time: as fast as the service answers now, 30 lines cannot be registered within the 84 seconds that n8n gives publishing. Divide the lines among several credentials, and take a workflow for each. Nothing was changed.",
		);
		expect(asked.filter(({ command }) => !command.startsWith('get'))).toEqual([]);
	});

	test('is seen to be too short before all lines are read', async () => {
		clockPutOnBy(() => 2000);
		expect((await errorOf((await open(NUMBERS)).create())).message).toMatch(/^Too many lines/);
		// Ten lines were under way.
		expect(asked.length).toBeLessThanOrEqual(20);
	});

	test.each([
		['30 lines at 2.5 s', 30, 250],
		['ten lines, however slow: fewer would not be faster', 10, 4000],
	])('is enough for %s', async (_, lines, ms) => {
		clockPutOnBy(() => ms);
		const trigger = await open(NUMBERS.slice(0, lines));
		await trigger.create();
		await trigger.remove();
	});

	test('that runs out in the middle, where the service becomes slow, ends in nothing registered', async () => {
		clockPutOnBy(() => (asked.at(-1)?.command.startsWith('set') ? 6000 : 0));
		const trigger = await open(NUMBERS);
		expect((await errorOf(trigger.create())).message).toMatch(/^Too many lines for n8n's time.* Nothing was changed\.$/);
		expect(asked.some(({ command }) => command.startsWith('set'))).toBe(true);
		await nowhere(...NUMBERS);
	});
});

describe('a test run', () => {
	const OTHER_WORKFLOW = { webhookId: '5f9c1c0e-0000-4000-8000-000000000002' };

	test.each([
		['this workflow', {}],
		['another workflow of this n8n', OTHER_WORKFLOW],
	])('takes three lines over from %s, hears each, and hands all back exactly', async (_, more) => {
		const active = await open([A, B, C], {}, more);
		await active.activate();
		const was = await registered();
		const test = await open([A, B, C], {}, { test: true });
		await test.activate();
		for (const line of [A, B, C]) {
			const [ring, sms] = await urlsOf(line);
			// What stood before stands in it, the line's own.
			for (const [url, earlier] of [[ring, was[line].ring?.url], [sms, was[line].sms?.url]]) {
				expect(url).toContain(`${test.path}?key=`);
				expect(decodeURIComponent(String(url).split('&before=')[1])).toBe(`127.0.0.1:8080${earlier}`);
			}
			expect(await test.receive({ query: await eventFor(line) })).toMatchObject({ items: [{ line }] });
		}
		expect(await test.remove()).toBe(true);
		expect(await registered()).toEqual(was);
		for (const line of [A, B, C]) expect(await active.receive({ query: await eventFor(line) })).toMatchObject({ items: [{ line }] });
	});

	test('that n8n did not survive is healed by the next one, on every line', async () => {
		const active = await open([A, B, C]);
		await active.activate();
		await somebodyElse(D, 'ring', '/crm/call.php?a=%zz');
		const was = await registered();
		const more = [{ ifRegistered: 'replace' }, { test: true }] as const;
		await (await open([A, B, C, D], ...more)).activate();
		expect((await registered())[D].ring?.url).toContain('&before=203.0.113.9:80');
		// Another process, with no memory of it.
		const next = await open([A, B, C, D], ...more);
		await next.activate();
		expect(await next.remove()).toBe(true);
		expect(await registered()).toEqual(was);
		for (const line of [A, B, C]) expect(await active.receive({ query: await eventFor(line) })).toMatchObject({ items: [{ line }] });
	});

	test('of all lines, of a workflow that is published for one, gives back the one and leaves nothing on the others', async () => {
		await (await open([A, B], { lines: 'number' })).activate();
		const was = await registered();
		const test = await open([A, B], {}, { test: true });
		await test.activate();
		expect((await urlsOf(B))[0]).toContain(test.path);
		await test.remove();
		expect(await registered()).toEqual(was);
	});
});

describe('unpublishing', () => {
	test('goes on with the others where one is refused, and the log says which one still calls', async () => {
		const trigger = await open([A, B, C]);
		await trigger.activate();
		before = ({ line }) => (line === B ? SIGN_IN_REFUSED : undefined);
		expect(await trigger.remove()).toBe(false);
		await nowhere(A, C);
		expect(trigger.log).toEqual([
			expect.stringMatching(`^error: LG U\\+ Centrex Trigger: Line ending in ${B.slice(-4)} may still call this workflow for incoming calls.*1004`),
			expect.stringMatching(`^error: LG U\\+ Centrex Trigger: Line ending in ${B.slice(-4)} may still call this workflow for incoming texts.*1004`),
		]);
	});

	test('says so also where the line was refused a moment before, without asking it again', async () => {
		const trigger = await open([A, B]);
		await trigger.activate();
		before = ({ line }) => (line === B ? SIGN_IN_REFUSED : undefined);
		await errorOf((await open([A, B], {}, { test: true })).create());
		const sofar = asked.filter(({ line }) => line === B).length;
		expect(await trigger.remove()).toBe(false);
		expect(asked.filter(({ line }) => line === B)).toHaveLength(sofar);
		expect(trigger.log).toEqual([expect.stringMatching(`Line ending in ${B.slice(-4)} may still .* calls`), expect.stringMatching(`Line ending in ${B.slice(-4)} may still .* texts`)]);
		await nowhere(A);
	});

	test('ends also what an earlier choice of lines had registered', async () => {
		const trigger = await open([A, B]);
		await trigger.activate();
		expect(await (await open([A, B], { lines: 'number' }, { staticData: trigger.staticData() })).remove()).toBe(true);
		await nowhere(A, B);
	});

	test('names the line that the credential has no longer', async () => {
		const trigger = await open([A, B]);
		await trigger.activate();
		const fewer = await open([A], {}, { staticData: trigger.staticData() });
		expect(await fewer.remove()).toBe(false);
		expect(fewer.log).toEqual([expect.stringMatching(`^error: LG U\\+ Centrex Trigger: Line ending in ${B.slice(-4)} may still call this workflow, though it listens no more: it is none of the credential's any more\\.`)]);
		await nowhere(A);
	});
});

describe('a start of n8n 2.6', () => {
	const atStart = async (trigger: Awaited<ReturnType<typeof open>>, numbers = [A, B, C]) =>
		await open(numbers, {}, { staticData: trigger.staticData(), activation: 'init' });

	test('looks at all lines', async () => {
		const trigger = await open([A, B, C]);
		await trigger.activate();
		expect(await (await atStart(trigger)).checkExists()).toBe(true);
		await somebodyElse(C, 'sms', '/crm/text.php');
		expect(await (await atStart(trigger)).checkExists()).toBe(false);
	});

	test('registers a line anew that has the key of another', async () => {
		const trigger = await open([A, B, C]);
		await trigger.activate();
		const [ofA] = await urlsOf(A);
		const { port, host } = (await registered())[A].ring as { port: number; host: string };
		const pass = createHash('sha512').update(PASSWORD).digest('hex');
		const body = new URLSearchParams({ id: B, pass, callbackurl: ofA, callbackhost: host, callbackport: String(port) });
		await fetch(`${simulator.url}/RestApi/setringcallback`, { method: 'POST', body });
		expect(await (await atStart(trigger)).checkExists()).toBe(false);
	});

	test('takes all as registered where one line cannot be seen: the others are not to fall silent', async () => {
		const trigger = await open([A, B, C]);
		await trigger.activate();
		await somebodyElse(C, 'ring', '/crm/call.php');
		before = ({ line }) => (line === B ? SIGN_IN_REFUSED : undefined);
		const start = await atStart(trigger);
		expect(await start.checkExists()).toBe(true);
		expect(start.log).toEqual([expect.stringMatching(/^warn: .*taken for granted\. Reason: Line ending in 1002: .*1004/)]);
	});
});
