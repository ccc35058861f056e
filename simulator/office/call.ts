import type { CallDirection } from './callRecords';

/** Somebody at the other end of a call. */
export interface Party {
	/** Digits only; where it is no number, as it was given. */
	number: string;
	/** `inbound` for whoever called this line. */
	direction: CallDirection;
	/** ISO 8601 with `+09:00`, as all times here. */
	calledAt: string;
	/** `null` while the own phone rings, or theirs. */
	talkingSince: string | null;
}

/** The call of a line; a line without one is idle. */
export interface Call {
	/** Of the own phone, `SIP/100C1000-f73b`. */
	channel: string;
	/** Of the other party. */
	otherChannel: string;
	/** `ringing` is the own phone. */
	state: 'ringing' | 'talking' | 'onHold';
	/** One, or up to three in a conference; the first began the call. */
	parties: Party[];
	recordingSince: string | null;
}
