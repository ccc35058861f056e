import { randomUUID } from 'node:crypto';
import type { SavedWorkflow } from '../scripts/n8nApi';
import { PlainError } from '../scripts/plainError';
import type { Host, NodeCredentials } from './host';

/** A node, without what is the same for all. */
export interface Step {
	type: string;
	typeVersion: number;
	parameters: Record<string, unknown>;
	credentials?: NodeCredentials;
	/** A part of its address, where it has one. */
	webhookId?: string;
}

/** Saves a workflow of one node after the other and switches it on. The nodes are named `Step 0`, `Step 1` ... */
export async function publish(host: Host, steps: Step[], settings: Record<string, unknown> = {}): Promise<SavedWorkflow> {
	const nodes = steps.map((step, index) => ({
		...step,
		id: `step-${index}`,
		name: `Step ${index}`,
		position: [index * 200, 0] as [number, number],
	}));
	const connections = Object.fromEntries(
		nodes.slice(1).map(({ name }, index) => [nodes[index].name, { main: outputsOf(nodes[index], name) }]),
	);
	const last = nodes[nodes.length - 1];
	const loop = nodes.find(isLoop);
	if (loop) Object.assign(connections, { [last.name]: { main: [[connectionTo(loop.name)]] } });
	const workflow = await host.api.createWorkflow({
		name: randomUUID(),
		nodes,
		connections,
		settings: { executionOrder: 'v1', ...settings },
	});
	await host.api.activateWorkflow(workflow);
	return workflow;
}

const connectionTo = (node: string) => ({ node, type: 'main', index: 0 });
const isLoop = ({ type }: Step) => type === LOOP.type;
/** A loop puts out each item on its second output, and the last node leads back to it. */
const outputsOf = (step: Step, next: string) => (isLoop(step) ? [[], [connectionTo(next)]] : [[connectionTo(next)]]);

/** A node that does nothing. */
export const NO_OP: Step = { type: 'n8n-nodes-base.noOp', typeVersion: 1, parameters: {} };

/** *Loop Over Items*: what follows it gets one item at a time. */
export const LOOP: Step = { type: 'n8n-nodes-base.splitInBatches', typeVersion: 3, parameters: { batchSize: 1, options: {} } };

/** One operation of our action node. */
export function ourAction(parameters: Record<string, unknown>, credentials: NodeCredentials): Step {
	return { type: 'n8n-nodes-uplus-centrex.uplusCentrex', typeVersion: 1, parameters, credentials };
}

/** The same by hand: n8n's HTTP Request node, with a form and the credential type that fills in number and password hash. */
export function byHand(
	url: string,
	form: Record<string, string>,
	credentials: NodeCredentials,
	options: Record<string, unknown> = {},
): Step {
	return {
		type: 'n8n-nodes-base.httpRequest',
		typeVersion: 4.5,
		parameters: {
			method: 'POST',
			url,
			authentication: 'genericCredentialType',
			genericAuthType: 'httpCustomAuth',
			sendBody: true,
			contentType: 'form-urlencoded',
			bodyParameters: { parameters: Object.entries(form).map(([name, value]) => ({ name, value })) },
			options,
		},
		credentials,
	};
}

/**
 * Publishes steps that work on the rows that they are given.
 *
 * @returns runs them on rows, to the end; throws PlainError when that fails
 */
export async function publishForRows(
	host: Host,
	steps: Step[],
	settings?: Record<string, unknown>,
): Promise<(rows: object[]) => Promise<void>> {
	const path = randomUUID();
	const webhook = {
		type: 'n8n-nodes-base.webhook',
		typeVersion: 2.1,
		parameters: { httpMethod: 'POST', path, responseMode: 'lastNode', responseData: 'noData', options: {} },
		webhookId: path,
	};
	const splitOut = { type: 'n8n-nodes-base.splitOut', typeVersion: 1, parameters: { fieldToSplitOut: 'body.rows', options: {} } };
	await publish(host, [webhook, splitOut, ...steps], settings);
	return async (rows) => {
		const response = await fetch(`${host.url}/webhook/${path}`, {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify({ rows }),
		});
		if (!response.ok) throw new PlainError(`A workflow failed: ${await response.text()}`);
	};
}
