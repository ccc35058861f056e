import { createHash } from 'node:crypto';

import fc from 'fast-check';

import { SimulatorClient } from '../../simulator/client';
import { startSimulator } from '../../simulator/server';
import { expectFaultsToHappen } from '../support/faults';
import { errorOf } from '../support/runAction';
import { openTrigger } from '../support/runTrigger';
import type { TriggerSetup } from '../support/runTrigger';
import { credentialFor, listenOnTheWire } from '../support/wire';

let running: Awaited<ReturnType<typeof startSimulator>>;
let simulator: SimulatorClient;
beforeAll(async () => {
	running = await startSimulator({ port: 0, host: '127.0.0.1' });
	simulator = new SimulatorClient(running.url);
});
afterAll(async () => await running.close());
beforeEach(async () => await simulator.reset());
expectFaultsToHappen(() => simulator);

const LINE = '07000001000';
const registered = async () => (await simulator.line(LINE)).callbacks;
const commands = async () => (await simulator.state()).requests.map(({ command }) => command);

const open = (parameters: TriggerSetup['parameters'] = {}, more: Partial<TriggerSetup> = {}) =>
	openTrigger({
		parameters: { callbackHost: '127.0.0.1', ...parameters },
		credential: credentialFor(`${simulator.url}/RestApi`),
		...more,
	});

const PASS =
	'f64eedc88c765f9c4d96c414b6b309014cd9f15ee67c7e072e0576e6a0229327c1507aa5935b0821a8821fe856124c3db786aec88ad8af123396a13afec5cc66';

/** A command past the node. */
const ask = async (command: string, parameters: Record<string, string>) =>
	await fetch(`${simulator.url}/RestApi/${command}`, { method: 'POST', body: new URLSearchParams({ id: LINE, pass: PASS, ...parameters }) });

/** Registers an address that is nobody's here, past the node. */
const somebodyElse = async (kind: 'ring' | 'sms', callbackurl = '/crm/call.php', callbackhost = '203.0.113.9') => {
	await ask(`set${kind}callback`, { callbackurl, callbackhost, callbackport: '80' });
};

const KEY = /key=[\w-]{43}/;
const keyOf = (url: string) => KEY.exec(url)?.[0].slice('key='.length);
const keyed = (path: string) => expect.stringMatching(new RegExp(`^${path.replaceAll('.', '\\.')}\\?${KEY.source}$`)) as string;
const testUrl = ({ path }: { path: string }) => ({ url: expect.stringMatching(new RegExp(`^${path}\\?${KEY.source}&before=127`)) as string });

/** When something was registered again cannot be restored. */
const withoutTimes = ({ ring, sms }: Awaited<ReturnType<typeof registered>>) =>
	[ring, sms].map((callback) => callback && { ...callback, registeredAt: '' });

const OTHER_WORKFLOW = { webhookId: '5f9c1c0e-0000-4000-8000-000000000002' };

