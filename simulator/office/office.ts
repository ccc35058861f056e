import type { Clock } from './clock';
import type { EventKind, Line } from './lines';

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

/** A call or a text that comes in, as the registered URL is told of it. */
export interface OfficeEvent {
	at: string;
	line: Line;
	kind: EventKind;
	/** The calling number. */
	sender: string;
	/** The number that was dialled. */
	receiver: string;
	/** Empty for a call. */
	text: string;
	/** How the text travels; by default as the service has it. */
	charset?: Charset;
}

export type Charset = 'utf-8' | 'euc-kr';

/** One attempt to tell a registered URL of an event: the HTTP status it answered, or why it did not. */
export type Delivery = { at: string; line: string; kind: EventKind; url: string } & (
	| { status: number }
	| { error: string }
);

/** What became of an event: a delivery, or no attempt because nothing is registered. */
export type Outcome = Delivery | { at: string; line: string; kind: EventKind; url: null; error: string };

/** The lines and what happens on them; lists have the newest last. */
export interface Office {
	clock: Clock;
	lines: Line[];
	texts: Text[];
	calls: IncomingCall[];
	/** Hears of each call and text that comes in, and says what became of it; how the world is told is not the office's business. */
	tell: (event: OfficeEvent) => Promise<Outcome>;
}
