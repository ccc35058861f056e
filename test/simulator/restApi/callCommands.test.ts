import { errorAnswer, OFFICE, setClock, useSimulator } from '../helpers';

const simulator = useSimulator('document');
const { answer, client, office, resultCode, untilRinging } = simulator;

const TO = { destnumber: '01000001234' };
const call = async () => await answer('clickdial', TO);
const escaped = (channel?: string) => channel?.replace('/', '\\/');
const done = (message: string, channel?: string) =>
	`{"SVC_RT":"0000","SVC_MSG":"${message}","DATAS":{"STATUS":"OK","CHANNEL":"${escaped(channel)}"}}`;

beforeEach(async () => await simulator.setLine({ pickUpSeconds: 0, history: [], recordings: [] }));

describe('the document’s samples', () => {
	test.each([
		['hangup', [], 'OK', 'channel'],
		['starthold', [], '', 'otherChannel'],
		['stophold', ['starthold'], '', 'otherChannel'],
		['startrecord', [], '', 'channel'],
		['stoprecord', ['startrecord'], '', 'channel'],
	] as const)('of %s', async (command, first, message, which) => {
		await simulator.setLine({ extension: '0262' });
		await call();
		for (const name of first) await answer(name);
		const channel = (await office()).call?.[which];
		expect(channel).toMatch(/^SIP\/100C0262-[0-9a-f]{4}$/);
		expect(await answer(command)).toBe(done(message, channel));
	});

	test('of channelstatus', async () => {
		await simulator.setLine({ extension: '0262' });
		await call();
		const channel = (await office()).call?.channel;
		expect(await answer('channelstatus')).toBe(
			`{"SVC_RT":"0000","SVC_MSG":"OK","DATAS":{"STATUS":"${escaped(channel)}"}}`,
		);
		expect(channel).toMatch(/^SIP\/100C0262-[0-9a-f]{4}$/);
	});

	test('of phonestatus', async () => {
		expect(await answer('phonestatus')).toBe('{"SVC_RT":"0000","SVC_MSG":"OK","DATAS":{"STATUS":"OK"}}');
	});
});

/** How a line comes to be in each state. */
const STATES = {
	idle: async () => undefined,
	ringing: async () => {
		await simulator.setLine({ pickUpSeconds: 120 });
		void call();
		await untilRinging();
	},
	'ringing for a call that comes in': async () => {
		await client().incomingCall({ line: OFFICE, from: '01000005678' });
	},
	talking: call,
	'on hold': async () => {
		await call();
		await answer('starthold');
	},
	recording: async () => {
		await call();
		await answer('startrecord');
	},
	'on hold and recording': async () => {
		await call();
		await answer('startrecord');
		await answer('starthold');
	},
};

const NO_CALL = ['4004', '4004', '4004', '4004', '4004', '4004'];
test.each([
	//          hangup starthold stophold startrecord stoprecord channelstatus
	['idle', NO_CALL],
	['ringing', ['0000', '4004', '4004', '4004', '4004', '0000']],
	['ringing for a call that comes in', ['0000', '4004', '4004', '4004', '4004', '0000']],
	['talking', ['0000', '0000', '3001', '0000', '3001', '0000']],
	['on hold', ['0000', '3001', '0000', '0000', '3001', '0000']],
	['recording', ['0000', '0000', '3001', '3001', '0000', '0000']],
	['on hold and recording', ['0000', '3001', '0000', '3001', '0000', '0000']],
] as Array<[keyof typeof STATES, string[]]>)('what a phone that is %s answers', async (state, codes) => {
	const commands = ['hangup', 'starthold', 'stophold', 'startrecord', 'stoprecord', 'channelstatus'];
	const messages: Record<string, string> = { '3001': 'ERR_PROCESS', '4004': 'NO_CHANNEL' };
	for (const [index, code] of codes.entries()) {
		await STATES[state]();
		const before = (await office()).call;
		const text = await answer(commands[index]);
		expect([commands[index], JSON.parse(text).SVC_RT]).toEqual([commands[index], code]);
		if (code !== '0000') {
			expect(text).toBe(errorAnswer(code, messages[code]));
			expect((await office()).call).toEqual(before);
		}
		await simulator.hand('hang-up');
	}
});