describe('activating', () => {
	test('registers for calls and texts; deactivating removes both', async () => {
		const trigger = await open();
		await trigger.activate();
		const address = { url: keyed(trigger.path), host: '127.0.0.1', port: 8080 };
		expect(await registered()).toMatchObject({ ring: address, sms: address });

		await trigger.remove();
		expect(await registered()).toEqual({ ring: null, sms: null });
	});

	test('asks before it registers and looks afterwards, each once', async () => {
		await (await open({ events: ['incomingCall'] })).create();
		expect(await commands()).toEqual(['getringcallback', 'setringcallback', 'getringcallback']);
	});

	test('registers only what was chosen', async () => {
		await (await open({ events: ['incomingSms'] })).activate();
		expect(await registered()).toMatchObject({ ring: null, sms: { host: '127.0.0.1' } });
	});

	test('again registers it anew, with another key', async () => {
		const trigger = await open();
		await trigger.activate();
		const before = await registered();
		await trigger.activate();
		const after = await registered();
		expect(after).toMatchObject({ ring: { url: keyed(trigger.path) }, sms: { url: after.ring?.url } });
		expect(after.ring?.url).not.toBe(before.ring?.url);
	});

	test('again, where the service refuses, leaves what is registered as it was, and heard', async () => {
		const trigger = await open();
		await trigger.activate();
		const before = await registered();
		await simulator.cause({ command: 'setsmscallback', kind: 'body', body: '{"SVC_RT":"3001","SVC_MSG":"ERR_PROCESS"}' });
		await errorOf(trigger.activate());
		expect(withoutTimes(await registered())).toEqual(withoutTimes(before));
		const [, query] = (before.sms?.url ?? '').split('?');
		const event = 'sender=01000001234&receiver=07000001000&kind=2&inner_num=1000&message=hello';
		expect(await trigger.receive({ query: `${query}&${event}` })).toHaveProperty('items');
	});

	test.each<[string, (url: string) => string]>([
		['as it is', (url) => url],
		['as http:// and a host', (url) => `http://n8n.example.com${url}`],
		['with \\/ for /', (url) => url.replaceAll('/', '\\/')],
	])('recognises its own registration %s, when n8n 2.6 starts', async (_, write) => {
		const trigger = await open();
		await trigger.activate();
		const { url } = (await registered()).ring as { url: string };
		const callback = `2026-11-22 09:30:00^07000001000^127.0.0.1^${write(url)}^8080^1`;
		const service = await listenOnTheWire(JSON.stringify({ SVC_RT: '0000', SVC_MSG: 'OK', DATAS: { CALLBACK: callback } }));
		try {
			const same = await open({}, { credential: credentialFor(service.baseUrl), staticData: trigger.staticData(), activation: 'init' });
			expect(await same.checkExists()).toBe(true);
		} finally {
			await service.close();
		}
	});

	test('after a change of the password registers anew, with another key', async () => {
		await (await open()).activate();
		const { ring } = await registered();
		await simulator.setLine(LINE, { password: 'new-password' });
		const trigger = await open({}, { credential: credentialFor(`${simulator.url}/RestApi`, { password: 'new-password' }) });
		await trigger.activate();
		expect(await registered()).toMatchObject({ ring: { url: keyed(trigger.path) }, sms: { url: keyed(trigger.path) } });
		expect((await registered()).ring?.url).not.toBe(ring?.url);
	});

	test('registers a key that tells nothing of the password, and stores its digest alone', async () => {
		const trigger = await open();
		const keys = new Set<string>();
		for (let times = 0; times < 5; times++) {
			await trigger.activate();
			const { url } = (await registered()).sms as { url: string };
			const key = keyOf(url) as string;
			// What is derived from the password and the line would be the same each time.
			expect(keys).not.toContain(key);
			keys.add(key);
			const stored = JSON.stringify(trigger.staticData());
			expect(stored).not.toContain(key);
			expect(stored).not.toContain(PASS);
			expect(stored).toContain(createHash('sha256').update(key).digest('hex'));
		}
	});

	test('asks nothing beforehand: whether it is registered makes no difference', async () => {
		const trigger = await open();
		await trigger.activate();
		const before = (await commands()).length;
		expect(await trigger.checkExists()).toBe(false);
		expect(await commands()).toHaveLength(before);
	});

	test.each([
		['n8n behind HTTPS', 'https://n8n.example.com', 'auto', '80'],
		['n8n behind HTTPS on a port of its own', 'https://n8n.example.com:8443', 'auto', '80'],
		['n8n on a port that the service calls', 'http://n8n.example.com:8000', 'auto', '8000'],
		['n8n without a port in its address', 'http://n8n.example.com', 'auto', '80'],
		['a port that was chosen', 'https://n8n.example.com', '443', '443'],
		['a port that was chosen by an expression', 'https://n8n.example.com', 8080, '8080'],
	])('takes the port of %s', async (_, baseUrl, callbackPort, port) => {
		await (await open({ callbackPort }, { baseUrl })).activate();
		expect(String((await registered()).sms?.port)).toBe(port);
	});

	test('takes the host of the webhook address where that is an IPv4 address', async () => {
		await (await open({ callbackHost: '' }, { baseUrl: 'http://127.0.0.2:8000' })).activate();
		expect(await registered()).toMatchObject({ ring: { host: '127.0.0.2', port: 8000 } });
	});
});

describe('a wrong field is named and nothing is registered:', () => {
	const real = { service: 'imsCentrex', number: '070-0000-1000', password: 'demo-1000' };
	test.each<[string, TriggerSetup['parameters'], Partial<TriggerSetup>, RegExp]>([
		[
			'no callback host',
			{ callbackHost: '' },
			{ baseUrl: 'https://n8n.example.com' },
			/^Callback Host: it is empty, and the webhook address of this n8n \(https:\/\/n8n\.example\.com\) has a name where the service needs an IPv4 address\. Enter the public/,
		],
		['a host name', { callbackHost: 'n8n.example.com' }, {}, /^Callback Host: it is not an IPv4 address\. Enter the public IPv4 address/],
		[
			'an address of the office network for LG U+',
			{ callbackHost: '192.168.0.10' },
			{ credential: real },
			/^Callback Host: 192\.168\.0\.10 is an address of a private network or of this computer, where LG U\+ cannot call/,
		],
		['this computer for LG U+', { callbackHost: '' }, { credential: real }, /^Callback Host: 127\.0\.0\.1 is an address of a private/],
		['no events', { events: [] }, {}, /^Events: none is chosen/],
		[
			'a port the service does not call',
			{},
			{ baseUrl: 'http://localhost:5678' },
			/^Callback Port: .* port 5678, which the service does not call\. Put a reverse proxy .* 80, 443, 8000, 8080, and choose that port here/,
		],
		['no port', { callbackPort: 'eighty' }, {}, /^Callback Port: it is not a port\. Enter a number/],
		['a range that is none', { options: { allowedIps: '203.0.113.0/24, 203.0.113' } }, {}, /^Allowed IPs: entry 2 is neither an IPv4 address nor a range/],
		['no number in the credential', {}, { credential: { ...credentialFor('http://127.0.0.1:1'), number: '' } }, /^Number in the credential/],
	])('%s', async (_, parameters, more, message) => {
		const trigger = await open(parameters, more);
		expect((await errorOf(trigger.activate())).message).toMatch(message);
		// n8n cleans up after a failed activation.
		expect(await trigger.remove()).toBe(false);
		expect(await commands()).toEqual([]);
	});

	test('a port that is not arranged is refused by the service, and no half of it stays', async () => {
		const trigger = await open({ callbackPort: 'other', arrangedPort: 9999 });
		expect((await errorOf(trigger.activate())).message).toMatch(/^The service does not accept this callback address \(1002 PARAM_ERR\)\. Check its host.*and its port: 80, 443, 8000 or 8080/);
		expect(await registered()).toEqual({ ring: null, sms: null });
	});
});

