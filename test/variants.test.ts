import type { IDataObject } from 'n8n-workflow';
import { SimulatorClient } from '../simulator/client';
import { startSimulator } from '../simulator/server';
import type { Simulator } from '../simulator/server';
import { SETTINGS, settingsOf } from '../simulator/restApi/settings';
import type { Settings } from '../simulator/restApi/settings';
import { startReceiver } from './simulator/helpers';
import { runAction } from './support/runAction';
import { openTrigger } from './support/runTrigger';
import { credentialFor } from './support/wire';

/** Which of the two services a line has, and what either has been seen to answer, must make no difference to a workflow. */

// Each run is twenty commands through n8n's own machinery.
jest.setTimeout(30_000);

const LINE = '07000001000';
const CALL = { direction: 'inbound', number: '01000001234', startedAt: '2026-11-20T09:30:00+09:00' } as const;

let simulator: Simulator;
let client: SimulatorClient;
let receiver: Awaited<ReturnType<typeof startReceiver>>;
let received: string[];
beforeAll(async () => {
	simulator = await startSimulator({ port: 0, host: '127.0.0.1' });
	client = new SimulatorClient(simulator.url);
	receiver = await startReceiver((request, response) => {
		received.push(request.url ?? '');
		response.end('ok');
	});
});
afterAll(async () => {
	await simulator.close();
	await receiver.close();
});

/** The same line before each run: one entry in each list, the clock at rest. */
async function begin(settings: Partial<Settings>): Promise<void> {
	received = [];
	await client.reset();
	await client.setTime('2026-11-22T09:30:00+09:00');
	await client.setLine(LINE, {
		pickUpSeconds: 0,
		extraPorts: [receiver.port],
		contacts: [{ name: '홍길동', phone1: '01000001234', groupName: '고객', groupCode: '1', note: '\r' }],
		history: [
			{ ...CALL, durationSeconds: 8, talkSeconds: 7, status: 'OK' },
			{ ...CALL, number: '1w234567', durationSeconds: 5, talkSeconds: 4, status: 'OK' },
		],
		recordings: [{ ...CALL, seconds: 2 }],
	});
	await client.choose(settings);
}

const run = async (both: string, fields: IDataObject = {}) => {
	const [resource, operation] = both.split('.');
	const items = await runAction({
		parameters: { resource, operation, ...fields } as never,
		credential: credentialFor(`${simulator.url}/RestApi`),
	});
	return items.map(({ json }) => json);
};

/** The items of every operation that answers anything but its status. */
async function itemsOfEveryOperation(): Promise<Record<string, IDataObject[]>> {
	const all = { returnAll: true };
	const to = { to: '010-0000-1234' };
	const notification = { event: 'incomingCall', url: '/www/call.html', host: '203.0.113.5', port: 80 };
	const steps: Array<[name: string, operation: string, fields?: IDataObject]> = [
		['line', 'line.get'],
		['phone', 'line.getPhoneStatus'],
		['no call', 'line.getCallStatus'],
		['contacts', 'contact.getAll', all],
		['inbound calls', 'callHistory.getAll', { ...all, direction: 'inbound' }],
		['no outbound calls', 'callHistory.getAll', { ...all, direction: 'outbound' }],
		['recordings', 'recording.getAll', all],
		['who called', 'contact.find', { phone: '+82 10-0000-1234' }],
		['calls with a number', 'callHistory.getAll', { ...all, direction: 'inbound', filters: { phone: '010-0000-1234', after: CALL.startedAt } }],
		['recordings of a day', 'recording.getAll', { ...all, filters: { after: '2026-11-20T00:00:00+09:00', before: '2026-11-21T00:00:00+09:00' } }],
		['text', 'message.send', { ...to, text: '안녕' }],
		['forwarding', 'callForwarding.set', to],
		['forwarded line', 'line.get'],
		['dial', 'call.dial', to],
		['call', 'line.getCallStatus'],
		['hold', 'call.hold'],
		['resume', 'call.resume'],
		['recording', 'call.startRecording'],
		['recorded', 'call.stopRecording'],
		['hang up', 'call.hangUp'],
		['outbound calls', 'callHistory.getAll', { ...all, direction: 'outbound' }],
		['registered', 'notificationUrl.set', notification],
		['registration', 'notificationUrl.get', notification],
		['removed', 'notificationUrl.delete', notification],
	];
	const items: Record<string, IDataObject[]> = {};
	for (const [name, operation, fields] of steps) items[name] = await run(operation, fields);
	await client.setLine(LINE, { contacts: [], recordings: [] });
	for (const operation of ['contact.getAll', 'recording.getAll']) items[`no ${operation}`] = await run(operation, all);
	// The end of a channel's name is random.
	return JSON.parse(JSON.stringify(items).replace(/(SIP\/100C1000)-[0-9a-f]{4}/g, '$1-0000'));
}

