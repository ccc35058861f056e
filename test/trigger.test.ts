import { startSimulator } from '../simulator/server';
import type { State } from '../simulator/state';
import { errorOf } from './support/runAction';
import { openTrigger } from './support/runTrigger';
import type { TriggerSetup } from './support/runTrigger';
import { credentialFor } from './support/wire';

let simulator: Awaited<ReturnType<typeof startSimulator>>;
beforeAll(async () => {
	simulator = await startSimulator({ port: 0, host: '127.0.0.1' });
});
afterAll(async () => await simulator.close());

const control = async (method: string, path: string, body?: object) => {
	const response = await fetch(`${simulator.url}/_simulator/${path}`, {
		method,
		headers: body && { 'content-type': 'application/json' },
		body: body && JSON.stringify(body),
	});
	return (await response.json()) as never;
};
beforeEach(async () => void (await control('POST', 'reset')));

const registered = async () => ((await control('GET', 'state')) as State).lines[0].callbacks;
const commands = async () => ((await control('GET', 'state')) as State).requests.map(({ command }) => command);

const open = (parameters: TriggerSetup['parameters'] = {}, more: Partial<TriggerSetup> = {}) =>
	openTrigger({
		parameters: { callbackHost: '127.0.0.1', ...parameters },
		credential: credentialFor(`${simulator.url}/RestApi`),
		...more,
	});

/** Registers an address that is nobody's here, past the node. */
const somebodyElse = async (kind: 'ring' | 'sms') => {
	const { id, pass } = {
		id: '07000001000',
		pass: 'f64eedc88c765f9c4d96c414b6b309014cd9f15ee67c7e072e0576e6a0229327c1507aa5935b0821a8821fe856124c3db786aec88ad8af123396a13afec5cc66',
	};
	const body = new URLSearchParams({ id, pass, callbackurl: '/crm/call.php', callbackhost: '203.0.113.9', callbackport: '80' });
	await fetch(`${simulator.url}/RestApi/set${kind}callback`, { method: 'POST', body });
};

describe('activating', () => {
	test('registers for calls and texts; deactivating removes both', async () => {
		const trigger = await open();
		await trigger.activate();
		const address = { url: trigger.path, host: '127.0.0.1' };
		expect(await registered()).toMatchObject({ ring: address, sms: address });
		expect(String((await registered()).ring?.port)).toBe('8080');

		await trigger.remove();
		expect(await registered()).toMatchObject({ ring: null, sms: null });
	});

	test('registers only what was chosen', async () => {
		await (await open({ events: ['incomingSms'] })).activate();
		expect(await registered()).toMatchObject({ ring: null, sms: { host: '127.0.0.1' } });
	});

	test('again, as after a restart of n8n, registers nothing twice', async () => {
		await (await open()).activate();
		await (await open()).activate();
		expect((await commands()).filter((command) => command.startsWith('set'))).toHaveLength(2);
	});

	test.each([
		['n8n behind HTTPS', 'https://n8n.example.com', 'auto', '80'],
		['n8n behind HTTPS on a port of its own', 'https://n8n.example.com:8080', 'auto', '80'],
		['n8n on a port that the service calls', 'http://n8n.example.com:8000', 'auto', '8000'],
		['a port that was chosen', 'https://n8n.example.com', '443', '443'],
		['a port that was chosen by an expression', 'https://n8n.example.com', 8080, '8080'],
	])('takes the port of %s', async (_, baseUrl, callbackPort, port) => {
		await (await open({ callbackPort }, { baseUrl })).activate();
		expect(String((await registered()).sms?.port)).toBe(port);
	});
});

describe('a wrong field is named and nothing is registered:', () => {
	const real = { service: 'imsCentrex', number: '070-0000-1000', password: 'demo-1000' };
	test.each<[string, TriggerSetup['parameters'], Partial<TriggerSetup>, RegExp]>([
		['no callback host', { callbackHost: '' }, {}, /^Callback Host: it is empty/],
		['a host name', { callbackHost: 'n8n.example.com' }, {}, /^Callback Host: "n8n\.example\.com" is not a public IPv4 address/],
		['an address of the office network for LG U+', { callbackHost: '192.168.0.10' }, { credential: real }, /^Callback Host/],
		['no events', { events: [] }, {}, /^Events: none is chosen/],
		['a port the service does not call', {}, { baseUrl: 'http://localhost:5678' }, /^Callback Port: .* port 5678/],
		['no port', { callbackPort: 'eighty' }, {}, /^Callback Port: "eighty" is not a port/],
	])('%s', async (_, parameters, more, message) => {
		const trigger = await open(parameters, more);
		expect((await errorOf(trigger.activate())).message).toMatch(message);
		expect(await commands()).toEqual([]);
	});

	test('a port that is not arranged is refused by the service, and no half of it stays', async () => {
		const trigger = await open({ callbackPort: 'other', arrangedPort: 9999 });
		expect((await errorOf(trigger.activate())).message).toMatch(/1002 PARAM_ERR/);
		expect(await registered()).toMatchObject({ ring: null, sms: null });
	});
});

