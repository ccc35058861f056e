import type { IDataObject } from 'n8n-workflow';

import { callStatus } from './callStatus';
import { count, like, oneOf, readAs, time, words } from './forms';
import type { Form, Forms } from './forms';
import { toPhoneNumber } from './phoneNumber';
import { lookUp, text } from './values';

/**
 * What the service's records hold: for each kind of record a table of its fields, and how an item is made of them. Whatever is
 * read stands in the table, by which *Line → Check* knows what differs.
 */

/** KIND of a call (service, 3.6.1). */
const KINDS: Readonly<Record<string, string>> = { '0': 'internal', '1': 'domestic', '2': 'mobile', '3': 'international' };

/** @returns a phone number or extension of a record without hyphens; what is neither, as it is (service, 2.8) */
export function phoneOrExtension(value: unknown): string {
	const written = text(value);
	return /^[\d*-]+$/.test(written) ? written.replaceAll('-', '') : written;
}

/** Digits, perhaps with hyphens; numbers outside end in `*` in some lists (service, 2.8). */
const phone: Form<string> = { ...like('phone number or extension', /^\d[\d*-]*$/), read: phoneOrExtension };

/** Of a text also a digit, `w` and six digits (service, 2.8). */
const sender: Form<string> = { ...phone, what: 'sender that is known', isKnown: (written) => phone.isKnown(written) || /^\dw\d{6}$/.test(written) };

/** A leg of a call (service, 2.10 and 3.6.2). */
const channel = like('channel', /^SIPW?\/[\w.]+-\w+$/);

/** How a call ended. */
const status: Form<string> = {
	what: 'known word',
	read: (value) => callStatus(text(value)),
	isKnown: (written) => callStatus(written) !== written,
};

/** The texts that a line has received, of `getrecvsmslist` (service, 3.2.2). */
export const RECEIVED_TEXT = { NO: count, TIME: time, SRC: sender, MNESSAGE: words } satisfies Forms;

/** @returns a received text */
export function receivedText(record: IDataObject) {
	// Spelt so by the service; MESSAGE has not been seen.
	const { TIME, SRC, MNESSAGE } = readAs(RECEIVED_TEXT, { ...record, MNESSAGE: record.MNESSAGE ?? record.MESSAGE });
	return { receivedAt: TIME, from: SRC, message: MNESSAGE };
}

/** The calls from outside that have ended, of `getinboundcall` (service, 3.6.2). */
export const INBOUND_CALL = {
	NO: count,
	TIME: time,
	SRC: phone,
	DST: phone,
	DURATION: count,
	STATUS: status,
	CHANNEL: channel,
	DSTCHANNEL: channel,
	ENDTIME: time,
	APPDATA: { ...like('account or number', /^SIP\/\d+$/), read: (value) => reachedBy(text(value)) },
} satisfies Forms;

/** @returns a call from outside that has ended */
export function inboundCall(record: IDataObject) {
	const { TIME, ENDTIME, SRC, DST, APPDATA, DURATION, STATUS } = readAs(INBOUND_CALL, record);
	return {
		startedAt: TIME,
		endedAt: ENDTIME,
		from: SRC,
		to: DST,
		reached: APPDATA,
		durationSeconds: DURATION,
		answered: STATUS === 'answered',
		status: STATUS,
	};
}

/**
 * Where an inbound call ended up, from `APPDATA` (service, 3.6.2).
 *
 * @param appData `SIP/` and an account, `SIP/10230854`, or the number outside that it was forwarded to
 * @returns the extension, which is the last four digits of an account, or the number; anything else as it is
 */
