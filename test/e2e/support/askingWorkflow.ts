import { CREDENTIAL_TYPE } from '../../../scripts/demoOffice';
import type { N8nApi, SavedWorkflow } from '../../../scripts/n8nApi';

/**
 * Publishes a workflow that asks somebody by text and waits for the answer, each time its address is called:
 * `/webhook/` and its name.
 *
 * @param to the number of whom it asks
 * @param parameters more of the fields of *Send and Wait for Response*
 * @param untilApproved asks the same again when the answer was no
 */
export async function publishAsking(
	api: N8nApi,
	name: string,
	credential: { id: string; name: string },
	to: string,
	parameters: Record<string, unknown>,
	untilApproved = false,
): Promise<SavedWorkflow> {
	const isApproved = {
		options: { caseSensitive: true, leftValue: '', typeValidation: 'strict', version: 2 },
		conditions: [{ id: 'approved', leftValue: '={{ $json.approved }}', rightValue: '', operator: { type: 'boolean', operation: 'true', singleValue: true } }],
		combinator: 'and',
	};
	const workflow = await api.createWorkflow({
		name,
		nodes: [
			{
				id: `${name}-0`,
				name: 'Start',
				type: 'n8n-nodes-base.webhook',
				typeVersion: 2,
				position: [0, 0],
				parameters: { path: name },
				webhookId: name,
			},
			{
				id: `${name}-1`,
				name: 'Ask',
				type: 'n8n-nodes-uplus-centrex.uplusCentrex',
				typeVersion: 1,
				position: [220, 0],
				parameters: { resource: 'message', operation: 'sendAndWait', to: { __rl: true, mode: 'number', value: to }, ...parameters },
				credentials: { [CREDENTIAL_TYPE]: credential },
			},
			{ id: `${name}-2`, name: 'Next', type: 'n8n-nodes-base.noOp', typeVersion: 1, position: [440, 0], parameters: {} },
			{ id: `${name}-3`, name: 'Approved?', type: 'n8n-nodes-base.if', typeVersion: 2.2, position: [440, 200], parameters: { conditions: isApproved } },
		],
		connections: {
			Start: { main: [[{ node: 'Ask', type: 'main', index: 0 }]] },
			Ask: { main: [[{ node: untilApproved ? 'Approved?' : 'Next', type: 'main', index: 0 }]] },
			'Approved?': { main: [[{ node: 'Next', type: 'main', index: 0 }], [{ node: 'Ask', type: 'main', index: 0 }]] },
		},
		settings: { executionOrder: 'v1' },
	});
	await api.activateWorkflow(workflow);
	return workflow;
}
