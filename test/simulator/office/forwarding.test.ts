import { hash, OFFICE, startReceiver, useSimulator } from '../helpers';

const simulator = useSimulator();
const { answer, client, office } = simulator;

const OTHER = '07000001001';
const OUTSIDE = '01000009999';
const CALLER = '01000001234';
const other = async () => await client().line(OTHER);
const states = async () => [await office(), await other()].map(({ call }) => call?.state ?? 'idle');
const forwarding = async (settings: object, number = OFFICE) => await simulator.setLine({ forwarding: settings }, number);
const comesIn = async (settings = {}) => await client().incomingCall({ line: OFFICE, from: CALLER, ...settings });
const pass = async (seconds: number) => await jest.advanceTimersByTimeAsync(seconds * 1000);
/** @returns what getinboundcall says of the newest call to a line: STATUS, DURATION, and where it ended up */
const inbound = async (parameters: Record<string, string> = {}) => {
	const [call] = JSON.parse(await answer('getinboundcall', parameters)).DATAS;
	return [call.STATUS, call.DURATION, call.APPDATA];
};

beforeEach(async () => {
	const empty = { history: [], inboundCalls: [], pickUpSeconds: 0, listDelaySeconds: 0 };
	for (const number of [OFFICE, OTHER]) await simulator.setLine(empty, number);
	jest.useFakeTimers({
		now: Date.parse('2026-11-22T09:30:00+09:00'),
		doNotFake: ['setImmediate', 'nextTick'],
	});
});
afterEach(() => jest.useRealTimers());

/** The office's phone is in use, for a call that it made itself. */
async function officeTalks(): Promise<void> {
	const answered = answer('clickdial', { destnumber: '01000005678' });
	await simulator.untilRinging();
	await pass(0);
	await answered;
}

describe.each(['today', 'document'] as const)('always, in the service of %s', (service) => {
	beforeEach(async () => {
		await client().choose({ service });
		await simulator.setLine({ listDelaySeconds: 0 });
		await answer('setforward', { destnumber: OTHER });
	});

	test('the own phone does not ring, the other does, and is talked with', async () => {
		await comesIn();
		expect(await states()).toEqual(['idle', 'ringing']);
		expect((await other()).call?.parties).toMatchObject([{ number: CALLER, direction: 'inbound' }]);
		await pass(4);
		await client().pickUp(OTHER);
		expect(await states()).toEqual(['idle', 'talking']);
		await pass(30);
		await client().hangUp(OTHER);
		const call = { direction: 'inbound', number: CALLER, durationSeconds: 34, talkSeconds: 30, status: 'OK' };
		expect((await office()).history).toMatchObject([call]);
		expect((await other()).history).toMatchObject([call]);
		expect(jest.getTimerCount()).toBe(0);
	});

	test('nobody picks up: it is over everywhere when the caller gives up', async () => {
		await comesIn({ seconds: 7 });
		await pass(6.999);
		expect(await states()).toEqual(['idle', 'ringing']);
		await pass(0.001);
		expect(await states()).toEqual(['idle', 'idle']);
		for (const line of [await office(), await other()]) {
			expect(line.history).toMatchObject([{ durationSeconds: 7, talkSeconds: 0, status: 'NO ANSWER' }]);
		}
	});
});