describe("somebody else's registration", () => {
	test('is left alone and named', async () => {
		await somebodyElse('sms');
		const trigger = await open();
		const error = await errorOf(trigger.activate());
		expect(error.message).toMatch(/already calls another address for incoming texts: http:\/\/203\.0\.113\.9:80\/crm\/call\.php/);
		// n8n shows the message alone here: it must say what to do.
		expect(error.message).toMatch(/set If Already Registered to Replace\. Nothing was changed\.$/);
		// n8n cleans up after a failed activation.
		await trigger.remove();
		expect(await registered()).toMatchObject({ ring: null, sms: { url: '/crm/call.php' } });
	});

	test('is replaced when told to', async () => {
		await somebodyElse('ring');
		const trigger = await open({ ifRegistered: 'replace' });
		await trigger.activate();
		expect(await registered()).toMatchObject({ ring: { url: trigger.path } });
	});

	test('that came after ours is not removed by deactivating', async () => {
		const trigger = await open();
		await trigger.activate();
		await somebodyElse('ring');
		await trigger.remove();
		expect(await registered()).toMatchObject({ ring: { url: '/crm/call.php' }, sms: null });
	});
});

describe('a test run', () => {
	test('takes the line over from the active workflow, and gives it back', async () => {
		const active = await open();
		await active.activate();
		const test = await open({}, { test: true });
		await test.activate();
		expect(await registered()).toMatchObject({ ring: { url: test.path }, sms: { url: test.path } });
		await test.remove();
		expect(await registered()).toMatchObject({ ring: { url: active.path }, sms: { url: active.path } });
	});

	test('without an active workflow leaves nothing behind', async () => {
		const test = await open({}, { test: true });
		await test.activate();
		await test.remove();
		expect(await registered()).toMatchObject({ ring: null, sms: null });
	});
});

test('a test run whose registration got lost on the way gives the line back to the active workflow', async () => {
	const active = await open();
	await active.activate();
	const test = await open({}, { test: true });
	// The service carries it out, but its answer is lost.
	await control('POST', 'faults', { command: 'setsmscallback', kind: 'disconnect', carryOut: true });
	await errorOf(test.create());
	expect(await registered()).toMatchObject({ ring: { url: active.path }, sms: { url: active.path } });
});

test('a registration whose status is not OK is an error', async () => {
	await control('POST', 'faults', {
		command: 'setringcallback',
		kind: 'body',
		body: '{"SVC_RT":"0000","SVC_MSG":"OK","DATAS":{"STATUS":"UNKNOWN","DEBUG":""}}',
	});
	expect((await errorOf((await open()).create())).message).toMatch(/did not register the address: its status is UNKNOWN/);
});

test('deactivating removes also what an earlier choice of events had registered', async () => {
	await (await open()).activate();
	await (await open({ events: ['incomingCall'] })).remove();
	expect(await registered()).toMatchObject({ ring: null, sms: null });
});

test('when the second registration fails, the first is taken back', async () => {
	await control('POST', 'faults', { command: 'setsmscallback', kind: 'body', body: '{"SVC_RT":"3001","SVC_MSG":"ERR_PROCESS"}' });
	const trigger = await open();
	expect((await errorOf(trigger.create())).message).toMatch(/3001 ERR_PROCESS/);
	expect(await registered()).toMatchObject({ ring: null, sms: null });
});

describe('an event becomes one item', () => {
	const text = (message: string) => `sender=01000001234&receiver=07000001000&kind=2&inner_num=1000&message=${message}`;

	test('with the Hangul right', async () => {
		const items = await (await open()).receive(text(encodeURIComponent('예약 가능한가요? 100%')));
		expect(items).toEqual([
			{
				event: 'incomingSms',
				sender: '01000001234',
				receiver: '07000001000',
				extension: '1000',
				message: '예약 가능한가요? 100%',
				receivedAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+09:00$/),
			},
		]);
	});

	test('also where the service encodes it in EUC-KR', async () => {
		expect(await (await open()).receive(text('%C7%D1%B1%DB+100%25'))).toMatchObject([{ message: '한글 100%' }]);
	});

	test('unless it was not chosen, or is none', async () => {
		const calls = await open({ events: ['incomingCall'] });
		expect(await calls.receive(text('hello'))).toBeUndefined();
		expect(await calls.receive('kind=1&sender=01000001234')).toHaveLength(1);
		expect(await calls.receive('')).toBeUndefined();
	});
});