describe("somebody else's registration", () => {
	test('is left alone and named, with the time since when', async () => {
		await somebodyElse('sms', '/crm/call.php?password=secret');
		const trigger = await open();
		const error = await errorOf(trigger.activate());
		expect(error.message).toMatch(
			/already calls another address for incoming texts: http:\/\/203\.0\.113\.9:80, registered \d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+09:00\./,
		);
		// n8n shows the message alone here: it must say what to do.
		expect(error.message).toMatch(/set If Already Registered to Replace\. Nothing was changed\.$/);
		// Another program's path may be its secret, and n8n sends messages to its makers.
		expect(error.message).not.toMatch(/secret|crm/);
		expect(error.description).toContain('It is http://203.0.113.9:80/crm/call.php?…. ');
		// n8n cleans up after a failed activation.
		await trigger.remove();
		expect(await registered()).toMatchObject({ ring: null, sms: { url: '/crm/call.php?password=secret' } });
	});

	test('may be this workflow on another computer', async () => {
		const trigger = await open();
		await somebodyElse('ring', trigger.path, '203.0.113.9');
		expect((await errorOf(trigger.activate())).message).toMatch(/It is this workflow under another address: if n8n has moved, set If/);
		await trigger.remove();
		expect(await registered()).toMatchObject({ ring: { host: '203.0.113.9' } });
	});

	test('may be another workflow of this n8n', async () => {
		await (await open({}, OTHER_WORKFLOW)).activate();
		expect((await errorOf((await open()).activate())).message).toMatch(/already calls another address for incoming calls/);
	});

	test('is replaced when told to', async () => {
		await somebodyElse('ring');
		const trigger = await open({ ifRegistered: 'replace' });
		await trigger.activate();
		expect(await registered()).toMatchObject({ ring: { url: keyed(trigger.path) } });
		await trigger.remove();
		// It was replaced for good.
		expect(await registered()).toEqual({ ring: null, sms: null });
	});

	test('that came after ours is not removed by deactivating', async () => {
		const trigger = await open();
		await trigger.activate();
		await somebodyElse('ring');
		await trigger.remove();
		expect(await registered()).toMatchObject({ ring: { url: '/crm/call.php' }, sms: null });
	});

	test('is replaced by a test run for a moment only, when told to, and restored exactly', async () => {
		await somebodyElse('ring', 'http://crm.example.com/call.php?user=A%26B&x=^1');
		const before = await registered();
		const test = await open({ ifRegistered: 'replace' }, { test: true });
		await test.activate();
		expect(await registered()).toMatchObject({ ring: { url: expect.stringContaining(test.path) } });
		await test.remove();
		expect(withoutTimes(await registered())).toEqual(withoutTimes(before));
	});

	test('is refused to a test run as well', async () => {
		await somebodyElse('ring');
		await errorOf((await open({}, { test: true })).activate());
		expect(await registered()).toMatchObject({ ring: { url: '/crm/call.php' }, sms: null });
	});
});

describe('a start of n8n 2.6, which asks whether the trigger is registered', () => {
	test.each(['init', 'leadershipChange'] as const)('(%s) registers what the service does not call any more', async (activation) => {
		const trigger = await open({}, { activation });
		expect(await trigger.checkExists()).toBe(false);
		await trigger.create();
		expect(await trigger.checkExists()).toBe(true);
	});

	test.each([
		['is out of reach', 'http://127.0.0.1:9/RestApi', {}, /refused the connection/],
		['refuses the sign-in', undefined, { password: 'changed at a start' }, /1004/],
	])('and whose service %s takes it as registered; the log says so', async (_, baseUrl, more, reason) => {
		const credential = credentialFor(baseUrl ?? `${simulator.url}/RestApi`, more);
		const trigger = await open({}, { activation: 'init', credential });
		expect(await trigger.checkExists()).toBe(true);
		expect(trigger.log).toEqual([expect.stringMatching(/^warn: .*could not be seen; it is taken for granted\. Reason: /)]);
		expect(trigger.log[0]).toMatch(reason);
		// Publishing is another matter.
		await errorOf((await open({}, { credential })).activate());
	});
});

