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
 * `2015-12-14 19:42:06` (field notes) or `299912122400`, without seconds and with an hour 24 (today, 5).
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
