import type { IDataObject } from 'n8n-workflow';

import { toPhoneNumber } from './phoneNumber';
import { isOk, text, toCount } from './values';

/**
 * What became of a text for one recipient: `OK`, another word of the service, `UNKNOWN` where it says nothing, `INCOMPLETE` for who
 * has a part of it, or `NOT_SENT`.
 */
export interface RecipientStatus {
	to: string;
	status: string;
}

/**
 * Reads `DEBUG`, `01000000001=OK,0310000001=OK`, of an answer of `smssend` (service, 3.2.1). It tells of those the
 * text was sent to; where it is missing altogether, `STATUS` speaks for all.
 *
 * @param values the answer's DATAS
 * @param recipients the numbers that the request named, digits only
 */
export function readStatuses(values: IDataObject, recipients: string[]): RecipientStatus[] {
	const debug = text(values.DEBUG);
	const told = new Map<string, string>();
	for (const entry of debug.split(/[,;|]/)) {
		const [number, ...rest] = entry.split('=').map((part) => part.trim());
		const [to, word] = [toPhoneNumber(number) ?? number, rest.join('=')];
		const status = isOk(word) ? 'OK' : word;
		// Of two words that differ nobody knows which is right.
		if (status) told.set(to, (told.get(to) ?? status) === status ? status : 'UNKNOWN');
	}
	const forOthers = debug === '' ? statusForAll(text(values.STATUS)) : 'UNKNOWN';
	return recipients.map((to) => ({ to, status: told.get(to) ?? forOthers }));
}

function statusForAll(word: string): string {
	if (word === '') return 'UNKNOWN';
	return isOk(word) ? 'OK' : word;
}

/** @returns who has a text, may have it and has not, as sentences: `Sent to: 01000000001. Not sent to: 01000000002.` */
export function whoHasIt(recipients: RecipientStatus[]): string {
	const lists: Array<[label: string, isMeant: (status: string) => boolean]> = [
		['Sent to', (status) => status === 'OK'],
		['Possibly sent to', (status) => status === 'UNKNOWN'],
		['Sent in part to', (status) => status === 'INCOMPLETE'],
		['Not sent to', (status) => status === 'NOT_SENT'],
		['Refused for', (status) => !['OK', 'UNKNOWN', 'INCOMPLETE', 'NOT_SENT'].includes(status)],
	];
	return lists
		.map(([label, isMeant]) => [label, recipients.filter(({ status }) => isMeant(status)).map(({ to }) => to)] as const)
		.filter(([, numbers]) => numbers.length > 0)
		.map(([label, numbers]) => `${label}: ${numbers.join(', ')}.`)
		.join(' ');
}

/** @returns how many texts the line can still send; `null` where the answer does not say (service, 3.2.1) */
export function readRemaining(values: IDataObject): number | null {
	return toCount(values.RESCNT ?? values.RESTCOUNT) ?? null;
}
