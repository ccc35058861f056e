import { CREDENTIAL_TYPE } from '../../../scripts/demoOffice';
import type { Credential, Execution, N8nApi } from '../../../scripts/n8nApi';
import { office, runByHand, waitForExecution, waitInOffice } from './office';

/** One step of a chain: an operation of the action node. */
export interface Step {
	/** The node's name; by default `<resource>.<operation>`. */
	name?: string;
	/** `<resource>.<operation>`. */
	operation: string;
	fields?: Record<string, unknown>;
	/** What to do on an error; by default the workflow stops. */
	onError?: 'continueRegularOutput';
}

/** A workflow that n8n runs when its address is called, or by hand: one step after the other. */
export async function createChain(api: N8nApi, name: string, line: Credential, steps: Step[]) {
	const credential = await api.createCredential(line);
	const byHand = { name: 'By hand', type: 'n8n-nodes-base.manualTrigger', typeVersion: 1, parameters: {} };
	const nodes = [
		{ name: 'Webhook', type: 'n8n-nodes-base.webhook', typeVersion: 2, parameters: { path: name }, webhookId: name },
		...steps.map(({ name: stepName, operation: both, fields, onError }) => {
			const [resource, operation] = both.split('.');
			return {
				name: stepName ?? both,
				type: 'n8n-nodes-uplus-centrex.uplusCentrex',
				typeVersion: 1,
				parameters: { resource, operation, ...fields },
				credentials: { [CREDENTIAL_TYPE]: { id: credential.id, name: credential.name } },
				// One item is enough to run a step: a list before it would run it for each entry.
				executeOnce: true,
				alwaysOutputData: true,
				...(onError && { onError }),
			};
		}),
	];
	const connections = Object.fromEntries(
		nodes.slice(1).map((node, index) => [nodes[index].name, { main: [[{ node: node.name, type: 'main', index: 0 }]] }]),
	);
	const workflow = await api.createWorkflow({
		name,
		nodes: [...nodes, byHand].map((node, index) => ({ ...node, id: `node-${index}`, position: [index * 200, 0] as [number, number] })),
		connections: { ...connections, [byHand.name]: connections.Webhook },
		settings: { executionOrder: 'v1' },
	});
	await api.activateWorkflow(workflow);

	return {
		/** Runs the workflow, and waits until it has ended. */
		run: async (): Promise<Execution> => {
			const known = await api.executionIds(workflow.id);
			await waitInOffice(`the workflow ${name} to answer`, 30, async () =>
				(await fetch(`${office().n8nUrl}/webhook/${name}`)).ok ? true : undefined,
			);
			return await waitForExecution(api, workflow.id, known);
		},
		/** The same as *Execute workflow* in the editor. */
		runByHand: async (): Promise<Execution> => await runByHand(api, workflow.id, byHand.name),
		remove: async () => await api.deleteWorkflow(workflow.id),
	};
}
