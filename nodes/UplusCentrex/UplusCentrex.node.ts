import type {
	IExecuteFunctions,
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
	IWebhookFunctions,
	IWebhookResponseData,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

import { searchContacts } from './listSearch/contacts';
import { searchLines } from './listSearch/lines';
import { searchRecordings } from './listSearch/recordings';
import { properties, subtitle } from './resources';
import { failedItem, lastError } from './resources/failures';
import { answer, ANSWER_WEBHOOKS } from './resources/message/answering';
import { hintsAbout } from './resources/message/hints';
import type { TextReport } from './resources/operation';
import { chosenOperation, outcomes } from './resources/running';

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

	methods = { listSearch: { searchContacts, searchLines, searchRecordings } };

	/** Takes the answer to a text that waits for one. */
	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return await answer(this);
	}

	/** Carries out the operation, one command at a time, as the service wants it for a line. */
	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const results: INodeExecutionData[][] = this.getInputData().map(() => []);
		const lines = new Map<number, string>();
		const reports: TextReport[] = [];
		const chosen = chosenOperation(this);
		for await (const { itemIndex, line, ...outcome } of outcomes(this, chosen)) {
			if (line) lines.set(itemIndex, line);
			if ('results' in outcome) {
				for (const { report, ...item } of outcome.results) {
					results[itemIndex].push({ ...item, pairedItem: { item: itemIndex } });
					if (report) reports.push({ ...report, line });
				}
			} else if (this.continueOnFail()) {
				results[itemIndex].push(failedItem(this, itemIndex, outcome.error));
			} else {
				throw lastError(this, chosen, results, lines, itemIndex, outcome.error);
			}
		}
		this.addExecutionHints(...hintsAbout(reports));
		return [results.flat()];
	}
}
