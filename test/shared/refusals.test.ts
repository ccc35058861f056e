import { CentrexError } from '../../nodes/UplusCentrex/api/error';
import { isRefusedLately, lastRefusal, nextTry, noteAcceptance, noteRefusal } from '../../nodes/UplusCentrex/shared/refusals';
import { runAction } from '../support/runAction';
import type { ActionRun } from '../support/runAction';
import { openPolling } from '../support/runPolling';
import { credentialFor, listenOnTheWire } from '../support/wire';

const REFUSED = '{"SVC_RT":"1004","SVC_MSG":"AUTH_ERR"}';
const DONE = '{"SVC_RT":"0000","SVC_MSG":"OK","DATAS":{"STATUS":"OK","RESCNT":"9","DEBUG":"01000000001=OK"}}';
let answer: string;
let wire: Awaited<ReturnType<typeof listenOnTheWire>>;
beforeEach(async () => {
	answer = REFUSED;
	wire = await listenOnTheWire((response) => void response.end(answer));
});
afterEach(async () => await wire.close());

/** A run of a published workflow, unless told. */
const send = async (more: Partial<ActionRun> = {}) => {
	const [item] = await runAction({
		parameters: { resource: 'message', operation: 'send', to: '010-0000-0001', text: 'test' },
		credential: credentialFor(wire.baseUrl),
		settings: { onError: 'continueRegularOutput' },
		mode: 'trigger',
		...more,
	});
	return item.json;
};

test('a workflow that runs by itself does not repeat a refused sign-in from run to run', async () => {
	expect(await send()).toMatchObject({ outcome: 'rejected', code: '1004' });
	for (let run = 0; run < 3; run++) {
		expect(await send()).toEqual({
			error: expect.stringMatching(
				/^Not tried, because the service has refused this sign-in before: The password is wrong.*1004.*run this node once by hand \(in queue mode restart the workers\)\. Nothing was sent\.$/,
			),
			code: '1004',
			codeName: 'AUTH_ERR',
			outcome: 'notSent',
		});
	}
	expect(wire.requests).toHaveLength(1);
});

describe('it is tried again by itself', () => {
	afterEach(() => jest.restoreAllMocks());
	const now = Date.now();
	/** Lets each minute pass until so many are over, with a run in each. @returns after how many minutes the service was asked */
	const triesWithin = async (minutes: number, step: number) => {
		const tries: number[] = [];
		for (let minute = 0; minute <= minutes; minute += step) {
			jest.spyOn(Date, 'now').mockReturnValue(now + minute * 60_000);
			const before = wire.requests.length;
			await send();
			if (wire.requests.length > before) tries.push(minute);
		}
		return tries;
	};

	test.each(['1003', '1007', '1008'])('after 10 minutes, an hour, and every six hours (%s)', async (code) => {
		answer = JSON.stringify({ SVC_RT: code, SVC_MSG: 'AUTH_ERR' });
		expect(await triesWithin(16 * 60, 10)).toEqual([0, 10, 70, 430, 790]);
		expect((await send()).error).toMatch(/It is tried again by itself at \d{4}-\d\d-\d\dT[\d:]+\+09:00\./);
		answer = DONE;
		jest.spyOn(Date, 'now').mockReturnValue(now + 790 * 60_000 + 6 * 60 * 60_000);
		expect(await send()).toMatchObject({ success: true });
	});

	test('once more after an hour where the password may be wrong (1004)', async () => {
		expect(await triesWithin(30 * 60, 30)).toEqual([0, 60]);
		expect((await send()).error).toMatch(/It is not tried again by itself\./);
	});
});

test('it goes on with another password, and after a run by hand that went well', async () => {
	await send();
	answer = DONE;
	expect(await send({ credential: credentialFor(wire.baseUrl, { password: 'a new one' }) })).toMatchObject({ success: true });
	expect(await send()).toMatchObject({ outcome: 'notSent' });
	expect(await send({ mode: 'manual' })).toMatchObject({ success: true });
	expect(await send()).toMatchObject({ success: true });
});

