import type {
	IHookFunctions,
	INodeType,
	INodeTypeDescription,
	IWebhookFunctions,
	IWebhookResponseData,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

import { toKoreanTime } from './api/time';
import { receive } from './instantTrigger/receiving';
import { areRegistered, endRegistrations, registerLines } from './instantTrigger/registeredLines';
import { linesField } from './shared/linesField';
import { reportErrors } from './shared/nodeError';
import { isStart } from './shared/start';

/** Answered at once; the address is of no use without its key, so the editor does not show it. */
const WEBHOOK = { responseMode: 'onReceived', path: 'callback.html', ndvHideUrl: true } as const;

const TRY_IT =
	"<b>While building your workflow</b>, click the 'execute step' button, then call the line or send it a text, whichever you chose in Events; the workflow runs with it, here in the editor.";

/** Starts a workflow when a call or a text comes in on the line, or on one of the office's. */
export class UplusCentrexTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'LG U+ Centrex Trigger',
		name: 'uplusCentrexTrigger',
		icon: { light: 'file:../../icons/centrex.svg', dark: 'file:../../icons/centrex.dark.svg' },
		group: ['trigger'],
		version: 1.1,
		subtitle: '={{ "When " + $parameter["events"].map((event) => ({ incomingCall: "a call", incomingSms: "a text" })[event]).join(" or ") + " comes in" }}',
		// n8n's node creator has one entry for this node and the action node, by their names, and shows this sentence there;
		// the polling trigger's name makes it an entry of its own.
		description:
			'Send texts, make and forward calls, and fetch recordings; its trigger starts the workflow when a call or a text comes in, where this n8n has a public address. Without one take LG U+ Centrex Polling.',
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
			// The service calls only paths that end in a file name with an extension (service, 4.1).
			{ name: 'default', httpMethod: 'GET', ...WEBHOOK },
			// The field has seen GET; a service that posts is heard as well. ("setup" is just n8n's word for a second one.)
			{ name: 'setup', httpMethod: 'POST', ...WEBHOOK },
		],
		properties: [
			{
				displayName:
					'<b>Is this n8n on an office PC or behind a router?</b> Delete this node and take the <b>LG U+ Centrex Polling Trigger</b>: it needs no public address. This one is called by the service over plain HTTP: its port must be open to the internet under a public IPv4 address. <a href="https://github.com/n8n-nodes-uplus-centrex/n8n-nodes-uplus-centrex/blob/main/docs/public-address.md" target="_blank">The page Public address</a> says how to set that up.',
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
					// In the node creator: "On incoming call with a public address".
					{ name: 'Incoming Call, With a Public Address', value: 'incomingCall', description: 'The phone of the line rings' },
					{ name: 'Incoming Text, With a Public Address', value: 'incomingSms', description: 'The line receives a text message' },
				],
				default: ['incomingCall', 'incomingSms'],
				description: 'What starts the workflow',
			},
			linesField,
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
			/**
			 * @returns whether the service calls this trigger for every line and event chosen, as it was left. Only a start of n8n 2.6 goes
			 *   on with that: whoever publishes it or tries it out gets new keys.
			 */
			async checkExists(this: IHookFunctions): Promise<boolean> {
				return isStart(this) && (await reportErrors(this, async () => await areRegistered(this)));
			},

			async create(this: IHookFunctions): Promise<boolean> {
				await reportErrors(this, async () => await registerLines(this));
				return true;
			},

			async delete(this: IHookFunctions): Promise<boolean> {
				return await endRegistrations(this);
			},
		},
	};

	/** Hands an event on as one item; anything else that calls the address starts nothing. */
	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		const received = receive(this);
		if ('status' in received) {
			const { status, reason } = received;
			this.logger[status === 200 ? 'info' : 'warn'](
				`LG U+ Centrex Trigger ${status === 200 ? 'ignored' : 'refused'} an event: ${reason}`,
			);
			this.getResponseObject().status(status).end();
			return { noWebhookResponse: true };
		}
		const { event, line, sender, receiver, extension, message } = received;
		const json = { event, line, sender, receiver, extension, message, receivedAt: toKoreanTime(new Date()) };
		// Answered before n8n runs the workflow: after that it no longer saves what was remembered of the event.
		this.getResponseObject().status(200).end('OK');
		return { noWebhookResponse: true, workflowData: [[{ json }]] };
	}
}