describe('always', () => {
	test('the list of the number that was dialled has it, and that of the line that got it does not', async () => {
		await forwarding({ to: OTHER });
		await comesIn();
		await pass(4);
		await client().pickUp(OTHER);
		await pass(30);
		await client().hangUp(OTHER);
		expect(JSON.parse(await answer('getinboundcall')).DATAS).toEqual([
			{
				NO: 1,
				TIME: '2026-11-22 09:30:00',
				SRC: CALLER,
				DST: OFFICE,
				DURATION: '34',
				STATUS: 'ANSWERED',
				CHANNEL: expect.stringMatching(/^SIP\/5060-[0-9a-f]{12}$/),
				DSTCHANNEL: expect.stringMatching(/^SIP\/10231001-[0-9a-f]{4}$/),
				ENDTIME: '2026-11-22 09:30:34',
				APPDATA: 'SIP/10231001',
			},
		]);
		expect((await other()).inboundCalls).toEqual([]);
	});

	test('to an extension it goes to that line', async () => {
		await forwarding({ to: '1001' });
		await comesIn();
		expect(await states()).toEqual(['idle', 'ringing']);
	});

	test('a number outside picks up at once, and the caller talks for 10 seconds', async () => {
		await forwarding({ to: OUTSIDE });
		await comesIn();
		expect(await states()).toEqual(['idle', 'idle']);
		expect(await simulator.resultCode('channelstatus')).toBe('4004');
		await pass(9.999);
		expect(await simulator.resultCode('getinboundcall')).toBe('4004');
		await pass(0.001);
		expect(JSON.parse(await answer('getinboundcall')).DATAS).toMatchObject([
			{
				STATUS: 'ANSWERED',
				DURATION: '10',
				DSTCHANNEL: expect.stringMatching(/^SIP\/xxx\.xxx\.xxx\.100-[0-9a-f]{4}$/),
				APPDATA: `SIP/${OUTSIDE}`,
			},
		]);
		expect((await office()).history).toMatchObject([{ talkSeconds: 10, status: 'OK' }]);
	});

	test('how long the caller talks can be given', async () => {
		await forwarding({ to: OUTSIDE });
		await comesIn({ talkSeconds: 3 });
		await pass(3);
		expect(await inbound()).toEqual(['ANSWERED', '3', `SIP/${OUTSIDE}`]);
	});

	test('the own phone can be used meanwhile', async () => {
		await forwarding({ to: OTHER });
		await comesIn();
		await officeTalks();
		expect(await states()).toEqual(['talking', 'ringing']);
	});

	test('a reset ends it', async () => {
		await forwarding({ to: OUTSIDE });
		await comesIn({ talkSeconds: 3600 });
		expect(jest.getTimerCount()).toBe(1);
		await client().reset();
		expect(jest.getTimerCount()).toBe(0);
	});

	test('a number that nobody has: it fails', async () => {
		await forwarding({ to: '99' });
		await comesIn();
		expect(await inbound()).toEqual(['FAILED', '0', 'SIP/10231000']);
		expect((await office()).history).toMatchObject([{ status: 'FAIL' }]);
	});
});

describe('busy', () => {
	beforeEach(async () => await forwarding({ to: OTHER, when: 'busy' }));

	test('an idle phone rings itself, and nobody picking up does not forward', async () => {
		await comesIn();
		await pass(19.999);
		expect(await states()).toEqual(['ringing', 'idle']);
		await pass(0.001);
		expect(await inbound()).toEqual(['CANCEL', '20', 'SIP/10231000']);
	});

	test('one in use does not: the other rings, and the own call goes on', async () => {
		await officeTalks();
		const { call } = await office();
		await comesIn();
		expect(await states()).toEqual(['talking', 'ringing']);
		expect((await office()).call).toEqual(call);
		await client().pickUp(OTHER);
		await pass(5);
		await client().hangUp(OTHER);
		expect(await inbound()).toEqual(['ANSWERED', '5', 'SIP/10231001']);
	});

	test('a call that is rejected goes on as well', async () => {
		await comesIn();
		await client().hangUp(OFFICE);
		expect(await states()).toEqual(['idle', 'ringing']);
	});

	test('both in use: busy', async () => {
		await officeTalks();
		await client().incomingCall({ line: OTHER, from: '01000005678' });
		await comesIn();
		expect(await inbound()).toEqual(['BUSY', '0', 'SIP/10231001']);
		expect((await other()).history).toMatchObject([{ number: CALLER, status: 'FAIL' }]);
	});
});

