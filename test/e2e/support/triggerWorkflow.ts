import { CREDENTIAL_TYPE } from '../../../scripts/demoOffice';
import type { Credential, N8nApi, SavedWorkflow } from '../../../scripts/n8nApi';
import { demoPassword } from '../../support/demoPassword';
import { office } from './office';

/** A credential for a line of a simulator, by default the office's. Its password is that of the demo office, unless given. */
export function lineCredential(
	number: string,
	secret = demoPassword(number),
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

/** A credential for several lines of the office's simulator that share a password. */
export function linesCredential([number, ...moreNumbers]: string[]): Credential {
	const { data, ...credential } = lineCredential(number);
	return { ...credential, name: 'All lines', data: { ...data, moreNumbers: moreNumbers.join('\n') } };
}

/**
 * Saves a workflow of our trigger, named "Trigger", and a node that does nothing, or texts back; it is not yet active.
 *
 * @param parameters more of the trigger's fields, or other values
 * @param reply what is texted back
 */
export async function createTriggerWorkflow(
	api: N8nApi,
	name: string,
	events: string[],
	line: Credential,
	parameters: Record<string, unknown> = {},
	reply?: string,
): Promise<SavedWorkflow> {
	const { id, name: credentialName } = await api.createCredential(line);
	const credentials = { [CREDENTIAL_TYPE]: { id, name: credentialName } };
	const to = { __rl: true, mode: 'number', value: '={{ $json.sender }}' };
	const next = reply
		? { type: 'n8n-nodes-uplus-centrex.uplusCentrex', parameters: { resource: 'message', operation: 'send', to, text: reply }, credentials }
		: { type: 'n8n-nodes-base.noOp', parameters: {} };
	return await api.createWorkflow({
		name,
		nodes: [
			{
				name: 'Trigger',
				type: 'n8n-nodes-uplus-centrex.uplusCentrexTrigger',
				typeVersion: 1.1,
				position: [0, 0],
				parameters: { events, callbackHost: '127.0.0.1', callbackPort: 'auto', ifRegistered: 'fail', ...parameters },
				credentials,
			},
			{ name: 'Next', typeVersion: 1, position: [200, 0], ...next },
		],
		connections: { Trigger: { main: [[{ node: 'Next', type: 'main', index: 0 }]] } },
		settings: { executionOrder: 'v1' },
	});
}
