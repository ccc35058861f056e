import { koreanNow } from './koreanTime';

/** The simulator's time of day; waiting (a phone that rings, a delay) takes real seconds whatever it shows. */
export class Clock {
	/** The time at which it was made to stand still, ISO 8601 with `+09:00`; `null`: it shows the real time. */
	standsAt: string | null = null;

	/** @returns the time it shows, to the second: `2026-11-22T09:30:00+09:00` */
	now(): string {
		return this.standsAt ?? koreanNow();
	}
}
