import { randomBytes } from 'node:crypto';

import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { WAIT_INDEFINITELY } from 'n8n-workflow';

import { CentrexError, invalidField } from '../../api/error';
import { countBytes, LMS_BYTES, messageType, unsupportedCharacters } from '../../api/messageText';
import { request } from '../../api/request';
import { readRemaining, readStatuses } from '../../api/sendResult';
import { readChoice, readWords } from '../../shared/fields';
import type { Operation } from '../operation';
import { readTo, toField } from '../recipients';
import { QUESTION, questionOf } from './question';
import { isReachable, reachabilityHint } from './reachability';
import { limitWaitTime, waitTill } from './waitTill';

const RESPONSE_TYPES = { approval: 'Approval', freeText: 'Free Text' };

/** Sends a text with a link, and waits for the answer that is given behind it: `smssend` (service, 3.2.1). */
export const sendAndWait: Operation = {
	name: 'Send and Wait for Response',
	// n8n knows by this value what waits for an answer.
	value: 'sendAndWait',
	sentence: 'Send and wait for response',
	description: 'Send a text message with a link, and go on when the recipient has answered behind it',
	commands: ['smssend'],
	fields: [
		{
			displayName:
				'The text ends with a link to this n8n, which the phone must be able to open. Text and link together may have 720 bytes; a Hangul character is 2 bytes.',
			name: 'notice',
			type: 'notice',
			default: '',
		},
		toField('The phone number of the person who is asked, with area code'),
		{
			displayName: 'Text',
			name: 'text',
			type: 'string',
			typeOptions: { rows: 4 },
			default: '',
			placeholder: 'e.g. 환불 요청: 홍길동 님, 30,000원. 승인하시겠습니까?',
			description: 'What to ask. The link follows on a line of its own, and the page behind it shows this text again.',
		},
		{
			displayName: 'Response Type',
			name: 'responseType',
			type: 'options',
			options: [
				{ name: 'Approval', value: 'approval', description: 'The page has a button to approve, and one to decline if you want' },
				{ name: 'Free Text', value: 'freeText', description: 'The page has a field to write in' },
			],
			default: 'approval',
			description: 'How the person answers',
		},
		{
			displayName: 'Approval Options',
			name: 'approvalOptions',
			type: 'fixedCollection',
			placeholder: 'Add option',
			default: {},
			description: 'Which buttons the page has, and the words on them; one to approve and one to decline unless you choose',
			options: [
				{
					displayName: 'Values',
					name: 'values',
					values: [
						{
							displayName: 'Type of Approval',
							name: 'approvalType',
							type: 'options',
							options: [
								{ name: 'Approve Only', value: 'single' },
								{ name: 'Approve and Disapprove', value: 'double' },
							],
							default: 'double',
						},
						{
							displayName: 'Approve Button Label',
							name: 'approveLabel',
							type: 'string',
							default: '',
							placeholder: 'e.g. 승인',
							description: 'The words on the button; empty for 승인, or Approve on an English page',
						},
						{
							displayName: 'Disapprove Button Label',
							name: 'disapproveLabel',
							type: 'string',
							default: '',
							placeholder: 'e.g. 거절',
							description: 'The words on the button; empty for 거절, or Decline on an English page',
							displayOptions: { show: { approvalType: ['double'] } },
						},
					],
				},
			],
			displayOptions: { show: { responseType: ['approval'] } },
		},
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			placeholder: 'Add option',
			default: {},
			options: [
				limitWaitTime,
				{
					displayName: 'Page Language',
					name: 'language',
					type: 'options',
					options: [
						{ name: 'English', value: 'en' },
						{ name: 'Korean', value: 'ko' },
					],
					default: 'ko',
					description: 'The language of the page behind the link',
				},
			],
		},
	],
	async run(itemIndex, line) {
		const { length } = this.getInputData();
		if (length > 1) {
			const advice = 'Put a Loop Over Items node with a batch size of 1 in front.';
			throw invalidField('Input', `${length} items came in, and one question at a time can wait for its answer`, advice);
		}
		const [to] = readTo(this, itemIndex, 1);
		const until = waitTill(this, itemIndex);
		const responseType = readChoice('Response Type', this.getNodeParameter('responseType', itemIndex, 'approval'), RESPONSE_TYPES);
		if (until !== WAIT_INDEFINITELY) refuseAnswered(this.getInputData()[itemIndex].json, responseType);
		checkPage(this, itemIndex);
		requireSignature(this);
		const question = randomBytes(4).toString('hex');
		const link = this.getSignedResumeUrl({ [QUESTION]: question });
		const text = `${readWhatToAsk(this, itemIndex)}\n${link}`;
		const bytes = countBytes(text);
		if (bytes > LMS_BYTES) {
			const problem = `with the link of ${countBytes(link)} bytes it has ${bytes} bytes, ${bytes - LMS_BYTES} more than the ${LMS_BYTES} that the service takes`;
			throw invalidField('Text', problem, 'Shorten it.');
		}
		this.getContext('node')[QUESTION] = question;
		const { values } = await request(line, 'smssend', { destnumber: to, smsmsg: text });
		const [{ status }] = readStatuses(values, [to]);
		if (status !== 'OK') throw notSent(to, status);

		if (!isReachable(link)) this.addExecutionHints(reachabilityHint(link));
		await this.putExecutionToWait(until);
		const { json, binary } = this.getInputData()[itemIndex];
		const remaining = readRemaining(values);
		const report = { type: messageType(bytes), bytes, requests: 1, recipients: 1, unsupported: unsupportedCharacters(text), remaining };
		return [{ json, binary, report }];
	},
};

