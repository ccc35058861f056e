import { CREDENTIAL_TYPE } from '../../../scripts/demoOffice';
import type { Credential, N8nApi, SavedWorkflow } from '../../../scripts/n8nApi';

/** A line field that takes the line from each row. */
export const LINE_OF_ROW = { __rl: true, mode: 'number', value: '={{ $json.line }}' };

/**
 * Creates a workflow that sends a text for each row, from its node `Send`; it goes on after errors. It starts by hand, and where its
 * name is called as a webhook.
 *
 * @param rows each with `to` and `text`
 * @param parameters more fields of *Send*
 */
export async function createRowsWorkflow(
	api: N8nApi,
	name: string,
	rows: object[],
	parameters: Record<string, unknown>,
	line: Credential,
): Promise<SavedWorkflow> {
	const credential = await api.createCredential(line);
	const to = (node: string) => ({ main: [[{ node, type: 'main', index: 0 }]] });
	return await api.createWorkflow({
		name,
		nodes: [
			{ id: 'start', name: 'Start', type: 'n8n-nodes-base.manualTrigger', typeVersion: 1, position: [0, 0], parameters: {} },
			{ id: 'webhook', name: 'Webhook', type: 'n8n-nodes-base.webhook', typeVersion: 2, position: [0, 200], parameters: { path: name }, webhookId: name },
			{ id: 'rows', name: 'Rows', type: 'n8n-nodes-base.code', typeVersion: 2, position: [240, 0], parameters: { jsCode: `return ${JSON.stringify(rows)}.map((json) => ({ json }));` } },
			{
				id: 'send',
				name: 'Send',
				type: 'n8n-nodes-uplus-centrex.uplusCentrex',
				typeVersion: 1,
				position: [480, 0],
				parameters: { resource: 'message', operation: 'send', to: '={{ $json.to }}', text: '={{ $json.text }}', ...parameters },
				credentials: { [CREDENTIAL_TYPE]: { id: credential.id, name: credential.name } },
				onError: 'continueRegularOutput',
			},
		],
		connections: { Start: to('Rows'), Webhook: to('Rows'), Rows: to('Send') },
		settings: { executionOrder: 'v1' },
	});
}