describe('no answer', () => {
	beforeEach(async () => await forwarding({ to: OTHER, when: 'noAnswer' }));

	test('the own phone rings for 15 seconds, then the other', async () => {
		await comesIn();
		await pass(14.999);
		expect(await states()).toEqual(['ringing', 'idle']);
		await pass(0.001);
		expect(await states()).toEqual(['idle', 'ringing']);
		await pass(2);
		await client().pickUp(OTHER);
		await pass(10);
		await client().hangUp(OTHER);
		expect(await inbound()).toEqual(['ANSWERED', '27', 'SIP/10231001']);
		expect((await office()).history).toMatchObject([{ durationSeconds: 27, talkSeconds: 10, status: 'OK' }]);
		expect((await other()).history).toMatchObject([
			{ startedAt: '2026-11-22T09:30:15+09:00', durationSeconds: 12, talkSeconds: 10, status: 'OK' },
		]);
	});

	test('how long it rings can be set', async () => {
		await simulator.setLine({ noAnswerSeconds: 3 });
		await comesIn();
		await pass(2.999);
		expect(await states()).toEqual(['ringing', 'idle']);
		await pass(0.001);
		expect(await states()).toEqual(['idle', 'ringing']);
	});

	test('picked up in time it stays', async () => {
		await comesIn();
		await pass(14);
		await client().pickUp(OFFICE);
		await pass(30);
		expect(await states()).toEqual(['talking', 'idle']);
		expect(jest.getTimerCount()).toBe(0);
		await client().hangUp(OFFICE);
		expect(await inbound()).toEqual(['ANSWERED', '44', 'SIP/10231000']);
	});

	test('in use or rejected it does not forward', async () => {
		await comesIn();
		await client().hangUp(OFFICE);
		expect(await states()).toEqual(['idle', 'idle']);
		expect(await inbound()).toEqual(['BUSY', '0', 'SIP/10231000']);
		await pass(60);
		await officeTalks();
		await comesIn();
		expect(await states()).toEqual(['talking', 'idle']);
		expect(await inbound()).toEqual(['BUSY', '0', 'SIP/10231000']);
	});

	test('stopped while it rings, it rings on', async () => {
		await comesIn();
		await answer('stopforward');
		await pass(16);
		expect(await states()).toEqual(['ringing', 'idle']);
	});

	test('nobody there either: the caller gives up after both', async () => {
		await comesIn();
		await pass(20);
		expect(await states()).toEqual(['idle', 'idle']);
		expect(await inbound()).toEqual(['CANCEL', '20', 'SIP/10231001']);
		expect((await other()).history).toMatchObject([{ durationSeconds: 5, status: 'NO ANSWER' }]);
	});
});

test('busy or no answer: both', async () => {
	await forwarding({ to: OTHER, when: 'busyOrNoAnswer' });
	await comesIn();
	await pass(15);
	expect(await states()).toEqual(['idle', 'ringing']);
	await client().hangUp(OTHER);
	await officeTalks();
	await comesIn();
	expect(await states()).toEqual(['talking', 'ringing']);
});

