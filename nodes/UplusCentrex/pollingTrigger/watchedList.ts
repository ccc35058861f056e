import type { IDataObject } from 'n8n-workflow';

import { digest } from '../api/digest';
import { LISTS } from '../api/lists';
import type { ListOfEvents } from '../api/lists';
import { readPage } from '../api/pages';
import type { Line } from '../api/line';
import { isLacking } from '../api/results';
import type { WatchedListName } from './foundEvents';
import type { Pace } from './pace';
import type { Entry, WatchedList } from './span';

/**
 * Of a record's digest so much is kept, 12 bits. Beside its time that tells records of a second apart, or counts them; and of all
 * mobile numbers 24,000 would fit.
 */
const KEY_CHARACTERS = 2;

const HOUR_MS = 60 * 60 * 1000;
/** A day: a call is listed up to a minute after its end, below all that began later, and may be hours long. */
const WINDOW_MS = 24 * HOUR_MS;
/** A text is listed as it arrives. */
const TEXTS_WINDOW_MS = HOUR_MS;

/**
 * @param inTime asks when its time has come
 * @returns a list of the line, to be read page by page
 */
export function watchedList(line: Line, name: WatchedListName, inTime: Pace['forPage']): WatchedList {
	const list: ListOfEvents = LISTS[name];
	return {
		windowMs: name === 'texts' ? TEXTS_WINDOW_MS : WINDOW_MS,
		async readPage(page) {
			const { entries, ...rest } = await inTime(async () => await readPage(line, list, page));
			return { entries: entries.map((record) => toEntry(list, record)), ...rest };
		},
	};
}

/**
 * Reads a list; where that is the one of inbound calls, and the line lacks it, the call history in its place, in which the service
 * hides the end of outside numbers.
 *
 * @param lacks told then what the service said
 */
export async function orFromHistory(
	list: WatchedListName,
	read: (list: WatchedListName) => Promise<void>,
	lacks?: (error: Error) => void,
): Promise<void> {
	await read(list).catch(async (error: unknown) => {
		if (list !== 'inboundCalls' || !isLacking(error)) throw error;
		lacks?.(error as Error);
		await read('pastInboundCalls');
	});
}

function toEntry({ happened, identity }: ListOfEvents, record: IDataObject): Entry {
	const { start, end } = happened(record);
	const isReadable = [start, end].every((time) => /^\d{4}-\d\d-\d\dT/.test(time));
	if (!isReadable) return { key: digest(identity(record)), start: '', end: '', record };
	const second = start.replace(/\D/g, '').slice(0, 'YYYYMMDDhhmmss'.length);
	return { key: `${second}${digest(identity(record), KEY_CHARACTERS)}`, start, end, record };
}
