import type { ICredentialDataDecryptedObject, IDataObject, IWebhookDescription, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import { toKoreanTime } from '../../api/time';
import { isRecord, text as asText } from '../../api/values';
import { answerPage, closedPage, MOST_ANSWER_CHARACTERS, thanksPage, troublePage } from './answerPage';
import type { Question } from './answerPage';
import { QUESTION, questionOf } from './question';

const WEBHOOK = { name: 'default', responseMode: 'onReceived', path: '={{ $nodeId }}', restartWebhook: true, isFullPath: true } as const;

/** The address in a text that waits for its answer; n8n signs it. */
export const ANSWER_WEBHOOKS: IWebhookDescription[] = [
	{ ...WEBHOOK, httpMethod: 'GET' },
	{ ...WEBHOOK, httpMethod: 'POST' },
];

/** No script, nothing from elsewhere, and nobody may lay the page into another one. */
const CONTENT_SECURITY_POLICY =
	"default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/** Shows the page behind the link of a text, and takes the answer. Opening it decides nothing: phones fetch previews. */
export async function answer(hook: IWebhookFunctions): Promise<IWebhookResponseData> {
	// If this threw, n8n would let the workflow go on without an answer.
	return await takeAnswer(hook).catch((error: Error) => {
		hook.logger.error(`LG U+ Centrex: the page behind the link of a text could not be shown, and the workflow waits on: ${error.message}`);
		sendPage(hook, troublePage(), 500);
		return { noWebhookResponse: true };
	});
}

async function takeAnswer(hook: IWebhookFunctions): Promise<IWebhookResponseData> {
	const isSent = hook.getRequestObject().method === 'POST';
	const question = await readQuestion(hook);
	if (!isOpen(hook)) {
		sendPage(hook, closedPage(question));
		return { noWebhookResponse: true };
	}
	// A request without a body has none, and a JSON body may be anything.
	const body = isSent ? (hook.getBodyData() as unknown) : undefined;
	const json = readReply(question, isRecord(body) ? body : {});
	sendPage(hook, json ? thanksPage(question, json) : answerPage(question, isSent));
	if (!json) return { noWebhookResponse: true };
	return { noWebhookResponse: true, workflowData: [[{ json: { ...json, respondedAt: toKoreanTime(new Date()) } }]] };
}

/** Whether the link is that of the question that the run waits for now, rather than an earlier one of the same run. */
function isOpen(hook: IWebhookFunctions): boolean {
	// A webhook has no other way to the node's context. Braces would end the expression.
	const name = JSON.stringify(hook.getNode().name).replace(/[{}]/g, (brace) => `\\u00${brace.charCodeAt(0).toString(16)}`);
	const open = hook.evaluateExpression(`{{ $node[${name}].context.${QUESTION} }}`);
	// Where n8n keeps no context, as with pinned data, it has but one question.
	return typeof open !== 'string' || open === (hook.getQueryData() as IDataObject)[QUESTION];
}

function sendPage(hook: IWebhookFunctions, page: string, status = 200): void {
	const response = hook.getResponseObject();
	response.status(status);
	response.setHeader('Content-Type', 'text/html; charset=utf-8');
	response.setHeader('Content-Security-Policy', CONTENT_SECURITY_POLICY);
	response.setHeader('Cache-Control', 'no-store');
	response.setHeader('Referrer-Policy', 'no-referrer');
	response.send(page);
}

async function readQuestion(hook: IWebhookFunctions): Promise<Question> {
	const { approvalType, approveLabel, disapproveLabel } = hook.getNodeParameter('approvalOptions.values', {}) as IDataObject;
	const language = hook.getNodeParameter('options.language', 'ko') === 'en' ? 'en' : 'ko';
	return {
		text: questionOf(hook.getNodeParameter('text', ''), hook.getNodeParameter('message', '')),
		from: await numberOfLine(hook),
		language,
		...(hook.getNodeParameter('responseType', 'approval') === 'approval' && {
			buttons: { approve: asText(approveLabel), decline: approvalType === 'single' ? undefined : asText(disapproveLabel) },
		}),
	};
}

/** @returns the number of the line that asks; empty where the credential cannot be read any more: the answer does not need it */
async function numberOfLine(hook: IWebhookFunctions): Promise<string> {
	const credentials = await hook.getCredentials('uplusCentrexApi').catch(() => ({}) as ICredentialDataDecryptedObject);
	return String(credentials.number ?? '')
		.replace(/\D/g, '')
		.replace(/^(02|\d{3})(\d{3,4})(\d{4})$/, '$1-$2-$3');
}

/** @returns what the person has answered; `undefined` where that is none of the answers asked for, or longer than the page lets it be */
function readReply({ buttons }: Question, body: IDataObject): { approved: boolean } | { text: string } | undefined {
	const { answer: pressed, text } = body;
	if (!buttons) {
		// A browser sends each new line as two characters, and counts one.
		const written = typeof text === 'string' ? text.replaceAll('\r\n', '\n').trim() : '';
		return written !== '' && written.length <= MOST_ANSWER_CHARACTERS ? { text: written } : undefined;
	}
	if (pressed === 'approve') return { approved: true };
	return pressed === 'decline' && buttons.decline !== undefined ? { approved: false } : undefined;
}
