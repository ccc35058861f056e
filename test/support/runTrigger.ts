import { HookContext, WebhookContext } from 'n8n-core';
import type { ICredentialDataDecryptedObject, IDataObject, INode, IWebhookData, WorkflowActivateMode } from 'n8n-workflow';
import { Workflow } from 'n8n-workflow';

import { hostWith, loadPackage, savedNode, TRIGGER } from './builtNodes';

const loaded = loadPackage();

export interface TriggerSetup {
	parameters: INode['parameters'];
	credential: ICredentialDataDecryptedObject;
	/** A test run from the editor instead of an active workflow. */
	test?: boolean;
	webhookId?: string;
	/** Why n8n calls the hooks; `activate` by default. */
	activation?: WorkflowActivateMode;
	/** The address of n8n that others see. */
	baseUrl?: string;
	/** What n8n keeps in its database for the workflow, shared by all its processes. */
	staticData?: IDataObject;
}

/** A request to the trigger's address. */
export interface TriggerRequest {
	query: string;
	/** A form that was posted. */
	form?: string;
	/** What it says that the posted is. */
	contentType?: string;
	/** The address it came from. */
	ip?: string;
}

/** The built trigger node with n8n-core's own contexts: its hooks, and what it makes of a request. */
export async function openTrigger(setup: TriggerSetup) {
	const { nodeTypes, credentialType } = await loaded;
	const webhookId = setup.webhookId ?? '5f9c1c0e-0000-4000-8000-000000000001';
	const node = savedNode(TRIGGER, setup.parameters, { webhookId });
	const workflow = new Workflow({ id: 'w', nodes: [node], connections: {}, active: !setup.test, nodeTypes, staticData: setup.staticData });
	const type = nodeTypes.getByNameAndVersion(TRIGGER);
	const webhookData = {
		webhookDescription: type.description.webhooks?.[0],
		isTest: setup.test,
	} as unknown as IWebhookData;
	const baseUrl = setup.baseUrl ?? 'http://127.0.0.1:8080';
	const addresses = { webhookBaseUrl: `${baseUrl}/webhook`, webhookTestBaseUrl: `${baseUrl}/webhook-test` };
	const path = `/webhook${setup.test ? '-test' : ''}/${webhookId}/callback.html`;
	const savedInWorkflow = workflow.getNode(node.name) as INode;

	/** What the trigger writes into n8n's log, with the level before it. */
	const log: string[] = [];
	const write = (level: string) => (message: string) => void log.push(`${level}: ${message}`);
	const logger = { debug: write('debug'), info: write('info'), warn: write('warn'), error: write('error') };

	const hook = async (name: 'checkExists' | 'create' | 'delete') => {
		const mode = name === 'delete' ? 'internal' : setup.test ? 'manual' : 'trigger';
		await workflow.expression.acquireIsolate();
		try {
			const context = new HookContext(
				workflow,
				savedInWorkflow,
				hostWith(credentialType, setup.credential, addresses),
				mode,
				setup.activation ?? 'activate',
				webhookData,
			);
			Object.defineProperty(context, 'logger', { value: logger });
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
		/** @returns the items that the trigger makes of a request to its address, or the HTTP status with which it refuses it */
		receive: async ({ query, form, contentType = 'application/x-www-form-urlencoded; charset=EUC-KR', ip = '203.0.113.200' }: TriggerRequest) => {
			await workflow.expression.acquireIsolate();
			try {
				const url = `${path}?${query}`;
				const httpRequest = {
					method: form === undefined ? 'GET' : 'POST',
					originalUrl: url,
					headers: form === undefined ? {} : { 'content-type': contentType },
					rawBody: Buffer.from(form ?? '', 'latin1'),
					ip,
				};
				const answer: { status?: number; body?: unknown; ended?: true } = {};
				const httpResponse = {
					status: (status: number) => Object.assign(httpResponse, Object.assign(answer, { status })),
					end: (body?: unknown) => Object.assign(answer, { body, ended: true }),
				};
				const context = new WebhookContext(
					workflow,
					savedInWorkflow,
					hostWith(credentialType, setup.credential, { ...addresses, httpRequest, httpResponse }),
					setup.test ? 'manual' : 'webhook',
					webhookData,
					[],
					null,
				);
				Object.defineProperty(context, 'logger', { value: logger });
				const response = await type.webhook?.call(context);
				const items = response?.workflowData?.[0]?.map(({ json }) => json) as IDataObject[] | undefined;
				return items ? { items } : { ...answer };
			} finally {
				await workflow.expression.releaseIsolate();
			}
		},
		/** The static data as n8n would save it now. */
		staticData: () => JSON.parse(JSON.stringify(workflow.staticData)) as IDataObject,
		path,
		log,
	};
}
