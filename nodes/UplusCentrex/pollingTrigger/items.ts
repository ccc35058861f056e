import type { IDataObject, INodeExecutionData, IPollFunctions } from 'n8n-workflow';

import { CentrexError, descriptionOf } from '../api/error';
import type { Line } from '../api/line';
import { receiveRecording } from '../api/recording';
import { isSignInRefusal } from '../api/results';
import { readSwitch } from '../shared/fields';
import { eventOf } from './foundEvents';
import type { FoundEvent, WatchedListName } from './foundEvents';
import type { Entry } from './span';
import type { Pace } from './pace';

/** An item, and when what it tells of ended. */
export interface FoundItem {
	end: string;
	item: INodeExecutionData;
}

/** What became of new records. */
export interface Taken {
	items: FoundItem[];
	/** How many of the records are done with: all, unless the time was up or an error came in between. */
	taken: number;
	error?: unknown;
}

/**
 * Makes items of new records, with their files where that is chosen.
 */
export async function toItems(
	hook: IPollFunctions,
	chosen: FoundEvent[],
	list: WatchedListName,
	fresh: Entry[],
	line: Line,
	pace: Pace,
): Promise<Taken> {
	const withFiles = list === 'recordings' && readSwitch('Download Recordings', hook.getNodeParameter('options.download', false));
	const items: FoundItem[] = [];
	for (const [taken, { end, record }] of fresh.entries()) {
		const json = eventOf(list, record, line.number);
		if (!chosen.includes(json.event)) continue;
		if (!withFiles) {
			items.push({ end, item: { json } });
			continue;
		}
		if (items.length > 0 && pace.isUsedUp()) return { items, taken };
		try {
			items.push({ end, item: await pace.forFile(async () => await withFile(hook, line, json)) });
		} catch (error) {
			return { items, taken, error };
		}
	}
	return { items, taken: fresh.length };
}

/** @returns the item with the file of its recording; where the service refuses the file, the item says why */
async function withFile(hook: IPollFunctions, line: Line, json: IDataObject): Promise<INodeExecutionData> {
	const fileName = String(json.fileName);
	const received = receiveRecording(line, fileName, async (file) => await hook.helpers.prepareBinaryData(file, fileName, 'audio/wav'));
	return await received.then(
		({ stored }) => ({ json, binary: { data: stored } }),
		(error: unknown) => ({ json: { ...json, downloadError: refusal(error) } }),
	);
}

/** What may go right at the next poll is left to it, and nothing of this one is remembered: then it throws the error. */
function refusal(error: unknown): string {
	if (!(error instanceof CentrexError) || error.code === null || isSignInRefusal(error)) throw error;
	return `${error.message}. ${descriptionOf(error)}`;
}
