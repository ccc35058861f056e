import type { ServerResponse } from 'node:http';
import { lastOfLists } from '../office/lineLists';
import type { State } from '../restApi/state';

/** How often a page that looks on is told of changes, at most. */
const MILLISECONDS = 100;

/** Entries of each list that a page is sent; GET /_simulator/state has them all. */
const MOST_SENT = 200;

/** What the page and `GET /_simulator/state` see. */
export type Shown = Pick<State, 'settings' | 'lines' | 'texts' | 'calls' | 'deliveries' | 'requests' | 'faults'> & {
	/** The time at which the clock was made to stand still; `null`: it shows the real time. */
	clock: string | null;
};

/** @returns the part of the state that others see */
export function shown(state: State): Shown {
	const { clock, settings, lines, texts, calls, deliveries, requests, faults } = state;
	return { clock: clock.standsAt, settings, lines, texts, calls, deliveries, requests, faults };
}

/**
 * Sends the state as server-sent events, now and whenever it has changed, until the page is gone. What was sent last is
 * compared with the state, so that no place that changes it has to remember to tell.
 */
export function streamState(state: State, response: ServerResponse): void {
	response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
	let sent = '';
	const send = () => {
		// A page that does not read gets the newest state once it reads on, and nothing piles up.
		if (response.writableNeedDrain) return;
		const now = JSON.stringify(lastOf(shown(state)));
		if (now === sent) return;
		sent = now;
		response.write(`data: ${now}\n\n`);
	};
	send();
	const timer = setInterval(send, MILLISECONDS);
	response.once('close', () => clearInterval(timer));
}

function lastOf(all: Shown): Shown {
	const last = <T>(list: T[]) => list.slice(-MOST_SENT);
	return {
		...all,
		lines: all.lines.map((line) => ({ ...line, ...lastOfLists(line, MOST_SENT) })),
		texts: last(all.texts),
		calls: last(all.calls),
		deliveries: last(all.deliveries),
		requests: last(all.requests),
	};
}
