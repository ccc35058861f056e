import type { INodeExecutionData, INodeType, INodeTypeDescription, IPollFunctions } from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

import { poll } from './pollingTrigger/polling';
import { linesField } from './shared/linesField';

/** Starts a workflow with what the service's own lists have got: texts, calls, recordings. It needs no public address. */
export class UplusCentrexPollingTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'LG U+ Centrex Polling Trigger',
		name: 'uplusCentrexPollingTrigger',
		icon: { light: 'file:../../icons/centrex.svg', dark: 'file:../../icons/centrex.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle:
			'={{ "On " + $parameter["events"].map((event) => ({ incomingSms: "a text", callAnswered: "an answered call", callMissed: "a missed call", callMade: "a call made", recordingAdded: "a recording" })[event]).join(" or ") }}',
		description: 'Starts the workflow with the texts, calls and recordings of an LG U+ Centrex line, or of all lines of the office. The trigger for most offices: it asks for them, and needs no public address.',
		defaults: { name: 'LG U+ Centrex Polling Trigger' },
		polling: true,
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'uplusCentrexApi', required: true }],
		properties: [
			{
				displayName:
					'A text starts the workflow at the next poll, a call up to two minutes after its end. To start while the phone rings, take the LG U+ Centrex Trigger.',
				name: 'notice',
				type: 'notice',
				default: '',
			},
			{
				displayName: 'Events',
				name: 'events',
				type: 'multiOptions',
				required: true,
				options: [
					{ name: 'Call Answered', value: 'callAnswered', description: 'A call from outside that somebody picked up has ended' },
					{ name: 'Call Made', value: 'callMade', description: 'A call that the line made has ended' },
					{ name: 'Call Missed', value: 'callMissed', description: 'Nobody picked up, the caller gave up, the line was busy, or the call failed' },
					{ name: 'New Recording', value: 'recordingAdded', description: 'The recording of a call is there' },
					{ name: 'Text Received', value: 'incomingSms', description: 'The line has received a text message' },
				],
				default: ['incomingSms', 'callMissed'],
				description: 'What starts the workflow',
			},
			linesField,
			{
				displayName: 'Options',
				name: 'options',
				type: 'collection',
				placeholder: 'Add option',
				default: {},
				options: [
					{
						displayName: 'Download Recordings',
						name: 'download',
						type: 'boolean',
						default: false,
						description: 'Whether to put the file of each new recording into the item, as binary data in the field "data"',
					},
				],
			},
		],
	};

	/** Hands on what is new since the last poll, oldest first. */
	async poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
		return await poll(this);
	}
}