describe('a refused sign-in', () => {
	test('is not repeated by the five tries that n8n makes to publish', async () => {
		// Nothing is published by this process.
		await (await open()).remove();
		const before = (await commands()).length;
		const trigger = await open({}, { credential: credentialFor(`${simulator.url}/RestApi`, { password: 'wrong' }) });
		for (let tries = 0; tries < 5; tries++) {
			expect((await errorOf(trigger.activate())).message).toMatch(/password is wrong.*1004/);
			expect(await trigger.remove()).toBe(false);
		}
		expect((await commands()).slice(before)).toEqual(['getringcallback']);
		expect(trigger.log).toEqual([]);
	});

	test('of one password says nothing of another, and nothing a minute later', async () => {
		const wrong = await open({}, { credential: credentialFor(`${simulator.url}/RestApi`, { password: 'wrong again' }) });
		await errorOf(wrong.activate());
		await (await open()).activate();
		const before = (await commands()).length;
		await errorOf(wrong.activate());
		expect((await commands()).slice(before)).toEqual([]);
		jest.spyOn(Date, 'now').mockReturnValue(Date.now() + 60_000);
		await errorOf(wrong.activate());
		jest.restoreAllMocks();
		expect((await commands()).slice(before)).toEqual(['getringcallback']);
	});

	test('while unpublishing is asked once, and the log says what may still be registered', async () => {
		await (await open()).activate();
		const renamed = await open({}, { credential: credentialFor(`${simulator.url}/RestApi`, { password: 'changed' }) });
		const before = (await commands()).length;
		expect(await renamed.remove()).toBe(false);
		expect((await commands()).slice(before)).toEqual(['getringcallback']);
		expect(renamed.log).toEqual([
			expect.stringMatching(/^error: LG U\+ Centrex Trigger: The line may still call this workflow for incoming calls.*1004/),
			expect.stringMatching(/^error: .*may still call this workflow for incoming texts.*1004/),
		]);
	});
});

