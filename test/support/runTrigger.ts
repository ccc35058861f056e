import { HookContext, WebhookContext } from 'n8n-core';
import type { ICredentialDataDecryptedObject, IDataObject, INode, IWebhookData } from 'n8n-workflow';
import { Workflow } from 'n8n-workflow';

import { hostWith, loadPackage, savedNode, TRIGGER } from './builtNodes';

const loaded = loadPackage();

export interface TriggerSetup {
	parameters: INode['parameters'];
	credential: ICredentialDataDecryptedObject;
	/** A test run from the editor instead of an active workflow. */
	test?: boolean;
	webhookId?: string;
	/** The address of n8n that others see. */
	baseUrl?: string;
}

/** The built trigger node with n8n-core's own contexts: its hooks, and what it makes of a request. */
export async function openTrigger(setup: TriggerSetup) {
	const { nodeTypes, credentialType } = await loaded;
	const webhookId = setup.webhookId ?? '5f9c1c0e-0000-4000-8000-000000000001';
	const node = savedNode(TRIGGER, setup.parameters, { webhookId });
	const workflow = new Workflow({ id: 'w', nodes: [node], connections: {}, active: !setup.test, nodeTypes });
	const type = nodeTypes.getByNameAndVersion(TRIGGER);
	const webhookData = {
		webhookDescription: type.description.webhooks?.[0],
		isTest: setup.test,
	} as unknown as IWebhookData;
	const baseUrl = setup.baseUrl ?? 'http://127.0.0.1:8080';
	const addresses = { webhookBaseUrl: `${baseUrl}/webhook`, webhookTestBaseUrl: `${baseUrl}/webhook-test` };
	const savedInWorkflow = workflow.getNode(node.name) as INode;

	const hook = async (name: 'checkExists' | 'create' | 'delete') => {
		const mode = name === 'delete' ? 'internal' : setup.test ? 'manual' : 'trigger';
		await workflow.expression.acquireIsolate();
		try {
			const context = new HookContext(
				workflow,
				savedInWorkflow,
				hostWith(credentialType, setup.credential, addresses),
				mode,
				'activate',
				webhookData,
			);
			return await type.webhookMethods?.default?.[name].call(context);
		} finally {
			await workflow.expression.releaseIsolate();
		}
	};

	return {
		checkExists: () => hook('checkExists'),
		create: () => hook('create'),
		remove: () => hook('delete'),
		/** As n8n does it: registers where the trigger says that it is not registered yet. */
		activate: async () => {
			if (!(await hook('checkExists'))) await hook('create');
		},
		/** @returns what the trigger makes of a request to its address */
		receive: async (query: string) => {
			await workflow.expression.acquireIsolate();
			try {
				const url = `/webhook/${webhookId}/callback.html?${query}`;
				const httpRequest = { method: 'GET', url, originalUrl: url, headers: {}, query: {}, body: {}, params: {} };
				const context = new WebhookContext(
					workflow,
					savedInWorkflow,
					hostWith(credentialType, setup.credential, { httpRequest }),
					'webhook',
					webhookData,
					[],
					null,
				);
				const response = await type.webhook?.call(context);
				return response?.workflowData?.[0]?.map(({ json }) => json) as IDataObject[] | undefined;
			} finally {
				await workflow.expression.releaseIsolate();
			}
		},
		path: `/webhook${setup.test ? '-test' : ''}/${webhookId}/callback.html`,
	};
}
