import { asDigits } from './koreanTime';

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
	/** `OK` where they talked; else `NO ANSWER`, or `FAIL` where no phone rang to the end. `callhistory` has the words of today for it. */
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
export function fileNameOf({ extension }: { extension: string }, { number, startedAt }: Recording): string {
	return `${extension}-${number}_${asDigits(startedAt)}_mix.wav`;
}

/** @returns the status of a past call */
export function pastStatus(wasTalked: boolean, unanswered = 'NO ANSWER'): string {
	return wasTalked ? 'OK' : unanswered;
}