describe('a test run', () => {
	test.each([
		['this workflow', {}],
		['another workflow of this n8n', OTHER_WORKFLOW],
	])('takes the line over from %s, and gives it back exactly', async (_, more) => {
		const active = await open({}, more);
		await active.activate();
		const before = await registered();
		const test = await open({}, { test: true });
		await test.activate();
		const { ring, sms } = await registered();
		expect([ring, sms]).toEqual([expect.objectContaining(testUrl(test)), expect.objectContaining(testUrl(test))]);
		// Its own key, and that of what it replaced; how long a URL the service takes nobody knows.
		expect(ring?.url.match(new RegExp(KEY, 'g'))).toHaveLength(2);
		expect(ring?.url.length).toBeLessThan(255);
		await test.remove();
		expect(withoutTimes(await registered())).toEqual(withoutTimes(before));
	});

	test('at another address is refused while a trigger is called: its key would go there', async () => {
		await (await open()).activate();
		const before = await registered();
		const test = await open({ callbackHost: '127.0.0.2', ifRegistered: 'replace' }, { test: true, ...OTHER_WORKFLOW });
		const { message } = await errorOf(test.activate());
		expect(message).toMatch(/^The line calls an LG U\+ Centrex Trigger at another address: http:\/\/127\.0\.0\.1:8080\. A test run hands the line back only/);
		await test.remove();
		expect(await registered()).toEqual(before);
	});

	test('without an active workflow leaves nothing behind', async () => {
		const test = await open({}, { test: true });
		await test.activate();
		await test.remove();
		expect(await registered()).toEqual({ ring: null, sms: null });
	});

	test('gives the line back also when nothing but the service remembers that it ran', async () => {
		const active = await open();
		await active.activate();
		const before = await registered();
		await (await open({}, { test: true })).activate();
		// Another n8n process, with no memory of the test run.
		await (await open({}, { test: true })).remove();
		expect(withoutTimes(await registered())).toEqual(withoutTimes(before));
	});

	test('that was never ended is healed by the next activation', async () => {
		const active = await open();
		await active.activate();
		const before = await registered();
		await (await open({}, { test: true })).activate();
		await active.remove();
		await active.activate();
		expect(await registered()).toMatchObject({ ring: { url: keyed(active.path) }, sms: { url: keyed(active.path) } });
		expect((await registered()).ring?.url).not.toBe(before.ring?.url);
	});

	test.each([
		['of somebody else', 'http://crm.example.com/call.php?user=A%26B&key=%zz&x=^1&before=%'],
		['with characters of all kinds', '/crm/전화 😀.php?a=b&c="d"|e'],
	])('gives back exactly an address %s, also after n8n was killed and its test run began again', async (_, url) => {
		await somebodyElse('ring', url);
		const before = await registered();
		const replace = { ifRegistered: 'replace' };
		await (await open(replace, { test: true })).activate();
		const next = await open(replace, { test: true });
		await next.activate();
		await next.remove();
		expect(withoutTimes(await registered())).toEqual(withoutTimes(before));
	});

	test('gives back an address whose events are heard as before', async () => {
		const active = await open();
		await active.activate();
		await (await open({}, { test: true })).activate();
		await (await open({}, { test: true })).remove();
		const [, query] = ((await registered()).sms?.url ?? '').split('?');
		const event = 'sender=01000001234&receiver=07000001000&kind=2&inner_num=1000&message=hello';
		expect(await active.receive({ query: `${query}&${event}` })).toMatchObject({ items: [{ message: 'hello' }] });
	});

	test('whose URL somebody has spoiled can be ended all the same', async () => {
		const test = await open({}, { test: true });
		const body = { callbackurl: `${test.path}?key=${'k'.repeat(43)}&before=%zz`, callbackhost: '127.0.0.1', callbackport: '8080' };
		await ask('setringcallback', body);
		expect(await test.remove()).toBe(true);
		expect(await registered()).toEqual({ ring: null, sms: null });
	});

	test('during which the active workflow is deactivated leaves nothing behind', async () => {
		const active = await open();
		await active.activate();
		const test = await open({}, { test: true });
		await test.activate();
		await active.remove();
		expect(await registered()).toMatchObject({ ring: { url: keyed(test.path) }, sms: { url: keyed(test.path) } });
		await test.remove();
		expect(await registered()).toEqual({ ring: null, sms: null });
	});

	test.each([
		['the same', {}],
		['another', OTHER_WORKFLOW],
	])('that was never ended is healed by the next test run of %s workflow, when that ends', async (_, more) => {
		const active = await open();
		await active.activate();
		const before = await registered();
		await (await open({}, { test: true })).activate();
		const next = await open({}, { test: true, ...more });
		await next.activate();
		await next.remove();
		await (await open({}, { test: true })).remove();
		expect(withoutTimes(await registered())).toEqual(withoutTimes(before));
	});

	test('that was never ended does not keep another workflow from being activated', async () => {
		await (await open({}, { test: true })).activate();
		const other = await open({}, OTHER_WORKFLOW);
		await other.activate();
		expect(await registered()).toMatchObject({ ring: { url: keyed(other.path) } });
	});

	test('during which somebody else registers leaves that alone', async () => {
		const test = await open({}, { test: true });
		await test.activate();
		await somebodyElse('ring');
		await test.remove();
		expect(await registered()).toMatchObject({ ring: { url: '/crm/call.php' }, sms: null });
	});

	test('whose registration got lost on the way gives the line back to the active workflow', async () => {
		const active = await open();
		await active.activate();
		const before = await registered();
		const test = await open({}, { test: true });
		// The service carries it out, but its answer is lost.
		await simulator.cause({ command: 'setsmscallback', kind: 'disconnect', carryOut: true });
		await errorOf(test.create());
		expect(withoutTimes(await registered())).toEqual(withoutTimes(before));
	});

	test('gives the line back also when the connection breaks for a moment', async () => {
		await (await open()).activate();
		const before = await registered();
		const test = await open({}, { test: true });
		await test.activate();
		await simulator.cause({ command: 'setringcallback', kind: 'disconnect' });
		expect(await test.remove()).toBe(true);
		expect(withoutTimes(await registered())).toEqual(withoutTimes(before));
	});

	test('that cannot give the line back says what to do, and gives back the other half', async () => {
		await (await open()).activate();
		const { sms } = await registered();
		const test = await open({}, { test: true });
		await test.activate();
		await simulator.cause({ command: 'setringcallback', kind: 'body', body: '{"SVC_RT":"3001","SVC_MSG":"ERR_PROCESS"}' });
		expect(await test.remove()).toBe(false);
		expect(test.log).toEqual([
			expect.stringMatching(
				/^error: LG U\+ Centrex Trigger: For incoming calls the line should call http:\/\/127\.0\.0\.1:8080\/webhook\/.*\/callback\.html\?… again, but that could not be registered\. Unpublish the workflow that listens there, and publish it again\. Reason: .*3001/,
			),
		]);
		expect((await registered()).sms?.url).toBe(sms?.url);
	});
});

describe('a registration that the service did not keep is an error:', () => {
	test('its status is not OK', async () => {
		await simulator.cause({
			command: 'setringcallback',
			kind: 'body',
			body: '{"SVC_RT":"0000","SVC_MSG":"OK","DATAS":{"STATUS":"UNKNOWN","DEBUG":""}}',
		});
		expect((await errorOf((await open()).create())).message).toMatch(/did not register the address\. Check Callback Host/);
	});

	test('it calls nothing afterwards', async () => {
		await simulator.cause({
			command: 'setringcallback',
			kind: 'body',
			body: '{"SVC_RT":"0000","SVC_MSG":"OK","DATAS":{"STATUS":"OK","DEBUG":""}}',
		});
		const error = await errorOf((await open()).create());
		expect(error.message).toMatch(/said it had registered the address for incoming calls, but it calls no address\. Another program/);
	});

	test('the second one failed, so the first is taken back', async () => {
		await simulator.cause({ command: 'setsmscallback', kind: 'body', body: '{"SVC_RT":"3001","SVC_MSG":"ERR_PROCESS"}' });
		const trigger = await open();
		expect((await errorOf(trigger.create())).message).toMatch(/3001 ERR_PROCESS/);
		expect(await registered()).toEqual({ ring: null, sms: null });
	});
});

