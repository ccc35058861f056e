import { hash, OFFICE, setClock, startReceiver, useSimulator } from '../helpers';

const simulator = useSimulator();
const { answer, client } = simulator;

const OTHER = '07000001001';
const OTHER_LINE = { id: OTHER, pass: hash('demo-1000') };
const lines = async () => [await client().line(OFFICE), await client().line(OTHER)];
const states = async () => (await lines()).map(({ call }) => call?.state ?? 'idle');
const inboundCalls = async () => (await client().line(OTHER)).inboundCalls;
const lastCalls = async () => (await lines()).map(({ history }) => history.at(-1));

let receiver: Awaited<ReturnType<typeof startReceiver>>;
let received: string[];
beforeAll(async () => {
	receiver = await startReceiver((request, response) => {
		received.push(request.url ?? '');
		response.end('ok');
	});
});
afterAll(async () => await receiver.close());
beforeEach(async () => {
	received = [];
	await simulator.setLine({ pickUpSeconds: 0, history: [] });
	await simulator.setLine({ pickUpSeconds: 0, history: [], extraPorts: [receiver.port] }, OTHER);
	for (const kind of ['ring', 'sms']) {
		await simulator.resultCode(`set${kind}callback`, {
			...OTHER_LINE,
			callbackurl: `/${kind}.html`,
			callbackhost: '127.0.0.1',
			callbackport: `${receiver.port}`,
		});
	}
});

/** Waits until the other line's URL was called so many times. */
async function untilTold(times: number): Promise<void> {
	while (received.length < times) await new Promise((resolve) => setTimeout(resolve, 10));
}

describe('a call', () => {
	beforeEach(async () => {
		setClock('2026-11-22 09:30:00');
		await answer('clickdial', { destnumber: OTHER });
	});

	test('rings the other phone, and its URL is told', async () => {
		expect(await states()).toEqual(['talking', 'ringing']);
		const [from, to] = await lines();
		expect(from.call?.parties).toMatchObject([{ number: OTHER, direction: 'outbound', talkingSince: null }]);
		expect(to.call?.parties).toMatchObject([{ number: OFFICE, direction: 'inbound', talkingSince: null }]);
		await untilTold(1);
		expect(received).toEqual([`/ring.html?sender=${OFFICE}&receiver=${OTHER}&kind=1&inner_num=1001&message=`]);
	});

	test.each([
		['the caller', OFFICE],
		['the called', OTHER],
	])('hung up by %s it is over for both, and in both histories as internal', async (_who, number) => {
		setClock('2026-11-22 09:30:07');
		await client().pickUp(OTHER);
		expect(await states()).toEqual(['talking', 'talking']);
		setClock('2026-11-22 09:30:49');
		await client().hangUp(number);
		expect(await states()).toEqual(['idle', 'idle']);
		const seconds = { startedAt: '2026-11-22T09:30:00+09:00', durationSeconds: 49, talkSeconds: 42, status: 'OK' };
		expect(await inboundCalls()).toMatchObject([{ from: OFFICE, durationSeconds: 49, status: 'ANSWERED' }]);
		expect(await lastCalls()).toEqual([
			{ direction: 'outbound', number: OTHER, ...seconds },
			{ direction: 'inbound', number: OFFICE, ...seconds },
		]);
		const record = { NO: '1', TIME: '2026-11-22 09:30:00', DURATION: '49', BILLSEC: '42', STATUS: 'OK', KIND: '0' };
		const history = async (parameters: object) =>
			JSON.parse(await answer('callhistory', { page: '1', ...parameters })).DATAS;
		expect(await history({})).toEqual([{ ...record, SRC: '1000', DST: '0700000****' }]);
		expect(await history({ ...OTHER_LINE, calltype: 'inbound' })).toEqual([
			{ ...record, SRC: '0700000****', DST: '1001' },
		]);
	});

	test.each([
		['given up by the caller', OFFICE, 'NO ANSWER', 'CANCEL'],
		['rejected by the called', OTHER, 'FAIL', 'BUSY'],
	])('%s before it is picked up, nobody has talked', async (_how, number, status, inbound) => {
		setClock('2026-11-22 09:30:07');
		await client().hangUp(number);
		expect(await states()).toEqual(['idle', 'idle']);
		const missed = { durationSeconds: 7, talkSeconds: 0, status };
		expect(await lastCalls()).toMatchObject([missed, missed]);
		expect(await inboundCalls()).toMatchObject([{ from: OFFICE, durationSeconds: 7, status: inbound }]);
	});

	test('the called line ends it with hangup as well', async () => {
		await client().pickUp(OTHER);
		expect(await simulator.resultCode('hangup', OTHER_LINE)).toBe('0000');
		expect(await states()).toEqual(['idle', 'idle']);
	});
});

