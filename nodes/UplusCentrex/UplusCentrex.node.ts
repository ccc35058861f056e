import type { IExecuteFunctions, INodeExecutionData, INodeType, INodeTypeDescription } from 'n8n-workflow';
import { NodeConnectionTypes, NodeOperationError } from 'n8n-workflow';

import { toFailedItem, toNodeError } from './nodeError';
import { findOperation, properties } from './resources';

/** Texts, calls and the settings of an LG U+ Centrex line: a resource and an operation for each command of its API. */
export class UplusCentrex implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'LG U+ Centrex',
		name: 'uplusCentrex',
		icon: { light: 'file:../../icons/centrex.svg', dark: 'file:../../icons/centrex.dark.svg' },
		group: ['output'],
		version: 1,
		subtitle: '={{ $parameter["operation"] + ": " + $parameter["resource"] }}',
		description: 'Send text messages and use the phone of an LG U+ Centrex line',
		defaults: { name: 'LG U+ Centrex' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'uplusCentrexApi', required: true }],
		properties,
	};

	/** Carries out the operation for one item after the other: the service wants one command at a time for a line. */
	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const results: INodeExecutionData[] = [];
		for (let itemIndex = 0; itemIndex < this.getInputData().length; itemIndex++) {
			const resource = this.getNodeParameter('resource', itemIndex) as string;
			const name = this.getNodeParameter('operation', itemIndex) as string;
			const operation = findOperation(resource, name);
			if (!operation) {
				throw new NodeOperationError(this.getNode(), `There is no operation "${name}" of "${resource}"`, { itemIndex });
			}
			if (operation.neverRepeat && this.getNode().retryOnFail) {
				throw new NodeOperationError(this.getNode(), 'Retry On Fail is on for this node', {
					description: `After an error n8n would carry out "${operation.name}" again for every item, and reach people a second time. Turn Retry On Fail off in the node's settings. Nothing was sent.`,
					itemIndex,
				});
			}
			try {
				const items = await operation.run.call(this, itemIndex);
				results.push(...items.map((item) => ({ ...item, pairedItem: { item: itemIndex } })));
			} catch (error) {
				const nodeError = toNodeError(this.getNode(), error, itemIndex);
				if (!this.continueOnFail()) {
					// n8n shows no results beside an error: only here can the reader learn that the earlier items went out.
					if (operation.neverRepeat && itemIndex > 0) {
						nodeError.description = `${nodeError.description ?? ''} Already carried out: item ${itemIndex === 1 ? '0' : `0 to ${itemIndex - 1}`}.`;
					}
					throw nodeError;
				}
				const failed: INodeExecutionData = { json: toFailedItem(error), pairedItem: { item: itemIndex } };
				// By `error` n8n knows what belongs to the error output. It then copies the item, and would replace the
				// fields of a copy that still has `error` with the message alone: so the copy must not have it.
				if (this.getNode().onError === 'continueErrorOutput') {
					Object.defineProperty(failed, 'error', { value: nodeError, enumerable: false });
				}
				results.push(failed);
			}
		}
		return [results];
	}
}