function reachedBy(appData: string): string {
	const reached = appData.replace(/^SIP\//i, '');
	return toPhoneNumber(reached) ?? /^\w{4}(\d{4})$/.exec(reached)?.[1] ?? reached;
}

/** The calls of `callhistory` (service, 3.6.1). */
export const PAST_CALL = {
	NO: count,
	TIME: time,
	SRC: phone,
	DST: phone,
	DURATION: count,
	BILLSEC: count,
	STATUS: status,
	KIND: { ...oneOf(...Object.keys(KINDS)), read: (value) => lookUp(KINDS, text(value)) ?? text(value) },
} satisfies Forms;

/** @returns a call of the call history */
export function pastCall(record: IDataObject) {
	const { TIME, SRC, DST, DURATION, BILLSEC, STATUS, KIND } = readAs(PAST_CALL, record);
	// Of a call that nobody answered, today's service shows the ringing as talk (service, 3.6.1).
	const rang = STATUS === 'noAnswer' ? BILLSEC : null;
	return {
		startedAt: TIME,
		from: SRC,
		to: DST,
		durationSeconds: DURATION || rang || DURATION,
		talkSeconds: rang === null ? BILLSEC : 0,
		status: STATUS,
		kind: KIND,
	};
}

/** The recordings of `recordlist` (service, 3.3.1). */
export const RECORDED_CALL = {
	NO: count,
	FILE_NAME: like('file name that is known', /^\w+-[\w*]+_\d{14}_mix\.wav$/),
	SRC: phone,
	DST: phone,
	CALLDATE: time,
	FILE_TIME: time,
	// Kilobytes in the samples, bytes in the words of today's document.
	FILE_SIZE: like('size', /^\d+(KB)?$/),
} satisfies Forms;

/** @returns a recording */
export function recordedCall(record: IDataObject) {
	const { FILE_NAME, SRC, DST, CALLDATE, FILE_TIME, FILE_SIZE } = readAs(RECORDED_CALL, record);
	return { fileName: FILE_NAME, from: SRC, to: DST, calledAt: CALLDATE, createdAt: FILE_TIME, size: FILE_SIZE };
}

/** The address book, of `addresslist` (service, 3.5.1). */
export const CONTACT = {
	NO: count,
	NAME: words,
	PHONE1: words,
	PHONE2: words,
	GROUP_NAME: words,
	GROUP_CODE: words,
	ETC: words,
} satisfies Forms;

/** @returns an entry of the address book */
export function contact(record: IDataObject) {
	const { NAME, PHONE1, PHONE2, GROUP_NAME, GROUP_CODE, ETC } = readAs(CONTACT, record);
	return { name: NAME, phone1: PHONE1, phone2: PHONE2, groupName: GROUP_NAME, groupCode: GROUP_CODE, note: ETC };
}

/** Where calls are forwarded to: a number; empty, or `_` in the document, where there is none (service, 3.4.4 and 3.7.1). */
const forwardedTo: Form<string> = {
	what: 'phone number',
	read: (value) => (text(value) === '_' ? '' : text(value)),
	isKnown: (written) => ['', '_'].includes(written) || phone.isKnown(written),
};

/** The subscriber, of `userinfo`: what FORWARD_TYPE is while a line of the document forwards is lost (service, 3.7.1). */
export const SUBSCRIBER = {
	NAME: words,
	EXTEN: phone,
	NUMBER070: phone,
	FORWARD_TYPE: oneOf('0', 'N', 'F', 'V'),
	FORWARD_DATA: forwardedTo,
	FORWARD_STR: words,
} satisfies Forms;

/** How the line forwards, of `getforwardtype` (service, 3.4.4). */
export const FORWARDING = {
	FORWARD_USE: oneOf('F', 'V', 'N', ''),
	FORWARD_DATA: forwardedTo,
	FORWARD_STR: words,
	FORWARD_TYPE: oneOf('0', '1', '2', '3', '4', ''),
	DOMAIN: words,
} satisfies Forms;

/** Whether the phone is registered, of `phonestatus` (service, 3.7.2). */
export const PHONE_STATUS = { STATUS: { ...oneOf('OK', 'UNKNOWN'), also: 'list' } } satisfies Forms;

/** The call in progress, of `channelstatus` (service, 3.7.3). */
export const CALL_STATUS = { STATUS: { ...channel, also: 'list' } } satisfies Forms;

/** The codes of a line without a call. */
export const NO_CALL: readonly string[] = ['4004'];
