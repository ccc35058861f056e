import { ExecuteContext } from 'n8n-core';
import type {
	ICredentialDataDecryptedObject,
	IDataObject,
	IExecuteFunctions,
	INode,
	INodeExecutionData,
	NodeExecutionHint,
	WorkflowExecuteMode,
} from 'n8n-workflow';
import { createRunExecutionData, Workflow } from 'n8n-workflow';

import { ACTION, hostWith, loadPackage, savedNode } from './builtNodes';

const loaded = loadPackage();

export interface ActionRun {
	parameters: INode['parameters'];
	credential: ICredentialDataDecryptedObject;
	/** What comes in; one empty item by default. */
	items?: IDataObject[];
	/** The node's settings, such as `onError`. */
	settings?: Partial<INode>;
	abortSignal?: AbortSignal;
	/** The address that others see of n8n's waiting executions. */
	waitingUrl?: string;
	/** The workflow's time zone, such as `Asia/Seoul`. */
	timezone?: string;
	/** What started the workflow; *Execute workflow* by default. */
	mode?: WorkflowExecuteMode;
	/** Changes what the node gets from n8n, before it runs. */
	prepare?: (context: IExecuteFunctions) => void;
}

/**
 * Runs the built action node with n8n-core's own context and HTTP helper.
 *
 * @returns the items that come out
 * @throws what the node throws
 */
export async function runAction(run: ActionRun): Promise<INodeExecutionData[]> {
	return (await runActionWithHints(run)).items;
}

/** What a run leaves besides its items. */
interface Ran {
	items: INodeExecutionData[];
	/** What the output pane says above the items. */
	hints: NodeExecutionHint[];
	/** Until when the execution waits now; `undefined` where it goes on. */
	waitTill: Date | undefined;
}

/** The same; returns also what the run leaves besides its items. */
export async function runActionWithHints(run: ActionRun): Promise<Ran> {
	const { nodeTypes, credentialType } = await loaded;
	const node = savedNode(ACTION, run.parameters, run.settings);
	const workflow = new Workflow({ id: 'w', nodes: [node], connections: {}, active: false, nodeTypes, settings: { timezone: run.timezone } });
	const items = (run.items ?? [{}]).map((json, item) => ({ json, pairedItem: { item } }));
	const data = { main: [items] };
	const runData = createRunExecutionData({});
	await workflow.expression.acquireIsolate();
	try {
		const context = new ExecuteContext(
			workflow,
			workflow.getNode(node.name) as INode,
			hostWith(credentialType, run.credential, { executionId: '231', ...(run.waitingUrl && { webhookWaitingBaseUrl: run.waitingUrl }) }),
			run.mode ?? 'manual',
			runData,
			0,
			items,
			data,
			{ node, data, source: null },
			[],
			run.abortSignal,
		);
		run.prepare?.(context);
		const type = nodeTypes.getByNameAndVersion(ACTION, 1);
		const output = (await type.execute?.call(context)) as INodeExecutionData[][];
		return { items: output[0], hints: context.hints, waitTill: runData.waitTill };
	} finally {
		await workflow.expression.releaseIsolate();
	}
}

/** @returns the error that a run throws; fails where it throws none */
export async function errorOf(run: Promise<unknown>): Promise<Error & { description?: string; context?: IDataObject }> {
	const outcome = await run.then(
		(items) => ({ items }),
		(error: Error) => ({ error }),
	);
	if ('items' in outcome) throw new Error(`Expected an error, but got ${JSON.stringify(outcome.items)}`);
	return outcome.error;
}
