import { Clock } from './clock';
import type { Fault } from './faults';
import type { EventKind, Line } from './lines';
import { readLines } from './office';
import { settingsOf, type Service, type Settings } from './settings';
import { UrlCaller } from './urlCaller';

/** A text that a line sent, one entry for each recipient it reached, or that came in. */
export interface Text {
	id: number;
	at: string;
	direction: 'out' | 'in';
	line: string;
	/** The other party. */
	number: string;
	text: string;
	type: 'SMS' | 'LMS';
	/** As the service counts them: EUC-KR. */
	bytes: number;
}

/** A call that came in, whatever became of it. */
export interface IncomingCall {
	id: number;
	at: string;
	line: string;
	from: string;
}

/** One attempt to tell a registered URL of an event: the HTTP status it answered, or why it did not. */
export type Delivery = { at: string; line: string; kind: EventKind; url: string } & (
	| { status: number }
	| { error: string }
);

/** A command as it arrived, and how it was answered; of secrets only the beginning is kept. */
export interface ReceivedRequest {
	id: number;
	at: string;
	command: string;
	parameters: Record<string, string>;
	/** `query` as soon as one parameter stood in the query string. */
	sentIn: 'body' | 'query';
	contentType: string | null;
	/** The fault that it met. */
	fault: Fault['kind'] | null;
	/** Missing until it is answered; `null` where a fault kept the command from being carried out. */
	resultCode?: string | null;
	/** The body that was sent, up to 2,000 characters; missing until it is, and where nothing was. */
	answer?: string;
	/** From its arrival to the answer; missing until then. */
	milliseconds?: number;
}

/** All that the simulator knows; lists have the newest last. */
export interface State {
	/** What an office file holds: the lines that a reset goes back to. */
	office: unknown;
	/** The service that a reset goes back to. */
	service: Service;
	urlCaller: UrlCaller;
	clock: Clock;
	settings: Settings;
	lines: Line[];
	texts: Text[];
	calls: IncomingCall[];
	deliveries: Delivery[];
	requests: ReceivedRequest[];
	faults: Fault[];
}

const MOST_KEPT = 1000;

/** Of a line's past calls and recordings more are kept than of the other lists. */
export const MOST_CALLS_KEPT = 10_000;

/**
 * @returns the state of a fresh start
 * @throws BadInput where the office file's content is wrong
 */
export function createState(office: unknown, service: Service = 'today', urlCaller = new UrlCaller()): State {
	return {
		office,
		service,
		urlCaller,
		clock: new Clock(),
		settings: settingsOf(service),
		lines: readLines(office),
		texts: [],
		calls: [],
		deliveries: [],
		requests: [],
		faults: [],
	};
}

/** Appends an entry to a list of the state, and drops the oldest beyond the last 1000, or another number. */
export function keep<T>(list: T[], entry: T, most = MOST_KEPT): void {
	list.push(entry);
	if (list.length > most) list.shift();
}

/** @returns the id for the next entry of a list; ids count up from 1 */
export function nextId(list: Array<{ id: number }>): number {
	return (list[list.length - 1]?.id ?? 0) + 1;
}
