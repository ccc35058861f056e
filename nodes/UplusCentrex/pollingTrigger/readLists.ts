import type { IPollFunctions } from 'n8n-workflow';

import type { Line } from '../api/line';
import { isSignInRefusal } from '../api/results';
import { endsOf } from '../shared/lines';
import { listsOf } from './foundEvents';
import type { FoundEvent, WatchedListName } from './foundEvents';
import { toItems } from './items';
import type { FoundItem } from './items';
import { warn } from './log';
import { findNew } from './newRecords';
import type { Memory } from './newRecords';
import { TooLate } from './pace';
import type { Pace } from './pace';
import type { LineMemory } from './triggerState';
import { orFromHistory, watchedList } from './watchedList';

/** What the lists of a line have. */
export interface ListsRead {
	items: FoundItem[];
	/** What is to be remembered once the items are handed on. */
	next: LineMemory;
	/** What went wrong, list by list. */
	failures: unknown[];
}

/**
 * Reads the lists of the chosen events, one after the other. What one of them has found counts also where another fails.
 */
export async function readLists(
	hook: IPollFunctions,
	chosen: FoundEvent[],
	line: Line,
	remembered: LineMemory,
	pace: Pace,
): Promise<ListsRead> {
	const lists: Partial<Record<WatchedListName, Memory>> = {};
	const next: LineMemory = { ...remembered, lists };
	const items: FoundItem[] = [];
	const failures: unknown[] = [];

	const read = async (list: WatchedListName): Promise<void> => {
		// Remembered as before, unless the list can be read.
		lists[list] = remembered.lists?.[list];
		const result = await findNew(watchedList(line, list, pace.forPage), lists[list], pace.mostPages);
		if (!result) {
			warn(hook, `${endsOf([line])}a list changed too fast to be read; the next poll reads it again.`);
			return;
		}
		const { items: found, taken, error } = await toItems(hook, chosen, list, result.fresh, line, pace);
		items.push(...found);
		lists[list] = result.memoryAfter(taken);
		if (error) throw error;
	};
	const lacksInboundCalls = ({ message }: Error): void => {
		delete lists.inboundCalls;
		next.withoutInboundCalls = true;
		warn(hook, `${endsOf([line])}${message}. Calls are taken from the call history instead, in which the service hides the end of outside numbers.`);
	};

	const names = listsOf(chosen);
	for (const [index, name] of names.entries()) {
		pace.nextList(names.length - index);
		const list = name === 'inboundCalls' && next.withoutInboundCalls ? 'pastInboundCalls' : name;
		try {
			await orFromHistory(list, read, lacksInboundCalls);
		} catch (error) {
			failures.push(error);
			if (endsReading(error)) break;
		}
	}
	return { items, next, failures };
}

/** Whether the line is not to be asked any more by this poll, and what its other lists had does not count. */
export function endsReading(failure: unknown): boolean {
	return isSignInRefusal(failure) || failure instanceof TooLate;
}
