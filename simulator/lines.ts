import type { Call } from './call';
import type { PastCall, Recording } from './callRecords';

/** What an event can be: a call that comes in, or a text. */
export type EventKind = 'ring' | 'sms';

/** A URL registered for one kind of event (document, 2.2.12 and 2.2.13). */
export interface Callback {
	/** As it was registered: `/www/call.html` or `http://host/www/call.html`. */
	url: string;
	/** IPv4 address. */
	host: string;
	port: number;
	/** ISO 8601 with `+09:00`. */
	registeredAt: string;
}

/** What `userinfo` says of forwarding. */
export interface Forwarding {
	type: string;
	data: string;
	description: string;
}

/** An entry of the address book (document, 2.2.8). */
export interface Contact {
	name: string;
	phone1: string;
	phone2: string;
	groupName: string;
	groupCode: string;
	note: string;
}

/** One Centrex line: what the provider keeps of it, and what tests may set. */
export interface Line {
	/** Digits only, `07000001000`. */
	number: string;
	/** In clear: these are demo passwords, shown on the page. */
	password: string;
	name: string;
	extension: string;
	/** Texts that may still be sent, one a recipient. */
	sendsLeft: number;
	/** `false`: every command is answered 2002. */
	permitted: boolean;
	/** `false`: the caller's IP address is not allowed, every command is answered 2001. */
	callerAllowed: boolean;
	/** `true`: even the right password is answered 1004. */
	locked: boolean;
	/** Wrong passwords in a row. */
	wrongPasswords: number;
	forwarding: Forwarding | null;
	/** Numbers, digits only, that a text does not reach. */
	unreachable: string[];
	/** Callback ports arranged with the provider, besides the four that everyone may use. */
	extraPorts: number[];
	callbacks: Record<EventKind, Callback | null>;
	/** What `phonestatus` says, `OK` or `UNKNOWN`; nothing or `null`: 4003. */
	phoneStatus: string | null;
	/** Seconds until somebody picks up the phone that `clickdial` or `conference` rings. */
	pickUpSeconds: number;
	/** Recordings that a day in Korea takes. */
	recordingsADay: number;
	/** Seconds from the end of one download to the next one that works. */
	downloadPauseSeconds: number;
	/** `null` while the line is idle. */
	call: Call | null;
	/** In the order of the address book. */
	contacts: Contact[];
	/** Calls that have ended, newest last. */
	history: PastCall[];
	/** Newest last. */
	recordings: Recording[];
}
