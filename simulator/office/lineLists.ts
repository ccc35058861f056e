import { z } from 'zod';
import { pastCall, recording } from './callRecords';
import { inboundCalls } from './inboundCalls';
import { pastTime, text } from './input';
import { keep, MOST_KEPT } from './lists';

/** An entry of the address book (service, 3.5.1). */
const contact = z
	.object({
		name: text,
		phone1: text.default(''),
		phone2: text.default(''),
		groupName: text.default(''),
		groupCode: text.default(''),
		note: text.default(''),
	})
	.strict();

/** A text that came in, as `getrecvsmslist` has it (service, 3.2.2); `at` is ISO 8601 with `+09:00`. */
const receivedText = z.object({ from: text, text, at: pastTime }).strict();

/** How many the service keeps is not recorded; a client in production asks for no more than 1000 pages of ten. */
const A_THOUSAND_PAGES = 10_000;

/**
 * The lists of a line: what the page calls them in English and Korean, how their entries are given, and how many are
 * kept. All that deals with a line's lists goes by this table: the line itself, the office file, the API for tests, the
 * event stream and the page.
 */
export const LINE_LISTS = {
	/** Calls that have ended, newest last. */
	history: {
		title: ['Last calls', '통화이력'],
		entries: z.array(pastCall, { message: 'must be a list of past calls' }),
		most: A_THOUSAND_PAGES,
	},
	/** Calls to this line that are over, in the order in which they ended; also those that are not listed yet. */
	inboundCalls: {
		title: ['Inbound calls, as getinboundcall lists them', '수신 통화 (getinboundcall의 목록)'],
		entries: inboundCalls,
		most: A_THOUSAND_PAGES,
	},
	/** Newest last. */
	recordings: {
		title: ['Recordings', '녹취 파일'],
		entries: z.array(recording, { message: 'must be a list of recordings' }),
		most: A_THOUSAND_PAGES,
	},
	/** Newest last. */
	receivedTexts: {
		title: ['Texts that came in, as getrecvsmslist lists them', '받은 문자 (getrecvsmslist의 목록)'],
		entries: z.array(receivedText, { message: 'must be a list of received texts' }),
		most: A_THOUSAND_PAGES,
	},
	/** In the order of the address book. */
	contacts: {
		title: ['Contacts', '주소록'],
		entries: z.array(contact, { message: 'must be a list of contacts' }),
		most: MOST_KEPT,
	},
};

/** What a list of a line is called. */
export type ListName = keyof typeof LINE_LISTS;

/** The part of a line that is its lists. */
export type LineLists = { [Name in ListName]: z.output<(typeof LINE_LISTS)[Name]['entries']> };

/** How each list is given in an office file. */
export const LIST_ENTRIES = eachList((name) => LINE_LISTS[name].entries) as {
	[Name in ListName]: (typeof LINE_LISTS)[Name]['entries'];
};

/** @returns lists without entries */
export function emptyLists(): LineLists {
	return eachList<never[]>(() => []) as unknown as LineLists;
}

/** @returns the last entries of each list */
export function lastOfLists(lists: LineLists, most: number): LineLists {
	return eachList((name) => lists[name].slice(-most)) as LineLists;
}

/** Appends an entry to a list of a line, and drops the oldest beyond what is kept. */
export function keepOnLine<Name extends ListName>(line: LineLists, name: Name, entry: LineLists[Name][number]): void {
	keep(line[name] as unknown[], entry, LINE_LISTS[name].most);
}

function eachList<T>(make: (name: ListName) => T): Record<string, T> {
	return Object.fromEntries(Object.keys(LINE_LISTS).map((name) => [name, make(name as ListName)]));
}
