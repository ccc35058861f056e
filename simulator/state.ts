import type { Fault } from './faults';
import { demoLines, type EventKind, type Line } from './lines';

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

/** A command as it arrived, the password's hash left out. */
export interface ReceivedRequest {
	at: string;
	command: string;
	parameters: Record<string, string>;
	/** `query` as soon as one parameter stood in the query string. */
	sentIn: 'body' | 'query';
	contentType: string | null;
	/** Missing until it is answered; `null` where a fault kept the command from being carried out. */
	resultCode?: string | null;
}

/** All that the simulator knows; lists have the newest last. */
export interface State {
	lines: Line[];
	texts: Text[];
	calls: IncomingCall[];
	deliveries: Delivery[];
	requests: ReceivedRequest[];
	faults: Fault[];
}

const MOST_KEPT = 1000;

/** @returns the state of a fresh start */
export function createState(): State {
	return { lines: demoLines(), texts: [], calls: [], deliveries: [], requests: [], faults: [] };
}

/** Appends an entry to a list of the state, and drops the oldest beyond the last 1000. */
export function keep<T>(list: T[], entry: T): void {
	list.push(entry);
	if (list.length > MOST_KEPT) list.shift();
}

/** @returns the id for the next entry of a list; ids count up from 1 */
export function nextId(list: Array<{ id: number }>): number {
	return (list[list.length - 1]?.id ?? 0) + 1;
}
