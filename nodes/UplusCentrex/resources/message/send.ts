import { CentrexError, invalidField } from '../../api/error';
import {
	composeText,
	countBytes,
	LMS_BYTES,
	messageType,
	removeUnsupported,
	splitText,
	unsupportedCharacters,
} from '../../api/messageText';
import { request } from '../../api/request';
import { readRemaining, readStatuses } from '../../api/sendResult';
import type { RecipientStatus } from '../../api/sendResult';
import type { Operation } from '../../operation';
import { readTo, toField } from '../recipients';

/** Recipients that one request may name (document, 2.2.6.1). */
const RECIPIENTS_PER_REQUEST = 10;

/** Sends a text to any number of recipients: `smssend` (document, 2.2.6). */
export const send: Operation = {
	name: 'Send',
	value: 'send',
	sentence: 'Send a text message',
	description: 'Send a text message (SMS up to 80 bytes, LMS above) to one or more phone numbers',
	neverRepeat: true,
	fields: [
		{
			displayName:
				'A text costs money and reaches a person. One request takes 10 recipients, so more go out in several; a text takes 720 bytes, 360 Hangul characters.',
			name: 'notice',
			type: 'notice',
			default: '',
		},
		toField(
			'The phone numbers to send to, with area code: any number of them, separated by commas, semicolons or lines, or an array. A number that occurs twice is sent to once.',
			'e.g. 010-0000-1234, 02-000-5678',
		),
		{
			displayName: 'Text',
			name: 'text',
			type: 'string',
			typeOptions: { rows: 4 },
			required: true,
			default: '',
			placeholder: 'e.g. 안녕하세요. 문의가 접수되었습니다.',
			description:
				'What to send: up to 80 bytes go out as an SMS, up to 720 as an LMS. A Hangul character is 2 bytes, a letter, digit or space 1. Emoji and other characters that phones in Korea do not share arrive as a question mark.',
		},
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			placeholder: 'Add option',
			default: {},
			options: [
				{
					displayName: 'Long Text',
					name: 'longText',
					type: 'options',
					options: [
						{ name: 'Fail', value: 'fail', description: 'Send nothing and say how long the text is' },
						{ name: 'Split', value: 'split', description: 'Send it as several texts, each of which costs' },
					],
					default: 'fail',
					description: 'What to do with a text of more than 720 bytes (360 Hangul characters)',
				},
				{
					displayName: 'Unsupported Characters',
					name: 'unsupported',
					type: 'options',
					options: [
						{ name: 'Fail', value: 'fail', description: 'Send nothing and name them' },
						{ name: 'Remove', value: 'remove', description: 'Send the text without them' },
						{ name: 'Warn', value: 'warn', description: 'Send the text, and name them above the output' },
					],
					default: 'warn',
					description:
						'What to do with emoji and other characters that phones in Korea do not share (outside EUC-KR): they arrive as a question mark',
				},
			],
		},
	],
	async run(itemIndex) {
		const recipients = readTo(this, itemIndex);
		const { longText, unsupported } = this.getNodeParameter('options', itemIndex) as Record<string, string | undefined>;
		const written = composeText(String(this.getNodeParameter('text', itemIndex) ?? ''));
		// What a text area or a template leaves at the end would cost bytes, and with Split a text of its own.
		const text = (unsupported === 'remove' ? removeUnsupported(written) : written).trimEnd();
		const lost = unsupportedCharacters(text);
		const bytes = countBytes(text);
		if (text === '') {
			const problem = written.trim() === '' ? 'it is empty' : 'nothing is left without the unsupported characters';
			throw invalidField('Text', problem, 'Enter what to send.');
		}
		if (unsupported === 'fail' && lost.length > 0) {
			throw invalidField(
				'Text',
				`phones in Korea cannot show ${lost.join(' ')}`,
				'Take that out of the text, or set the option Unsupported Characters to Warn or Remove.',
			);
		}
		if (bytes > LMS_BYTES && longText !== 'split') {
			throw invalidField(
				'Text',
				`it has ${bytes} bytes, and the service takes at most ${LMS_BYTES}`,
				'Shorten it, or set the option Long Text to Split.',
			);
		}

		const parts = splitText(text);
		const groups: string[][] = [];
		for (let first = 0; first < recipients.length; first += RECIPIENTS_PER_REQUEST) {
			groups.push(recipients.slice(first, first + RECIPIENTS_PER_REQUEST));
		}
		const statuses: RecipientStatus[] = [];
		let remaining: number | null = null;
		let requests = 0;
		// A group gets all its parts before the next one gets any: after a failure few have half a text.
		for (const [groupIndex, group] of groups.entries()) {
			let ofGroup = group.map((to): RecipientStatus => ({ to, status: 'OK' }));
			for (const [partIndex, part] of parts.entries()) {
				// Whoever was refused a part is not sent, and does not pay for, the rest of it.
				const open = ofGroup.filter(mayHaveIt).map(({ to }) => to);
				if (open.length === 0) break;
				try {
					requests++;
					const { values } = await request(this, 'smssend', { destnumber: open.join(','), smsmsg: part });
					ofGroup = afterPart(ofGroup, readStatuses(values, open));
					remaining = readRemaining(values) ?? remaining;
				} catch (error) {
					const requestNumber = groupIndex * parts.length + partIndex + 1;
					const inDoubt = error instanceof CentrexError && error.outcome === 'unknown';
					const status = inDoubt ? 'UNKNOWN' : partIndex > 0 ? 'INCOMPLETE' : 'NOT_SENT';
					throw whoHasIt(error, `Request ${requestNumber} of ${groups.length * parts.length} failed`, [
						...statuses,
						...afterPart(ofGroup, open.map((to) => ({ to, status }))),
						...groups.slice(groupIndex + 1).flat().map((to) => ({ to, status: 'NOT_SENT' })),
					]);
				}
			}
			statuses.push(...ofGroup);
		}

		const type = messageType(Math.max(...parts.map(countBytes)));
		const sent = statuses.filter(isSent).length;
		const unknown = statuses.filter(({ status }) => status === 'UNKNOWN').length;
		return [
			{
				json: {
					success: sent === recipients.length,
					type,
					bytes,
					sent,
					failed: recipients.length - sent - unknown,
					remaining,
					recipients: statuses,
					...(unknown > 0 && { outcome: 'unknown' }),
				},
				report: { type, bytes, requests, recipients: recipients.length, unsupported: lost, remaining },
			},
		];
	},
};