/** @throws CentrexError where what comes out when the time is over, which is what came in, would pass for an answer */
function refuseAnswered(item: IDataObject, responseType: keyof typeof RESPONSE_TYPES): void {
	const answer = responseType === 'approval' ? 'approved' : 'text';
	if (!(answer in item)) return;
	throw invalidField(
		'Input',
		`the item that came in has a field "${answer}", which would pass for the answer when the time is over without one`,
		'Take that field out in front of this node, with Edit Fields, or leave Limit Wait Time out.',
	);
}

/** What the page is made of. It is read again when the page is opened: by then it is too late to say that it is wrong. */
function checkPage(node: IExecuteFunctions, itemIndex: number): void {
	const values = node.getNodeParameter('approvalOptions.values', itemIndex, {}) as IDataObject;
	readChoice('Type of Approval', values.approvalType ?? 'double', { single: 'Approve Only', double: 'Approve and Disapprove' });
	readWords('Approve Button Label', values.approveLabel);
	readWords('Disapprove Button Label', values.disapproveLabel);
	readChoice('Page Language', node.getNodeParameter('options.language', itemIndex, 'ko') ?? 'ko', { en: 'English', ko: 'Korean' });
}

/** n8n 2.6 checks the signature of the link only when it is told to; later ones always do. */
function requireSignature(node: IExecuteFunctions): void {
	(node as { setSignatureValidationRequired?: () => void }).setSignatureValidationRequired?.();
}

/** @throws CentrexError where nothing is asked */
function readWhatToAsk(node: IExecuteFunctions, itemIndex: number): string {
	const [text, message] = ['text', 'message'].map((name) => readWords('Text', node.getNodeParameter(name, itemIndex, '')));
	const question = questionOf(text, message);
	if (question === '') throw invalidField('Text', 'it is empty', 'Enter what to ask.');
	return question;
}

function notSent(to: string, status: string): CentrexError {
	const isUnknown = status === 'UNKNOWN';
	const problem = isUnknown
		? 'The service does not say whether the text went out'
		: 'The service did not send the text';
	return new CentrexError(problem, {
		details: isUnknown ? `It was for ${to}.` : `It was for ${to}, and the service says ${status.slice(0, 60)}.`,
		advice: isUnknown
			? 'Check on the Centrex website or with the recipient before you send it again. The workflow does not wait for the answer.'
			: 'Check the number. The workflow does not wait for an answer.',
		outcome: isUnknown ? 'unknown' : 'rejected',
		recipients: [{ to, status }],
	});
}