describe('simultaneous', () => {
	beforeEach(async () => await forwarding({ to: OTHER, when: 'simultaneous' }));

	test.each([
		['the own phone', OFFICE, ['talking', 'idle'], 'SIP/10231000'],
		['the other', OTHER, ['idle', 'talking'], 'SIP/10231001'],
	])('both ring, and %s has it that is picked up first', async (_which, first, after, reached) => {
		await comesIn();
		expect(await states()).toEqual(['ringing', 'ringing']);
		await pass(3);
		await client().pickUp(first);
		expect(await states()).toEqual(after);
		await pass(30);
		expect(await states()).toEqual(after);
		await client().hangUp(first);
		expect(await inbound()).toEqual(['ANSWERED', '33', reached]);
	});

	test('the phone that is not picked up has missed it; the line that was dialled has not', async () => {
		await comesIn();
		await pass(3);
		await client().pickUp(OFFICE);
		expect((await other()).history).toMatchObject([{ number: CALLER, durationSeconds: 3, status: 'NO ANSWER' }]);
		await client().hangUp(OFFICE);
		await comesIn();
		await client().pickUp(OTHER);
		await client().hangUp(OTHER);
		expect((await office()).history).toMatchObject([{ status: 'OK' }, { status: 'OK' }]);
	});

	test('rejected on one it rings on at the other; on both it is busy', async () => {
		await comesIn();
		await client().hangUp(OFFICE);
		expect(await states()).toEqual(['idle', 'ringing']);
		await client().hangUp(OTHER);
		expect(await inbound()).toEqual(['BUSY', '0', 'SIP/10231001']);
	});

	test('the own phone in use: the other rings', async () => {
		await officeTalks();
		await comesIn();
		expect(await states()).toEqual(['talking', 'ringing']);
	});

	test('the other in use: the own phone rings', async () => {
		await client().incomingCall({ line: OTHER, from: '01000005678' });
		await comesIn();
		expect(await states()).toEqual(['ringing', 'ringing']);
		expect((await office()).call?.parties).toMatchObject([{ number: CALLER }]);
	});

	test('nobody picks up: both fall silent', async () => {
		await comesIn();
		await pass(20);
		expect(await states()).toEqual(['idle', 'idle']);
		expect(jest.getTimerCount()).toBe(0);
	});

	test('a number outside is there first', async () => {
		await forwarding({ to: OUTSIDE, when: 'simultaneous' });
		await comesIn();
		expect(await states()).toEqual(['idle', 'idle']);
		await pass(10);
		expect(await inbound()).toEqual(['ANSWERED', '10', `SIP/${OUTSIDE}`]);
		expect((await office()).history).toMatchObject([{ talkSeconds: 10, status: 'OK' }]);
	});
});

describe('voice mail', () => {
	test.each([
		['always', 0],
		['noAnswer', 15],
		['busyOrNoAnswer', 15],
	])('%s: it answers after %i seconds', async (when, seconds) => {
		await forwarding({ kind: 'voicemail', when });
		await comesIn();
		expect(await states()).toEqual([seconds ? 'ringing' : 'idle', 'idle']);
		await pass(seconds);
		expect(await states()).toEqual(['idle', 'idle']);
		await pass(10);
		expect(await inbound()).toEqual(['ANSWERED', `${seconds + 10}`, 'SIP/10231000']);
		expect(JSON.parse(await answer('callhistory', { page: '1', calltype: 'inbound' })).DATAS).toMatchObject([
			{ STATUS: 'OK', DURATION: `${seconds + 10}`, BILLSEC: '10' },
		]);
	});

	test('busy: while the phone is in use', async () => {
		await forwarding({ kind: 'voicemail', when: 'busy' });
		await officeTalks();
		await comesIn({ talkSeconds: 4 });
		await pass(4);
		expect(await inbound()).toEqual(['ANSWERED', '4', 'SIP/10231000']);
	});
});

