import type { IPollFunctions } from 'n8n-workflow';

import { occasionOf } from '../../nodes/UplusCentrex/pollingTrigger/occasion';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const NOW = Date.parse('2026-11-22T09:00:00+09:00');
beforeEach(() => jest.spyOn(Date, 'now').mockReturnValue(NOW));
afterEach(() => jest.restoreAllMocks());

interface Poll {
	mode: string;
	/** The trigger's Poll Times. */
	times?: object[] | null;
	/** What n8n gives the poll; missing in n8n 2.6. */
	budgetMs?: number;
}

const USUAL_MS = 5 * MINUTE;
const context = ({ mode, times = [{ mode: 'everyMinute' }], budgetMs = USUAL_MS }: Poll) =>
	({ getActivationMode: () => mode, getNodeParameter: () => times, getPollBudgetMs: () => budgetMs }) as unknown as IPollFunctions;

/** What a first poll is for, where the trigger was last polled so long ago. */
const first = (poll: Poll, ago = Infinity) => occasionOf(context(poll), ago === Infinity ? 0 : NOW - ago);

test.each(['init', 'leadershipChange'])('n8n starts: %s', (mode) => {
	expect(first({ mode })).toBe('start');
	expect(first({ mode }, MINUTE)).toBe('start');
});

test.each(['activate', 'create', 'update'])('%s publishes what was never polled', (mode) => {
	expect(first({ mode })).toBe('publishing');
});

test.each<[string, object[] | null, number]>([
	['every minute', [{ mode: 'everyMinute' }], 1.5 * MINUTE],
	['every 10 minutes', [{ mode: 'everyX', value: 10, unit: 'minutes' }], 15 * MINUTE],
	['every 2 hours', [{ mode: 'everyX', value: 2, unit: 'hours' }], 3 * HOUR],
	['every hour', [{ mode: 'everyHour' }], 1.5 * HOUR],
	['once a day', [{ mode: 'everyDay' }], 1.5 * DAY],
	['once a week', [{ mode: 'everyWeek' }], 10.5 * DAY],
	['once a month', [{ mode: 'everyMonth' }], 46.5 * DAY],
	['at the times of a cron expression', [{ mode: 'custom' }], 1.5 * HOUR],
	['once a day and every hour', [{ mode: 'everyDay' }, { mode: 'everyHour' }], 1.5 * HOUR],
	['at no times', [], 46.5 * DAY],
	['at times that nobody set', null, 46.5 * DAY],
])('a trigger polled %s is published again while it runs, as long as half a wait is not over', (_, times, most) => {
	expect(first({ mode: 'update', times }, most)).toBe('republishing');
	expect(first({ mode: 'update', times }, most + 1)).toBe('publishing');
});

test.each(['activate', 'create'])('%s goes on with what was unpublished for a moment only, however rarely it is polled', (mode) => {
	const times = [{ mode: 'everyDay' }];
	expect(first({ mode, times }, 1.5 * MINUTE)).toBe('republishing');
	expect(first({ mode, times }, 1.5 * MINUTE + 1)).toBe('publishing');
});

test.each(['manual', 'unknown'])('any other mode is none: %s', (mode) => {
	expect(first({ mode })).toBeUndefined();
});

test('the polls that follow in the same context are none', () => {
	const polls = context({ mode: 'update' });
	expect(occasionOf(polls, 0)).toBe('publishing');
	expect(occasionOf(polls, NOW)).toBeUndefined();
});

test("a poll of n8n's scheduler has a context of its own and less time, and is none", () => {
	expect(first({ mode: 'update', budgetMs: 36_000 })).toBeUndefined();
	expect(first({ mode: 'init', budgetMs: 36_000 })).toBeUndefined();
});

test('n8n 2.6 has no budget', () => {
	const polls = Object.assign(context({ mode: 'update' }), { getPollBudgetMs: undefined });
	expect(occasionOf(polls, 0)).toBe('publishing');
});
