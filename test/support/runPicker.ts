import { LoadOptionsContext } from 'n8n-core';
import type { ICredentialDataDecryptedObject, INode, INodeListSearchResult } from 'n8n-workflow';
import { Workflow } from 'n8n-workflow';

import { ACTION, hostWith, loadPackage, savedNode } from './builtNodes';

const loaded = loadPackage();

/**
 * Opens a list that the editor offers for a field of the built action node.
 *
 * @param method `searchContacts`, `searchLines` or `searchRecordings`
 * @param filter what was typed into its search field
 * @param page what the list gave to go on with
 * @param line what the field Line holds
 * @throws what the list shows instead of its entries
 */
export async function openPicker(
	method: string,
	credential: ICredentialDataDecryptedObject,
	filter?: string,
	page?: string,
	line?: unknown,
): Promise<INodeListSearchResult> {
	const { nodeTypes, credentialType } = await loaded;
	const node = savedNode(ACTION, {});
	const workflow = new Workflow({ id: 'w', nodes: [node], connections: {}, active: false, nodeTypes });
	await workflow.expression.acquireIsolate();
	try {
		const context = new LoadOptionsContext(workflow, workflow.getNode(node.name) as INode, hostWith(credentialType, credential, { currentNodeParameters: { line } }), 'parameters.to');
		const search = nodeTypes.getByNameAndVersion(ACTION).methods?.listSearch?.[method];
		return (await search?.call(context, filter, page)) as INodeListSearchResult;
	} finally {
		await workflow.expression.releaseIsolate();
	}
}
