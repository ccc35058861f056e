import { CREDENTIAL_TYPE } from '../../../scripts/demoOffice';
import type { Credential, N8nApi, SavedWorkflow } from '../../../scripts/n8nApi';
import { office } from './office';

/** A credential for a line of a simulator, by default the office's. Its password is `demo-` and the last four digits, unless given. */
export function lineCredential(
	number: string,
	secret = `demo-${number.slice(-4)}`,
	simulatorUrl = office().simulatorUrl,
): Credential {
	return {
		name: `Line ${number}`,
		type: CREDENTIAL_TYPE,
		data: {
			service: 'custom',
			baseUrl: `${simulatorUrl}/RestApi`,
			number,
			password: secret,
			alreadyHashed: false,
			sendParametersIn: 'body',
		},
	};
}

/**
 * Saves a workflow of our trigger, named "Trigger", and a node that does nothing; it is not yet active.
 *
 * @param parameters more of the trigger's fields, or other values
 */
export async function createTriggerWorkflow(
	api: N8nApi,
	name: string,
	events: string[],
	line: Credential,
	parameters: Record<string, unknown> = {},
): Promise<SavedWorkflow> {
	const credential = await api.createCredential(line);
	return await api.createWorkflow({
		name,
		nodes: [
			{
				name: 'Trigger',
				type: 'n8n-nodes-uplus-centrex.uplusCentrexTrigger',
				typeVersion: 1.1,
				position: [0, 0],
				parameters: { events, callbackHost: '127.0.0.1', callbackPort: 'auto', ifRegistered: 'fail', ...parameters },
				credentials: { [CREDENTIAL_TYPE]: { id: credential.id, name: credential.name } },
			},
			{ name: 'Next', type: 'n8n-nodes-base.noOp', typeVersion: 1, position: [200, 0], parameters: {} },
		],
		connections: { Trigger: { main: [[{ node: 'Next', type: 'main', index: 0 }]] } },
		settings: { executionOrder: 'v1' },
	});
}
