import type { IDataObject, ILoadOptionsFunctions, INodeListSearchItems, INodeListSearchResult } from 'n8n-workflow';

import type { Line } from '../api/line';
import type { List } from '../api/lists';
import { readPage } from '../api/pages';
import { normalized } from '../api/values';
import { toNodeError } from '../shared/nodeError';
import { chosenLine, linesOfCredential, writtenIn } from '../shared/lines';
import { unlessRefused } from '../shared/refusals';

/** Entries that fill the editor's list, so that it can be scrolled: it asks for more when its end comes into view. */
const ENOUGH = 20;
/** Pages that one search looks through; the editor goes on from there when somebody scrolls. */
const MOST_PAGES = 100;

/** A picker over one of the service's lists: what of a record it offers, and by which words each is found. */
export interface Picker {
	list: List;
	offers(record: IDataObject): Array<INodeListSearchItems & { words: string }>;
}

/**
 * Reads pages of a list until there is enough to show. The service cannot search, so that a search reads on until it has
 * found enough, or to the end.
 *
 * @param filter what was typed; upper and lower case, spaces and hyphens make no difference
 * @param page the page to go on with, as the call before gave it
 * @throws NodeApiError or NodeOperationError, whose message and description the list shows instead of entries
 */
export async function searchList(
	hook: ILoadOptionsFunctions,
	{ list, offers }: Picker,
	filter = '',
	page = '1',
): Promise<INodeListSearchResult> {
	const wanted = plain(filter);
	const line = await shownLine(hook).catch((error) => raise(toNodeError(hook.getNode(), error)));
	const results: INodeListSearchItems[] = [];
	for (let next = Number(page), looked = 1; ; next++, looked++) {
		// Each letter that is typed asks anew.
		const reading = unlessRefused(line.account, true, async () => await readPage(line, list, next));
		const { entries, isLast } = await reading.catch((error) => raise(toNodeError(hook.getNode(), error)));
		for (const { words, ...offer } of entries.flatMap(offers)) {
			if (plain(words).includes(wanted)) results.push(offer);
		}
		// An empty page is one after the end, whatever the answer says.
		if (isLast || entries.length === 0) return { results };
		if (results.length >= ENOUGH || looked >= MOST_PAGES) return { results, paginationToken: String(next + 1) };
	}
}

/** The line that the field Line names; where that is an expression, whose items are not known here, the credential's number. */
async function shownLine(hook: ILoadOptionsFunctions): Promise<Line> {
	const lines = await linesOfCredential(hook);
	const written = writtenIn(hook.getCurrentNodeParameter('line'));
	const isExpression = typeof written === 'string' && written.startsWith('=');
	return chosenLine(lines, isExpression ? '' : (written ?? ''));
}

function plain(text: string): string {
	return normalized(text, 'NFKC').toLowerCase().replace(/[\s-]/g, '');
}

function raise(error: Error): never {
	throw error;
}
