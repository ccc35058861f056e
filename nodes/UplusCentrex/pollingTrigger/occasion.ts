import type { IPollFunctions } from 'n8n-workflow';

import { isStart } from '../shared/start';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** What n8n gives a poll that it makes itself; its scheduler gives less, and a context of its own for each poll. */
const USUAL_BUDGET_MS = 5 * MINUTE_MS;

/** Whose first poll was seen. */
const seen = new WeakSet<IPollFunctions>();

/**
 * Why n8n makes a poll before the time for one has come: a workflow was published, so that what is there is not new; it was
 * published again while it ran, so that between two polls nothing may get lost; or n8n has started.
 *
 * n8n does not tell a poll what it is for. Cause: activatePollTrigger in n8n-core's active-workflow-triggers.ts (active-workflows.ts in
 * 2.6) makes it like any other, and getActivationMode() stays the same for all polls that follow. Can go when a poll is told.
 *
 * @param polledAt when this process last polled the trigger, in milliseconds; 0 for never
 * @returns `undefined` for any other poll
 */
export function occasionOf(hook: IPollFunctions, polledAt: number): 'publishing' | 'republishing' | 'start' | undefined {
	const isFirst = !seen.has(hook);
	seen.add(hook);
	// n8n 2.6 has no budget.
	if (!isFirst || (hook.getPollBudgetMs?.() ?? USUAL_BUDGET_MS) !== USUAL_BUDGET_MS) return undefined;
	const mode = hook.getActivationMode();
	if (isStart(hook)) return 'start';
	if (!['activate', 'create', 'update'].includes(mode)) return undefined;
	// What was unpublished for a moment only runs on, too.
	const most = mode === 'update' ? 1.5 * longestWait(hook) : 1.5 * MINUTE_MS;
	return Date.now() - polledAt > most ? 'publishing' : 'republishing';
}

/** @returns how long it is from one poll to the next, at most, by the trigger's Poll Times; in milliseconds */
function longestWait(hook: IPollFunctions): number {
	const times = (hook.getNodeParameter('pollTimes.item', []) ?? []) as Array<{ mode?: string; value?: number; unit?: string }>;
	const waits = times.map(({ mode, value = 1, unit }) => {
		switch (mode) {
			case 'everyMinute':
				return MINUTE_MS;
			case 'everyX':
				return value * (unit === 'minutes' ? MINUTE_MS : HOUR_MS);
			case 'everyWeek':
				return 7 * DAY_MS;
			case 'everyMonth':
				return 31 * DAY_MS;
			case 'everyDay':
				return DAY_MS;
			default:
				return HOUR_MS;
		}
	});
	return Math.min(...waits, 31 * DAY_MS);
}
