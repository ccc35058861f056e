import { WebhookContext } from 'n8n-core';
import type { ICredentialDataDecryptedObject, INode, IWebhookData } from 'n8n-workflow';
import { createRunExecutionData, Workflow } from 'n8n-workflow';

import { ACTION, hostWith, loadPackage, savedNode } from './builtNodes';

const loaded = loadPackage();

/** A request to the address in a text that waits for its answer. */
export interface AnswerRequest {
	parameters: INode['parameters'];
	credential: ICredentialDataDecryptedObject;
	/** A form that was sent, or whatever else n8n makes of a body; without one the page is opened. */
	form?: unknown;
	/** The query of the link. */
	query?: Record<string, string>;
	/** What the node keeps in its context while the run waits. */
	context?: Record<string, string>;
	/** The node's name. */
	name?: string;
}

/** What the built action node makes of the request: a page, and where the workflow goes on, its item. */
export async function runAnswer({ parameters, credential, form, query = {}, context: kept = {}, name = 'Ask' }: AnswerRequest) {
	const { nodeTypes, credentialType } = await loaded;
	const node = savedNode(ACTION, { resource: 'message', operation: 'sendAndWait', ...parameters }, { name });
	const workflow = new Workflow({ id: 'w', nodes: [node], connections: {}, active: false, nodeTypes });
	const headers: Record<string, string> = {};
	let page = '';
	let status = 0;
	const httpResponse = {
		status: (code: number) => void (status = code),
		setHeader: (name: string, value: string) => void (headers[name.toLowerCase()] = value),
		send: (body: string) => void (page = body),
	};
	const runData = createRunExecutionData({ executionData: { contextData: { [`node:${name}`]: kept } } });
	const type = nodeTypes.getByNameAndVersion(ACTION, 1);
	await workflow.expression.acquireIsolate();
	try {
		const context = new WebhookContext(
			workflow,
			workflow.getNode(node.name) as INode,
			hostWith(credentialType, credential, { httpRequest: { method: form === undefined ? 'GET' : 'POST', body: form, query }, httpResponse }),
			'webhook',
			{ webhookDescription: type.description.webhooks?.[0] } as unknown as IWebhookData,
			[],
			runData,
		);
		const { workflowData, noWebhookResponse } = (await type.webhook?.call(context)) ?? {};
		return { page, status, headers, noWebhookResponse, item: workflowData?.[0]?.[0]?.json };
	} finally {
		await workflow.expression.releaseIsolate();
	}
}
