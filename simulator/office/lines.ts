import type { Call } from './call';
import type { Forwarding } from './forwarding';
import type { LineLists } from './lineLists';

/** What an event can be: a call that comes in, or a text. */
export type EventKind = 'ring' | 'sms';

/** A URL registered for one kind of event (service, 4.1). */
export interface Callback {
	/** As it was registered: `/www/call.html` or `http://host/www/call.html`. */
	url: string;
	/** IPv4 address. */
	host: string;
	port: number;
	/** ISO 8601 with `+09:00`. */
	registeredAt: string;
}

/** A code that `getauthcode` sent to the line's phone (service, 3.8.1). */
export interface AuthCode {
	/** Six digits; the phone shows it. */
	code: string;
	/** 32 hex digits; only whoever asked for the code knows it. */
	sessionId: string;
	/** ISO 8601 with `+09:00`; it is good for five minutes. */
	issuedAt: string;
	/** A code works once. */
	used: boolean;
	/** Which code it is since the password was last set with one, from 1. */
	tries: number;
}

/** The contract's API add-on, and its types (service, 1.5). */
export const ADD_ONS = ['none', 'A', 'B'] as const;

/** One Centrex line: what the provider keeps of it, and what tests may set. */
export interface Line extends LineLists {
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
	/** Today, `none`: every command is answered 1005; `A`: those on a recording's file are. */
	addOn: (typeof ADD_ONS)[number];
	/** Commands, by their names, that this line's contract lacks. */
	lacks: string[];
	/** Commands whose answers have another form on this line than any source has. */
	otherForm: string[];
	/** `true`: the password is still the one that the provider gave, and nearly every command is answered 1007 (service, 1.8). */
	initialPassword: boolean;
	/** From then on nearly every command is answered 1008 (service, 1.8); ISO 8601 with `+09:00`, `null` for never. */
	passwordExpiresAt: string | null;
	/** Those before the one that counts, newest last; the last three. */
	formerPasswords: string[];
	/** When somebody tried to change the password, newest last; the last 20. */
	passwordTries: string[];
	/** The last code sent for a forgotten password. */
	authCode: AuthCode | null;
	forwarding: Forwarding | null;
	/** How long the phone rings before a call that nobody picks up is forwarded: no source says how long. */
	noAnswerSeconds: number;
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
	/** Real seconds from the end of a call until `getinboundcall` lists it (service, 3.6.2). */
	listDelaySeconds: number;
}
