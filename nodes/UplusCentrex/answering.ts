import type { IDataObject, IWebhookDescription, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import { answerPage, thanksPage } from './answerPage';
import type { Question } from './answerPage';
import { readSignIn } from './api/signIn';
import { toKoreanTime } from './api/time';
import { questionOf } from './resources/message/question';

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
	const request = hook.getRequestObject();
	const question = await readQuestion(hook);
	const body = request.method === 'POST' ? (hook.getBodyData() as IDataObject) : {};
	const json = readAnswer(question, body);
	const response = hook.getResponseObject();
	response.setHeader('Content-Type', 'text/html; charset=utf-8');
	response.setHeader('Content-Security-Policy', CONTENT_SECURITY_POLICY);
	response.setHeader('Cache-Control', 'no-store');
	response.setHeader('Referrer-Policy', 'no-referrer');
	response.send(json ? thanksPage(question, json) : answerPage(question, request.method === 'POST'));
	if (!json) return { noWebhookResponse: true };
	return { noWebhookResponse: true, workflowData: [[{ json: { ...json, respondedAt: toKoreanTime(new Date()) } }]] };
}

async function readQuestion(hook: IWebhookFunctions): Promise<Question> {
	const { approvalType, approveLabel, disapproveLabel } = hook.getNodeParameter('approvalOptions.values', {}) as Record<string, string>;
	const { id } = readSignIn(await hook.getCredentials('uplusCentrexApi'));
	const language = hook.getNodeParameter('options.language', 'ko') === 'en' ? 'en' : 'ko';
	return {
		text: questionOf(hook.getNodeParameter('text', ''), hook.getNodeParameter('message', '')),
		from: id.replace(/^(02|\d{3})(\d{3,4})(\d{4})$/, '$1-$2-$3'),
		language,
		...(hook.getNodeParameter('responseType', 'approval') === 'approval' && {
			buttons: { approve: approveLabel, decline: approvalType === 'single' ? undefined : (disapproveLabel ?? '') },
		}),
	};
}

/** @returns what the person has answered; `undefined` where that is none of the answers asked for */
function readAnswer({ buttons }: Question, body: IDataObject): { approved: boolean } | { text: string } | undefined {
	const { answer: pressed, text } = body;
	if (!buttons) return typeof text === 'string' && text.trim() !== '' ? { text: text.trim() } : undefined;
	if (pressed === 'approve') return { approved: true };
	return pressed === 'decline' && buttons.decline !== undefined ? { approved: false } : undefined;
}
