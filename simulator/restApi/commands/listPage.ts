import { ResultCodeError } from '../resultCodes';
import type { Datas } from './command';

const ENTRIES_A_PAGE = 10;

/** One page of a list. */
export interface ListPage {
	page: number;
	numperpage: number;
	/** Entries on all pages. */
	total: number;
	/** `null` where the page has none. */
	records: Datas[] | null;
}

/**
 * Cuts a page out of a list; one beyond the end is empty, as the document is silent on it.
 *
 * @param page as it was given; pages count from 1
 * @param toRecord makes what the answer holds of an entry and its position in the whole list, from 1
 * @param numperpage how many entries a page has, ten unless a command takes another number
 * @throws ResultCodeError 1002 where the page is no whole number from 1
 */
export function listPage<Entry>(
	entries: Entry[],
	page: string,
	toRecord: (entry: Entry, position: number) => Datas,
	numperpage = ENTRIES_A_PAGE,
): ListPage {
	if (!/^[1-9]\d*$/.test(page)) throw new ResultCodeError('1002');
	const before = (Number(page) - 1) * numperpage;
	const records = entries
		.slice(before, before + numperpage)
		.map((entry, index) => toRecord(entry, before + index + 1));
	return {
		page: Number(page),
		numperpage,
		total: entries.length,
		records: records.length > 0 ? records : null,
	};
}

/** @returns the entries of a list that has the newest last, the newest first */
export function newestFirst<Entry extends { startedAt: string }>(entries: Entry[]): Entry[] {
	return [...entries].reverse().sort((a, b) => b.startedAt.localeCompare(a.startedAt));
}
