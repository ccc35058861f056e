import { CentrexError } from '../../nodes/UplusCentrex/api/error';
import { endTrouble, isToBeTold } from '../../nodes/UplusCentrex/pollingTrigger/trouble';
import type { Trouble } from '../../nodes/UplusCentrex/pollingTrigger/trouble';

const START = Date.parse('2026-11-22T09:00:00+09:00');
const minute = (minutes: number) => START + minutes * 60_000;
const HOUR = 60;
const DAY = 24 * HOUR;

const error = (message: string, more: { mayPass?: boolean; code?: string } = {}) =>
	new CentrexError(message, { advice: '', outcome: 'rejected', ...more });
const PASSING = error('The service closed the connection', { mayPass: true });
const OTHER_PASSING = error('The service had an internal error', { mayPass: true, code: '3001' });
const LASTING = error('None is chosen');
const OTHER_LASTING = error('The address is wrong');

let trouble: Trouble;
beforeEach(() => (trouble = { goodAt: START, daily: {} }));

/** After how many minutes a failure is told, of polls that fail at these. */
const told = (failure: unknown, minutes: number[]) => minutes.filter((at) => isToBeTold(trouble, failure, minute(at)));

test('what may pass: after ten minutes, and once an hour from then on', () => {
	expect(told(PASSING, [1, 5, 9, 10, 11, 69, 70, 71, 129, 130])).toEqual([10, 70, 130]);
});

test('ten minutes count from the last good poll, also where polls are rare', () => {
	expect(told(PASSING, [HOUR])).toEqual([HOUR]);
});

test('one that may pass after another is no news within the hour', () => {
	expect(told(PASSING, [10])).toEqual([10]);
	expect(told(OTHER_PASSING, [20, 69, 70])).toEqual([70]);
});

test('what lasts until somebody does something: at once, and once a day, each of them', () => {
	expect(told(LASTING, [1, 2, HOUR, DAY, DAY + 1, DAY + 2])).toEqual([1, DAY + 1]);
	expect(told(OTHER_LASTING, [DAY + 3])).toEqual([DAY + 3]);
});

test.each(['1005', '2002', '4001'])('that the line lacks a list lasts, whatever the service calls it: %s', (code) => {
	expect(told(error('lacks it', { mayPass: true, code }), [1, 2])).toEqual([1]);
});

test.each(['1003', '1004', '1007', '1008'])('a refused sign-in: each time (%s)', (code) => {
	expect(told(error('refused', { code }), [1, 2, 3])).toEqual([1, 2, 3]);
});

test('what is no error of the service lasts', () => {
	expect(told(new TypeError('x is not a function'), [1, 2])).toEqual([1]);
});

test('a good poll ends it: what comes after is told anew', () => {
	told(PASSING, [10]);
	told(LASTING, [11]);
	expect(endTrouble(trouble, minute(12))).toBe(minute(10));
	expect(endTrouble(trouble, minute(13))).toBeUndefined();
	expect(told(PASSING, [20, 22, 23])).toEqual([23]);
	expect(told(LASTING, [24])).toEqual([24]);
});
