const NINE_HOURS = 9 * 60 * 60 * 1000;

/** @returns now in Korean time, to the second: `2026-11-22T09:30:00+09:00` */
export function koreanNow(): string {
	return `${new Date(Date.now() + NINE_HOURS).toISOString().slice(0, 19)}+09:00`;
}

/** @returns a time of `koreanNow` as CALLBACK has it: `2026-11-22 09:30:00` (document, 2.2.12.2) */
export function withSpace(time: string): string {
	return time.slice(0, 19).replace('T', ' ');
}

/** @returns a time of `koreanNow` as DEBUG has it: `20261122093000` (document, 2.2.12.1) */
export function asDigits(time: string): string {
	return time.slice(0, 19).replace(/\D/g, '');
}
