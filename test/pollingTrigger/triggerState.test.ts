import { stateOf } from '../../nodes/UplusCentrex/pollingTrigger/triggerState';
import { inTurn } from '../../nodes/UplusCentrex/pollingTrigger/turn';
import { lineFor } from '../support/fakeCaller';

afterEach(() => jest.restoreAllMocks());

const DAY = 24 * 60 * 60 * 1000;

test('a trigger has a state of its own, which stays', () => {
	const state = stateOf('w1 node');
	expect(state).toEqual({ polledAt: 0, isUnderWay: false, trouble: { goodAt: expect.any(Number), daily: {} }, lines: new Map() });
	expect(Math.abs(state.trouble.goodAt - Date.now())).toBeLessThan(10_000);
	expect(stateOf('w1 node')).toBe(state);
	expect(stateOf('w2 node')).not.toBe(state);
});

test('a trigger that has not been polled for two months is gone once another one comes', () => {
	const now = Date.now();
	const stays = stateOf('stays');
	stays.polledAt = now;
	const goes = stateOf('goes');
	goes.polledAt = now - 1;
	jest.spyOn(Date, 'now').mockReturnValue(now + 62 * DAY);
	stateOf('new');
	expect(stateOf('stays')).toBe(stays);
	expect(stateOf('goes')).not.toBe(goes);
});

test('a trigger that is polled for the first time stays, whichever comes meanwhile', () => {
	const state = stateOf('has just come');
	stateOf('comes next');
	expect(stateOf('has just come')).toBe(state);
});

describe('who asks about a line', () => {
	const moment = async () => await new Promise((resolve) => setImmediate(resolve));

	test('waits until nobody else does, in order, whatever becomes of the others', async () => {
		const seen: string[] = [];
		const work = (name: string, fails = false) => async () => {
			seen.push(`${name} begins`);
			await moment();
			seen.push(`${name} ends`);
			if (fails) throw new Error(name);
			return name;
		};
		const all = await Promise.allSettled([inTurn(lineFor(undefined, 'a'), work('1')), inTurn(lineFor(undefined, 'a'), work('2', true)), inTurn(lineFor(undefined, 'a'), work('3')), inTurn(lineFor(undefined, 'b'), work('other'))]);
		expect(all.map((one) => (one.status === 'fulfilled' ? one.value : (one.reason as Error).message))).toEqual(['1', '2', '3', 'other']);
		expect(seen.filter((one) => !one.startsWith('other'))).toEqual(['1 begins', '1 ends', '2 begins', '2 ends', '3 begins', '3 ends']);
		expect(seen.indexOf('other begins')).toBeLessThan(seen.indexOf('1 ends'));
	});

	test('waits also for who came while another one was asking', async () => {
		const seen: string[] = [];
		const first = inTurn(lineFor(undefined, 'c'), async () => void seen.push('1'));
		const second = inTurn(lineFor(undefined, 'c'), async () => {
			await moment();
			seen.push('2');
		});
		await first;
		await inTurn(lineFor(undefined, 'c'), async () => void seen.push('3'));
		await second;
		expect(seen).toEqual(['1', '2', '3']);
	});
});