/** The items that a call and two texts start a workflow with, as the simulator tells of them. */
async function itemsOfEvents(): Promise<Array<IDataObject[] | undefined>> {
	const trigger = await openTrigger({
		parameters: {
			callbackHost: '127.0.0.1',
			callbackPort: 'other',
			arrangedPort: receiver.port,
			options: { ignoreRepeatsSeconds: 30 },
		},
		credential: credentialFor(`${simulator.url}/RestApi`),
	});
	await trigger.activate();
	await client.incomingCall({ line: LINE, from: '010-0000-5678' });
	await client.incomingText({ line: LINE, from: '010-0000-1234', text: '예약 되나요? 100%' });
	await client.incomingText({ line: LINE, from: '1w234567', text: '인증번호 0000' });
	const items = [];
	for (const url of received) {
		const outcome = await trigger.receive({ query: url.slice(url.indexOf('?') + 1) });
		items.push('items' in outcome ? outcome.items : undefined);
	}
	await trigger.remove();
	return JSON.parse(JSON.stringify(items), (key, value) => (key === 'receivedAt' ? undefined : value));
}

/** Under each service, every choice that is not the service's own. */
const variants = SETTINGS.service.flatMap((service) =>
	Object.entries(SETTINGS).flatMap(([name, choices]) =>
		choices
			.filter((choice) => name !== 'service' && choice !== settingsOf(service)[name as keyof Settings])
			.map((choice): [service: string, name: string, choice: string] => [service, name, choice]),
	),
);
/** Of each setting the last of the other choices. */
const allVariants = (wanted: string) =>
	Object.fromEntries(variants.filter(([service]) => service === wanted).map(([, name, choice]) => [name, choice]));

describe('the items of the operations', () => {
	let expected: Awaited<ReturnType<typeof itemsOfEveryOperation>>;
	beforeAll(async () => {
		await begin({ service: 'document' });
		expected = await itemsOfEveryOperation();
	});

	test('as the document says', () => {
		expect(Object.entries(expected).filter(([, items]) => items.length === 0)).toEqual([
			['no outbound calls', []],
			['no contact.getAll', []],
			['no recording.getAll', []],
		]);
		expect(expected).toMatchObject({
			line: [{ extension: '1000' }],
			text: [{ sent: 1, remaining: 999 }],
			'inbound calls': [
				{ from: '1w23456*' },
				{ from: '0100000****', startedAt: CALL.startedAt, kind: 'mobile' },
			],
			'who called': [{ found: true, name: '홍길동' }],
			'calls with a number': [{ from: '0100000****', startedAt: CALL.startedAt }],
			'recordings of a day': [{ calledAt: CALL.startedAt }],
			recordings: [{ from: '01000001234', calledAt: CALL.startedAt, createdAt: '2026-11-20T09:30:02+09:00' }],
			call: [{ inCall: true, channel: 'SIP/100C1000-0000' }],
			registration: [{ registered: true, registeredAt: '2026-11-22T09:30:00+09:00', host: '203.0.113.5' }],
		});
	});

	/** The same items, but for what a service tells in words of its own, or does not tell. */
	const expectedFor = ({ service, callbackParts }: Settings) => {
		const [forwarded] = expected['forwarded line'];
		const [registration] = expected.registration;
		const withType = (line: IDataObject, words: IDataObject) => ({ ...line, forwarding: { ...(line.forwarding as IDataObject), ...words } });
		const validity = { validFrom: '2026-11-22T09:30:00+09:00', validUntil: '2999-12-13T00:00:00+09:00' };
		return {
			...expected,
			...(service === 'today' && {
				line: [withType(expected.line[0], { type: 'N' })],
				'forwarded line': [withType(forwarded, { type: 'F', description: '매일외부:무조건:01000001234' })],
			}),
			registration: [
				{ ...registration, ...(callbackParts === '8' && validity), ...(callbackParts === '5' && { number: '' }) },
			],
		};
	};
	const areTheSame = async (service: string, name: string, choice: string) => {
		await begin({ service, [name]: choice } as Partial<Settings>);
		expect(await itemsOfEveryOperation()).toEqual(expectedFor((await client.state()).settings));
	};
	test('are the same with the service of today', async () => await areTheSame('today', 'service', 'today'));
	test.each(variants)('are the same with the service of %s, %s %s', areTheSame);

	test.each(SETTINGS.service)('are the same with the service of %s and all variants at once', async (service) => {
		await begin({ service, ...allVariants(service) });
		expect(await itemsOfEveryOperation()).toEqual(expectedFor((await client.state()).settings));
	});
});

describe('the items of the trigger', () => {
	let expected: Awaited<ReturnType<typeof itemsOfEvents>>;
	beforeAll(async () => {
		await begin({ service: 'document' });
		expected = await itemsOfEvents();
	});

	test('as the document says', () => {
		expect(expected).toMatchObject([
			[{ event: 'incomingCall', sender: '01000005678', extension: '1000' }],
			[{ event: 'incomingSms', sender: '01000001234', message: '예약 되나요? 100%' }],
			[{ event: 'incomingSms', sender: '1w234567', message: '인증번호 0000' }],
		]);
	});

	const areTheSame = async (service: string, name: string, choice: string) => {
		await begin({ service, [name]: choice } as Partial<Settings>);
		expect((await itemsOfEvents()).filter((items) => items)).toEqual(expected);
	};
	test('are the same with the service of today', async () => await areTheSame('today', 'service', 'today'));
	test.each(variants)('are the same with the service of %s, %s %s', areTheSame);
});

test('the simulator is back to the service of today after a reset', async () => {
	await begin({ service: 'document', ...allVariants('document') });
	await client.reset();
	expect((await client.state()).settings).toEqual(settingsOf('today'));
});
