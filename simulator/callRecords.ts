import { asDigits } from './koreanTime';
import type { Line } from './lines';
import type { Service } from './settings';

/** `outbound` from this line, `inbound` to it. */
export type CallDirection = 'outbound' | 'inbound';

/** A call that has ended (document, 2.2.9). */
export interface PastCall {
	direction: CallDirection;
	/** The other party, in full. */
	number: string;
	/** ISO 8601 with `+09:00`. */
	startedAt: string;
	/** From dialling to the end, ringing included. */
	durationSeconds: number;
	/** 0 where nobody picked up. */
	talkSeconds: number;
	/** `OK` where they talked; else `NO ANSWER`, or `FAIL` where no phone rang to the end. `outcomeOf` has the service's words. */
	status: string;
}

/** The recording of a call (document, 2.2.5). */
export interface Recording {
	direction: CallDirection;
	/** The other party, in full. */
	number: string;
	/** When the recording began, ISO 8601 with `+09:00`. */
	startedAt: string;
	/** Its length. */
	seconds: number;
}

/** @returns extension, other party and start: `1000-01000001234_20261122093000_mix.wav` */
export function fileNameOf({ extension }: Line, { number, startedAt }: Recording): string {
	return `${extension}-${number}_${asDigits(startedAt)}_mix.wav`;
}

/** @returns who called whom: the line goes by its extension */
export function callerAndCallee(
	{ extension }: Line,
	{ direction, number }: Pick<PastCall, 'direction' | 'number'>,
): { SRC: string; DST: string } {
	return direction === 'outbound' ? { SRC: extension, DST: number } : { SRC: number, DST: extension };
}

/** @returns the entries of a list that has the newest last, the newest first */
export function newestFirst<Entry extends { startedAt: string }>(entries: Entry[]): Entry[] {
	return [...entries].reverse().sort((a, b) => b.startedAt.localeCompare(a.startedAt));
}

/** @returns the status of a past call */
export function pastStatus(wasTalked: boolean, unanswered = 'NO ANSWER'): string {
	return wasTalked ? 'OK' : unanswered;
}

/**
 * The document shows `OK` only, and is silent on calls nobody answered. Today there are `NO-ANS` and `FAIL` (today, 5), and
 * no source says which calls are which: here `FAIL` are those that met a busy line or came to nothing.
 *
 * @returns STATUS and the seconds of a past call
 */
export function outcomeOf(
	{ status, durationSeconds, talkSeconds }: PastCall,
	service: Service,
): { DURATION: string; BILLSEC: string; STATUS: string } {
	const seconds = { DURATION: `${durationSeconds}`, BILLSEC: `${talkSeconds}` };
	if (service === 'document') return { ...seconds, STATUS: status === 'FAIL' ? 'NO ANSWER' : status };
	if (status !== 'NO ANSWER') return { ...seconds, STATUS: status };
	// In the sample DURATION is 0 and BILLSEC 7 or 8: the seconds that it rang, for all that one can tell.
	return { DURATION: '0', BILLSEC: `${durationSeconds}`, STATUS: 'NO-ANS' };
}
