import type { IDataObject } from 'n8n-workflow';

import type { CommandName } from './commands';
import type { Forms } from './forms';
import {
	CONTACT,
	contact,
	INBOUND_CALL,
	inboundCall,
	PAST_CALL,
	pastCall,
	RECEIVED_TEXT,
	receivedText,
	RECORDED_CALL,
	recordedCall,
} from './records';
import { toKoreanTime, toMilliseconds } from './time';

/** One of the service's lists. */
export interface List {
	/** As *Line → Check* names it. */
	title: string;
	command: CommandName;
	/** What the command takes besides the page. */
	parameters?: Readonly<Record<string, string>>;
	/** The most records that a page may be asked for; missing where that cannot be chosen. */
	mostAPage?: number;
	/** The fields of a record. */
	forms: Forms;
	/** A record's values as items have them; its position in the list is not among them. */
	read(record: IDataObject): IDataObject;
	/** What a record is known by: what never changes of it, in a form that does not depend on how the service writes it (service, 6.2). */
	identity(record: IDataObject): unknown[];
}

/** A list of what has happened, newest first: by its start, or as it came into the list; of calls nobody knows which (service, 6.3). */
export interface ListOfEvents extends List {
	/** When it began and when it ended, ISO 8601; as the service wrote it where that is no time. */
	happened(record: IDataObject): { start: string; end: string };
	/** How long after its end it may come into the list, in milliseconds. */
	listedWithinMs: number;
}

/** A call has come into the list 54 seconds after its end (service, 3.6.2): ten times that. */
const LISTED_WITHIN_MS = 10 * 60 * 1000;

/** All lists of a line. */
export const LISTS = {
	contacts: {
		title: 'Address book',
		command: 'addresslist',
		forms: CONTACT,
		read: contact,
		identity: (record) => Object.values(contact(record)),
	},
	texts: {
		title: 'Received texts',
		command: 'getrecvsmslist',
		forms: RECEIVED_TEXT,
		read: receivedText,
		identity: (record) => Object.values(receivedText(record)),
		// A text is stamped when it arrives (service, 6.3).
		happened: (record) => atOnce(receivedText(record).receivedAt),
		listedWithinMs: 0,
	},
	inboundCalls: {
		title: 'Inbound calls',
		command: 'getinboundcall',
		mostAPage: 200,
		forms: INBOUND_CALL,
		read: inboundCall,
		identity(record) {
			const { startedAt, from, to } = inboundCall(record);
			return [startedAt, from, to, record.CHANNEL];
		},
		happened(record) {
			const { startedAt, endedAt } = inboundCall(record);
			return { start: startedAt, end: endedAt };
		},
		listedWithinMs: LISTED_WITHIN_MS,
	},
	pastInboundCalls: pastCalls('inbound'),
	pastOutboundCalls: pastCalls('outbound'),
	recordings: {
		title: 'Recordings',
		command: 'recordlist',
		forms: RECORDED_CALL,
		read: recordedCall,
		identity: (record) => [recordedCall(record).fileName],
		happened(record) {
			const { calledAt, createdAt } = recordedCall(record);
			return { start: calledAt, end: createdAt };
		},
		listedWithinMs: LISTED_WITHIN_MS,
	},
} as const satisfies Record<string, List | ListOfEvents>;

function pastCalls(calltype: 'inbound' | 'outbound') {
	return {
		title: `Call history, ${calltype}`,
		command: 'callhistory',
		parameters: { calltype },
		forms: PAST_CALL,
		read: pastCall,
		identity(record) {
			const { startedAt, from, to } = pastCall(record);
			return [startedAt, from, to];
		},
		happened(record) {
			const { startedAt, durationSeconds } = pastCall(record);
			const end = new Date(toMilliseconds(startedAt) + (durationSeconds ?? 0) * 1000);
			return Number.isNaN(end.getTime()) ? atOnce(startedAt) : { start: startedAt, end: toKoreanTime(end) };
		},
		listedWithinMs: LISTED_WITHIN_MS,
	} as const satisfies ListOfEvents;
}

function atOnce(time: string): { start: string; end: string } {
	return { start: time, end: time };
}

/** One record with a wrong time must not hide what follows it. */
const ENOUGH_RECORDS = 2;

/**
 * Whether all that follows a page of a list began before a moment. A call may be hours long, so that its start says nothing of what
 * stands below it. But below one that had ended, and was listed, before the moment stands only what began or was listed before it.
 *
 * @param moment in milliseconds
 */
export function isAllBefore(moment: number, list: ListOfEvents, page: IDataObject[]): boolean {
	const past = page.filter((record) => {
		// Of a call whose length cannot be read nobody knows when it ended.
		if (list.read(record).durationSeconds === null) return false;
		const { start, end } = list.happened(record);
		return Math.max(toMilliseconds(start), toMilliseconds(end)) + list.listedWithinMs < moment;
	});
	return past.length >= ENOUGH_RECORDS;
}
