import { ExecutionLifecycleHooks, WorkflowExecute } from 'n8n-core';
import type { ICredentialDataDecryptedObject, IDataObject, INode, INodeType, INodeTypes } from 'n8n-workflow';
import { NodeConnectionTypes, Workflow } from 'n8n-workflow';

import { ACTION, hostWith, loadPackage, savedNode } from './builtNodes';

const loaded = loadPackage();

/** A node that starts a workflow with the given items. */
const startWith = (items: IDataObject[]): INodeType => ({
	description: {
		displayName: 'Start',
		name: 'start',
		group: ['trigger'],
		version: 1,
		description: 'Starts',
		defaults: {},
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		properties: [],
	},
	execute: async () => await Promise.resolve([items.map((json) => ({ json }))]),
});

/**
 * Runs the built action node in a workflow, with n8n-core's own engine around it: what becomes of its items there.
 *
 * @returns the items of each output
 */
export async function runWorkflow(
	parameters: INode['parameters'],
	credential: ICredentialDataDecryptedObject,
	items: IDataObject[],
	settings: Partial<INode>,
): Promise<IDataObject[][]> {
	const { nodeTypes, credentialType } = await loaded;
	const start = { ...savedNode('start', {}), id: 'node-0', name: 'Start', typeVersion: 1, credentials: undefined };
	const types: INodeTypes = {
		...nodeTypes,
		getByName: (type) => (type === 'start' ? startWith(items) : nodeTypes.getByName(type)),
		getByNameAndVersion: (type, version) =>
			type === 'start' ? startWith(items) : nodeTypes.getByNameAndVersion(type, version),
	};
	const workflow = new Workflow({
		id: 'w',
		nodes: [start, savedNode(ACTION, parameters, settings)],
		connections: { Start: { main: [[{ node: 'Centrex', type: NodeConnectionTypes.Main, index: 0 }]] } },
		active: false,
		nodeTypes: types,
		settings: { executionOrder: 'v1' },
	});
	const host = hostWith(credentialType, credential, {
		hooks: new ExecutionLifecycleHooks('manual', '1', { id: 'w', name: 'w' } as never),
	});
	const run = await new WorkflowExecute(host, 'manual').run({ workflow, startNode: workflow.getNode('Start') as INode });
	const { error, runData } = run.data.resultData;
	if (error) throw error;
	return (runData.Centrex[0].data?.main ?? []).map((output) => (output ?? []).map(({ json }) => json));
}
