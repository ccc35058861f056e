import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { CentrexError, invalidField } from '../../api/error';
import { unsupportedCharacters } from '../../api/messageText';
import { withoutSeparators } from '../../api/phoneNumber';
import { toKoreanTime } from '../../api/time';
import { isRecord, normalized } from '../../api/values';
import { readSwitch, readWords } from '../../shared/fields';

/** The mark that stands first in a text that advertises. */
const MARK = '(광고)';

/** What begins the line with the way to refuse. */
const REFUSAL = '무료거부';

/** By the clock in Korea: from then on, and until then, a text may advertise only to who has agreed to texts at night. */
const NIGHT = { from: '20:50:00', until: '08:00:00' };

/** Which texts these rules are about, whose words they are, and what stays with the sender: docs/texts-and-the-law.md. */
export const advertisementField: INodeProperties = {
	displayName: 'Advertisement',
	name: 'advertisement',
	type: 'fixedCollection',
	placeholder: 'Add what an advertisement must have',
	default: {},
	description:
		'For a text that advertises: puts (광고) and your name in front and the way to refuse behind, and sends nothing at night. Who may be sent one is for you to know.',
	options: [
		{
			displayName: 'Advertisement',
			name: 'values',
			values: [
				{
					displayName: 'Sender Name',
					name: 'senderName',
					type: 'string',
					noDataExpression: true,
					default: '',
					placeholder: 'e.g. 한빛치과',
					description: 'The name of your office, as people know it',
				},
				{
					displayName: 'Contact',
					name: 'contact',
					type: 'string',
					noDataExpression: true,
					default: '',
					placeholder: 'e.g. 070-0000-1000',
					description: 'How you can be reached. May be empty where that is the number that the text comes from.',
				},
				{
					displayName: 'Way to Refuse',
					name: 'optOut',
					type: 'string',
					noDataExpression: true,
					default: '',
					placeholder: 'e.g. 080-000-0000',
					description: 'What costs the recipient nothing: an 080 number, or a page under https',
				},
				{
					displayName: 'Night Consent',
					name: 'nightConsent',
					type: 'boolean',
					noDataExpression: true,
					default: false,
					description: 'Whether everybody addressed has agreed to advertisements at night. Otherwise none goes out from 20:50 to 08:00, by the clock in Korea.',
				},
			],
		},
	],
};

/** It is night in Korea: nothing was sent. */
export class NightError extends CentrexError {}

/** What makes a text an advertisement. */
export interface Advertisement {
	/** The line in front. */
	head: string;
	/** The line behind. */
	foot: string;
	nightConsent: boolean;
}

/**
 * Reads the option Advertisement.
 *
 * @param options the field Options
 * @returns `undefined` where the text is none
 * @throws CentrexError naming what is missing, costs the recipient something, or cannot be shown
 */
export function readAdvertisement(node: IExecuteFunctions, options: IDataObject): Advertisement | undefined {
	const given = isRecord(options.advertisement) ? options.advertisement.values : undefined;
	if (!isRecord(given)) return undefined;
	refuseModel(node);
	const senderName = readLine('Sender Name', given.senderName);
	const contact = readLine('Contact', given.contact);
	const optOut = readLine('Way to Refuse', given.optOut);
	const nightConsent = readSwitch('Night Consent', given.nightConsent ?? false);
	if (senderName === '') throw invalidField('Sender Name', 'it is empty', 'An advertisement says whose it is: enter the name of your office.');
	if (looksLikeMark(senderName)) throw invalidField('Sender Name', 'it begins with a mark', `${MARK} is put in front by itself: enter the name alone.`, senderName);
	checkWayToRefuse(optOut);
	return { head: `${MARK}${[senderName, contact].filter(Boolean).join(' ')}`, foot: `${REFUSAL} ${optOut}`, nightConsent };
}

/**
 * @param text what was written
 * @returns the text with mark, name and way to refuse, which are there once
 * @throws CentrexError where it begins with something that passes for the mark
 */
export function advertise(text: string, { head, foot }: Advertisement): string {
	const body = text.trim().replace(/^(?:\(광고\)\s*)+/, '');
	if (body === '') throw invalidField('Text', 'it is empty', 'Enter what to send.');
	if (looksLikeMark(body)) {
		throw invalidField('Text', 'it begins with a mark that is not the right one', `Take it out: ${MARK} is put in front exactly so.`, body.slice(0, 20));
	}
	return [head, body, foot].join('\n');
}

/** @returns whether a text begins with exactly the mark */
export function isMarked(text: string): boolean {
	return text.trimStart().startsWith(MARK);
}

/** @returns why an advertisement is not sent now; `undefined` where it may be */
export function notAtNight({ nightConsent }: Advertisement, now = new Date()): NightError | undefined {
	const time = toKoreanTime(now).slice('YYYY-MM-DDT'.length, 'YYYY-MM-DDThh:mm:ss'.length);
	if (nightConsent || (time >= NIGHT.until && time < NIGHT.from)) return undefined;
	return new NightError(`Advertisement: it is ${time.slice(0, 'hh:mm'.length)} in Korea, and nothing that advertises goes out from 20:50 to 08:00`, {
		advice: 'Send it after 08:00. Only where everybody addressed has agreed to advertisements at night, turn Night Consent on.',
		outcome: 'notSent',
	});
}

function readLine(label: string, given: unknown): string {
	const line = normalized(readWords(label, given), 'NFC').trim();
	if (/[\r\n]/.test(line)) throw invalidField(label, 'it has more than one line', 'Enter it in one line.', line);
	const lost = unsupportedCharacters(line);
	if (lost.length > 0) throw invalidField(label, 'it has characters that phones in Korea cannot show', 'Take them out.', ...lost);
	return line;
}

function checkWayToRefuse(optOut: string): void {
	const advice = 'Enter an 080 number, or the address of a page that begins with https://.';
	if (optOut === '') throw invalidField('Way to Refuse', 'it is empty', `An advertisement says how to refuse further ones at no cost. ${advice}`);
	if (/^https:\/\/[^\s/?#]+\.[^\s/?#.]+(?:[/?#]\S*)?$/i.test(optOut)) return;
	if (/^080\d{7,8}$/.test(withoutSeparators(optOut))) return;
	const isNumber = /^[\d+][\d\s().+-]{6,}$/.test(optOut);
	const problem = isNumber ? 'a call or a text to it costs the recipient something' : 'it is neither an 080 number nor an https address';
	throw invalidField('Way to Refuse', problem, advice, optOut);
}

/** Brackets around 광 and 고, whatever stands between and before them: `(광 고)`, `[광고]`, `(광/고)`, `(대출광고)`. */
function looksLikeMark(text: string): boolean {
	return /^[^\p{L}\p{N}]*[\p{Ps}\p{Pi}<][^\p{Pe}\p{Pf}>]{0,10}광[^\p{L}\p{N}]*고[^\p{L}\p{N}]*[\p{Pe}\p{Pf}>]/u.test(normalized(text, 'NFKC'));
}

/** An AI agent must not decide whose advertisement it is, how it can be refused, or that people have agreed. */
function refuseModel(node: IExecuteFunctions): void {
	const { options } = node.getNode().parameters as IDataObject;
	const saved = isRecord(options) ? JSON.stringify(options.advertisement ?? '') : String(options ?? '');
	if (!/\$fromAI\b/i.test(saved)) return;
	throw invalidField('Advertisement', 'an AI model would fill it in', 'Enter its fields yourself.');
}
