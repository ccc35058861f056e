import { toKoreanTime } from '../api/time';
import { readSpan } from './span';
import type { Entry, EntryPage, WatchedList } from './span';

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
/** Also where they ended within one second, or their time cannot be read. */
const MOST_AT_ONCE = 5 * MOST_KNOWN;
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
 * Finds the records of a list that were not there before (service, 6.1 to 6.4). A record's position is not its identity, one may be
 * inserted below others, and pages may move while they are read.
 *
 * @param memory what is remembered; `undefined` takes all that is there for known
 * @param mostPages how many pages may be read, asked for after the first one; a longer list is caught up over several
 *   calls, its oldest records first
 * @returns `undefined` where the list moved in a way that could not be followed, and is to be read again later
 */
export async function findNew(list: WatchedList, memory: Memory | undefined, mostPages: () => number): Promise<Found | undefined> {
	for (let tries = 0; tries < TRIES; tries++) {
		const found = memory ? await compare(list, memory, mostPages) : await takeAsKnown(list, mostPages);
		if (found) return found;
	}
	return undefined;
}

async function takeAsKnown(list: WatchedList, mostPages: () => number): Promise<Found | undefined> {
	const first = await list.readPage(1);
	const most = mostPages();
	const floor = before(newestEnd(first.entries), list.windowMs);
	const span = await readSpan(list, 1, first, (_all, page, pages) => pages >= most || isBelow(page, floor));
	if (!span) return undefined;
	const known: Memory['known'] = {};
	for (const entry of span) remember(known, entry, newestEnd(span));
	const deepest = span.length < (first.total ?? 0) ? oldestStart(span) : '';
	const memory = prune({ known, floor: later(floor, deepest), total: first.total ?? null }, list.windowMs);
	return { fresh: [], memoryAfter: () => memory };
}

async function compare(list: WatchedList, memory: Memory, mostPages: () => number): Promise<Found | undefined> {
	const newestPage = await list.readPage(1);
	const from = pageToBeginWith(newestPage, memory, mostPages());
	const first = from === 1 ? newestPage : await list.readPage(from);
	// As if the list began with the first page that is read.
	const total = first.total === undefined ? undefined : first.total - (from - 1) * first.perPage;
	const expected = addedTo(memory, total);

	const span = await readSpan(list, from, first, (all, page) => {
		if (isBelow(page, memory.floor)) return true;
		const isAllKnown = news(page.entries, memory).length === 0;
		return isAllKnown && news(all, memory).length === expected;
	});
	if (!span) return undefined;
	const fresh = news(span, memory);
	// Sorting keeps the list's own order where the times are equal.
	fresh.sort((one, other) => (one.end && other.end ? one.end.localeCompare(other.end) : 0));
	return {
		fresh,
		memoryAfter(taken) {
			const left = new Set(fresh.slice(taken));
			const newest = newestEnd(span.filter((entry) => !left.has(entry)));
			const known = { ...memory.known };
			for (const entry of fresh.slice(0, taken)) remember(known, entry, newest);
			const counted = total === undefined ? null : total - left.size;
			return prune({ known, floor: memory.floor, total: counted }, list.windowMs);
		},
	};
}

/**
 * Where a poll begins to read: with the first page, or where more records are new than it may read, with the oldest of them. Say 95 are
 * new, ten a page, and 5 pages may be read: the new ones end on page 10, and page 11 holds nothing else but known ones. So
 * pages 7 to 11 are read.
 */
function pageToBeginWith({ total, perPage }: EntryPage, memory: Memory, most: number): number {
	const added = addedTo(memory, total) ?? 0;
	if (added <= most * perPage) return 1;
	const lastPage = Math.ceil(added / perPage) + 1;
	return lastPage - most + 1;
}

/** @returns how many records there are more than are remembered; `undefined` where the service does not count them */
function addedTo(memory: Memory, total: number | undefined): number | undefined {
	return total === undefined || memory.total === null ? undefined : total - memory.total;
}

/** @returns the records that are new, oldest first: of those with one key as many as there are more than before */
function news(entries: Entry[], { known, floor }: Memory): Entry[] {
	const seen = new Map<string, number>();
	// Counted from the oldest on: what comes in stands above what was there.
	return [...entries].reverse().filter(({ key, end }) => {
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
	const ends = latestFirst(Object.values(known).map(([end]) => end));
	const lowest = later(later(floor, before(newestOf(ends), windowMs)), ends[MOST_KNOWN] ?? '');
	const kept = Object.entries(known).filter(([, [end]]) => end === '' || end >= lowest);
	return { known: Object.fromEntries(kept.slice(-MOST_AT_ONCE)), floor: lowest, total };
}

function isBelow({ entries }: EntryPage, floor: string): boolean {
	const oldest = oldestStart(entries);
	return oldest !== '' && oldest < floor;
}

function newestEnd(entries: Entry[]): string {
	return newestOf(latestFirst(entries.map(({ end }) => end)));
}

function latestFirst(times: string[]): string[] {
	return [...times].sort().reverse();
}

/** One record with a time of the far future must not make everything else look old. @param ends the newest first */
function newestOf(ends: string[]): string {
	return ends.find((end) => Date.parse(end) < Date.now() + DAY_MS) ?? ends[0] ?? '';
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
