const SECOND = 1000;
const DAY = 24 * 60 * 60 * SECOND;
const NINE_HOURS = 9 * 60 * 60 * SECOND;

/** @returns now in Korean time, to the second: `2026-11-22T09:30:00+09:00` */
export function koreanNow(): string {
	return toKoreanTime(Date.now());
}

/** @returns a time of day some days ago, such as `daysAgo(1, '09:30:00')`, in the form of `koreanNow` */
export function daysAgo(days: number, time: string): string {
	return `${toKoreanTime(Date.now() - days * DAY).slice(0, 10)}T${time}+09:00`;
}

/** @returns a time of `koreanNow` so many seconds later */
export function secondsAfter(time: string, seconds: number): string {
	return toKoreanTime(Date.parse(time) + seconds * SECOND);
}

/** @returns a time of `koreanNow` so many months later; where that month has no such day, on its last */
export function monthsAfter(time: string, months: number): string {
	const [year, month, day] = time.slice(0, 10).split('-').map(Number);
	const lastDay = new Date(Date.UTC(year, month + months, 0)).getUTCDate();
	const date = new Date(Date.UTC(year, month - 1 + months, Math.min(day, lastDay)));
	return `${date.toISOString().slice(0, 10)}${time.slice(10)}`;
}

/** @returns the seconds from one time of `koreanNow` to another */
export function secondsBetween(from: string, to: string): number {
	return (Date.parse(to) - Date.parse(from)) / SECOND;
}

/** @returns whether two times of `koreanNow` are of the same day in Korea */
export function isSameDay(one: string, other: string): boolean {
	return one.slice(0, 10) === other.slice(0, 10);
}

/** @returns a time of `koreanNow` as most of today's lists have it: `2026-11-22 09:30:00` (service, 2.7) */
export function withSpace(time: string): string {
	return time.slice(0, 19).replace('T', ' ');
}

/** @returns a time of `koreanNow` as the document's call history has it: `2026/11/22 09:30:00` (service, 2.7) */
export function withSlashes(time: string): string {
	return withSpace(time).replaceAll('-', '/');
}

/** @returns a time of `koreanNow` as DEBUG and the list of recordings have it: `20261122093000` (service, 2.7) */
export function asDigits(time: string): string {
	return time.slice(0, 19).replace(/\D/g, '');
}

function toKoreanTime(milliseconds: number): string {
	return `${new Date(milliseconds + NINE_HOURS).toISOString().slice(0, 19)}+09:00`;
}
