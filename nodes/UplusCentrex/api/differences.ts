import type { IDataObject } from 'n8n-workflow';

import { oneOf } from './forms';
import type { Form, Forms } from './forms';
import { LISTINFO, partsOf } from './pages';
import { isRecord } from './values';

/** What an answer is known to hold: the fields of its values, or of each entry of a list. */
export interface KnownAnswer {
	forms: Forms;
	isList?: boolean;
}

/** What the answer to a command that was carried out begins with (service, 2.1 and 2.2). */
const BEGINNING = { SVC_RT: oneOf('0000', 'OK', '2000'), SVC_MSG: oneOf('OK', '') } satisfies Forms;

/** So many differences are told of an answer, and so much of each form is shown. */
const MOST_DIFFERENCES = 20;
const MOST_CHARACTERS = 60;

/** What names of fields are made of. Any other word in the name of a new field may be a value: it shows by its form. */
const NAME_WORDS: ReadonlySet<string> = new Set(
	`ACCOUNT ADDR ADDRESS ANSWER APPDATA BILL BILLSEC BYTE BYTES CALL CALLBACK CALLDATE CALLEE CALLER CALLTYPE CANCEL CAUSE CD CHANNEL CID CNT CODE COMPANY CONTENT COUNT CREATE
	DATA DATAS DATE DATETIME DAY DEBUG DEL DELETE DEPT DESC DEST DID DIRECTION DOMAIN DST DSTCHANNEL DT DURATION EMAIL END ENDTIME ERR ERROR ETC EXPIRE EXT EXTEN EXTENSION FAX FILE FLAG
	FORWARD FROM GROUP HOST ID IDX INBOUND INDEX INFO INNER INSERT IP KEY KIND LAST LEN LENGTH LINE LIST LISTINFO LMS MEMO MESSAGE MMS MNESSAGE MNO MOBILE MOD MODE MSG MSGTYPE NAME NEXT NM NO
	NOTE NUM NUMBER NUMPERPAGE OUTBOUND PAGE PATH PERIOD PHONE PORT POS POSITION PREV READ REASON RECEIVE RECEIVER RECORD RECV REG RES RESULT RING RT SEC SECONDS SEND SENDER SEQ SERVICE
	SIZE SMS SRC START STAT STATE STATUS STR SUB SUBJECT SVC TEL TEXT TIME TITLE TO TOTAL TYPE UNREAD UPDATE URL USE USER UUID VALUE VOICE YN`.split(/\s+/),
);

/**
 * In which ways an answer is not as the service is known to us, as sentences. No value of the answer is in them, nor any word that is
 * not one of ours: a text shows by its form alone, `9999/99/99`.
 *
 * @param answer the whole answer to a command that was carried out
 */
export function differencesIn(answer: IDataObject, { forms, isList = false }: KnownAnswer): string[] {
	const beginning = differencesOf(BEGINNING, [answer], isList ? ['LISTINFO', 'DATAS'] : ['DATAS']);
	const all = [...beginning, ...(isList ? inList(answer, forms) : inValues(answer.DATAS, forms))];
	return all.length > MOST_DIFFERENCES ? [...all.slice(0, MOST_DIFFERENCES), 'There are more differences.'] : all;
}

function inList(answer: IDataObject, forms: Forms): string[] {
	const { info, datas } = partsOf(answer);
	const ofPages = isRecord(answer.LISTINFO) ? differencesOf(LISTINFO, [info], ['DATAS'], 'LISTINFO.') : [notAs('LISTINFO', 'object', answer.LISTINFO)];
	if (answer.DATAS === undefined && info.DATAS === undefined) return [...ofPages, notAs('DATAS', 'list', undefined)];
	// Null is a list without entries (service, 2.5).
	if (datas === null || datas === undefined) return ofPages;
	if (!Array.isArray(datas)) return [...ofPages, notAs('DATAS', 'list', datas)];
	const records = datas.filter(isRecord);
	const others = datas.filter((entry) => !isRecord(entry)).map((entry) => notAs('An entry of DATAS', 'object', entry));
	return [...ofPages, ...new Set(others), ...differencesOf(forms, records)];
}

