import type { IPollFunctions } from 'n8n-workflow';

import type { Line } from '../api/line';
import { mayTry, unlessRefused } from '../shared/refusals';
import type { FoundEvent } from './foundEvents';
import type { FoundItem } from './items';
import { TooLate } from './pace';
import type { Pace } from './pace';
import { endsReading, readLists } from './readLists';
import type { LineMemory } from './triggerState';
import { inTurn } from './turn';

/** What came of asking about a line. */
export interface LineResult {
	items: FoundItem[];
	/** What is to be remembered once the items are handed on; missing where it stays as it was. */
	next?: LineMemory;
	/** What went wrong, list by list. */
	failures: unknown[];
}

/**
 * Asks about one line what is new. It throws nothing, so that no line holds up another.
 *
 * @param isByHand whether somebody waits for it, who publishes the workflow
 * @returns `undefined` where the line was not asked: its sign-in is refused, or it was too late to begin
 */
export async function pollLine(
	hook: IPollFunctions,
	chosen: FoundEvent[],
	line: Line,
	remembered: LineMemory,
	pace: Pace,
	isByHand: boolean,
): Promise<LineResult | undefined> {
	const { account } = line;
	// Told when it happened; by itself it is tried again now and then.
	if (!isByHand && !mayTry(account)) return undefined;
	try {
		return await inTurn(line, async () =>
			await unlessRefused(account, isByHand, async () => {
				const result = await readLists(hook, chosen, line, remembered, pace);
				const end = result.failures.find(endsReading);
				if (end) throw end;
				return result;
			}),
		);
	} catch (error) {
		return error instanceof TooLate ? undefined : { items: [], failures: [error] };
	}
}