describe('deactivating', () => {
	test('removes also what an earlier choice of events had registered', async () => {
		await (await open()).activate();
		await (await open({ events: ['incomingCall'] })).remove();
		expect(await registered()).toEqual({ ring: null, sms: null });
	});

	test('removes also what was registered with an earlier password', async () => {
		await (await open()).activate();
		await simulator.setLine(LINE, { password: 'new-password' });
		await (await open({}, { credential: credentialFor(`${simulator.url}/RestApi`, { password: 'new-password' }) })).remove();
		expect(await registered()).toEqual({ ring: null, sms: null });
	});

	test.each([
		['of a test run leaves the key of the published workflow in memory', true, 200],
		['forgets the key', false, 403],
	])('%s', async (_, test, status) => {
		await (await open()).activate();
		const [, key] = ((await registered()).ring?.url ?? '').split('?');
		await (await open({}, { test })).remove();
		// Without the static data, in which n8n keeps it as well.
		const event = 'sender=01000001234&receiver=07000001000&kind=1&inner_num=1000';
		expect(await (await open()).receive({ query: `${key}&${event}` })).toMatchObject(status === 200 ? { items: [{ event: 'incomingCall' }] } : { status });
	});

	test('that fails says what to do', async () => {
		const trigger = await open({ events: ['incomingCall'] });
		await trigger.activate();
		await simulator.cause({ command: 'delringcallback', kind: 'body', body: '{"SVC_RT":"9999","SVC_MSG":"ETC_ERR"}' });
		expect(await trigger.remove()).toBe(false);
		expect(trigger.log).toEqual([expect.stringMatching(/^error: .*may still call this workflow for incoming calls, though it listens no more\. Publish it/)]);
	});
});

