import type { IDataObject } from 'n8n-workflow';

import type { CommandName } from './commands';
import type { Caller } from './request';
import { emptyOn, isRecord, request } from './request';
import { text } from './values';

/** Entries on a page where the answer does not say (document, LISTINFO). */
const PER_PAGE = 10;

/**
 * Walks a list page by page, in the service's order, and asks for a page only when its first entry is wanted. Entries
 * that move to the next page because new ones arrive come once (so does one that has an exact twin on an earlier page).
 *
 * @param command one that lists, such as `recordlist`
 * @param parameters what the command takes besides the page
 * @throws CentrexError
 */
export async function* listRecords(
	caller: Caller,
	command: CommandName,
	parameters: Record<string, string> = {},
): AsyncGenerator<IDataObject> {
	const seen = new Set<string>();
	let mostPages = Infinity;
	for (let page = 1; page <= mostPages; page++) {
		const { entries, isLast, perPage, total } = await readPage(caller, command, page, parameters);
		// Only earlier pages are compared: what stands twice on one page is there twice.
		const fresh = entries.map((entry) => ({ entry, key: identity(entry) })).filter(({ key }) => !seen.has(key));
		for (const { key } of fresh) seen.add(key);
		for (const { entry } of fresh) yield entry;

		// A page without a new entry is one that repeats, or comes after the end.
		if (isLast || fresh.length === 0) return;
		// A few pages may be added while they are read, but not without end.
		if (page === 1 && total !== undefined) mostPages = 2 * Math.ceil(total / perPage) + 10;
	}
}

/** One page of a list. */
export interface Page {
	entries: IDataObject[];
	isLast: boolean;
	perPage: number;
	/** How many entries there are on all pages; `undefined` where the answer does not say. */
	total?: number;
}

/**
 * Reads one page of a list. Codes 4002 and 4004 are an empty list (field notes); what they say besides may be the
 * service's own SQL (today, 3.1), and goes no further.
 *
 * @param page counted from 1
 * @throws CentrexError
 */
export async function readPage(
	caller: Caller,
	command: CommandName,
	page: number,
	parameters: Record<string, string> = {},
): Promise<Page> {
	const { record } = await request(caller, command, { ...parameters, page: String(page) }).catch(emptyOn('4002', '4004'));
	const info = isRecord(record.LISTINFO) ? record.LISTINFO : {};
	const entries = [record.DATAS ?? info.DATAS].flat().filter(isRecord);
	const perPage = toCount(info.numperpage) || PER_PAGE;
	const total = toCount(info.total);
	if (total === undefined) return { entries, perPage, isLast: entries.length < perPage };
	return { entries, perPage, total, isLast: page * perPage >= total };
}

/** What an entry is known by: everything but its position, which shifts when a new one arrives (field notes). */
function identity(entry: IDataObject): string {
	return JSON.stringify({ ...entry, NO: undefined });
}

/** @returns the number that a JSON number or a string of digits is; `undefined` for anything else */
export function toCount(value: unknown): number | undefined {
	return /^\d{1,15}$/.test(text(value)) ? Number(text(value)) : undefined;
}
