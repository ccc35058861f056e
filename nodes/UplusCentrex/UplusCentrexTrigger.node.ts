import type {
	IHookFunctions,
	INodeType,
	INodeTypeDescription,
	IWebhookFunctions,
	IWebhookResponseData,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

import { getRegistration, isSameAddress } from './api/callback';
import type { CallbackEvent } from './api/callback';
import { toKoreanTime } from './api/time';
import { reportErrors, toHookError } from './nodeError';
import { keepKey } from './ownKey';
import { isStart } from './publishing';
import { receive } from './receiving';
import { isRefusedLately, unlessRefused } from './refusals';
import type { OwnAddress } from './registration';
import {
	chosenEvents,
	earlierRegistrations,
	endRegistration,
	isTestRun,
	ownAddress,
	registerAndCheck,
	takeAsRegistered,
	testAddress,
} from './registration';

/** Answered at once; the address is of no use without its key, so the editor does not show it. */
const WEBHOOK = { responseMode: 'onReceived', path: 'callback.html', ndvHideUrl: true } as const;

const TRY_IT =
	"<b>While building your workflow</b>, click the 'execute step' button, then call the line or send it a text, whichever you chose in Events; the workflow runs with it, here in the editor.";

/** Starts a workflow when a call or a text comes in on the line. */
export class UplusCentrexTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'LG U+ Centrex Trigger',
		name: 'uplusCentrexTrigger',
		icon: { light: 'file:../../icons/centrex.svg', dark: 'file:../../icons/centrex.dark.svg' },
		group: ['trigger'],
		version: 1.1,
		subtitle: '={{ "When " + $parameter["events"].map((event) => ({ incomingCall: "a call", incomingSms: "a text" })[event]).join(" or ") + " comes in" }}',
		// n8n's node creator has one entry for this node and the action node, and shows this sentence there.
		description: 'Send texts, make and forward calls, and fetch recordings; the trigger starts the workflow when a call or a text comes in',
		defaults: { name: 'LG U+ Centrex Trigger' },
		eventTriggerDescription: 'Call the line, or send it a text',
		triggerPanel: {
			header: 'Wait for a call or a text',
			executionsHelp: {
				inactive:
					`${TRY_IT}<br /><br /><b>Once you're happy with it</b>, publish it: from then on it runs by itself. These runs show up in the <a data-key='executions'>executions list</a>, but not in the editor.`,
				active:
					`${TRY_IT}<br /><br /><b>The published workflow</b> runs by itself, except while a test run waits. Its runs show up in the <a data-key='executions'>executions list</a>, but not in the editor.`,
			},
			activationHint: {
				inactive: "Once you've finished building your workflow, publish it: from then on it runs by itself.",
				active: 'The published workflow runs by itself, except while a test run waits.',
			},
		},
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'uplusCentrexApi', required: true }],
		webhooks: [
			// The service calls only paths that end in a file name with an extension (field notes).
			{ name: 'default', httpMethod: 'GET', ...WEBHOOK },
			// The field has seen GET; a service that posts is heard as well. ("setup" is just n8n's word for a second one.)
			{ name: 'setup', httpMethod: 'POST', ...WEBHOOK },
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
				default: '',
				placeholder: 'e.g. 203.0.113.5',
				description:
					'The public IPv4 address under which the service reaches this n8n; a host name will not do. May be empty where the webhook address of this n8n has it.',
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
			{
				displayName: 'Options',
				name: 'options',
				type: 'collection',
				placeholder: 'Add option',
				default: {},
				options: [
					{
						displayName: 'Allowed IPs',
						name: 'allowedIps',
						type: 'string',
						default: '',
						placeholder: 'e.g. 203.0.113.0/24, 198.51.100.7',
						description:
							'IPv4 addresses and ranges that events may come from, with commas between them; empty allows all. Behind a reverse proxy n8n needs N8N_PROXY_HOPS to see the address.',
					},
					{
						displayName: 'Ignore Repeats (Seconds)',
						name: 'ignoreRepeatsSeconds',
						type: 'number',
						typeOptions: { minValue: 0 },
						default: 0,
						description:
							'How long the same event, with the same sender and text, is ignored after it came in; 0 takes each for a new one, because somebody may redial at once',
					},
				],
			},
		],
	};

	webhookMethods = {
		default: {
			/** @returns whether the service already calls exactly this address, for every event chosen */
			async checkExists(this: IHookFunctions): Promise<boolean> {
				return await reportErrors(this, async () => {
					const own = await ownAddress(this);
					const asking = unlessRefused(own.account, async () => {
						for (const event of chosenEvents(this)) {
							const registered = await getRegistration(this, event);
							if (!registered || !isSameAddress(registered, own)) return false;
						}
						keepKey(this, own.path, own.key);
						return true;
					});
					return await (isStart(this) ? asking.catch(takeAsRegistered(this)) : asking);
				});
			},

			/** Registers this address for every event chosen where the service does not call it yet; or, on an error, for none. */
			async create(this: IHookFunctions): Promise<boolean> {
				return await reportErrors(this, async () => {
					const own = await ownAddress(this);
					const earlier = await unlessRefused(own.account, async () => await earlierRegistrations(this, own));
					const begun: CallbackEvent[] = [];
					try {
						for (const event of chosenEvents(this)) {
							const address = isTestRun(this) ? testAddress(own, earlier[event]) : own;
							if (earlier[event] && isSameAddress(earlier[event], address)) continue;
							begun.push(event);
							await registerAndCheck(this, event, address);
						}
					} catch (error) {
						for (const event of begun) await endRegistration(this, event, own, earlier[event]);
						throw toHookError(this.getNode(), error);
					}
					keepKey(this, own.path, own.key);
					return true;
				});
			},

			/** Removes this address, and nobody else's; after a test run the earlier ones are registered again. */
			async delete(this: IHookFunctions): Promise<boolean> {
				let own: OwnAddress;
				try {
					own = await ownAddress(this);
				} catch (error) {
					// Nothing could have been registered with these fields, so that there is nothing to remove.
					this.logger.warn(`LG U+ Centrex Trigger: ${toHookError(this.getNode(), error).message}`);
					return false;
				}
				// Said by whoever was refused; n8n lets each of its five tries to publish end with this.
				if (isRefusedLately(own.account)) return false;
				let removed = true;
				// Both, whatever is chosen now: another choice may have been registered.
				for (const event of ['incomingCall', 'incomingSms'] as const) {
					if (!(await endRegistration(this, event, own))) removed = false;
				}
				return removed;
			},
		},
	};

	/** Hands an event on as one item; anything else that calls the address starts nothing. */
	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		const received = await receive(this);
		if ('status' in received) {
			const { status, reason } = received;
			this.logger[status === 200 ? 'info' : 'warn'](
				`LG U+ Centrex Trigger ${status === 200 ? 'ignored' : 'refused'} an event: ${reason}`,
			);
			this.getResponseObject().status(status).end();
			return { noWebhookResponse: true };
		}
		const { event, sender, receiver, extension, message } = received;
		const json = { event, sender, receiver, extension, message, receivedAt: toKoreanTime(new Date()) };
		// Answered before n8n runs the workflow: after that it no longer saves what was remembered of the event.
		this.getResponseObject().status(200).end('OK');
		return { noWebhookResponse: true, workflowData: [[{ json }]] };
	}
}
