import { SimulatorClient } from '../../../simulator/client';
import { startSimulator } from '../../../simulator/server';
import { errorAnswer, OFFICE, OFFICE_LINE, setClock, useSimulator } from '../helpers';

const simulator = useSimulator();
const { answer, client, hand, office, resultCode, untilRinging } = simulator;
const TO = { destnumber: '01000001234' };
const BUSY = errorAnswer('3001', 'ERR_PROCESS');

/** Time passes only where a test says so; everything else runs. */
function stopTime() {
	jest.useFakeTimers({
		now: Date.parse('2026-11-22T09:30:00+09:00'),
		doNotFake: ['setImmediate', 'nextTick'],
	});
}
afterEach(() => jest.useRealTimers());

describe('the document’s samples', () => {
	beforeEach(async () => {
		await client().choose({ service: 'document' });
		await simulator.setLine({ pickUpSeconds: 0 });
	});

	test('of clickdial', async () => {
		expect(await answer('clickdial', TO)).toBe(
			'{"SVC_RT":"0000","SVC_MSG":"","DATAS":{"STATUS":"OK","DEBUG":"CCC"}}',
		);
	});

	test('of conference', async () => {
		expect(await answer('conference', { destnumber: '01000001234,0310005678,07000001001' })).toBe(
			'{"SVC_RT":"0000","SVC_MSG":"","DATAS":{"STATUS":"OK"}}',
		);
		const { call } = await office();
		expect(call?.parties.map(({ number }) => number)).toEqual(['01000001234', '0310005678', '07000001001']);
	});
});

describe.each(['clickdial', 'conference'])('%s', (command) => {
	test('rings the own phone, and answers only once it is picked up', async () => {
		await simulator.setLine({ pickUpSeconds: 1 });
		const before = performance.now();
		const answered = resultCode(command, TO);
		await untilRinging();
		const [request] = (await simulator.state()).requests;
		expect(request).toMatchObject({ command });
		expect(request).not.toHaveProperty('resultCode');

		expect(await answered).toBe('0000');
		expect(performance.now() - before).toBeGreaterThan(990);
		expect((await office()).call?.state).toBe('talking');
		expect((await simulator.state()).requests[0].resultCode).toBe('0000');
	});

	test('the call, while it rings and once it is picked up', async () => {
		setClock('2026-11-22 09:30:00');
		await simulator.setLine({ pickUpSeconds: 120 });
		const answered = resultCode(command, TO);
		await untilRinging();
		const { call } = await office();
		const party = { number: '01000001234', direction: 'outbound', calledAt: '2026-11-22T09:30:00+09:00' };
		expect(call).toEqual({
			channel: expect.stringMatching(/^SIP\/100C1000-[0-9a-f]{4}$/),
			otherChannel: expect.stringMatching(/^SIP\/100C1000-[0-9a-f]{4}$/),
			state: 'ringing',
			parties: [{ ...party, talkingSince: null }],
			recordingSince: null,
		});
		expect(call?.channel).not.toBe(call?.otherChannel);

		setClock('2026-11-22 09:30:07');
		await hand('pick-up');
		expect(await answered).toBe('0000');
		const talkingSince = '2026-11-22T09:30:07+09:00';
		expect((await office()).call).toEqual({
			...call,
			state: 'talking',
			parties: [{ ...party, talkingSince }],
		});
	});

	test('by default it is picked up after 2 seconds, and not before', async () => {
		stopTime();
		const answered = resultCode(command, TO);
		await untilRinging();
		await jest.advanceTimersByTimeAsync(1999);
		expect((await office()).call?.state).toBe('ringing');
		await jest.advanceTimersByTimeAsync(1);
		expect(await answered).toBe('0000');
		expect((await office()).call?.state).toBe('talking');
	});

	test('not picked up within a minute it is 3001, and the call is over', async () => {
		await simulator.setLine({ pickUpSeconds: 61, history: [] });
		stopTime();
		const answered = answer(command, TO);
		await untilRinging();
		await jest.advanceTimersByTimeAsync(59_999);
		expect((await office()).call?.state).toBe('ringing');
		await jest.advanceTimersByTimeAsync(1);
		expect(await answered).toBe(BUSY);
		expect(await office()).toMatchObject({
			call: null,
			history: [{ direction: 'outbound', durationSeconds: 60, talkSeconds: 0, status: 'NO ANSWER' }],
		});
		expect(jest.getTimerCount()).toBe(0);
	});

	test('picked up it does not end by itself', async () => {
		await simulator.setLine({ pickUpSeconds: 120 });
		stopTime();
		const answered = resultCode(command, TO);
		await untilRinging();
		await jest.advanceTimersByTimeAsync(59_000);
		await hand('pick-up');
		expect(await answered).toBe('0000');
		expect(jest.getTimerCount()).toBe(0);
	});

	test('hung up while it rings: 3001', async () => {
		await simulator.setLine({ pickUpSeconds: 120 });
		const [first] = [answer(command, TO), await untilRinging()];
		await hand('hang-up');
		expect(await first).toBe(BUSY);
		const [second] = [answer(command, TO), await untilRinging()];
		expect(await resultCode('hangup')).toBe('0000');
		expect(await second).toBe(BUSY);
		expect((await office()).call).toBeNull();
	});

	test.each([
		['no number', {}, '1001'],
		['an empty number', { destnumber: '' }, '1001'],
		['no area code', { destnumber: '10001234' }, '1002'],
		['an extension that nobody has', { destnumber: '2999' }, '1002'],
		['hyphens', { destnumber: '010-0000-1234' }, '1002'],
		['a plus', { destnumber: '+821000001234' }, '1002'],
	])('%s: nothing rings', async (_name, parameters, code) => {
		const number = parameters as Record<string, string>;
		expect(await answer(command, number)).toBe(errorAnswer(code, 'PARAM_ERR'));
		expect((await office()).call).toBeNull();
	});

	test('an extension is no number for clickdial, and for conference only today', async () => {
		await client().choose({ service: command === 'conference' ? 'document' : 'today' });
		expect(await answer(command, { destnumber: '2001' })).toBe(errorAnswer('1002', 'PARAM_ERR'));
		expect((await office()).call).toBeNull();
	});

	test('a phone that rings already is left alone', async () => {
		await client().incomingCall({ line: OFFICE, from: '01000005678' });
		const before = (await office()).call;
		expect(await answer(command, TO)).toBe(BUSY);
		expect((await office()).call).toEqual(before);
	});

	test('a reset ends it', async () => {
		await simulator.setLine({ pickUpSeconds: 120 });
		const answered = answer(command, TO);
		await untilRinging();
		await client().reset();
		expect(await answered).toBe(BUSY);
		expect((await office()).call).toBeNull();
	});

	test('a simulator that ends lets nothing ring on', async () => {
		const other = await startSimulator({ port: 0, host: '127.0.0.1' });
		const otherClient = new SimulatorClient(other.url);
		const body = new URLSearchParams({ ...OFFICE_LINE, ...TO });
		const asked = fetch(`${other.url}/RestApi/${command}`, { method: 'POST', body });
		while (!(await otherClient.line(OFFICE)).call) await new Promise((resolve) => setImmediate(resolve));
		await other.close();
		expect(await (await asked).text()).toBe(BUSY);
	});
});

