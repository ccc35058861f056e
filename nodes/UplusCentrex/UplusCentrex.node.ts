import type { IExecuteFunctions, INodeExecutionData, INodeType, INodeTypeDescription } from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

import { CentrexError, invalidField } from './api/error';
import { SIGN_IN_CODES } from './api/results';
import { searchContacts } from './listSearch/contacts';
import { searchRecordings } from './listSearch/recordings';
import { toFailedItem, toNodeError } from './nodeError';
import type { Operation } from './operation';
import { findOperation, properties, subtitle } from './resources';
import type { TextReport } from './resources/message/hints';
import { hintsAbout } from './resources/message/hints';

/** Texts, calls and the settings of an LG U+ Centrex line: a resource and an operation for each command of its API. */
export class UplusCentrex implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'LG U+ Centrex',
		name: 'uplusCentrex',
		icon: { light: 'file:../../icons/centrex.svg', dark: 'file:../../icons/centrex.dark.svg' },
		group: ['output'],
		version: 1,
		subtitle,
		description: 'Send text messages and use the phone of an LG U+ Centrex line',
		defaults: { name: 'LG U+ Centrex' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'uplusCentrexApi', required: true }],
		properties,
	};

	methods = { listSearch: { searchContacts, searchRecordings } };

	/** Carries out the operation for one item after the other: the service wants one command at a time for a line. */
	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const results: INodeExecutionData[] = [];
		const reports: TextReport[] = [];
		let neverRepeat = false;
		let signInError: CentrexError | undefined;
		for (let itemIndex = 0; itemIndex < this.getInputData().length; itemIndex++) {
			try {
				if (signInError) throw notTried(signInError);
				const operation = chosenOperation(this, itemIndex);
				neverRepeat = operation.neverRepeat === true;
				if (neverRepeat && this.getNode().retryOnFail) throw retryIsOn(operation);
				for (const { report, ...item } of await operation.run.call(this, itemIndex)) {
					results.push({ ...item, pairedItem: { item: itemIndex } });
					if (report) reports.push(report);
				}
			} catch (error) {
				const nodeError = toNodeError(this.getNode(), error, itemIndex);
				if (error instanceof CentrexError && SIGN_IN_CODES.has(error.code ?? '')) signInError ??= error;
				if (!this.continueOnFail()) {
					// n8n shows no results beside an error: only here can the reader learn that the earlier items went out.
					if (neverRepeat && itemIndex > 0) {
						nodeError.description = `${nodeError.description ?? ''} Carried out before it: the first ${itemIndex === 1 ? 'item' : `${itemIndex} items`}. Do not send that again.`;
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
		this.addExecutionHints(...hintsAbout(reports));
		return [results];
	}
}

/** @throws CentrexError when the table has no such operation */
function chosenOperation(node: IExecuteFunctions, itemIndex: number): Operation {
	const resource = node.getNodeParameter('resource', itemIndex) as string;
	const name = node.getNodeParameter('operation', itemIndex) as string;
	const operation = findOperation(resource, name);
	if (!operation) throw invalidField('Operation', `there is no "${name}" of "${resource}"`, 'Choose one from the list.');
	return operation;
}

function retryIsOn({ name }: Operation): CentrexError {
	return invalidField(
		'Retry On Fail',
		'it is on for this node',
		`After an error n8n would carry out "${name}" again for every item, and reach people a second time. Turn Retry On Fail off in the node's settings.`,
	);
}

/** Every further try would be refused as well, and repeated wrong passwords lock the account. */
function notTried({ message, advice, code, codeName }: CentrexError): CentrexError {
	return new CentrexError(`Not tried, because an item before was refused: ${message}`, {
		advice: `${advice} Nothing was sent.`,
		outcome: 'notSent',
		code,
		codeName,
	});
}