describe('chains', () => {
	test('a line that forwards itself passes it on', async () => {
		await forwarding({ to: OTHER });
		await forwarding({ to: OUTSIDE }, OTHER);
		await comesIn();
		await pass(10);
		expect(await inbound()).toEqual(['ANSWERED', '10', `SIP/${OUTSIDE}`]);
		expect((await other()).history).toMatchObject([{ number: CALLER, status: 'OK' }]);
	});

	test.each([
		['two lines to each other', OTHER],
		['a line to itself', OFFICE],
	])('a loop of %s ends: it fails, once in each history', async (_name, to) => {
		await forwarding({ to });
		await forwarding({ to: OFFICE }, OTHER);
		await comesIn();
		expect(await states()).toEqual(['idle', 'idle']);
		expect((await office()).inboundCalls).toMatchObject([{ status: 'FAILED', durationSeconds: 0 }]);
		expect((await office()).history).toMatchObject([{ status: 'FAIL' }]);
		expect((await other()).history).toHaveLength(to === OTHER ? 1 : 0);
		expect(jest.getTimerCount()).toBe(0);
	});

	test('a loop of lines whose phones ring goes on ringing', async () => {
		await forwarding({ to: OTHER, when: 'simultaneous' });
		await forwarding({ to: OFFICE, when: 'simultaneous' }, OTHER);
		await comesIn();
		expect(await states()).toEqual(['ringing', 'ringing']);
		await client().pickUp(OTHER);
		expect(await states()).toEqual(['idle', 'talking']);
		await client().hangUp(OTHER);
		expect((await office()).inboundCalls).toMatchObject([{ status: 'ANSWERED', reached: '1001' }]);
	});

	test.each([
		[3, 'ANSWERED'],
		[4, 'FAILED'],
	])('%i times in a row: %s', async (times, status) => {
		const chain = [OFFICE, OTHER, '07000002001', '07000002002'].slice(0, times);
		for (const [index, number] of chain.entries()) {
			await simulator.setLine({ forwarding: { to: chain[index + 1] ?? OUTSIDE } }, number);
		}
		await comesIn({ talkSeconds: 0 });
		await pass(0);
		expect((await office()).inboundCalls).toMatchObject([{ status }]);
	});
});

describe('a line of the simulator calls', () => {
	const WAREHOUSE = { id: OTHER, pass: hash('demo-1000') };
	const dial = async () => {
		const answered = answer('clickdial', { ...WAREHOUSE, destnumber: OFFICE });
		while ((await other()).call?.state !== 'ringing') await new Promise((resolve) => setImmediate(resolve));
		await pass(0);
		await answered;
	};

	test('and talks with a number outside until it hangs up', async () => {
		await forwarding({ to: OUTSIDE });
		await dial();
		expect(await states()).toEqual(['idle', 'talking']);
		await pass(100);
		await client().hangUp(OTHER);
		expect((await other()).history).toMatchObject([{ direction: 'outbound', number: OFFICE, talkSeconds: 100, status: 'OK' }]);
		expect(await inbound()).toEqual(['ANSWERED', '100', `SIP/${OUTSIDE}`]);
	});

	test('and meets itself: busy', async () => {
		await forwarding({ to: OTHER });
		await dial();
		expect(await states()).toEqual(['idle', 'idle']);
		expect(await inbound()).toEqual(['BUSY', '0', 'SIP/10231001']);
	});
});

describe('the registered URLs', () => {
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
		jest.useRealTimers();
		received = [];
		for (const number of [OFFICE, OTHER]) {
			await simulator.setLine({ extraPorts: [receiver.port] }, number);
			await answer('setringcallback', {
				id: number,
				pass: hash('demo-1000'),
				callbackurl: `/${number}.html`,
				callbackhost: '127.0.0.1',
				callbackport: `${receiver.port}`,
			});
		}
	});

	test('that of the line that was dialled is told, and that of the line that the call comes to', async () => {
		await forwarding({ to: OTHER });
		await comesIn();
		while (received.length < 2) await new Promise((resolve) => setTimeout(resolve, 10));
		const event = (number: string, extension: string) =>
			`/${number}.html?sender=${CALLER}&receiver=${number}&kind=1&inner_num=${extension}&message=`;
		expect(received.sort()).toEqual([event(OFFICE, '1000'), event(OTHER, '1001')]);
	});

	test('once each, also where a loop comes there again', async () => {
		await forwarding({ to: OTHER });
		await forwarding({ to: OFFICE }, OTHER);
		await comesIn();
		await new Promise((resolve) => setTimeout(resolve, 100));
		expect(received).toHaveLength(2);
	});
});