const isSent = ({ status }: RecipientStatus) => status === 'OK';
const mayHaveIt = ({ status }: RecipientStatus) => status === 'OK' || status === 'UNKNOWN';

/** What became of a group after one more part; a doubt about an earlier part stays. */
function afterPart(before: RecipientStatus[], now: RecipientStatus[]): RecipientStatus[] {
	return before.map((earlier) => {
		const later = now.find(({ to }) => to === earlier.to);
		return later === undefined || earlier.status === 'UNKNOWN' ? earlier : later;
	});
}

/** Adds to an error who has the text already and who has not, so that nobody is sent it twice. */
function whoHasIt(error: unknown, request: string, recipients: RecipientStatus[]): unknown {
	if (!(error instanceof CentrexError) || recipients.every(({ status }) => status === 'NOT_SENT')) return error;
	const lists = [
		['Sent to', 'OK'],
		['Possibly sent to', 'UNKNOWN'],
		['Sent in part to', 'INCOMPLETE'],
		['Not sent to', 'NOT_SENT'],
	].map(([label, status]) => {
		const numbers = recipients.filter((recipient) => recipient.status === status).map(({ to }) => to);
		return numbers.length > 0 ? `${label}: ${numbers.join(', ')}.` : '';
	});
	const failed = recipients.filter(({ status }) => !['OK', 'UNKNOWN', 'INCOMPLETE', 'NOT_SENT'].includes(status));
	return new CentrexError(`${request}: ${error.message}`, {
		advice: [...lists, failed.length > 0 ? `Refused for: ${failed.map(({ to }) => to).join(', ')}.` : '', error.advice]
			.filter((sentence) => sentence !== '')
			.join(' '),
		// Sending the item again would reach some people twice.
		outcome: 'unknown',
		code: error.code,
		codeName: error.codeName,
		recipients,
	});
}
