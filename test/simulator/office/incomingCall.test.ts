import { OFFICE, setClock, useSimulator } from '../helpers';

const simulator = useSimulator();
const { answer, client, hand, office } = simulator;

const comesIn = async (settings: object = {}) =>
	await client().incomingCall({ line: OFFICE, from: '010-0000-5678', ...settings });

beforeEach(async () => await simulator.setLine({ pickUpSeconds: 0, history: [] }));
afterEach(() => jest.useRealTimers());

test('an idle line rings, and nobody picks up by himself: a missed call', async () => {
	jest.useFakeTimers({
		now: Date.parse('2026-11-22T09:30:00+09:00'),
		doNotFake: ['setImmediate', 'nextTick'],
	});
	expect(await comesIn()).toMatchObject({ kind: 'ring', url: null });
	await jest.advanceTimersByTimeAsync(19_999);
	expect((await office()).call).toMatchObject({
		state: 'ringing',
		parties: [{ number: '01000005678', direction: 'inbound', talkingSince: null }],
	});
	await jest.advanceTimersByTimeAsync(1);
	expect(await office()).toMatchObject({ call: null });
	expect(JSON.parse(await answer('callhistory', { page: '1', calltype: 'inbound' })).DATAS).toEqual([
		{
			NO: '1',
			TIME: '2026-11-22 09:30:00',
			SRC: '0100000****',
			DST: '1000',
			DURATION: '0',
			BILLSEC: '20',
			STATUS: 'NO-ANS',
			KIND: '2',
		},
	]);
});

test('how long it rings can be given', async () => {
	const before = performance.now();
	await comesIn({ seconds: 1 });
	while ((await office()).call) await new Promise((resolve) => setTimeout(resolve, 20));
	expect(performance.now() - before).toBeGreaterThan(990);
	expect((await office()).history).toMatchObject([{ direction: 'inbound', talkSeconds: 0 }]);
});

test('picked up it is a call like another, and is in the history with its seconds', async () => {
	setClock('2026-11-22 09:30:00');
	await comesIn();
	setClock('2026-11-22 09:30:05');
	await hand('pick-up');
	expect(await simulator.resultCode('startrecord')).toBe('0000');
	expect(await simulator.resultCode('conference', { destnumber: '01000001234' })).toBe('0000');
	setClock('2026-11-22 09:30:35');
	await hand('hang-up');
	const { call, history, recordings } = await office();
	expect(call).toBeNull();
	expect(history).toMatchObject([
		{ direction: 'inbound', number: '01000005678', durationSeconds: 35, talkSeconds: 30, status: 'OK' },
		{ direction: 'outbound', number: '01000001234', durationSeconds: 30, talkSeconds: 30, status: 'OK' },
	]);
	expect(recordings.at(-1)).toMatchObject({ direction: 'inbound', number: '01000005678', seconds: 30 });
});

test('in the document’s words', async () => {
	await client().choose({ service: 'document' });
	setClock('2026-11-22 09:30:00');
	await comesIn();
	// In use: no phone rings.
	await comesIn();
	setClock('2026-11-22 09:30:05');
	await hand('hang-up');
	const { DATAS } = JSON.parse(await answer('callhistory', { page: '1', calltype: 'inbound' })).LISTINFO;
	expect(DATAS).toMatchObject([
		{ DURATION: '5', BILLSEC: '0', STATUS: 'NO ANSWER' },
		{ DURATION: '0', BILLSEC: '0', STATUS: 'NO ANSWER' },
	]);
});

test('hung up while it rings, it has failed', async () => {
	await comesIn();
	await hand('hang-up');
	expect((await office()).history).toMatchObject([{ talkSeconds: 0, status: 'FAIL' }]);
});

test('a line in use does not ring: the call is missed at once, and the other goes on', async () => {
	await answer('clickdial', { destnumber: '01000001234' });
	const before = (await office()).call;
	await comesIn();
	const { call, history } = await office();
	expect(call).toEqual(before);
	expect(history).toMatchObject([
		{ direction: 'inbound', number: '01000005678', durationSeconds: 0, talkSeconds: 0, status: 'FAIL' },
	]);
	expect((await simulator.state()).calls).toMatchObject([{ from: '01000005678' }]);
});

test('hands on an idle phone do nothing', async () => {
	const before = await simulator.state();
	for (const route of ['pick-up', 'hang-up'] as const) await hand(route);
	expect(await simulator.state()).toEqual(before);
});
