import type { IDataObject, ILoadOptionsFunctions, INodeListSearchItems, INodeListSearchResult } from 'n8n-workflow';

import type { CommandName } from '../api/commands';
import { readPage } from '../api/pages';
import { toNodeError } from '../nodeError';
import { accountOf, unlessRefused } from '../refusals';

/** Entries that fill the editor's list, so that it can be scrolled: it asks for more when its end comes into view. */
const ENOUGH = 20;

/** A picker over one of the service's lists: what of a record it offers, and by which words each is found. */
export interface Picker {
	/** `recordlist` or `addresslist`. */
	command: CommandName;
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
	{ command, offers }: Picker,
	filter = '',
	page = '1',
): Promise<INodeListSearchResult> {
	const wanted = plain(filter);
	const account = accountOf(await hook.getCredentials('uplusCentrexApi'));
	const results: INodeListSearchItems[] = [];
	for (let next = Number(page); ; next++) {
		// Each letter that is typed asks anew.
		const reading = unlessRefused(account, async () => await readPage(hook, command, next));
		const { entries, isLast } = await reading.catch((error) => raise(toNodeError(hook.getNode(), error)));
		for (const { words, ...offer } of entries.flatMap(offers)) {
			if (plain(words).includes(wanted)) results.push(offer);
		}
		// An empty page is one after the end, whatever the answer says.
		if (isLast || entries.length === 0) return { results };
		if (results.length >= ENOUGH) return { results, paginationToken: String(next + 1) };
	}
}

function plain(text: string): string {
	return text.normalize('NFKC').toLowerCase().replace(/[\s-]/g, '');
}

function raise(error: Error): never {
	throw error;
}
