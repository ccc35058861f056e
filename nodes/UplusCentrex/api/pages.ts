import type { IDataObject } from 'n8n-workflow';

import { emptyOn } from './answer';
import { CentrexError } from './error';
import { count, readAs } from './forms';
import type { Forms } from './forms';
import type { List } from './lists';
import { request } from './request';
import type { Line } from './line';
import { isRecord } from './values';

/** Entries on a page where the answer does not say (service, 2.4). */
const PER_PAGE = 10;

/** What a list says of its pages (service, 2.4). */
export const LISTINFO = { page: count, numperpage: count, total: count } satisfies Forms;

/** The codes of a list without entries (service, 2.5). */
export const NO_ENTRIES: readonly string[] = ['4002', '4004'];

const TRIES = 3;

/** A list with more pages does not end: ten times the longest that is known. */
const MOST_PAGES = 10_000;

/** One page of a list. */
export interface Page {
	entries: IDataObject[];
	isLast: boolean;
	perPage: number;
	/** How many entries there are on all pages; `undefined` where the answer does not say. */
	total?: number;
}

/**
 * Reads one page of a list. Codes 4002 and 4004 are an empty list; what they say besides may be the
 * service's own SQL (service, 2.5), and goes no further.
 *
 * @param page counted from 1
 * @param perPage how many records to ask for, where that can be chosen
 * @throws CentrexError
 */
export async function readPage(line: Line, list: List, page: number, perPage = list.mostAPage): Promise<Page> {
	const size = list.mostAPage && perPage && { num_per_page: String(Math.min(perPage, list.mostAPage)) };
	const asking = request(line, list.command, { ...list.parameters, ...(size || undefined), page: String(page) });
	const { record } = await asking.catch(emptyOn(...NO_ENTRIES));
	const { info, datas } = partsOf(record);
	const entries = [datas].flat().filter(isRecord);
	const { numperpage, total: totalTold } = readAs(LISTINFO, info);
	const perPageTold = numperpage || PER_PAGE;
	const total = totalTold ?? undefined;
	const isLast = total === undefined ? entries.length < perPageTold : page * perPageTold >= total;
	return { entries, perPage: perPageTold, total, isLast };
}

/** @returns what the answer of a list says of its pages, and its DATAS, which stands inside LISTINFO or beside it (service, 2.3) */
export function partsOf({ LISTINFO: told, DATAS }: IDataObject): { info: IDataObject; datas: unknown } {
	const info = isRecord(told) ? told : {};
	return { info, datas: DATAS ?? info.DATAS };
}

/** What is wanted of a list; without anything all of it. */
export interface Wanted {
	/** Which records. */
	passes?(record: IDataObject): boolean;
	/** Whether that suffices, asked after each page: of all the records that were read those that pass, and all of the page. */
	isEnough?(records: IDataObject[], page: IDataObject[]): boolean;
	/** How many records to ask for at once, where that can be chosen. */
	perPage?: number;
}

/**
 * Reads a list page by page, in the service's order, each record once, and as many equal ones as there are. New records
 * push the others down meanwhile; where the list moves in another way it is read again.
 *
 * @throws CentrexError
 */
export async function readRecords(line: Line, list: List, wanted: Wanted = {}): Promise<IDataObject[]> {
	for (let triesLeft = TRIES; ; triesLeft--) {
		const records = await readOnce(line, list, wanted, triesLeft === 1);
		if (records) return records;
	}
}

/** @param takesAll whether what cannot be followed is taken as it comes @returns `undefined` where the list moved in a way that cannot be followed */
async function readOnce(
	line: Line,
	list: List,
	{ passes = () => true, isEnough = () => false, perPage }: Wanted,
	takesAll: boolean,
): Promise<IDataObject[] | undefined> {
	const first = await readPage(line, list, 1, perPage);
	const records = first.entries.filter((record) => passes(record));
	const keys = keysOf(list, first);
	// A few pages may be added while they are read, but not without end.
	const mostPages = first.total === undefined ? Infinity : 2 * Math.ceil(first.total / first.perPage) + 10;
	for (let page = first, number = 2; !page.isLast && !isEnough(records, page.entries) && number <= mostPages; number++) {
		if (number > MOST_PAGES) throw endless();
		const before = page;
		page = await readPage(line, list, number, perPage);
		// An empty page comes after the end; so does one that repeats, positions and all.
		if (page.entries.length === 0 || JSON.stringify(page.entries) === JSON.stringify(before.entries)) break;
		const pageKeys = keysOf(list, page);
		const arrived = (page.total ?? 0) - (first.total ?? 0);
		const begin = Math.min((number - 1) * first.perPage - arrived, keys.length);
		// Where some are gone, what stood below them has moved up, and may stand on a page that was read.
		let known = arrived < 0 ? undefined : knownAtStart(keys, pageKeys, begin);
		// Equal records; or one was added, and the list holds only so many, so that its total stays.
		if (known === 0 && endsAsBegins(keys, pageKeys) && !(await beginsWith(line, list, keys, perPage))) known = undefined;
		if (known === undefined && !takesAll) return undefined;
		records.push(...page.entries.slice(known ?? 0).filter((record) => passes(record)));
		keys.push(...pageKeys.slice(known ?? 0));
	}
	return records;
}

/** Whether the list still begins with what was read of it. */
async function beginsWith(line: Line, list: List, keys: string[], perPage: number | undefined): Promise<boolean> {
	const again = await readPage(line, list, 1, perPage);
	return keysOf(list, again).join() === keys.slice(0, again.entries.length).join();
}

function endless(): CentrexError {
	return new CentrexError(`The list of the service does not end: it has more than ${MOST_PAGES} pages`, {
		advice: 'Turn Return All off, and enter a limit.',
		outcome: 'rejected',
	});
}

function keysOf({ identity }: List, { entries }: Page): string[] {
	return entries.map((record) => JSON.stringify(identity(record)));
}

/**
 * How many records at the start of a page were read before. Say a page has ten, page 1 was read, and three records have
 * arrived since: then page 2 begins with records 8, 9 and 10 of page 1. It begins at index 10 - 3 = 7 of what was read,
 * where three records stand, and these three must be the same.
 *
 * @param keys what the records read so far are known by, as they stood when the first page was read
 * @param pageKeys the same of the page
 * @param begin the index in `keys` at which the page begins; at most their number
 * @returns `undefined` where they are not the same: the list moved in another way
 */
export function knownAtStart(keys: string[], pageKeys: string[], begin: number): number | undefined {
	if (begin < 0) return undefined;
	const repeated = keys.slice(begin, begin + pageKeys.length);
	return repeated.every((key, index) => key === pageKeys[index]) ? repeated.length : undefined;
}

/** Whether the last of some records may be the first of the page that follows. */
function endsAsBegins(keys: string[], pageKeys: string[]): boolean {
	return pageKeys.some((_, index) => pageKeys.slice(0, index + 1).join() === keys.slice(-index - 1).join());
}
