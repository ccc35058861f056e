import { SupplyDataContext } from 'n8n-core';
import { createNodeAsTool } from 'n8n-core/dist/execution-engine/node-execution-context/utils/create-node-as-tool';
import { makeHandleToolInvocation } from 'n8n-core/dist/execution-engine/node-execution-context/utils/get-input-connection-data';
import type { ICredentialDataDecryptedObject, IDataObject, INode } from 'n8n-workflow';
import { createRunExecutionData, NodeConnectionTypes, Workflow } from 'n8n-workflow';

import { ACTION, hostWith, loadPackage, savedNode } from './builtNodes';

const loaded = loadPackage();

/**
 * The built action node as a tool of an AI agent, made and called by n8n-core's own code.
 *
 * @param parameters the node's fields; what the agent fills in is `$fromAI(...)`, as n8n's editor writes it
 */
export async function asTool(parameters: INode['parameters'], credential: ICredentialDataDecryptedObject) {
	const { nodeTypes, credentialType } = await loaded;
	const type = nodeTypes.getByNameAndVersion(ACTION, 1);
	const node = savedNode(ACTION, { ...parameters, toolDescription: 'The phone line of the office' });
	const workflow = new Workflow({ id: 'w', nodes: [node], connections: {}, active: false, nodeTypes, settings: { timezone: 'Asia/Seoul' } });
	const runData = createRunExecutionData({});
	const host = hostWith(credentialType, credential);
	const context = (runIndex: number) =>
		new SupplyDataContext(workflow, node, host, 'manual', runData, runIndex, [{ json: {} }], {}, NodeConnectionTypes.AiTool, { node, data: {}, source: null }, []);
	const { response } = createNodeAsTool({ node, nodeType: type, handleToolInvocation: makeHandleToolInvocation(context as never, node, type, runData) });
	const tool = response as { name: string; invoke(given: object): Promise<string> };
	return {
		/** Calls the tool as a model does. @returns the items that the model reads @throws what the model reads instead */
		async call(given: object): Promise<IDataObject[]> {
			await workflow.expression.acquireIsolate();
			try {
				return JSON.parse(await tool.invoke(given)) as IDataObject[];
			} finally {
				await workflow.expression.releaseIsolate();
			}
		},
	};
}