test('nobody picks up: the caller’s call ends as well', async () => {
	jest.useFakeTimers({ doNotFake: ['setImmediate', 'nextTick'] });
	try {
		const dialled = answer('clickdial', { destnumber: OTHER });
		await simulator.untilRinging();
		await jest.advanceTimersByTimeAsync(0);
		await dialled;
		expect(await states()).toEqual(['talking', 'ringing']);
		await jest.advanceTimersByTimeAsync(19_999);
		expect(await states()).toEqual(['talking', 'ringing']);
		await jest.advanceTimersByTimeAsync(1);
		expect(await states()).toEqual(['idle', 'idle']);
		expect(await lastCalls()).toMatchObject([{ status: 'NO ANSWER' }, { status: 'NO ANSWER' }]);
		expect(await inboundCalls()).toMatchObject([{ from: OFFICE, durationSeconds: 20, status: 'NO ANSWER' }]);
	} finally {
		jest.useRealTimers();
	}
});

test('the other line is in use: both have it as not answered, and its own call goes on', async () => {
	await client().incomingCall({ line: OTHER, from: '01000001234' });
	expect(await simulator.resultCode('clickdial', { destnumber: OTHER })).toBe('0000');
	expect(await states()).toEqual(['idle', 'ringing']);
	expect(await lastCalls()).toMatchObject([
		{ direction: 'outbound', number: OTHER, status: 'FAIL' },
		{ direction: 'inbound', number: OFFICE, status: 'FAIL' },
	]);
	expect(await inboundCalls()).toMatchObject([{ from: OFFICE, status: 'BUSY' }]);
});

test('in a conference one line may leave, and the others stay', async () => {
	await answer('conference', { destnumber: `01000001234,${OTHER}` });
	await client().pickUp(OTHER);
	await client().hangUp(OTHER);
	expect(await states()).toEqual(['talking', 'idle']);
	const [{ call, history }] = await lines();
	expect(call?.parties).toMatchObject([{ number: '01000001234' }]);
	expect(history).toMatchObject([{ number: OTHER, status: 'OK' }]);
	await client().hangUp(OFFICE);
	expect((await lines())[0].history).toMatchObject([{ number: OTHER }, { number: '01000001234', status: 'OK' }]);
});

test('a text arrives at the other line, and its URL is told', async () => {
	expect(await simulator.resultCode('smssend', { destnumber: `${OTHER},01000001234`, smsmsg: '안녕 😀' })).toBe('0000');
	await untilTold(1);
	expect(received).toEqual([
		`/sms.html?sender=${OFFICE}&receiver=${OTHER}&kind=2&inner_num=1001&message=%EC%95%88%EB%85%95+%3F`,
	]);
	expect((await simulator.state()).texts).toMatchObject([
		{ direction: 'out', line: OFFICE, number: OTHER, text: '안녕 ?' },
		{ direction: 'in', line: OTHER, number: OFFICE, text: '안녕 ?' },
		{ direction: 'out', line: OFFICE, number: '01000001234', text: '안녕 ?' },
	]);
});

test('a line that is not reached gets no text', async () => {
	await simulator.setLine({ unreachable: [OTHER] });
	await answer('smssend', { destnumber: OTHER, smsmsg: 'x' });
	expect((await simulator.state()).texts).toEqual([]);
});

test('a conference takes extensions as well, today; the document has numbers only', async () => {
	await answer('conference', { destnumber: '01000001234,1001' });
	expect(await states()).toEqual(['talking', 'ringing']);
	await client().hangUp(OFFICE);
	await client().choose({ service: 'document' });
	expect(await simulator.resultCode('conference', { destnumber: '01000001234,1001' })).toBe('1002');
});
