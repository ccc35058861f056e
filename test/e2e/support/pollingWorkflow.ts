import { CREDENTIAL_TYPE } from '../../../scripts/demoOffice';
import type { Credential, Execution, N8nApi, SavedWorkflow } from '../../../scripts/n8nApi';
import { waitFor } from '../../../scripts/waitFor';

/** Poll Times every ten seconds: n8n refuses what is more often than once a minute, but not several of those. */
const EVERY_TEN_SECONDS = {
	item: [5, 15, 25, 35, 45, 55].map((second) => ({ mode: 'custom', cronExpression: `${second} * * * * *` })),
};

/** Saves a workflow of the polling trigger, named "Trigger", and a node that does nothing; it is not yet active. @param more further fields of the trigger */
export async function createPollingWorkflow(
	api: N8nApi,
	name: string,
	events: string[],
	line: Credential,
	pollTimes: object = EVERY_TEN_SECONDS,
	more: object = {},
): Promise<SavedWorkflow> {
	const credential = await api.createCredential(line);
	return await api.createWorkflow({
		name,
		nodes: [
			{
				name: 'Trigger',
				type: 'n8n-nodes-uplus-centrex.uplusCentrexPollingTrigger',
				typeVersion: 1,
				position: [0, 0],
				parameters: { pollTimes, events, options: {}, ...more },
				credentials: { [CREDENTIAL_TYPE]: { id: credential.id, name: credential.name } },
			},
			{ name: 'Next', type: 'n8n-nodes-base.noOp', typeVersion: 1, position: [200, 0], parameters: {} },
		],
		connections: { Trigger: { main: [[{ node: 'Next', type: 'main', index: 0 }]] } },
		settings: { executionOrder: 'v1' },
	});
}

/** All executions of a workflow, oldest first, once none is under way any more; 100 at most. */
export async function endedExecutions(api: N8nApi, workflowId: string): Promise<Execution[]> {
	const filter = encodeURIComponent(JSON.stringify({ workflowId }));
	return await waitFor('all executions to end', 60, async () => {
		type Answer = { results: Array<{ id: string; status: string }> };
		const { results } = await api.call<Answer>('GET', `executions?limit=100&filter=${filter}`);
		if (results.some(({ status }) => ['new', 'running', 'waiting'].includes(status))) return undefined;
		return await Promise.all(results.reverse().map(async ({ id }) => await api.execution(id)));
	});
}
