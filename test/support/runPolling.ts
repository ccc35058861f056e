import { PollContext } from 'n8n-core';
import type { ICredentialDataDecryptedObject, IDataObject, INode, WorkflowActivateMode } from 'n8n-workflow';
import { Workflow } from 'n8n-workflow';

import { hostWith, loadPackage, POLLING_TRIGGER, savedNode } from './builtNodes';

const loaded = loadPackage();
let workflows = 0;

export interface PollingSetup {
	parameters: INode['parameters'];
	credential: ICredentialDataDecryptedObject;
	/** What n8n keeps in its database for the workflow. */
	staticData?: IDataObject;
	/** The same workflow as another one that was opened before. */
	workflowId?: string;
}

/** The built polling trigger, with n8n-core's own context. */
export async function openPolling(setup: PollingSetup) {
	const { nodeTypes, credentialType } = await loaded;
	const node = savedNode(POLLING_TRIGGER, setup.parameters);
	const id = setup.workflowId ?? `w${workflows++}`;
	const workflow = new Workflow({ id, nodes: [node], connections: {}, active: true, nodeTypes, staticData: setup.staticData });
	const type = nodeTypes.getByNameAndVersion(POLLING_TRIGGER);
	const log: string[] = [];
	const write = (level: string) => (message: string) => void log.push(`${level}: ${message}`);
	const logger = { debug: write('debug'), info: write('info'), warn: write('warn'), error: write('error') };
	let credential = setup.credential;

	const contextFor = (mode: 'trigger' | 'manual', activation: WorkflowActivateMode) => {
		const host = hostWith(credentialType, credential);
		// Read anew for each poll.
		Object.assign((host as unknown as { credentialsHelper: object }).credentialsHelper, { getDecrypted: async () => ({ ...credential }) });
		const context = new PollContext(workflow, workflow.getNode(node.name) as INode, host, mode, activation);
		Object.defineProperty(context, 'logger', { value: logger });
		return context;
	};
	const run = async (context: PollContext) => {
		await workflow.expression.acquireIsolate();
		try {
			return (await type.poll?.call(context)) ?? null;
		} finally {
			await workflow.expression.releaseIsolate();
		}
	};
	const itemsOf = async (context: PollContext) => ((await run(context))?.[0] ?? []).map(({ json }) => json);
	let context = contextFor('trigger', 'update');
	/** n8n's durable cursor, which `staticData` is not then. */
	let cursor: IDataObject = {};
	const withCursor = (from: PollContext, staged: IDataObject, more: object = {}) =>
		Object.assign(from, { getWorkflowStaticData: () => staged, ...more });

	return {
		id,
		log,
		/** Publishes the workflow, or starts n8n with it: the first poll. @returns the items that it starts the workflow with */
		begin: async (activation: WorkflowActivateMode = 'update') => await itemsOf((context = contextFor('trigger', activation))),
		/** One of the polls that follow. @returns the items */
		poll: async () => await itemsOf(context),
		/** Publishes the workflow in an n8n with durable cursors: what the first poll leaves is thrown away. @returns the items */
		beginDurably: async () => await itemsOf(withCursor(contextFor('trigger', 'update'), structuredClone(cursor))),
		/** One of the polls of such an n8n's scheduler. @param isCommitted whether n8n lives to save what it leaves @returns the items */
		pollDurably: async (isCommitted = true) => {
			const staged = structuredClone(cursor);
			const items = await itemsOf(withCursor(contextFor('trigger', 'update'), staged, { getPollBudgetMs: () => 36_000 }));
			if (isCommitted) cursor = staged;
			return items;
		},
		/** The same, with what n8n has of each item besides its fields. */
		pollWhole: async () => (await run(context))?.[0] ?? [],
		/** *Fetch Test Event*. @returns the items */
		fetchTestEvent: async () => await itemsOf(contextFor('manual', 'manual')),
		/** Somebody enters another credential. */
		changeCredential: (changed: ICredentialDataDecryptedObject) => {
			credential = changed;
		},
		/** The static data as n8n would save it now. */
		staticData: () => JSON.parse(JSON.stringify(workflow.staticData)) as IDataObject,
	};
}
