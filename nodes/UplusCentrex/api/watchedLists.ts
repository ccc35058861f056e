import type { IDataObject } from 'n8n-workflow';

import type { CommandName } from './commands';
import { digest } from './digest';
import type { Entry, List } from './newRecords';
import { readPage } from './pages';
import { inboundCall, pastCall, receivedText, recordedCall } from './records';
import type { Caller } from './request';
import { toKoreanTime } from './time';

/** The events that can be found by asking. */
export type FoundEvent = 'incomingSms' | 'callAnswered' | 'callMissed' | 'callMade' | 'recordingAdded';

/** A list that is watched for new records. */
interface WatchedList {
	command: CommandName;
	parameters?: Record<string, string>;
	/** How far before the newest record another one can turn up, in hours. */
	windowHours: number;
	/** What of a record stays the same, in a form that does not depend on how the service writes it (today, 6). */
	identity(record: IDataObject): unknown[];
	/** When it began and ended. */
	times(record: IDataObject): { start: string; end: string };
	/** The event that it tells of, without its name; `line` is the number of the line, digits only. */
	read(record: IDataObject, line: string): { event: FoundEvent } & IDataObject;
}

/** A day: a call is listed up to a minute after its end, below all that began later, and may be hours long. */
const CALL_WINDOW_HOURS = 24;

const PAST_CALL_STATUSES: Readonly<Record<string, string>> = { OK: 'answered', 'NO ANSWER': 'noAnswer', 'NO-ANS': 'noAnswer', FAIL: 'failed' };

/** The lists by the names that the trigger remembers them under. */
const WATCHED_LISTS = {
	texts: {
		command: 'getrecvsmslist',
		// A text is stamped when it arrives (today, 6).
		windowHours: 1,
		identity: (record) => Object.values(receivedText(record)),
		times(record) {
			const { receivedAt } = receivedText(record);
			return { start: receivedAt, end: receivedAt };
		},
		read(record, line) {
			const { receivedAt, from, message } = receivedText(record);
			return { event: 'incomingSms', sender: from, receiver: line, extension: '', message, receivedAt };
		},
	},
	inboundCalls: {
		command: 'getinboundcall',
		parameters: { num_per_page: '200' },
		windowHours: CALL_WINDOW_HOURS,
		identity(record) {
			const { startedAt, from, to } = inboundCall(record);
			return [startedAt, from, to, record.CHANNEL];
		},
		times(record) {
			const { startedAt, endedAt } = inboundCall(record);
			return { start: startedAt, end: endedAt };
		},
		read(record) {
			const { startedAt, endedAt, from, to, reached, durationSeconds, answered, status } = inboundCall(record);
			const event = answered ? 'callAnswered' : 'callMissed';
			return { event, sender: from, receiver: to, reached, startedAt, endedAt, durationSeconds, status };
		},
	},
	/** In place of `inboundCalls` on a line that lacks it: with masked numbers. */
	pastInboundCalls: {
		command: 'callhistory',
		parameters: { calltype: 'inbound' },
		windowHours: CALL_WINDOW_HOURS,
		identity: identityOfPastCall,
		times: timesOfPastCall,
		read(record) {
			const { startedAt, from, to, durationSeconds, status: word } = pastCall(record);
			const status = PAST_CALL_STATUSES[word.toUpperCase()] ?? word;
			const event = status === 'answered' ? 'callAnswered' : 'callMissed';
			const { end: endedAt } = timesOfPastCall(record);
			return { event, sender: from, receiver: to, reached: to, startedAt, endedAt, durationSeconds, status };
		},
	},
	outboundCalls: {
		command: 'callhistory',
		parameters: { calltype: 'outbound' },
		windowHours: CALL_WINDOW_HOURS,
		identity: identityOfPastCall,
		times: timesOfPastCall,
		read(record) {
			const { from, to, ...call } = pastCall(record);
			const { startedAt, durationSeconds, talkSeconds, status, kind } = call;
			return { event: 'callMade', sender: from, receiver: to, startedAt, durationSeconds, talkSeconds, status, kind };
		},
	},
	recordings: {
		command: 'recordlist',
		windowHours: CALL_WINDOW_HOURS,
		identity: (record) => [recordedCall(record).fileName],
		times(record) {
			const { calledAt, createdAt } = recordedCall(record);
			return { start: calledAt, end: createdAt };
		},
		read(record) {
			const { fileName, from, to, calledAt, createdAt, size } = recordedCall(record);
			return { event: 'recordingAdded', fileName, sender: from, receiver: to, calledAt, createdAt, size };
		},
	},
} as const satisfies Record<string, WatchedList>;

/** The name of a list that is watched. */
export type ListName = keyof typeof WATCHED_LISTS;

/** @returns a list's facts */
export function watched(name: ListName): WatchedList {
	return WATCHED_LISTS[name];
}

/**
 * @param pause waits before a request, but the first of a poll
 * @returns a list of the line, to be read page by page
 */
export function openList(caller: Caller, name: ListName, pause: () => Promise<void>): List {
	const { command, parameters, windowHours, identity, times } = watched(name);
	const toEntry = (record: IDataObject): Entry => {
		const { start, end } = times(record);
		const isReadable = [start, end].every((time) => /^\d{4}-\d\d-\d\dT/.test(time));
		return { key: digest(identity(record)), start: isReadable ? start : '', end: isReadable ? end : '', record };
	};
	return {
		windowMs: windowHours * 60 * 60 * 1000,
		async readPage(page) {
			await pause();
			const { entries, ...rest } = await readPage(caller, command, page, parameters);
			return { entries: entries.map(toEntry), ...rest };
		},
	};
}

function identityOfPastCall(record: IDataObject): unknown[] {
	const { startedAt, from, to } = pastCall(record);
	return [startedAt, from, to];
}

function timesOfPastCall(record: IDataObject): { start: string; end: string } {
	const { startedAt, durationSeconds } = pastCall(record);
	const ended = Date.parse(startedAt) + (durationSeconds ?? 0) * 1000;
	if (Number.isNaN(ended)) return { start: startedAt, end: startedAt };
	return { start: startedAt, end: toKoreanTime(new Date(ended)) };
}
