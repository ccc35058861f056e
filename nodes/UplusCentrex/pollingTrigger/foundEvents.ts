import type { IDataObject } from 'n8n-workflow';

import { LISTS } from '../api/lists';

/** The events that can be found by asking. */
export const FOUND_EVENTS = ['incomingSms', 'callAnswered', 'callMissed', 'callMade', 'recordingAdded'] as const;

export type FoundEvent = (typeof FOUND_EVENTS)[number];

/** The event that a record tells of, as the trigger's item. */
type EventItem = { event: FoundEvent } & IDataObject;

/** The lists that are watched, by the names that the trigger remembers them under, and how each record reads as an event. */
const READERS = {
	texts(record, line) {
		const { receivedAt, from, message } = LISTS.texts.read(record);
		return { event: 'incomingSms', sender: from, receiver: line, extension: '', message, receivedAt };
	},
	inboundCalls(record) {
		const { startedAt, endedAt, from, to, reached, durationSeconds, status } = LISTS.inboundCalls.read(record);
		return inboundCallEvent(from, to, { reached, startedAt, endedAt, durationSeconds }, status);
	},
	// In place of `inboundCalls` on a line that lacks it: with masked numbers.
	pastInboundCalls(record) {
		const { startedAt, from, to, durationSeconds, status } = LISTS.pastInboundCalls.read(record);
		const { end: endedAt } = LISTS.pastInboundCalls.happened(record);
		return inboundCallEvent(from, to, { reached: to, startedAt, endedAt, durationSeconds }, status);
	},
	pastOutboundCalls(record) {
		const { from, to, startedAt, durationSeconds, talkSeconds, status, kind } = LISTS.pastOutboundCalls.read(record);
		return { event: 'callMade', sender: from, receiver: to, startedAt, durationSeconds, talkSeconds, status, kind };
	},
	recordings(record) {
		const { fileName, from, to, calledAt, createdAt, size } = LISTS.recordings.read(record);
		return { event: 'recordingAdded', fileName, sender: from, receiver: to, calledAt, createdAt, size };
	},
} satisfies Partial<Record<keyof typeof LISTS, (record: IDataObject, line: string) => EventItem>>;

export type WatchedListName = keyof typeof READERS;

/** Where each event is found. */
export const EVENT_LISTS: Readonly<Record<FoundEvent, WatchedListName>> = {
	incomingSms: 'texts',
	callAnswered: 'inboundCalls',
	callMissed: 'inboundCalls',
	callMade: 'pastOutboundCalls',
	recordingAdded: 'recordings',
};

/** @returns the lists in which events are found, each once */
export function listsOf(events: FoundEvent[]): WatchedListName[] {
	return [...new Set(events.map((event) => EVENT_LISTS[event]))];
}

/**
 * @param line the number of the line, digits only
 * @returns the event that a record of a list tells of
 */
export function eventOf(list: WatchedListName, record: IDataObject, line: string): EventItem {
	const { event, ...fields } = READERS[list](record, line);
	return { event, line, ...fields };
}

function inboundCallEvent(sender: string, receiver: string, call: IDataObject, status: string): EventItem {
	const event = status === 'answered' ? 'callAnswered' : 'callMissed';
	return { event, sender, receiver, ...call, status };
}