describe('an event', () => {
	const text = (message: string) => `sender=01000001234&receiver=07000001000&kind=2&inner_num=1000&message=${message}`;
	const ITEM = {
		event: 'incomingSms',
		line: LINE,
		sender: '01000001234',
		receiver: '07000001000',
		extension: '1000',
		message: '예약 가능한가요? 100%',
		receivedAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+09:00$/),
	};

	/** The trigger, registered, with a function that puts its key before a query. */
	const listening = async (parameters: TriggerSetup['parameters'] = {}, more: Partial<TriggerSetup> = {}) => {
		const trigger = await open(parameters, more);
		await trigger.activate();
		const { ring, sms } = await registered();
		const { url } = (ring ?? sms) as { url: string };
		const registeredQuery = url.slice(url.indexOf('?') + 1);
		return { ...trigger, withKey: (query: string) => `${registeredQuery}&${query}` };
	};

	test('becomes one item, with the Hangul right', async () => {
		const { receive, withKey } = await listening();
		expect(await receive({ query: withKey(text(encodeURIComponent(ITEM.message))) })).toEqual({ items: [ITEM] });
	});

	test('becomes one item also in EUC-KR', async () => {
		const { receive, withKey } = await listening();
		expect(await receive({ query: withKey(text('%C7%D1%B1%DB+100%25')) })).toMatchObject({ items: [{ message: '한글 100%' }] });
	});

	test.each(['%C7%D1%B1%DB+100%25', encodeURIComponent('한글 100%')])('becomes one item also as a form: %s', async (message) => {
		const { receive, withKey } = await listening();
		const query = withKey('').replace(/&$/, '');
		expect(await receive({ query, form: text(message) })).toMatchObject({ items: [{ ...ITEM, message: '한글 100%' }] });
	});

	test('becomes one item in a test run, and carries the key of what was registered', async () => {
		await (await open()).activate();
		const { receive, withKey } = await listening({}, { test: true });
		expect(withKey('')).toContain('&before=');
		expect(await receive({ query: withKey(text('hello')) })).toMatchObject({ items: [{ message: 'hello' }] });
	});

	test('reaches n8n also under another path, as behind a reverse proxy that strips one', async () => {
		const { receive, withKey } = await listening({}, { baseUrl: 'http://127.0.0.1:8080/n8n' });
		expect((await registered()).ring?.url).toMatch(/^\/n8n\/webhook\//);
		expect(await receive({ query: withKey(text('hello')) })).toMatchObject({ items: [{ message: 'hello' }] });
	});

	test('is taken whatever number was dialled: its key says whose it is', async () => {
		const { receive, withKey } = await listening();
		const query = withKey(text('hello').replace('receiver=07000001000', 'receiver=051-000-1000'));
		expect(await receive({ query })).toMatchObject({ items: [{ receiver: '0510001000', message: 'hello' }] });
	});

	describe('is known by its key', () => {
		/** The same trigger in a process that cannot read the credential. */
		const withoutCredential = async (trigger: Awaited<ReturnType<typeof listening>>, more: Partial<TriggerSetup> = {}) =>
			await open({}, { staticData: trigger.staticData(), credential: { ...credentialFor(''), password: '' }, ...more });

		test('without the credential, once it is registered', async () => {
			const trigger = await listening();
			const { receive } = await withoutCredential(trigger);
			expect(await receive({ query: trigger.withKey(text('hello')) })).toMatchObject({ items: [{ message: 'hello' }] });
		});

		test('and refused where nothing is kept, also without the credential: no stranger starts the error workflow', async () => {
			const trigger = await listening();
			const { receive, log } = await withoutCredential({ ...trigger, staticData: () => ({}) }, OTHER_WORKFLOW);
			expect(await receive({ query: trigger.withKey(text('hello')) })).toEqual({ status: 403, body: undefined, ended: true });
			expect(log).toEqual(['warn: LG U+ Centrex Trigger refused an event: its key is missing or wrong']);
		});

		test('before anything is evaluated that a stranger could make fail', async () => {
			const { receive } = await open({ options: '={{ $json.nothing.at.all }}', events: '={{ $json.nothing.at.all }}' });
			expect(await receive({ query: `key=${'x'.repeat(43)}&${text('hello')}` })).toMatchObject({ status: 403 });
		});

		test('also after the password has changed; once it is published again, by the new one alone', async () => {
			const trigger = await listening();
			const query = trigger.withKey(text('hello'));
			await simulator.setLine(LINE, { password: 'new-password' });
			const credential = credentialFor(`${simulator.url}/RestApi`, { password: 'new-password' });
			const changed = await open({}, { credential, staticData: trigger.staticData() });
			expect(await changed.receive({ query })).toHaveProperty('items');

			const test = await listening({}, { credential, test: true });
			expect(await test.receive({ query: test.withKey(text('hello')) })).toHaveProperty('items');
			expect(await test.receive({ query })).toMatchObject({ status: 403 });
			await test.remove();
			expect(await changed.receive({ query })).toHaveProperty('items');

			const published = await listening({}, { credential, staticData: changed.staticData() });
			expect(await published.receive({ query: published.withKey(text('hello')) })).toHaveProperty('items');
			expect(await published.receive({ query })).toMatchObject({ status: 403 });
		});

		test('also when a run that began before has put the old one back into what n8n keeps', async () => {
			const trigger = await listening();
			const before = trigger.staticData();
			const old = trigger.withKey(text('hello'));
			await trigger.activate();
			const [, query] = ((await registered()).sms?.url ?? '').split('?');
			const stale = await open({}, { staticData: before });
			expect(await stale.receive({ query: old })).toMatchObject({ status: 403 });
			expect(await stale.receive({ query: `${query}&${text('hello')}` })).toHaveProperty('items');
			// What n8n keeps is right again.
			expect(stale.staticData()).toEqual(trigger.staticData());
		});

		test('that another process of n8n has registered since', async () => {
			const trigger = await listening();
			const key = 'n'.repeat(43);
			const page = trigger.path.split('/').slice(-2).join('/');
			const callbackKeys = [{ page, digest: createHash('sha256').update(key).digest('hex'), at: Date.now() + 1000, line: LINE }];
			const other = await open({}, { staticData: { 'node:Centrex': { callbackKeys } } });
			expect(await other.receive({ query: `key=${key}&${text('hello')}` })).toHaveProperty('items');
			expect(await other.receive({ query: trigger.withKey(text('hello')) })).toMatchObject({ status: 403 });
		});

		test('and not by that of the workflow that it is a copy of', async () => {
			const trigger = await listening();
			const copy = await open({}, { staticData: trigger.staticData(), ...OTHER_WORKFLOW });
			expect(await copy.receive({ query: trigger.withKey(text('hello')) })).toMatchObject({ status: 403 });
		});
	});

	describe('starts nothing and is answered without a word:', () => {
		const forged = `key=${'0'.repeat(43)}`;
		test.each<[string, TriggerSetup['parameters'], (query: string) => string, number, string]>([
			['without a key', {}, (query) => query.replace(KEY, ''), 403, 'its key is missing or wrong'],
			['with a wrong key', {}, (query) => query.replace(KEY, forged), 403, 'its key is missing or wrong'],
			['with a part of the key', {}, (query) => query.replace(/(key=[\w-]{42})[\w-]/, '$1'), 403, 'its key is missing or wrong'],
			['with the key twice', {}, (query) => `${forged}&${query}`, 400, 'key occurs twice'],
			['of a kind that is not chosen', { events: ['incomingCall'] }, (query) => query, 403, 'this kind of event is not chosen'],
			['of an unknown kind', {}, (query) => query.replace('kind=2', 'kind=3'), 400, 'kind is neither a call nor a text'],
			['without a sender', {}, (query) => query.replace('sender=', 'from='), 400, 'sender is missing'],
			['with two receivers', {}, (query) => `${query}&receiver=07000001000`, 400, 'receiver occurs twice'],
			['without anything', {}, () => '', 400, 'sender is missing'],
			['with more than a URL takes', {}, (query) => `${query}${'x'.repeat(16 * 1024)}`, 400, 'it is too long'],
		])('%s', async (_, parameters, change, status, reason) => {
			const { receive, withKey, log } = await listening(parameters);
				const query = change(withKey(text('secret')));
			expect(query).not.toBe(withKey(''));
			expect(await receive({ query })).toEqual({ status, body: undefined, ended: true });
			expect(log).toEqual([`warn: LG U+ Centrex Trigger refused an event: ${reason}`]);
		});

		test('as megabytes of a form, which are not read: that would keep n8n from all else', async () => {
			const { receive, withKey } = await listening();
			const start = process.cpuUsage();
			expect(await receive({ query: withKey('').slice(0, -1), form: '&'.repeat(4 * 1024 * 1024) })).toMatchObject({ status: 400 });
			expect(process.cpuUsage(start).user).toBeLessThan(500_000);
		});

		test('whatever key it has', async () => {
			const { receive, withKey } = await listening();
			const right = withKey('').slice('key='.length, -1);
			const wrong = fc.oneof(fc.stringMatching(/^[\w-]{43}$/), fc.string(), fc.constant(right.toUpperCase()), fc.constant(`${right} `));
			await fc.assert(
				fc.asyncProperty(wrong, async (key) => {
					fc.pre(key !== right);
					expect(await receive({ query: `key=${encodeURIComponent(key)}&${text('hello')}` })).toMatchObject({ status: 403 });
				}),
			);
		});

		test.each([
			['the key of another workflow', OTHER_WORKFLOW],
			['the key that a test run has', { test: true }],
		])('with %s', async (_, more) => {
			const { withKey } = await listening();
			const other = await open({}, more);
			expect(await other.receive({ query: withKey(text('hello')) })).toMatchObject({ status: 403 });
		});
	});

	test('comes only from Allowed IPs, where there are some', async () => {
		const { receive, withKey, log } = await listening({ options: { allowedIps: '203.0.113.0/24, 198.51.100.7' } });
		const query = withKey(text('hello'));
		expect(await receive({ query, ip: '203.0.113.9' })).toHaveProperty('items');
		expect(await receive({ query, ip: '::ffff:198.51.100.7' })).toHaveProperty('items');
		expect(await receive({ query, ip: '198.51.100.8' })).toMatchObject({ status: 403, body: undefined });
		expect(log.at(-1)).toBe('warn: LG U+ Centrex Trigger refused an event: the address it came from is not among Allowed IPs');
	});

	describe('that comes again', () => {
		const again = { options: { ignoreRepeatsSeconds: 30 } };
		const call = 'sender=01000001234&receiver=07000001000&kind=1&inner_num=1000&message=';
		afterEach(() => jest.restoreAllMocks());

		test('is a new one as long as nobody says otherwise', async () => {
			const { receive, withKey, staticData } = await listening();
			expect(await receive({ query: withKey(call) })).toHaveProperty('items');
			expect(await receive({ query: withKey(call) })).toHaveProperty('items');
			expect(staticData()['node:Centrex']).not.toHaveProperty('recentEvents');
		});

		test('is dropped for so many seconds, by another process of n8n as well', async () => {
			const first = await listening(again);
			const query = first.withKey(call);
			const start = Date.now();
			const at = (seconds: number) => jest.spyOn(Date, 'now').mockReturnValue(start + seconds * 1000);
			at(0);
			expect(await first.receive({ query })).toHaveProperty('items');
			const second = await open(again, { staticData: first.staticData() });
			at(29.9);
			expect(await second.receive({ query })).toEqual({ status: 200, body: undefined, ended: true });
			// A repeat does not begin the time anew.
			at(30);
			expect(await second.receive({ query })).toHaveProperty('items');
		});

		test.each([
			['another text', (query: string) => query.replace('hello', 'bye')],
			['another sender', (query: string) => query.replace('01000001234', '01000005678')],
			['a call', () => call],
		])('is a new one when it is %s', async (_, change) => {
			const { receive, withKey } = await listening(again);
			expect(await receive({ query: withKey(text('hello')) })).toHaveProperty('items');
			expect(await receive({ query: withKey(change(text('hello'))) })).toHaveProperty('items');
		});

		test('is a new one when it is a call after an empty text', async () => {
			const { receive, withKey } = await listening(again);
			expect(await receive({ query: withKey(text('')) })).toHaveProperty('items');
			expect(await receive({ query: withKey(call) })).toHaveProperty('items');
		});

		test('is dropped also when others came in between', async () => {
			const { receive, withKey } = await listening(again);
			const texts = ['one', 'two', 'three'].map((message) => withKey(text(message)));
			for (const query of texts) expect(await receive({ query })).toHaveProperty('items');
			for (const query of texts) expect(await receive({ query })).toMatchObject({ status: 200 });
		});

		test('is remembered without its number and text, and not for longer than needed', async () => {
			const { receive, withKey, staticData } = await listening(again);
			await receive({ query: withKey(text('hello')) });
			expect(JSON.stringify(staticData())).not.toMatch(/01000001234|hello/);
			jest.spyOn(Date, 'now').mockReturnValue(Date.now() + 31_000);
			await receive({ query: withKey(call) });
			expect(Object.keys((staticData()['node:Centrex'] as { recentEvents: object }).recentEvents)).toHaveLength(1);
		});
	});
});
