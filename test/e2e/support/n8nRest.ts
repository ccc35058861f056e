import { DEMO_OWNER } from '../../../scripts/demoOffice';
import type { Execution, N8nApi } from '../../../scripts/n8nApi';
import { office, waitInOffice } from './office';

let cookie = '';

/** Calls what n8n's editor calls and N8nApi does not know, signed in as the demo's owner: data tables, API keys, test runs. */
export async function n8nRest<T>(method: string, path: string, body?: unknown): Promise<T> {
	if (cookie === '') {
		const { email, password } = DEMO_OWNER;
		const answer = await send('POST', 'login', { emailOrLdapLoginId: email, password });
		cookie = answer.headers.getSetCookie().map((one) => one.split(';')[0]).join('; ');
	}
	const answer = await send(method, path, body);
	if (!answer.ok) throw new Error(`n8n refused ${method} ${path}: ${await answer.text()}`);
	return ((await answer.json()) as { data: T }).data;
}

async function send(method: string, path: string, body?: unknown): Promise<Response> {
	return await fetch(`${office().n8nUrl}/rest/${path}`, {
		method,
		headers: { 'content-type': 'application/json', cookie },
		body: body === undefined ? undefined : JSON.stringify(body),
	});
}

/**
 * Runs a workflow as *Execute workflow* in the editor does, and waits until it has ended.
 *
 * @param trigger the name of the node to start from
 */
export async function runByHand(api: N8nApi, workflowId: string, trigger: string): Promise<Execution> {
	const workflowData = await api.workflow(workflowId);
	const { executionId } = await n8nRest<{ executionId: string }>('POST', `workflows/${workflowId}/run`, {
		workflowData,
		triggerToStartFrom: { name: trigger },
	});
	return await waitInOffice(`the run of ${workflowData.name} to end`, 60, async () => {
		const execution = await api.execution(executionId);
		return ['success', 'error', 'crashed'].includes(execution.status) ? execution : undefined;
	});
}
