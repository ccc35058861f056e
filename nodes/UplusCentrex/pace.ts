import { sleep } from 'n8n-workflow';

import { DOWNLOAD_PAUSE_MS } from './api/request';

/** The service may refuse requests that follow one another too fast (today, 2). */
const PAUSE_MS = 1000;

/** What a poll takes at most: n8n gives up publishing where the first poll takes 84 s, and its scheduler says how long. */
const MOST_MS = 60_000;
const FEWEST_PAGES = 3;
const MOST_PAGES = 30;
/** What a page takes at least, in milliseconds. */
const PAGE_MS = 500;

/** How fast a poll asks the service, and how long. */
export interface Pace {
	/** Waits before a page, but the first of the poll. */
	beforePage(): Promise<void>;
	/** Waits before a file, but the first of the poll. */
	beforeFile(): Promise<void>;
	/** Gives the next list its share of the time that is left. @param lists how many lists are still to be read, with this one */
	nextList(lists: number): void;
	/** @returns how many pages of the list fit into its share, as fast as the service was with the last one */
	mostPages(): number;
	/** Whether the list's share is over. */
	isOver(): boolean;
}

/** @param budgetMs the time that n8n gives the poll, in milliseconds, from now on */
export function paceOf(budgetMs = MOST_MS): Pace {
	const end = Date.now() + Math.min(budgetMs, MOST_MS);
	let until = end;
	let asked = 0;
	const waitForPage = pausing(PAUSE_MS);
	return {
		async beforePage() {
			await waitForPage();
			asked = Date.now();
		},
		beforeFile: pausing(DOWNLOAD_PAUSE_MS),
		nextList(lists) {
			until = Date.now() + (end - Date.now()) / lists;
		},
		mostPages() {
			const pageMs = PAUSE_MS + Math.max(Date.now() - asked, PAGE_MS);
			return Math.max(FEWEST_PAGES, Math.min(MOST_PAGES, Math.floor((until - Date.now()) / pageMs)));
		},
		isOver: () => Date.now() >= until,
	};
}

function pausing(milliseconds: number): () => Promise<void> {
	let isFirst = true;
	return async () => {
		if (!isFirst) await sleep(milliseconds);
		isFirst = false;
	};
}