test('a run by hand that is refused is asked each time', async () => {
	for (let run = 0; run < 2; run++) expect(await send({ mode: 'manual' })).toMatchObject({ outcome: 'rejected' });
	expect(wire.requests).toHaveLength(2);
});

test('what is kept of a refusal in the middle of a run says nothing of whom that run had reached', async () => {
	const to = Array.from({ length: 15 }, (_, index) => `010-0000-02${String(index).padStart(2, '0')}`).join(',');
	const parameters = { resource: 'message', operation: 'send', to, text: 'test' };
	answer = '{"SVC_RT":"0000","SVC_MSG":"OK","DATAS":{"STATUS":"OK"}}';
	const run = send({ parameters });
	while (wire.requests.length === 0) await new Promise((resolve) => setTimeout(resolve, 1));
	answer = REFUSED;
	expect(await run).toMatchObject({ outcome: 'unknown', code: '1004', error: expect.stringContaining('Sent to: 01000000200') });
	const { error } = await send();
	expect(error).toMatch(/^Not tried, because the service has refused this sign-in before: The password is wrong/);
	expect(error).not.toMatch(/0100000|Sent to|Request/);
});

test('what a polling trigger was refused, no other node asks again', async () => {
	const trigger = await openPolling({
		parameters: { events: ['incomingSms'], options: {}, pollTimes: { item: [{ mode: 'everyMinute' }] } } as never,
		credential: credentialFor(wire.baseUrl),
	});
	await trigger.begin().catch(() => undefined);
	expect(await send()).toMatchObject({ outcome: 'notSent', code: '1004' });
	expect(wire.requests).toHaveLength(1);
});

test.each(['3001', '1005', '9999'])('another error (%s) is no refusal of the sign-in', async (code) => {
	answer = JSON.stringify({ SVC_RT: code, SVC_MSG: 'ERR' });
	await send();
	await send();
	expect(wire.requests).toHaveLength(2);
});

describe('when a refused sign-in is tried again,', () => {
	const MINUTE = 60_000;
	const DAY = 24 * 60 * MINUTE;
	const START = Date.parse('2026-11-22T09:00:00+09:00');
	const at = (time: number) => jest.spyOn(Date, 'now').mockReturnValue(time);
	const refusal = (code: string) => new CentrexError('refused', { advice: '', outcome: 'rejected', code });
	afterEach(() => {
		for (const account of ['a', 'b']) noteAcceptance(account);
		jest.restoreAllMocks();
	});

	test.each([
		['1003', 1, 10],
		['1003', 2, 60],
		['1003', 3, 360],
		['1003', 9, 360],
		['1007', 1, 10],
		['1008', 2, 60],
		['1004', 1, 60],
		['1004', 2, Infinity],
		['1004', 9, Infinity],
	])('after code %s for the %dth time in a row: %d minutes later', (code, times, minutes) => {
		at(START);
		for (let time = 0; time < times; time++) noteRefusal('a', refusal(code), false);
		expect(nextTry('a')).toBe(START + minutes * MINUTE);
	});

	test('one by hand counts as the first, and puts none after it off', () => {
		at(START);
		for (let time = 0; time < 3; time++) noteRefusal('a', refusal('1003'), true);
		expect(nextTry('a')).toBe(START + 10 * MINUTE);
	});

	test('a minute counts as lately', () => {
		at(START);
		noteRefusal('a', refusal('1004'), true);
		at(START + MINUTE - 1);
		expect(isRefusedLately('a')).toBe(true);
		at(START + MINUTE);
		expect(isRefusedLately('a')).toBe(false);
	});

	test.each([
		['nobody has asked about for two months is forgotten', false],
		['somebody still asks about is kept', true],
	])('what %s at the next refusal of another', (_, isAsked) => {
		at(START);
		noteRefusal('a', refusal('1004'), false);
		at(START + 40 * DAY);
		if (isAsked) nextTry('a');
		at(START + 63 * DAY);
		noteRefusal('b', refusal('1004'), false);
		expect(lastRefusal('a') !== undefined).toBe(isAsked);
		expect(lastRefusal('b')).toBeDefined();
	});
});
