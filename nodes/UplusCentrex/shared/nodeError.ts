import type { IDataObject, INode, JsonObject } from 'n8n-workflow';
import { ExpressionError, NodeApiError, NodeOperationError } from 'n8n-workflow';

import { adviceOn, CentrexError, descriptionOf, sentences } from '../api/error';

/**
 * Turns what went wrong into the error that n8n shows on the node. Nothing of the request goes into it: an HTTP
 * client's own error carries the password hash.
 *
 * @param itemIndex the item it went wrong for, from 0
 * @param nothing what is said where nothing left this machine
 */
export function toNodeError(node: INode, error: unknown, itemIndex?: number, nothing?: string): NodeApiError | NodeOperationError {
	if (!(error instanceof CentrexError)) return asItIs(node, error, itemIndex);
	return shown(node, error, error.message, descriptionOf(error, nothing), itemIndex);
}

/**
 * The same for a trigger that cannot be switched on or tested: there n8n shows the message alone (2.6 the description, where
 * there is one), so the message says also what to do.
 */
export function toHookError(node: INode, error: unknown): NodeApiError | NodeOperationError {
	if (!(error instanceof CentrexError)) return asItIs(node, error);
	const { message, details } = error;
	const advice = adviceOn(error, 'Nothing was changed.');
	return shown(node, error, `${message}. ${advice}`, details && sentences(`${message}.`, details, advice));
}

function asItIs(node: INode, error: unknown, itemIndex?: number): NodeApiError | NodeOperationError {
	if (error instanceof NodeApiError || error instanceof NodeOperationError) return error;
	return new NodeOperationError(node, error instanceof Error ? error : String(error), { itemIndex });
}

function shown(node: INode, { code, outcome }: CentrexError, message: string, description: string, itemIndex?: number) {
	if (outcome === 'notSent') return new NodeOperationError(node, message, { description, itemIndex });
	const details: JsonObject = code === null ? { message } : { message, code };
	return new NodeApiError(node, details, { message, description, itemIndex });
}

/** Runs what a trigger's hook or poll does, with errors as n8n shows them. */
export async function reportErrors<T>(hook: { getNode(): INode }, work: () => Promise<T>): Promise<T> {
	try {
		return await work();
	} catch (error) {
		throw toHookError(hook.getNode(), error);
	}
}

/** What an item carries instead of a result when it failed and the workflow continues on errors. */
export function toFailedItem(error: unknown): IDataObject {
	if (!(error instanceof CentrexError)) {
		const message = error instanceof Error ? error.message : String(error);
		// n8n's own errors come from reading the fields, before anything is sent.
		const reading = error instanceof ExpressionError || error instanceof NodeOperationError;
		return { error: message, code: null, codeName: null, outcome: reading ? 'notSent' : 'unknown' };
	}
	const { message, code, codeName, outcome, recipients } = error;
	return { error: `${message}. ${descriptionOf(error)}`, code, codeName, outcome, ...(recipients && { recipients }) };
}
