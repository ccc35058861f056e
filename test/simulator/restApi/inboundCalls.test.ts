import { errorAnswer, OFFICE, setClock, startReceiver, useSimulator } from '../helpers';

const simulator = useSimulator();
const { answer, client, office, resultCode } = simulator;

const CALLER = '01000001234';
const EMPTY = (page = '1', numperpage = '10', total = '0') =>
	`{"SVC_RT":"4004","SVC_MSG":"NO_DATA","LISTINFO":{"page":"${page}","numperpage":"${numperpage}","total":"${total}"},"DATAS":null}`;
const list = async (parameters = {}) => JSON.parse(await answer('getinboundcall', parameters));
const comesIn = async (settings = {}) => await client().incomingCall({ line: OFFICE, from: CALLER, ...settings });
const pass = async (seconds: number) => await jest.advanceTimersByTimeAsync(seconds * 1000);
/** Time passes only where a test says so; everything else runs. */
function stopTime() {
	jest.useFakeTimers({
		now: Date.parse('2026-11-22T09:30:00+09:00'),
		doNotFake: ['setImmediate', 'nextTick'],
	});
}
const past = (time: string, settings = {}) => ({
	from: CALLER,
	startedAt: `2026-11-21T${time}+09:00`,
	durationSeconds: 6,
	status: 'CANCEL',
	...settings,
});

beforeEach(async () => await simulator.setLine({ history: [], inboundCalls: [], listDelaySeconds: 0, pickUpSeconds: 0 }));
afterEach(() => jest.useRealTimers());

test('a call, to the byte', async () => {
	const call = { from: '01000005678', channel: 'SIP/5060-b723535034f7' };
	await simulator.setLine({ extension: '678', inboundCalls: [past('09:00:00', call)] });
	const answered = await answer('getinboundcall');
	const [, suffix] = /SIP\\\/10230678-([0-9a-f]{4})"/.exec(answered) ?? [];
	expect(answered).toBe(
		'{"SVC_RT":"0000","SVC_MSG":"OK","LISTINFO":{"page":"1","numperpage":"10","total":"1"},"DATAS":[{"NO":1,' +
			`"TIME":"2026-11-21 09:00:00","SRC":"01000005678","DST":"${OFFICE}","DURATION":"6","STATUS":"CANCEL",` +
			`"CHANNEL":"SIP\\/5060-b723535034f7","DSTCHANNEL":"SIP\\/10230678-${suffix}",` +
			'"ENDTIME":"2026-11-21 09:00:06","APPDATA":"SIP\\/10230678"}]}',
	);
});

test('no calls: 4004, with LISTINFO and DATAS', async () => {
	expect(await answer('getinboundcall')).toBe(EMPTY());
});

describe('how a call ends', () => {
	beforeEach(stopTime);
	const ended = async () => {
		const { DATAS } = await list();
		return DATAS.map(({ STATUS, DURATION }: Record<string, string>) => [STATUS, DURATION]);
	};

	test('the caller gives up: CANCEL', async () => {
		await comesIn({ seconds: 8 });
		await pass(8);
		expect(await ended()).toEqual([['CANCEL', '8']]);
	});

	test('the service ends it: NO ANSWER', async () => {
		await comesIn({ seconds: 60, end: 'noAnswer' });
		await pass(60);
		expect(await ended()).toEqual([['NO ANSWER', '60']]);
	});

	test('in use: BUSY', async () => {
		await comesIn();
		await comesIn();
		expect(await ended()).toEqual([['BUSY', '0']]);
	});

	test.each([
		['by hand', async () => await client().hangUp(OFFICE)],
		['with hangup', async () => await resultCode('hangup')],
	])('rejected %s: BUSY', async (_how, hangUp) => {
		await comesIn();
		await pass(3);
		await hangUp();
		expect(await ended()).toEqual([['BUSY', '3']]);
	});

	test.each([
		['by hand', async () => await client().hangUp(OFFICE)],
		['with hangup', async () => await resultCode('hangup')],
	])('picked up, and hung up %s: ANSWERED, ringing included', async (_how, hangUp) => {
		await comesIn();
		await pass(3);
		await client().pickUp(OFFICE);
		await pass(40);
		await hangUp();
		expect(await ended()).toEqual([['ANSWERED', '43']]);
	});

	test('the caller hangs up after the seconds that were given', async () => {
		await comesIn({ talkSeconds: 5 });
		await pass(3);
		await client().pickUp(OFFICE);
		await pass(4.999);
		expect((await office()).call?.state).toBe('talking');
		await pass(0.001);
		expect((await office()).call).toBeNull();
		expect(await ended()).toEqual([['ANSWERED', '8']]);
		expect((await office()).history).toMatchObject([{ durationSeconds: 8, talkSeconds: 5, status: 'OK' }]);
	});

	test('in a conference the caller leaves, and the others stay', async () => {
		await comesIn({ talkSeconds: 5 });
		await client().pickUp(OFFICE);
		await resultCode('conference', { destnumber: '01000005678' });
		await pass(5);
		expect((await office()).call?.parties).toMatchObject([{ number: '01000005678' }]);
		expect(await ended()).toEqual([['ANSWERED', '5']]);
	});
});