test('clickdial takes one number', async () => {
	expect(await answer('clickdial', { destnumber: '01000001234,01000005678' })).toBe(
		errorAnswer('1002', 'PARAM_ERR'),
	);
});

test('clickdial in a call is refused, and the call goes on', async () => {
	await simulator.setLine({ pickUpSeconds: 0 });
	await answer('clickdial', TO);
	const { call } = await office();
	expect(await answer('clickdial', { destnumber: '01000005678' })).toBe(BUSY);
	expect((await office()).call).toEqual(call);
});

describe('conference', () => {
	const numbers = (count: number) => Array.from({ length: count }, (_, i) => `0100000100${i}`).join(',');

	test('4 numbers are 3003, and nothing rings', async () => {
		expect(await answer('conference', { destnumber: numbers(4) })).toBe(
			errorAnswer('3003', 'OVER_DSTNUMBERS'),
		);
		expect((await office()).call).toBeNull();
	});

	test.each(['01000001234,', '01000001234, 01000005678', '01000001234,5678', `${numbers(4)},x`])(
		'%s is 1002',
		async (destnumber) => {
			expect(await answer('conference', { destnumber })).toBe(errorAnswer('1002', 'PARAM_ERR'));
		},
	);

	test('in a call it adds parties, up to three in all', async () => {
		await simulator.setLine({ pickUpSeconds: 0 });
		setClock('2026-11-22 09:30:00');
		await answer('clickdial', TO);
		await simulator.setLine({ pickUpSeconds: 120 });
		setClock('2026-11-22 09:31:00');
		expect(await answer('conference', { destnumber: '01000005678' })).toBe(
			'{"SVC_RT":"0000","SVC_MSG":"","DATAS":{"STATUS":"OK"}}',
		);
		const { call } = await office();
		expect(call?.parties).toEqual([
			expect.objectContaining({ number: '01000001234' }),
			{
				number: '01000005678',
				direction: 'outbound',
				calledAt: '2026-11-22T09:31:00+09:00',
				talkingSince: '2026-11-22T09:31:00+09:00',
			},
		]);
		expect(await answer('conference', { destnumber: numbers(2) })).toBe(
			errorAnswer('3003', 'OVER_DSTNUMBERS'),
		);
		expect((await office()).call).toEqual(call);
		expect(await resultCode('conference', { destnumber: numbers(1) })).toBe('0000');
		expect(await resultCode('conference', { destnumber: numbers(1) })).toBe('3003');
	});

	test('on hold it adds as well, and the call stays on hold', async () => {
		await simulator.setLine({ pickUpSeconds: 0 });
		await answer('clickdial', TO);
		await answer('starthold');
		expect(await resultCode('conference', { destnumber: '01000005678' })).toBe('0000');
		expect((await office()).call).toMatchObject({ state: 'onHold', parties: [{}, {}] });
	});
});
