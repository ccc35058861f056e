import { CREDENTIAL_TYPE } from '../../../scripts/demoOffice';
import type { Credential, N8nApi, SavedWorkflow } from '../../../scripts/n8nApi';

/** A workflow with one action node of ours, which is run by hand: what somebody who opens the node in the editor has before her. */
export async function createNodeWorkflow(api: N8nApi, name: string, parameters: Record<string, unknown>, line: Credential): Promise<SavedWorkflow> {
	const credential = await api.createCredential(line);
	return await api.createWorkflow({
		name,
		nodes: [
			{ name: 'Start', type: 'n8n-nodes-base.manualTrigger', typeVersion: 1, position: [0, 0], parameters: {} },
			{
				name,
				type: 'n8n-nodes-uplus-centrex.uplusCentrex',
				typeVersion: 1,
				position: [240, 0],
				parameters,
				credentials: { [CREDENTIAL_TYPE]: { id: credential.id, name: credential.name } },
			},
		],
		connections: { Start: { main: [[{ node: name, type: 'main', index: 0 }]] } },
		settings: { executionOrder: 'v1' },
	});
}
