import type { IExecuteFunctions, INodeExecutionData, NodeApiError, NodeOperationError } from 'n8n-workflow';

import { toFailedItem, toNodeError } from '../shared/nodeError';
import { whatWentBefore } from './carriedOut';
import { reachesPeople } from './running';
import type { Chosen } from './running';

/**
 * @param results what came of each item so far
 * @param lines which line each item was of, where there are several
 * @returns the error that ends a run
 */
export function lastError(
	node: IExecuteFunctions,
	{ operation }: Chosen,
	results: INodeExecutionData[][],
	lines: ReadonlyMap<number, string>,
	itemIndex: number,
	error: unknown,
): NodeApiError | NodeOperationError {
	const before = whatWentBefore(results, lines);
	const nothing = before.length > 0 ? `Nothing was sent for item ${itemIndex + 1}.` : undefined;
	const nodeError = toNodeError(node.getNode(), error, itemIndex, nothing);
	// n8n shows no results beside an error: only here can the reader learn that the earlier items went out.
	if (operation && reachesPeople(operation)) {
		nodeError.description = [nodeError.description, ...before].filter(Boolean).join(' ');
	}
	return nodeError;
}

/** @returns what comes out for an item that failed, of a run that goes on */
export function failedItem(node: IExecuteFunctions, itemIndex: number, error: unknown): INodeExecutionData {
	const item: INodeExecutionData = { json: toFailedItem(error), pairedItem: { item: itemIndex } };
	// By `error` n8n knows what belongs to the error output. It then copies the item, and would replace the
	// fields of a copy that still has `error` with the message alone: so the copy must not have it.
	if (node.getNode().onError === 'continueErrorOutput') {
		Object.defineProperty(item, 'error', { value: toNodeError(node.getNode(), error, itemIndex), enumerable: false });
	}
	return item;
}
