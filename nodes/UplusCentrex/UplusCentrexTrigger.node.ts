import type {
	IDataObject,
	IHookFunctions,
	INodeType,
	INodeTypeDescription,
	IWebhookFunctions,
	IWebhookResponseData,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

import { getRegistration, isSameAddress, readEvent } from './api/callback';
import type { CallbackEvent } from './api/callback';
import { toKoreanTime } from './api/time';
import { toHookError } from './nodeError';
import type { Registrations } from './registration';
import {
	callbackAddress,
	chosenEvents,
	earlierRegistrations,
	putBack,
	registerHere,
	reportErrors,
	webhookPath,
} from './registration';

/** Starts a workflow when a call or a text comes in on the line. */
export class UplusCentrexTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'LG U+ Centrex Trigger',
		name: 'uplusCentrexTrigger',
		icon: { light: 'file:../../icons/centrex.svg', dark: 'file:../../icons/centrex.dark.svg' },
		group: ['trigger'],
		version: 1.1,
		subtitle: '={{ $parameter["events"].map((event) => ({ incomingCall: "call", incomingSms: "text" })[event]).join(" or ") + " comes in" }}',
		description: 'Starts the workflow when a call or a text comes in on an LG U+ Centrex line',
		defaults: { name: 'LG U+ Centrex Trigger' },
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'uplusCentrexApi', required: true }],
		webhooks: [
			{
				name: 'default',
				httpMethod: 'GET',
				responseMode: 'onReceived',
				// The service calls only paths that end in a file name with an extension (field notes).
				path: 'callback.html',
			},
		],
		properties: [
			{
				displayName:
					'The service calls this n8n over plain HTTP: its port must be open to the internet under a public IPv4 address. The README of this node says how to set that up.',
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
					{ name: 'Incoming Call', value: 'incomingCall', description: 'The phone of the line rings' },
					{ name: 'Incoming Text', value: 'incomingSms', description: 'The line receives a text message' },
				],
				default: ['incomingCall', 'incomingSms'],
				description: 'What starts the workflow',
			},
			{
				displayName: 'Callback Host',
				name: 'callbackHost',
				type: 'string',
				required: true,
				default: '',
				placeholder: '203.0.113.5',
				description: 'The public IPv4 address under which the service reaches this n8n; a host name will not do',
			},
			{
				displayName: 'Callback Port',
				name: 'callbackPort',
				type: 'options',
				options: [
					{ name: '443', value: '443', description: 'Plain HTTP on port 443, not HTTPS' },
					{ name: '80', value: '80' },
					{ name: '8000', value: '8000' },
					{ name: '8080', value: '8080' },
					{ name: 'Automatic', value: 'auto', description: "The port of this n8n's webhook address; 80 where that is HTTPS" },
					{ name: 'Other', value: 'other', description: 'A port that you have arranged with LG U+' },
				],
				default: 'auto',
				description: 'The port under which the service reaches this n8n',
			},
			{
				displayName: 'Arranged Port',
				name: 'arrangedPort',
				type: 'number',
				typeOptions: { minValue: 1, maxValue: 65535 },
				default: 8090,
				description: 'The port that you have arranged with LG U+',
				displayOptions: { show: { callbackPort: ['other'] } },
			},
			{
				displayName: 'If Already Registered',
				name: 'ifRegistered',
				type: 'options',
				options: [
					{ name: 'Fail', value: 'fail', description: 'Leave it in place and say which address it is' },
					{ name: 'Replace', value: 'replace', description: 'Register this workflow instead' },
				],
				default: 'fail',
				description:
					'What to do if the line already calls another address: a line has one address for calls and one for texts',
			},
		],
	};

	webhookMethods = {
		default: {
			/** @returns whether the service already calls this workflow, for every event chosen */
			async checkExists(this: IHookFunctions): Promise<boolean> {
				return await reportErrors(this, async () => {
					const address = await callbackAddress(this);
					for (const event of chosenEvents(this)) {
						const registered = await getRegistration(this, event);
						if (!registered || !isSameAddress(registered, address)) return false;
					}
					return true;
				});
			},

			/** Registers this workflow for every event chosen, or for none. */
			async create(this: IHookFunctions): Promise<boolean> {
				return await reportErrors(this, async () => {
					const address = await callbackAddress(this);
					const earlier = await earlierRegistrations(this, address);
					// A test run takes the line over for a moment: what it replaces is put back when it ends.
					if (this.getMode() === 'manual') this.getWorkflowStaticData('node').earlier = earlier as IDataObject;
					const begun: CallbackEvent[] = [];
					try {
						for (const event of chosenEvents(this)) {
							if (earlier[event] && isSameAddress(earlier[event], address)) continue;
							begun.push(event);
							await registerHere(this, event, address);
						}
					} catch (error) {
						for (const event of begun) await putBack(this, event, address.url, earlier[event]);
						throw toHookError(this.getNode(), error);
					}
					return true;
				});
			},

			/** Removes this workflow's registrations, and nobody else's. */
			async delete(this: IHookFunctions): Promise<boolean> {
				const url = webhookPath(this);
				const staticData = this.getWorkflowStaticData('node');
				const earlier = (staticData.earlier ?? {}) as Registrations;
				delete staticData.earlier;
				let removed = true;
				// Both, whatever is chosen now: another choice may have been registered.
				for (const event of ['incomingCall', 'incomingSms'] as const) {
					if (!(await putBack(this, event, url, earlier[event]))) removed = false;
				}
				return removed;
			},
		},
	};

	/** Hands an event on as one item; anything else that calls the address starts nothing. */
	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		const { originalUrl } = this.getRequestObject();
		const incoming = readEvent(originalUrl.slice(originalUrl.indexOf('?') + 1));
		const chosen = this.getNodeParameter('events') as CallbackEvent[];
		if (!incoming || !chosen.includes(incoming.event)) return { webhookResponse: 'Nothing to do' };
		const { event, sender, receiver, extension, message } = incoming;
		const json = { event, sender, receiver, extension, message, receivedAt: toKoreanTime(new Date()) };
		return { workflowData: [[{ json }]] };
	}
}