test('what each command makes of the call', async () => {
	setClock('2026-11-22 09:30:00');
	await call();
	const { call: began } = await office();
	const after = async (command: string) => {
		await answer(command);
		return (await office()).call;
	};
	expect(await after('starthold')).toEqual({ ...began, state: 'onHold' });
	expect(await after('startrecord')).toEqual({
		...began,
		state: 'onHold',
		recordingSince: '2026-11-22T09:30:00+09:00',
	});
	expect(await after('stophold')).toMatchObject({ state: 'talking', recordingSince: expect.any(String) });
	expect(await after('stoprecord')).toEqual(began);
	expect(await after('hangup')).toBeNull();
	expect(await resultCode('channelstatus')).toBe('4004');
});

test('every call has a channel of its own', async () => {
	const channels = new Set();
	for (let i = 0; i < 5; i += 1) {
		await call();
		channels.add((await office()).call?.channel);
		await answer('hangup');
	}
	expect(channels.size).toBeGreaterThan(1);
});

describe('recordings', () => {
	async function record(): Promise<string> {
		const code = await resultCode('startrecord');
		await resultCode('stoprecord');
		return code;
	}

	test('a recording that is stopped is kept, with its length', async () => {
		setClock('2026-11-22 09:29:50');
		await call();
		setClock('2026-11-22 09:30:00');
		await answer('startrecord');
		expect((await office()).recordings).toEqual([]);
		setClock('2026-11-22 09:30:42');
		await answer('stoprecord');
		expect((await office()).recordings).toEqual([
			{ direction: 'outbound', number: '01000001234', startedAt: '2026-11-22T09:30:00+09:00', seconds: 42 },
		]);
		await answer('hangup');
		expect((await office()).recordings).toHaveLength(1);
	});

	test('hanging up keeps it too; shorter than a second is a second', async () => {
		await call();
		await answer('startrecord');
		await answer('hangup');
		expect((await office()).recordings).toMatchObject([{ number: '01000001234', seconds: 1 }]);
	});

	test('the 11th of a day in Korea is refused, and the first of the next day is not', async () => {
		setClock('2026-11-21 23:59:59');
		await call();
		expect(await record()).toBe('0000');
		setClock('2026-11-22 00:00:00');
		for (let i = 0; i < 10; i += 1) expect(await record()).toBe('0000');
		expect(await answer('startrecord')).toBe(errorAnswer('9999', 'ETC_ERR'));
		setClock('2026-11-22 23:59:59');
		expect(await resultCode('startrecord')).toBe('9999');
		expect((await office()).call?.recordingSince).toBeNull();
		setClock('2026-11-23 00:00:00');
		expect(await record()).toBe('0000');
	});

	test('how many a day takes can be set', async () => {
		await simulator.setLine({ recordingsADay: 1 });
		await call();
		expect(await record()).toBe('0000');
		expect(await record()).toBe('9999');
		await simulator.setLine({ recordingsADay: 2 });
		expect(await record()).toBe('0000');
	});
});

describe('phonestatus', () => {
	test.each(['UNKNOWN', 'UNREACHABLE', '통화중'])('%s as it was set', async (phoneStatus) => {
		await simulator.setLine({ phoneStatus });
		expect(await answer('phonestatus')).toBe(
			`{"SVC_RT":"0000","SVC_MSG":"OK","DATAS":{"STATUS":"${phoneStatus}"}}`,
		);
	});

	test.each(['', null])('%j is 4003', async (phoneStatus) => {
		await simulator.setLine({ phoneStatus });
		expect(await answer('phonestatus')).toBe(errorAnswer('4003', 'NO_STATUS'));
	});
});
