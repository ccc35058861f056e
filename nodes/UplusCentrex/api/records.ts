import type { IDataObject } from 'n8n-workflow';

import { inboundStatus, reachedBy } from './inboundCall';
import { toCount } from './pages';
import { readKoreanTime } from './time';
import { lookUp, text } from './values';

/** KIND of a call (document, 2.2.9). */
const KINDS: Record<string, string> = { '0': 'internal', '1': 'domestic', '2': 'mobile', '3': 'international' };

/** @returns a phone number or extension of a record without hyphens; what is neither, as it is (field notes) */
export function number(value: unknown): string {
	const written = text(value);
	return /^[\d*-]+$/.test(written) ? written.replaceAll('-', '') : written;
}

/** @returns a received text, of `getrecvsmslist` (today, 3.1) */
export function receivedText(record: IDataObject) {
	return {
		receivedAt: readKoreanTime(text(record.TIME)),
		from: number(record.SRC),
		// Spelt so by the service; MESSAGE has not been seen.
		message: text(record.MNESSAGE ?? record.MESSAGE),
	};
}

/** @returns a call from outside that has ended, of `getinboundcall` (today, 3.2) */
export function inboundCall(record: IDataObject) {
	const status = inboundStatus(text(record.STATUS));
	return {
		startedAt: readKoreanTime(text(record.TIME)),
		endedAt: readKoreanTime(text(record.ENDTIME)),
		from: number(record.SRC),
		to: number(record.DST),
		reached: reachedBy(text(record.APPDATA)),
		durationSeconds: toCount(record.DURATION) ?? null,
		answered: status === 'answered',
		status,
	};
}

/** @returns a call of `callhistory` (document, 2.2.9) */
export function pastCall(record: IDataObject) {
	const status = text(record.STATUS);
	const [duration, talk] = [record.DURATION, record.BILLSEC].map((seconds) => toCount(seconds) ?? null);
	// Of a call that nobody answered, today's service shows the ringing as talk (today, 5).
	const rang = status === 'NO-ANS' ? talk : null;
	return {
		startedAt: readKoreanTime(text(record.TIME)),
		from: number(record.SRC),
		to: number(record.DST),
		durationSeconds: duration || rang || duration,
		talkSeconds: rang === null ? talk : 0,
		status,
		kind: lookUp(KINDS, text(record.KIND)) ?? text(record.KIND),
	};
}

/** @returns a recording, of `recordlist` (document, 2.2.5) */
export function recordedCall(record: IDataObject) {
	return {
		fileName: text(record.FILE_NAME),
		from: number(record.SRC),
		to: number(record.DST),
		calledAt: readKoreanTime(text(record.CALLDATE)),
		createdAt: readKoreanTime(text(record.FILE_TIME)),
		size: text(record.FILE_SIZE),
	};
}
