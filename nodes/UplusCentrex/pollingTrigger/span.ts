import type { IDataObject } from 'n8n-workflow';

import { knownAtStart } from '../api/pages';

/** One record of a list, with what it is known by. */
export interface Entry {
	/** What stays the same of the record, its time and a short digest; its position in the list does not. Different records may share one. */
	key: string;
	/** When it began and when it ended, ISO 8601 with `+09:00`; empty where the service's time cannot be read. */
	start: string;
	end: string;
	record: IDataObject;
}

/** One page of a list. */
export interface EntryPage {
	entries: Entry[];
	/** How many records the list has; missing where the service does not say. */
	total?: number;
	perPage: number;
	isLast: boolean;
}

/** A list of the service, newest first, as it is read page by page. */
export interface WatchedList {
	/** How far before the newest record's end another one can turn up, in milliseconds. */
	windowMs: number;
	/** @param page counted from 1 */
	readPage(page: number): Promise<EntryPage>;
}

/** Whether the pages that were read suffice. @param all their records @param page the last of them @param pages how many there are */
type IsEnough = (all: Entry[], page: EntryPage, pages: number) => boolean;

/** More than a poll has time for: a list that goes on so is not to be followed. */
const MOST_PAGES = 100;

/**
 * Reads pages on until they are enough. New records push the others down while they are read: by how many, the total tells,
 * and the part that was read already must stand where it then belongs.
 *
 * @returns the records as they stood when the first page was read; `undefined` where the list moved in another way
 */
export async function readSpan(list: WatchedList, from: number, first: EntryPage, isEnough: IsEnough): Promise<Entry[] | undefined> {
	const all = [...first.entries];
	let page = first;
	let pages = 1;
	while (!page.isLast && page.entries.length > 0 && !isEnough(all, page, pages)) {
		if (pages >= MOST_PAGES) return undefined;
		page = await list.readPage(from + pages);
		const unread = unreadOf(page, all, pages * first.perPage, arrivedBetween(first, page));
		if (!unread) return undefined;
		all.push(...unread);
		pages += 1;
	}
	// A list that holds only so many records has the same total all the time: only its first page shows that it moved.
	if (pages > 1 && !standsBelowArrived(first, await list.readPage(from))) return undefined;
	return all;
}

/**
 * The records of a page that were not read before.
 *
 * @param all the records read so far
 * @param above how many records stand above the page
 * @param arrived how many of those have come in since the first page was read, and so are not among `all`
 * @returns `undefined` where the page does not begin with what it then should
 */
function unreadOf({ entries }: EntryPage, all: Entry[], above: number, arrived: number): Entry[] | undefined {
	if (arrived < 0) return undefined;
	const begin = Math.min(above - arrived, all.length);
	const known = knownAtStart(all.map(keyOf), entries.map(keyOf), begin);
	return known === undefined ? undefined : entries.slice(known);
}

/** Whether what stood first stands right below what has come in since, as far as the page shows it. */
function standsBelowArrived(first: EntryPage, again: EntryPage): boolean {
	const arrived = arrivedBetween(first, again);
	if (arrived < 0) return false;
	const moved = again.entries[arrived];
	return moved === undefined || moved.key === first.entries[0].key;
}

function keyOf({ key }: Entry): string {
	return key;
}

/** @returns how many records have come in after one page was read and before another; negative where some are gone */
function arrivedBetween(first: EntryPage, later: EntryPage): number {
	return (later.total ?? 0) - (first.total ?? 0);
}
