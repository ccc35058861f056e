import type {
	IExecuteFunctions,
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
	IWebhookFunctions,
	IWebhookResponseData,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

import { answer, ANSWER_WEBHOOKS } from './answering';
import { whatWentBefore } from './carriedOut';
import { searchContacts } from './listSearch/contacts';
import { searchRecordings } from './listSearch/recordings';
import { toFailedItem, toNodeError } from './nodeError';
import { properties, subtitle } from './resources';
import type { TextReport } from './resources/message/hints';
import { hintsAbout } from './resources/message/hints';
import { chosenOperation, outcomes, reachesPeople } from './running';

/** Texts, calls and the settings of an LG U+ Centrex line: a resource and an operation for each command of its API. */
export class UplusCentrex implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'LG U+ Centrex',
		name: 'uplusCentrex',
		icon: { light: 'file:../../icons/centrex.svg', dark: 'file:../../icons/centrex.dark.svg' },
		group: ['output'],
		version: 1,
		subtitle,
		description: 'Send texts, make and forward calls, and fetch recordings with an LG U+ Centrex line',
		defaults: { name: 'LG U+ Centrex' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'uplusCentrexApi', required: true }],
		// Where Text Message → Send and Wait for Response is answered.
		webhooks: ANSWER_WEBHOOKS,
		waitingNodeTooltip: '={{ $parameter["operation"] === "sendAndWait" ? "The workflow goes on when the recipient has answered" : "" }}',
		properties,
	};

	methods = { listSearch: { searchContacts, searchRecordings } };

	/** Takes the answer to a text that waits for one. */
	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return await answer(this);
	}

	/** Carries out the operation, one command at a time, as the service wants it for a line. */
	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const results: INodeExecutionData[][] = this.getInputData().map(() => []);
		const reports: TextReport[] = [];
		const chosen = chosenOperation(this);
		for await (const { itemIndex, ...outcome } of outcomes(this, chosen)) {
			if ('results' in outcome) {
				for (const { report, ...item } of outcome.results) {
					results[itemIndex].push({ ...item, pairedItem: { item: itemIndex } });
					if (report) reports.push(report);
				}
				continue;
			}
			const { error } = outcome;
			if (!this.continueOnFail()) {
				const before = whatWentBefore(results);
				const nothing = before.length > 0 ? `Nothing was sent for item ${itemIndex + 1}.` : undefined;
				const nodeError = toNodeError(this.getNode(), error, itemIndex, nothing);
				// n8n shows no results beside an error: only here can the reader learn that the earlier items went out.
				if (chosen.operation && reachesPeople(chosen.operation)) {
					nodeError.description = [nodeError.description, ...before].filter(Boolean).join(' ');
				}
				throw nodeError;
			}
			const failed: INodeExecutionData = { json: toFailedItem(error), pairedItem: { item: itemIndex } };
			// By `error` n8n knows what belongs to the error output. It then copies the item, and would replace the
			// fields of a copy that still has `error` with the message alone: so the copy must not have it.
			if (this.getNode().onError === 'continueErrorOutput') {
				Object.defineProperty(failed, 'error', { value: toNodeError(this.getNode(), error, itemIndex), enumerable: false });
			}
			results[itemIndex].push(failed);
		}
		this.addExecutionHints(...hintsAbout(reports));
		return [results.flat()];
	}
}
