import type { IDataObject } from 'n8n-workflow';

import { toKoreanTime } from './time';

/** One record of a list, with what it is known by. */
export interface Entry {
	/** A digest of what stays the same of the record; its position in the list does not. */
	key: string;
	/** When it began and when it ended, ISO 8601 with `+09:00`; empty where the service's time cannot be read. */
	start: string;
	end: string;
	record: IDataObject;
}

/** A list of the service, newest first, as it is read page by page. */
export interface List {
	/** How far before the newest record's end another one can turn up, in milliseconds. */
	windowMs: number;
	/** @param page counted from 1 */
	readPage(page: number): Promise<{ entries: Entry[]; total?: number; perPage: number; isLast: boolean }>;
}

/**
 * What is remembered of a list: digests, of at most 2,000 records (more only where they ended within one second), about
 * 60 bytes each.
 */
export interface Memory {
	/** For each key when the record ended, and how many of the kind there were: equal records are several. */
	known: Record<string, [end: string, count: number]>;
	/** What ended before is never new; empty where the list was empty. */
	floor: string;
	/** How many records there were, counted from the oldest on; `null` where the service does not say. */
	total: number | null;
}

const MOST_KNOWN = 2000;
const TRIES = 3;
const DAY_MS = 24 * 60 * 60 * 1000;

/** What a list has that is new. */
export interface Found {
	/** The new records, oldest first. */
	fresh: Entry[];
	/** @returns what is to be remembered once the first so many of them are handed on; the others are new again then */
	memoryAfter(taken: number): Memory;
}

/**
 * Finds the records of a list that were not there before (today, 6). A record's position is not its identity, one may be
 * inserted below others, and pages may move while they are read.
 *
 * @param memory what is remembered; `undefined` takes all that is there for known
 * @param mostPages how many pages may be read, asked for after the first one; a longer list is caught up over several
 *   calls, its oldest records first
 * @returns `undefined` where the list moved in a way that could not be followed, and is to be read again later
 */
export async function findNew(list: List, memory: Memory | undefined, mostPages: () => number): Promise<Found | undefined> {
	for (let tries = 0; tries < TRIES; tries++) {
		const found = memory ? await compare(list, memory, mostPages) : await takeAsKnown(list, mostPages);
		if (found) return found;
	}
	return undefined;
}

type Page = Awaited<ReturnType<List['readPage']>>;

async function takeAsKnown(list: List, mostPages: () => number): Promise<Found | undefined> {
	const first = await list.readPage(1);
	const most = mostPages();
	const floor = before(newestEnd(first.entries), list.windowMs);
	const span = await readSpan(list, 1, first, (page, pages) => pages >= most || isBelow(page, floor));
	if (!span) return undefined;
	const known: Memory['known'] = {};
	for (const entry of span) remember(known, entry, newestEnd(span));
	const deepest = span.length < (first.total ?? 0) ? oldestStart(span) : '';
	const memory = prune({ known, floor: later(floor, deepest), total: first.total ?? null }, list.windowMs);
	return { fresh: [], memoryAfter: () => memory };
}

async function compare(list: List, memory: Memory, mostPages: () => number): Promise<Found | undefined> {
	let first = await list.readPage(1);
	let from = 1;
	const most = mostPages();
	const added = first.total === undefined || memory.total === null ? undefined : first.total - memory.total;
	if (added !== undefined && added > most * first.perPage) {
		from = Math.ceil(added / first.perPage) + 2 - most;
		first = await list.readPage(from);
	}
	const total = first.total === undefined ? null : first.total - (from - 1) * first.perPage;
	const expected = total === null || memory.total === null ? undefined : total - memory.total;

	const span = await readSpan(list, from, first, (page, _pages, all) => {
		const isKnown = news(page.entries, memory).length === 0;
		return (isKnown && news(all, memory).length === expected) || isBelow(page, memory.floor);
	});
	if (!span) return undefined;
	const fresh = news(span, memory).reverse();
	// Sorting keeps the list's own order where the times are equal.
	fresh.sort((one, other) => (one.end && other.end ? one.end.localeCompare(other.end) : 0));
	return {
		fresh,
		memoryAfter(taken) {
			const left = fresh.slice(taken);
			const newest = newestEnd(span.filter((entry) => !left.includes(entry)));
			const known = { ...memory.known };
			for (const entry of fresh.slice(0, taken)) remember(known, entry, newest);
			const counted = total === null ? null : total - left.length;
			return prune({ known, floor: memory.floor, total: counted }, list.windowMs);
		},
	};
}

