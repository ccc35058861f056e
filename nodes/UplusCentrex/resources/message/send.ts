import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { invalidField } from '../../api/error';
import {
	composeText,
	countBytes,
	LMS_BYTES,
	messageType,
	removeUnsupported,
	splitText,
	unsupportedCharacters,
} from '../../api/messageText';
import { readChoice, readSwitch, readWords } from '../../shared/fields';
import type { Operation, Result } from '../operation';
import { readTo, toField } from '../recipients';
import { advertise, advertisementField, isMarked, notAtNight, readAdvertisement } from './advertisement';
import type { Sent, Text } from './outbox';
import { sendTexts } from './sendTexts';

/** Sends a text to any number of recipients: `smssend` (service, 3.2.1). */
export const send: Operation = {
	name: 'Send',
	value: 'send',
	sentence: 'Send a text message',
	description: 'Send a text message (SMS up to 80 bytes, LMS above) to one or more phone numbers',
	commands: ['smssend'],
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
				advertisementField,
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
					displayName: 'Send Together',
					name: 'sendTogether',
					type: 'boolean',
					default: true,
					description: 'Whether items with the same text and options share requests, ten recipients in each: many times as fast',
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
	async *runAll(lineOf) {
		for await (const { itemIndex, ...outcome } of sendTexts(this, lineOf, readWhatToSend)) {
			yield { itemIndex, ...('sent' in outcome ? { results: [toResult(outcome.sent)], told: outcome.told } : outcome) };
		}
	},
};

/**
 * Reads what an item sends, and to whom.
 *
 * @throws CentrexError naming the field that cannot be right
 */
function readWhatToSend(node: IExecuteFunctions, itemIndex: number): Text {
	const recipients = readTo(node, itemIndex);
	const options = node.getNodeParameter('options', itemIndex) as IDataObject;
	const longText = readChoice('Long Text', options.longText ?? 'fail', { fail: 'Fail', split: 'Split' });
	const unsupported = readChoice('Unsupported Characters', options.unsupported ?? 'warn', { fail: 'Fail', remove: 'Remove', warn: 'Warn' });
	const sendTogether = readSwitch('Send Together', options.sendTogether ?? true);
	const advertisement = readAdvertisement(node, options);
	if (advertisement && longText === 'split') {
		throw invalidField('Long Text', 'it is set to Split', 'Set it to Fail: the parts of an advertisement would lack its mark or the way to refuse.');
	}
	const written = composeText(readWords('Text', node.getNodeParameter('text', itemIndex)));
	// What a text area or a template leaves at the end would cost bytes, and with Split a text of its own.
	const words = (unsupported === 'remove' ? removeUnsupported(written) : written).trimEnd();
	const text = advertisement && words !== '' ? advertise(words, advertisement) : words;
	const lost = unsupportedCharacters(text);
	const bytes = countBytes(text);
	if (text === '') {
		const problem = written.trim() === '' ? 'it is empty' : 'nothing is left without the unsupported characters';
		throw invalidField('Text', problem, 'Enter what to send.');
	}
	if (unsupported === 'fail' && lost.length > 0) {
		throw invalidField(
			'Text',
			'it has characters that phones in Korea cannot show',
			'Take them out of the text, or set the option Unsupported Characters to Warn or Remove.',
			...lost,
		);
	}
	if (bytes > LMS_BYTES && longText !== 'split') {
		throw invalidField(
			'Text',
			`it has ${bytes} bytes, and the service takes at most ${LMS_BYTES}`,
			advertisement ? 'Shorten it: mark, name and way to refuse count.' : 'Shorten it, or set the option Long Text to Split.',
		);
	}
	const sharedBy = sendTogether ? JSON.stringify([text, options]) : undefined;
	const notNow = advertisement && (() => notAtNight(advertisement));
	return { parts: splitText(text), bytes, unsupported: lost, to: recipients, sharedBy, notNow, isMarked: !advertisement && isMarked(text) };
}

function toResult({ text, recipients, requests, remaining }: Sent): Result {
	const { bytes, unsupported, parts, isMarked: isAdvertisement } = text;
	const type = messageType(Math.max(...parts.map(countBytes)));
	const sent = recipients.filter(({ status }) => status === 'OK').length;
	const unknown = recipients.filter(({ status }) => status === 'UNKNOWN').length;
	const incomplete = recipients.some(({ status }) => status === 'INCOMPLETE');
	return {
		json: {
			success: sent === recipients.length,
			type,
			bytes,
			sent,
			failed: recipients.length - sent - unknown,
			remaining,
			recipients,
			// Sending the item again might reach somebody twice.
			...((unknown > 0 || incomplete) && { outcome: 'unknown' }),
		},
		report: { type, bytes, requests, recipients: recipients.length, unsupported, remaining, isMarked: isAdvertisement },
	};
}
