import { runAction } from '../support/runAction';
import { openPolling } from '../support/runPolling';
import { credentialFor, listenOnTheWire } from '../support/wire';
import type { WireAnswer } from '../support/wire';

const done = '{"SVC_RT":"0000","SVC_MSG":"","DATAS":{"STATUS":"OK","DEBUG":"CCC"}}';
const never: WireAnswer = () => undefined;

/** Runs an operation against a service that answers as told; how long it took since the request came in, and what came out. */
async function time(parameters: Record<string, string>, answer: WireAnswer) {
	const wire = await listenOnTheWire(answer);
	const [item] = await runAction({
		parameters,
		credential: credentialFor(wire.baseUrl),
		settings: { onError: 'continueRegularOutput' },
	});
	const seconds = Math.round((Date.now() - wire.requests[0].at) / 1000);
	await wire.close();
	return { seconds, requests: wire.requests.length, ...(item.json as { error?: string }) };
}

// All at once: together they take as long as the longest.
test('a text, a stalled download and what only reads are given up after 30 seconds, a call only after 90', async () => {
	const send = { resource: 'message', operation: 'send', to: '010-0000-1234', text: 'test' };
	const dial = { resource: 'call', operation: 'dial', to: '010-0000-1234' };
	const download = { resource: 'recording', operation: 'download', fileName: 'a.wav' };
	const stall: WireAnswer = (response) => {
		response.writeHead(200, { 'Content-Length': '5000' });
		response.write('RIFF and then nothing');
	};
	const silence: WireAnswer = (response) => response.writeHead(200, { 'Content-Length': '5000' }).flushHeaders();
	const [text, reading, file, nothing, call, pickedUpLate] = await Promise.all([
		time(send, never),
		time({ resource: 'line', operation: 'getPhoneStatus' }, never),
		time(download, stall),
		time(download, silence),
		time(dial, never),
		time(dial, (response) => void setTimeout(() => response.end(done), 45_000)),
	]);
	const limits = [[text, 30], [reading, 30], [file, 30], [nothing, 30], [call, 90], [pickedUpLate, 45]] as const;
	for (const [{ seconds }, limit] of limits) {
		// Late on a busy machine, but never early.
		expect(seconds).toBeGreaterThanOrEqual(limit);
		expect(seconds).toBeLessThan(limit + 3);
	}
	expect(text).toMatchObject({ requests: 1, outcome: 'unknown' });
	expect(text.error).toMatch(/did not answer within 30 seconds; it may have been carried out/);
	// Asked again it would take three times as long.
	expect(reading).toMatchObject({ requests: 1 });
	expect(reading.error).toMatch(/did not answer within 30 seconds\. Asking changes nothing/);
	expect(file).toMatchObject({ requests: 1 });
	expect(file.error).toMatch(/did not arrive whole: nothing came for 30 seconds/);
	expect(nothing).toMatchObject({ requests: 1 });
	expect(nothing.error).toMatch(/did not arrive whole: nothing came for 30 seconds/);
	expect(call).toMatchObject({ requests: 1, outcome: 'unknown' });
	expect(call.error).toMatch(/did not answer within 90 seconds: the phone of the line rings first, and must be picked up/);
	expect(pickedUpLate).toMatchObject({ requests: 1, success: true });
}, 120_000);

test('a poll that is never answered ends after 30 seconds, one that is answered late does not; neither loses anything', async () => {
	const texts = (...messages: string[]) => {
		const DATAS = messages.map((MNESSAGE, index) => ({ NO: index + 1, TIME: '2026-11-20 09:30:00', SRC: '01000001234', MNESSAGE }));
		return JSON.stringify({ SVC_RT: '0000', SVC_MSG: 'OK', LISTINFO: { page: 1, numperpage: 10, total: messages.length }, DATAS });
	};
	const late: WireAnswer = (response) => void setTimeout(() => response.end(texts('two', 'one')), 25_000);
	const wire = await listenOnTheWire(texts(), never, late, texts('three', 'two', 'one'));
	const trigger = await openPolling({
		parameters: { events: ['incomingSms'], options: {}, pollTimes: { item: [{ mode: 'everyMinute' }] } } as never,
		credential: credentialFor(wire.baseUrl),
	});
	expect(await trigger.begin()).toEqual([]);
	const begun = Date.now();
	expect(await trigger.poll()).toEqual([]);
	expect(trigger.log).toEqual([expect.stringMatching(/^warn: .*did not answer within 30 seconds/)]);
	expect(Math.round((Date.now() - begun) / 1000)).toBeLessThan(33);
	expect(await trigger.poll()).toMatchObject([{ message: 'one' }, { message: 'two' }]);
	expect(await trigger.poll()).toMatchObject([{ message: 'three' }]);
	expect(wire.requests).toHaveLength(4);
	await wire.close();
}, 120_000);
