import { sleep } from 'n8n-workflow';

import { DOWNLOAD_PAUSE_MS } from '../api/request';
import { inSlot } from './slots';

/** The service may refuse requests that follow one another too fast (service, 1.6). */
const PAUSE_MS = 1000;

/** What a poll takes at most: n8n gives up publishing where the first poll takes 84 s, and its scheduler says how long. */
const MOST_MS = 60_000;
const FEWEST_PAGES = 3;
const MOST_PAGES = 30;
/** What a page takes at least, in milliseconds. */
const PAGE_MS = 500;

/** How fast a poll asks the service about a line, and how long. */
export interface Pace {
	/** Asks for a page: after a pause, but for the first one, and when a slot is free. @throws TooLate where the line would only begin */
	forPage<T>(ask: () => Promise<T>): Promise<T>;
	/** The same for a file. */
	forFile<T>(ask: () => Promise<T>): Promise<T>;
	/** Gives the next list its share of the time that is left. @param lists how many lists are still to be read, with this one */
	nextList(lists: number): void;
	/** @returns how many pages of the list can be read in its share of the time, as fast as the service was with the last one */
	mostPages(): number;
	/** Whether the list's share of the time is used up. */
	isUsedUp(): boolean;
}

/** Half of the poll's time is over, and nothing of the line was asked: it is left to the next poll. */
export class TooLate extends Error {}

/** @param budgetMs the time that n8n gives a poll, in milliseconds, from now on @returns when it is over */
export function endOfPoll(budgetMs = MOST_MS): number {
	return Date.now() + Math.min(budgetMs, MOST_MS);
}

/**
 * @param end when the poll's time is over, in milliseconds
 * @param place where the line stands in the poll, counted from 0
 */
export function paceOf(end: number, place = 0): Pace {
	// Whoever begins has half of the poll's time for itself. The first one always does.
	const latest = place === 0 ? Infinity : (Date.now() + end) / 2;
	let until = end;
	let asked = 0;
	let hasBegun = false;
	const inTime = async <T>(ask: () => Promise<T>): Promise<T> =>
		await inSlot(place, async () => {
			if (!hasBegun && Date.now() >= latest) throw new TooLate();
			hasBegun = true;
			return await ask();
		});
	const pauseForPage = pausing(PAUSE_MS);
	const pauseForFile = pausing(DOWNLOAD_PAUSE_MS);
	return {
		async forPage(ask) {
			await pauseForPage();
			asked = Date.now();
			return await inTime(ask);
		},
		async forFile(ask) {
			await pauseForFile();
			return await inTime(ask);
		},
		nextList(lists) {
			until = Date.now() + (end - Date.now()) / lists;
		},
		mostPages() {
			const pageMs = PAUSE_MS + Math.max(Date.now() - asked, PAGE_MS);
			return Math.max(FEWEST_PAGES, Math.min(MOST_PAGES, Math.floor((until - Date.now()) / pageMs)));
		},
		isUsedUp: () => Date.now() >= until,
	};
}

function pausing(milliseconds: number): () => Promise<void> {
	let isFirst = true;
	return async () => {
		if (!isFirst) await sleep(milliseconds);
		isFirst = false;
	};
}
