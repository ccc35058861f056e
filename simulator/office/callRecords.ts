import { z } from 'zod';
import { count, pastTime, text, upTo } from './input';
import { asDigits } from './koreanTime';

const direction = z.enum(['outbound', 'inbound'], { message: 'must be "outbound" or "inbound"' });

/** `outbound` from this line, `inbound` to it. */
export type CallDirection = z.output<typeof direction>;

/** A call that has ended (service, 3.6.1). */
export const pastCall = z
	.object({
		direction,
		/** The other party, in full. */
		number: text,
		/** ISO 8601 with `+09:00`. */
		startedAt: pastTime,
		/** From dialling to the end, ringing included. */
		durationSeconds: count,
		/** 0 where nobody picked up. */
		talkSeconds: count,
		/** `OK` where they talked; else `NO ANSWER`, or `FAIL` where no phone rang to the end. `callhistory` has the words of today for it. */
		status: text,
	})
	.strict();
export type PastCall = z.output<typeof pastCall>;

/** The recording of a call (service, 3.3.1). */
export const recording = z
	.object({
		direction,
		/** The other party, in full. */
		number: text,
		/** When the recording began, ISO 8601 with `+09:00`. */
		startedAt: pastTime,
		/** Its length. */
		seconds: upTo(86_400).min(1, 'must be at least 1'),
	})
	.strict();
export type Recording = z.output<typeof recording>;

/** @returns extension, other party and start: `1000-01000001234_20261122093000_mix.wav` */
export function fileNameOf({ extension }: { extension: string }, { number, startedAt }: Recording): string {
	return `${extension}-${number}_${asDigits(startedAt)}_mix.wav`;
}

/** @returns the status of a past call */
export function pastStatus(wasTalked: boolean, unanswered = 'NO ANSWER'): string {
	return wasTalked ? 'OK' : unanswered;
}
