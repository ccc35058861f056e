import * as n8nWorkflow from 'n8n-workflow';

import { endOfPoll, paceOf, TooLate } from '../../nodes/UplusCentrex/pollingTrigger/pace';
import type { Pace } from '../../nodes/UplusCentrex/pollingTrigger/pace';

let now: number;
let waits: number[];
beforeEach(() => {
	now = Date.parse('2026-11-22T09:00:00+09:00');
	waits = [];
	jest.spyOn(Date, 'now').mockImplementation(() => now);
	jest.spyOn(n8nWorkflow, 'sleep').mockImplementation(async (milliseconds) => {
		waits.push(milliseconds);
		now += milliseconds;
	});
});
afterEach(() => jest.restoreAllMocks());

/** Asks for a page, whose answer takes so long. */
const ask = async (pace: Pace, milliseconds: number) => {
	await pace.forPage(async () => void (now += milliseconds));
};

test('a second before each page but the first, three before each file but the first', async () => {
	const pace = paceOf(endOfPoll());
	for (let page = 0; page < 3; page++) await pace.forPage(async () => undefined);
	for (let file = 0; file < 3; file++) await pace.forFile(async () => undefined);
	expect(waits).toEqual([1000, 1000, 3000, 3000]);
});

test.each([
	['what n8n gives', 36_000, 36_000],
	['a minute, where it gives more', 300_000, 60_000],
	['a minute, where it says nothing', undefined, 60_000],
])('a poll has %s', (_, budgetMs, milliseconds) => {
	const pace = paceOf(endOfPoll(budgetMs));
	now += milliseconds - 1;
	expect(pace.isUsedUp()).toBe(false);
	now += 1;
	expect(pace.isUsedUp()).toBe(true);
});

test('a list has its share of the time that is left', () => {
	const pace = paceOf(endOfPoll(60_000));
	pace.nextList(3);
	now += 20_000;
	expect(pace.isUsedUp()).toBe(true);
	pace.nextList(2);
	expect(pace.isUsedUp()).toBe(false);
	now += 5_000;
	// What the one before has left is for those that follow.
	pace.nextList(1);
	now += 34_999;
	expect(pace.isUsedUp()).toBe(false);
	now += 1;
	expect(pace.isUsedUp()).toBe(true);
});

test.each([
	['as many as fit in, by the last one, with its pause', 60_000, 4000, 11],
	['no more than 30, however fast', 60_000, 10, 30],
	['half a second at least for each', 30_000, 10, 19],
	['3 at least, however slow', 60_000, 50_000, 3],
])('pages of a list: %s', async (_, budgetMs, milliseconds, pages) => {
	const pace = paceOf(endOfPoll(budgetMs));
	pace.nextList(1);
	await ask(pace, milliseconds);
	expect(pace.mostPages()).toBe(pages);
});

test('a line begins in the first half of the time only, and goes on from then on', async () => {
	const [inTime, late] = [paceOf(endOfPoll(36_000), 1), paceOf(endOfPoll(36_000), 2)];
	now += 17_999;
	await ask(inTime, 1);
	let asked = false;
	await expect(late.forPage(async () => (asked = true))).rejects.toBeInstanceOf(TooLate);
	expect(asked).toBe(false);
	await ask(inTime, 40_000);
	await ask(inTime, 1);
});

test('the first line of a poll begins, however late it is', async () => {
	const pace = paceOf(endOfPoll(36_000), 0);
	now += 40_000;
	await ask(pace, 1);
});