function inValues(datas: unknown, forms: Forms): string[] {
	// The tables call some answers an array that the samples show as an object (service, 2.3).
	const record = [datas].flat().find(isRecord);
	return record ? differencesOf(forms, [record]) : [notAs('DATAS', 'object', datas)];
}

/**
 * @param besides fields that are known and looked at elsewhere
 * @param inside what the fields stand in, `LISTINFO.`
 * @returns the differences that some of the records have, or all
 */
function differencesOf(forms: Forms, records: IDataObject[], besides: string[] = [], inside = ''): string[] {
	const found = new Map<string, number>();
	for (const record of records) {
		const known = Object.entries(forms).map(([name, form]) => differenceOf(`${inside}${name}`, form, record[name]));
		const others = Object.keys(record).filter((name) => !Object.hasOwn(forms, name) && !besides.includes(name));
		const added = others.map((name) => `There is a new field, ${inside}${nameInWords(name)}: ${shapeOfNew(record[name])}.`);
		for (const sentence of new Set([...known, ...added])) if (sentence) found.set(sentence, (found.get(sentence) ?? 0) + 1);
	}
	return [...found].map(([sentence, times]) => (times < records.length ? `In some records: ${sentence}` : sentence));
}

/** @returns how a value differs from its form; `undefined` where it does not */
function differenceOf(name: string, form: Form, value: unknown): string | undefined {
	if (value === undefined) return form.optional ? undefined : `${name} is missing.`;
	if (form.also === 'list' && Array.isArray(value)) {
		return value.map((entry: unknown) => differenceOf(name, form, entry)).find((difference) => difference !== undefined);
	}
	const isKnownType = typeof value === 'string' || typeof value === form.also;
	return isKnownType && form.isKnown(String(value).trim()) ? undefined : notAs(name, form.what, value);
}

function notAs(name: string, what: string, value: unknown): string {
	return value === undefined ? `${name} is missing.` : `${name} is no ${what}: ${shapeOf(value)}.`;
}

/** @returns what a value is, without the value: `it is an object`, `its form is 9999/99/99` */
function shapeOf(value: unknown): string {
	if (value === null) return 'it is null';
	if (Array.isArray(value)) return 'it is a list';
	if (typeof value === 'object') return 'it is an object';
	if (typeof value === 'boolean') return 'it is true or false';
	if (typeof value === 'number') return `it is a number of the form ${formOf(String(value))}`;
	return value === '' ? 'it is empty' : `its form is ${formOf(String(value))}`;
}

/** What is known of a new field is its type; only times and numbers are worth their form. */
function shapeOfNew(value: unknown): string {
	return typeof value === 'string' && /[^\d\s/:.,-]/.test(value) ? 'it is a text' : shapeOf(value);
}

/** @returns a text with 9 for each digit, a for each letter, 가 for each Hangul, ? for what else it has but the signs of times and numbers */
export function formOf(text: string): string {
	const characters = [...text];
	const form = characters.slice(0, MOST_CHARACTERS).map((character) => {
		if (/\p{N}/u.test(character)) return '9';
		if (/\p{Script=Hangul}/u.test(character)) return '가';
		if (/[\p{L}\p{M}]/u.test(character)) return 'a';
		return /[-/:.,_*+#^|() ]/.test(character) ? character : '?';
	});
	return `${form.join('')}${characters.length > MOST_CHARACTERS ? '…' : ''}`;
}

/** @returns the name of a field, with the form of what may be a value: `SMS_TYPE`, `99999999999`, `aaa_TIME` */
function nameInWords(name: string): string {
	if (!/^\w{1,40}$/.test(name)) return formOf(name);
	const parts = name.split(/([A-Z]?[a-z]+|[A-Z]+)/);
	return parts.map((part) => (NAME_WORDS.has(part.toUpperCase()) ? part : formOf(part))).join('');
}
