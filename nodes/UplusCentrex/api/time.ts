import { tryToParseDateTime } from 'n8n-workflow';

const NINE_HOURS = 9 * 60 * 60 * 1000;

/**
 * A moment in Korean time, which has no daylight saving.
 *
 * @returns ISO 8601 to the second, `2026-11-22T09:30:00+09:00`
 */
export function toKoreanTime(moment: Date): string {
	return `${new Date(moment.getTime() + NINE_HOURS).toISOString().slice(0, 19)}+09:00`;
}

/**
 * Reads a time as the service writes it, always Korean time: `20151214110050`, `2015/12/11 16:53:36`,
 * `2015-12-14 19:42:06` or `299912122400`, without seconds and with an hour 24 (service, 2.7).
 *
 * @returns ISO 8601 with `+09:00`; the text itself, unchanged, where it is no such time
 */
export function readKoreanTime(text: string): string {
	const digits = /^(\d{4})[-/]?(\d\d)[-/]?(\d\d)[ T]?(\d\d):?(\d\d):?(\d\d)?$/.exec(text.trim());
	if (!digits) return text;
	const [, year, month, day, hour, minute, second = '00'] = digits;
	const midnight = `${year}-${month}-${day}T00:00:00+09:00`;
	const moment = new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}+09:00`);
	// A 31st of February is read as a day of March: such a time is handed on as it came.
	const isOnCalendar = !Number.isNaN(moment.getTime()) && toKoreanTime(new Date(midnight)) === midnight;
	return isOnCalendar ? toKoreanTime(moment) : text;
}

/** @returns the milliseconds of a time that `readKoreanTime` has read; `NaN`, which is neither before nor after anything, where it could not */
export function toMilliseconds(time: string): number {
	return /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+09:00$/.test(time) ? Date.parse(time) : NaN;
}

/** A date, or a date and a time, with or without a zone: what else can be read is read in the zone of the machine. */
const DATE_AND_TIME = /^\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)? ?(?:Z|[+-]\d\d:?\d\d)?)?$/;

/**
 * Reads a time as n8n's field for one holds it, `2026-11-22T09:30:00`, or as an expression gives it: as text, as a `Date` or as Luxon's
 * `DateTime`.
 *
 * @param zone in which a time counts that names none, such as `Asia/Seoul`
 * @returns `undefined` where it is no time
 */
export function readDateTime(value: unknown, zone: string): Date | undefined {
	const written = String(isTimeObject(value) ? value.toJSON() : value).trim();
	if (!DATE_AND_TIME.test(written)) return undefined;
	try {
		const read = tryToParseDateTime(written, zone);
		// A 31st of February is read as a day of March.
		return read.toISODate() === written.slice(0, 'YYYY-MM-DD'.length) ? read.toJSDate() : undefined;
	} catch {
		return undefined;
	}
}

function isTimeObject(value: unknown): value is { toJSON(): unknown } {
	return typeof value === 'object' && value !== null && 'toJSON' in value && typeof value.toJSON === 'function';
}
