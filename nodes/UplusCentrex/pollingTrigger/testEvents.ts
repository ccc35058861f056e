import type { INodeExecutionData, IPollFunctions } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import type { Line } from '../api/line';
import { naming } from '../shared/lines';
import { EVENT_LISTS, eventOf, listsOf } from './foundEvents';
import type { FoundEvent, WatchedListName } from './foundEvents';
import { toItems } from './items';
import { paceOf } from './pace';
import type { Pace } from './pace';
import type { Entry } from './span';
import { inTurn } from './turn';
import { orFromHistory, watchedList } from './watchedList';

/** Pages that are looked through for an event to try a workflow out with. */
const MOST_PAGES = 3;

/** What each event is called where there is none. */
const EVENTS_IN_WORDS: Readonly<Record<FoundEvent, string>> = {
	incomingSms: 'received text',
	callAnswered: 'answered call',
	callMissed: 'missed call',
	callMade: 'call made',
	recordingAdded: 'recording',
};

/** Somebody sits in front of it. */
const MOST_MS = 20_000;

/** An event to try a workflow out with, and where it was found. */
interface TestEvent {
	line: Line;
	list: WatchedListName;
	entry: Entry;
	pace: Pace;
}

/**
 * The newest event of each kind that is chosen, to try the workflow out with; nothing is remembered of it. Of several lines each kind
 * is the first one's that has it, among those that can be looked through in a moment.
 *
 * @throws NodeOperationError where there is none of any kind
 */
export async function fetchTestEvents(hook: IPollFunctions, chosen: FoundEvent[], lines: Line[]): Promise<INodeExecutionData[]> {
	const end = Date.now() + MOST_MS;
	const newest = new Map<FoundEvent, TestEvent>();
	const failures: unknown[] = [];
	for (const line of lines) {
		if (line !== lines[0] && (newest.size === chosen.length || Date.now() >= end)) break;
		await inTurn(line, async () => await lookThrough(line, chosen, newest)).catch((error: unknown) => {
			failures.push(naming([line], error));
		});
	}
	// With a single line there is nothing else to show.
	if (failures.length > 0 && (newest.size === 0 || lines.length === 1)) throw failures[0];
	if (newest.size === 0) throw nothingYet(hook, chosen, lines);
	const items: INodeExecutionData[] = [];
	for (const { line, list, entry, pace } of newest.values()) {
		const made = await inTurn(line, async () => await toItems(hook, chosen, list, [entry], line, pace));
		if (made.error) throw naming([line], made.error);
		items.push(...made.items.map(({ item }) => item));
	}
	return items;
}

/** Adds the newest event of each kind that is still missing. */
async function lookThrough(line: Line, chosen: FoundEvent[], newest: Map<FoundEvent, TestEvent>): Promise<void> {
	const pace = paceOf(Infinity);
	const missing = chosen.filter((event) => !newest.has(event));
	const look = async (list: WatchedListName, wanted: FoundEvent[]) => {
		const { readPage } = watchedList(line, list, pace.forPage);
		for (let page = 1; page <= MOST_PAGES; page++) {
			const { entries, isLast } = await readPage(page);
			for (const entry of entries) {
				const { event } = eventOf(list, entry.record, line.number);
				if (wanted.includes(event) && !newest.has(event)) newest.set(event, { line, list, entry, pace });
			}
			if (isLast || wanted.every((event) => newest.has(event))) return;
		}
	};
	for (const list of listsOf(missing)) {
		const wanted = missing.filter((event) => EVENT_LISTS[event] === list);
		await orFromHistory(list, async (readable) => await look(readable, wanted));
	}
}

function nothingYet(hook: IPollFunctions, chosen: FoundEvent[], lines: Line[]): NodeOperationError {
	const words = chosen.map((event) => EVENTS_IN_WORDS[event]).join(', no ');
	const [where, call] = lines.length === 1 ? ['this line', 'Call the line'] : ['these lines', 'Call the first of them'];
	return new NodeOperationError(hook.getNode(), `There is none yet to try with: no ${words} on ${where}`, {
		description: `${call} or send it a text, then try again. The published workflow starts by itself when there is one.`,
	});
}
