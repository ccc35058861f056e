import { PackageDirectoryLoader } from 'n8n-core';
import type {
	ICredentialDataDecryptedObject,
	ICredentialsExpressionResolveValues,
	ICredentialsHelper,
	ICredentialType,
	IExecuteData,
	IHttpRequestOptions,
	INode,
	INodeParameters,
	INodeType,
	INodeTypes,
	IWorkflowExecuteAdditionalData,
	WorkflowExecuteMode,
} from 'n8n-workflow';
import { join } from 'node:path';

/** The type names as n8n knows them. */
export const ACTION = 'n8n-nodes-uplus-centrex.uplusCentrex';
export const TRIGGER = 'n8n-nodes-uplus-centrex.uplusCentrexTrigger';
export const POLLING_TRIGGER = 'n8n-nodes-uplus-centrex.uplusCentrexPollingTrigger';

/** The built package, loaded as n8n loads it. */
export async function loadPackage(): Promise<{ nodeTypes: INodeTypes; credentialType: ICredentialType }> {
	const loader = new PackageDirectoryLoader(join(__dirname, '..', '..'));
	await loader.loadAll();
	const find = (type: string) => {
		const found = loader.nodeTypes[type.replace('n8n-nodes-uplus-centrex.', '')];
		if (!found) throw new Error(`The package has no node ${type}`);
		return found.type as INodeType;
	};
	return {
		nodeTypes: { getByName: find, getByNameAndVersion: find, getKnownTypes: () => ({}) },
		credentialType: loader.credentialTypes.uplusCentrexApi.type as ICredentialType,
	};
}

/** What n8n's core asks its host for: here a host with one credential. */
export function hostWith(
	credentialType: ICredentialType,
	credential: ICredentialDataDecryptedObject,
	more: Record<string, unknown> = {},
): IWorkflowExecuteAdditionalData {
	return {
		credentialsHelper: {
			getParentTypes: () => [],
			isCredentialUsableByNode: () => true,
			getDecrypted: async (...[, , , mode, executeData, , resolve]: Parameters<ICredentialsHelper['getDecrypted']>) =>
				resolve ? resolved(credential, mode, executeData, resolve) : { ...credential },
			getCredentialsProperties: () => credentialType.properties,
			preAuthentication: async () => undefined,
			authenticate: async (values: ICredentialDataDecryptedObject, _type: string, options: IHttpRequestOptions) =>
				typeof credentialType.authenticate === 'function' ? await credentialType.authenticate(values, options) : options,
		},
		webhookBaseUrl: 'http://127.0.0.1:8080/webhook',
		webhookTestBaseUrl: 'http://127.0.0.1:8080/webhook-test',
		webhookWaitingBaseUrl: 'http://127.0.0.1:8080/webhook-waiting',
		formWaitingBaseUrl: 'http://127.0.0.1:8080/form-waiting',
		...more,
	} as unknown as IWorkflowExecuteAdditionalData;
}

/** The credential with what its expressions give for an item, as n8n's credentials-helper.ts resolves them. */
function resolved(
	credential: ICredentialDataDecryptedObject,
	mode: WorkflowExecuteMode,
	executeData: IExecuteData | undefined,
	{ workflow, runExecutionData, runIndex, itemIndex, node, connectionInputData }: ICredentialsExpressionResolveValues,
): ICredentialDataDecryptedObject {
	const values = { ...credential } as INodeParameters;
	return workflow.expression.getParameterValue(
		values, runExecutionData, runIndex, itemIndex, node.name, connectionInputData, mode, {}, executeData, false, values,
	) as ICredentialDataDecryptedObject;
}

/** A node as a saved workflow has it. */
export function savedNode(type: string, parameters: INode['parameters'], more: Partial<INode> = {}): INode {
	return {
		id: 'node-1',
		name: 'Centrex',
		type,
		typeVersion: type === TRIGGER ? 1.1 : 1,
		position: [0, 0],
		parameters,
		credentials: { uplusCentrexApi: { id: '1', name: 'Office line' } },
		...more,
	};
}