describe('a call is listed once it is over', () => {
	test('and the delay has passed, by default 3 real seconds', async () => {
		await client().reset();
		await simulator.setLine({ inboundCalls: [] });
		expect((await office()).listDelaySeconds).toBe(3);
		stopTime();
		await comesIn({ seconds: 10 });
		await pass(9.999);
		expect(await answer('getinboundcall')).toBe(EMPTY());
		await pass(0.001);
		expect((await office()).inboundCalls).toHaveLength(1);
		await pass(2.999);
		expect(await answer('getinboundcall')).toBe(EMPTY());
		await pass(0.001);
		expect((await list()).LISTINFO.total).toBe('1');
	});

	test('also while the clock stands still', async () => {
		await simulator.setLine({ listDelaySeconds: 1 });
		await client().setTime('2026-11-22T09:30:00+09:00');
		await comesIn();
		await client().hangUp(OFFICE);
		const before = performance.now();
		while ((await resultCode('getinboundcall')) === '4004') await new Promise((resolve) => setTimeout(resolve, 20));
		expect(performance.now() - before).toBeGreaterThan(900);
		expect(performance.now() - before).toBeLessThan(1500);
	});

	test('one that is set is listed at once', async () => {
		await simulator.setLine({ listDelaySeconds: 60, inboundCalls: [past('09:00:00')] });
		expect((await list()).LISTINFO.total).toBe('1');
	});
});

describe('the order', () => {
	const times = async () => (await list()).DATAS.map(({ TIME }: { TIME: string }) => TIME.slice(11));

	test('a long call appears below those that began and ended while it lasted', async () => {
		setClock('2026-11-22 09:00:00');
		await comesIn();
		await client().pickUp(OFFICE);
		setClock('2026-11-22 09:10:00');
		await comesIn();
		setClock('2026-11-22 09:20:00');
		await comesIn();
		expect(await times()).toEqual(['09:20:00', '09:10:00']);
		setClock('2026-11-22 09:30:00');
		await client().hangUp(OFFICE);
		expect(await times()).toEqual(['09:20:00', '09:10:00', '09:00:00']);
		expect((await list()).DATAS[2]).toMatchObject({ NO: 3, STATUS: 'ANSWERED', DURATION: '1800' });
	});

	test('of one second, the one that ended last is first', async () => {
		await simulator.setLine({ inboundCalls: [past('09:00:00', { from: '1' }), past('09:00:00', { from: '2' })] });
		expect((await list()).DATAS).toMatchObject([{ SRC: '2' }, { SRC: '1' }]);
	});
});

test('each call has a channel of its own', async () => {
	for (let i = 0; i < 5; i += 1) {
		await comesIn();
		await client().hangUp(OFFICE);
	}
	const channels = (await list()).DATAS.map(({ CHANNEL }: { CHANNEL: string }) => CHANNEL);
	expect(new Set(channels).size).toBe(5);
	for (const channel of channels) expect(channel).toMatch(/^SIP\/5060-[0-9a-f]{12}$/);
});

describe('pages', () => {
	const calls = Array.from({ length: 450 }, (_, i) => past('09:00:00', { from: `${450 - i}` }));
	beforeEach(async () => await simulator.setLine({ inboundCalls: calls }));
	const page = async (parameters: object) => {
		const { LISTINFO, DATAS } = await list(parameters);
		const numbers = DATAS.map(({ NO, SRC }: { NO: number; SRC: string }) => [NO, SRC]);
		return [LISTINFO, numbers.length, numbers[0], numbers.at(-1)];
	};

	test('ten entries, unless told otherwise', async () => {
		const info = { page: '1', numperpage: '10', total: '450' };
		const first = [info, 10, [1, '1'], [10, '10']];
		expect(await page({})).toEqual(first);
		expect(await page({ page: '', num_per_page: '' })).toEqual(first);
		expect(await page({ page: '45' })).toEqual([{ ...info, page: '45' }, 10, [441, '441'], [450, '450']]);
	});

	test('up to 200', async () => {
		const info = { numperpage: '200', total: '450' };
		expect(await page({ page: '1', num_per_page: '200' })).toEqual([{ page: '1', ...info }, 200, [1, '1'], [200, '200']]);
		expect(await page({ page: '3', num_per_page: '200' })).toEqual([{ page: '3', ...info }, 50, [401, '401'], [450, '450']]);
		expect(await page({ num_per_page: '1' })).toEqual([{ page: '1', numperpage: '1', total: '450' }, 1, [1, '1'], [1, '1']]);
	});

	test('beyond the end there are none', async () => {
		expect(await answer('getinboundcall', { page: '4', num_per_page: '200' })).toBe(EMPTY('4', '200', '450'));
	});

	test.each([
		{ num_per_page: '201' },
		{ num_per_page: '0' },
		{ num_per_page: '-1' },
		{ num_per_page: 'all' },
		{ num_per_page: '1e2' },
		{ page: '0' },
		{ page: 'last' },
	])('%j is 1002', async (parameters) => {
		expect(await answer('getinboundcall', parameters as never)).toBe(errorAnswer('1002', 'PARAM_ERR'));
	});
});