/**
 * Reads pages on until one is enough. New records push the others down while they are read: by how many, the total tells,
 * and the part that was read already must stand where it then belongs.
 *
 * @returns the records as they stood when the first page was read; `undefined` where the list moved in another way
 */
async function readSpan(
	list: List,
	from: number,
	first: Page,
	isEnough: (page: Page, pages: number, all: Entry[]) => boolean,
): Promise<Entry[] | undefined> {
	const all = [...first.entries];
	let page = first;
	let pages = 1;
	while (!page.isLast && page.entries.length > 0 && !isEnough(page, pages, all)) {
		page = await list.readPage(from + pages);
		const arrived = movedBy(first, page);
		const begin = Math.min(pages * first.perPage - arrived, all.length);
		pages += 1;
		if (arrived < 0 || begin < 0) return undefined;
		const repeated = all.slice(begin, begin + page.entries.length);
		if (!repeated.every(({ key }, index) => key === page.entries[index].key)) return undefined;
		all.push(...page.entries.slice(repeated.length));
	}
	if (pages > 1) {
		// A list that holds only so many records has the same total all the time.
		const again = await list.readPage(from);
		const arrived = movedBy(first, again);
		const moved = again.entries[arrived];
		if (arrived < 0 || (moved && moved.key !== first.entries[0].key)) return undefined;
	}
	return all;
}

function movedBy(first: Page, later: Page): number {
	return (later.total ?? 0) - (first.total ?? 0);
}

/** The records that are new: of equal ones as many as there are more than before. */
function news(entries: Entry[], { known, floor }: Memory): Entry[] {
	const seen = new Map<string, number>();
	return entries.filter(({ key, end }) => {
		const count = (seen.get(key) ?? 0) + 1;
		seen.set(key, count);
		return count > (known[key]?.[1] ?? 0) && (end === '' || end >= floor);
	});
}

function remember(known: Memory['known'], { key, end }: Entry, newest: string): void {
	known[key] = [end || newest, (known[key]?.[1] ?? 0) + 1];
}

/** Forgets what ended before the window, or is more than can be remembered: it is never new again. */
function prune({ known, floor, total }: Memory, windowMs: number): Memory {
	const ends = Object.values(known).map(([end]) => end).sort().reverse();
	// One record with a time of the far future must not make everything else look old.
	const newest = ends.find((end) => Date.parse(end) < Date.now() + DAY_MS) ?? ends[0] ?? '';
	const lowest = later(later(floor, before(newest, windowMs)), ends[MOST_KNOWN] ?? '');
	const kept = Object.entries(known).filter(([, [end]]) => end === '' || end >= lowest);
	return { known: Object.fromEntries(kept), floor: lowest, total };
}

function isBelow({ entries }: Page, floor: string): boolean {
	const oldest = oldestStart(entries);
	return oldest !== '' && oldest < floor;
}

function newestEnd(entries: Entry[]): string {
	return entries.map(({ end }) => end).reduce(later, '');
}

function oldestStart(entries: Entry[]): string {
	return entries.map(({ start }) => start).filter(Boolean).reduce((one, other) => (one && one < other ? one : other), '');
}

function later(one: string, other: string): string {
	return one > other ? one : other;
}

/** @returns a Korean time so many milliseconds earlier; empty for none */
function before(time: string, milliseconds: number): string {
	return time === '' ? '' : toKoreanTime(new Date(Date.parse(time) - milliseconds));
}
