import { OFFICE, setClock, useSimulator } from '../helpers';

const simulator = useSimulator();
const { answer, client, office } = simulator;

test('the clock stands still where it is set, and everything goes by it', async () => {
	await simulator.setLine({ pickUpSeconds: 0, history: [], recordings: [] });
	await client().setTime('2026-01-01T00:00:10+09:00');
	expect((await simulator.state()).clock).toBe('2026-01-01T00:00:10+09:00');
	await answer('clickdial', { destnumber: '01000001234' });
	await client().setTime('2026-01-01T00:00:20+09:00');
	await answer('startrecord');
	await client().setTime('2026-01-01T00:00:50+09:00');
	await answer('hangup');
	await answer('smssend', { destnumber: '01000001234', smsmsg: 'x' });
	await answer('setringcallback', { callbackurl: '/a.html', callbackhost: '211.0.0.1', callbackport: '80' });
	await client().incomingCall({ line: OFFICE, from: '01000001234' });

	const { history, recordings, callbacks, call } = await office();
	expect(history).toMatchObject([{ startedAt: '2026-01-01T00:00:10+09:00', durationSeconds: 40, talkSeconds: 40 }]);
	expect(recordings).toMatchObject([{ startedAt: '2026-01-01T00:00:20+09:00', seconds: 30 }]);
	const now = '2026-01-01T00:00:50+09:00';
	expect(callbacks.ring?.registeredAt).toBe(now);
	expect(call?.parties[0].calledAt).toBe(now);
	const { texts, requests, calls } = await simulator.state();
	expect([texts[0].at, calls[0].at, requests.at(-1)?.at]).toEqual([now, now, now]);
});

test('a day’s recordings are counted by it', async () => {
	await simulator.setLine({
		pickUpSeconds: 0,
		recordingsADay: 1,
		recordings: [{ direction: 'inbound', number: '1', startedAt: '2026-01-01T23:59:59+09:00', seconds: 1 }],
	});
	await answer('clickdial', { destnumber: '01000001234' });
	await client().setTime('2026-01-01T00:00:00+09:00');
	expect(await simulator.resultCode('startrecord')).toBe('9999');
	await client().setTime('2026-01-02T00:00:00+09:00');
	expect(await simulator.resultCode('startrecord')).toBe('0000');
});

test('back to the real time', async () => {
	await client().setTime('2026-01-01T00:00:00+09:00');
	await client().useRealTime();
	setClock('2026-11-22 09:30:00');
	await answer('userinfo');
	const { clock, requests } = await simulator.state();
	expect(clock).toBeNull();
	expect(requests[0].at).toBe('2026-11-22T09:30:00+09:00');
});