test('the last 10,000 are kept, of past calls and recordings as well', async () => {
	const many = <T>(entry: T) => Array.from({ length: 10_000 }, () => entry);
	const call = { direction: 'outbound', number: CALLER, startedAt: '2026-11-21T09:00:00+09:00' };
	const history = many({ ...call, durationSeconds: 1, talkSeconds: 1, status: 'OK' });
	await simulator.setLine({ inboundCalls: many(past('09:00:00')), history, recordings: many({ ...call, seconds: 1 }) });
	await comesIn({ from: '01000005678' });
	await client().pickUp(OFFICE);
	await resultCode('startrecord');
	await client().hangUp(OFFICE);
	const line = await office();
	for (const entries of [line.inboundCalls, line.history, line.recordings]) expect(entries).toHaveLength(10_000);
	expect(line.inboundCalls.at(-1)).toMatchObject({ from: '01000005678' });
	expect(line.history.at(-1)).toMatchObject({ number: '01000005678' });
	expect(line.recordings.at(-1)).toMatchObject({ number: '01000005678' });
	expect((await list({ page: '50', num_per_page: '200' })).DATAS).toHaveLength(200);
	await comesIn();
	expect((await office()).inboundCalls).toHaveLength(10_000);
});

describe('on the mobile app', () => {
	beforeEach(stopTime);

	test('no phone rings and nobody is told; the record is all there is', async () => {
		await answer('setringcallback', { callbackurl: '/a.html', callbackhost: '127.0.0.1', callbackport: '80' });
		expect(await comesIn({ mobileApp: true, seconds: 5 })).toEqual({
			at: '2026-11-22T09:30:00+09:00',
			line: OFFICE,
			kind: 'ring',
			url: null,
			error: 'the call is on the mobile app only',
		});
		expect((await office()).call).toBeNull();
		expect(await resultCode('channelstatus')).toBe('4004');
		await pass(5);
		expect((await list()).DATAS).toMatchObject([{ STATUS: 'CANCEL', DURATION: '5', SRC: CALLER, APPDATA: 'SIP/10231000' }]);
		expect((await office()).history).toEqual([]);
		expect((await simulator.state()).deliveries).toEqual([]);
	});

	test('picked up there it is ANSWERED, and no channel is seen', async () => {
		await comesIn({ mobileApp: true, seconds: 5, talkSeconds: 30 });
		await pass(20);
		expect(await resultCode('channelstatus')).toBe('4004');
		await pass(14.999);
		expect(await answer('getinboundcall')).toBe(EMPTY());
		await pass(0.001);
		expect((await list()).DATAS).toMatchObject([{ STATUS: 'ANSWERED', DURATION: '35' }]);
		expect((await office()).history).toEqual([]);
	});

	test('or it is NO ANSWER', async () => {
		await comesIn({ mobileApp: true, seconds: 5, end: 'noAnswer' });
		await pass(5);
		expect((await list()).DATAS).toMatchObject([{ STATUS: 'NO ANSWER' }]);
	});

	test('a reset ends it', async () => {
		await comesIn({ mobileApp: true });
		await client().reset();
		expect(jest.getTimerCount()).toBe(0);
	});
});

test('a public number that was dialled: the event tells it, the list has the 070 number', async () => {
	let path = '';
	const receiver = await startReceiver((request, response) => {
		path = request.url ?? '';
		response.end('ok');
	});
	await simulator.setLine({ extraPorts: [receiver.port] });
	const callback = { callbackurl: '/a.html', callbackhost: '127.0.0.1', callbackport: `${receiver.port}` };
	await answer('setringcallback', callback);
	await comesIn({ dialled: '051-000-1000' });
	await receiver.close();
	expect(path).toBe(`/a.html?sender=${CALLER}&receiver=0510001000&kind=1&inner_num=1000&message=`);
	await client().hangUp(OFFICE);
	expect((await list()).DATAS).toMatchObject([{ DST: OFFICE }]);
});

test('the demo office’s calls are those of its history that came from outside', async () => {
	await client().reset();
	const { history, inboundCalls } = await office();
	const ofHistory = history.filter(({ direction, number }) => direction === 'inbound' && !['2001', '07000002002'].includes(number));
	const main = (from: string, startedAt: string, durationSeconds: number, isAnswered: boolean) =>
		[from, startedAt, durationSeconds, isAnswered].join(' ');
	expect(inboundCalls.map((call) => main(call.from, call.startedAt, call.durationSeconds, call.status === 'ANSWERED'))).toEqual(
		ofHistory.map((call) => main(call.number, call.startedAt, call.durationSeconds, call.status === 'OK')),
	);
	expect(inboundCalls).toHaveLength(12);
	expect(new Set(inboundCalls.map(({ channel }) => channel)).size).toBe(12);
	expect((await client().line('07000001001')).inboundCalls).toEqual([]);
	expect((await list()).LISTINFO).toEqual({ page: '1', numperpage: '10', total: '12' });
});
