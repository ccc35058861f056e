import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CREDENTIAL_TYPE } from '../../../scripts/demoOffice';
import type { N8nApi, SavedWorkflow, WorkflowFile, WorkflowNode } from '../../../scripts/n8nApi';

const FOLDER = join(__dirname, '../../../examples');

/** Every example there is. */
export const EXAMPLE_FILES = readdirSync(FOLDER).filter((name) => name.endsWith('.json'));

/** The path of an example. */
export function examplePath(file: string): string {
	return join(FOLDER, file);
}

/** Saved credentials by their type; every node that asks for one of a type gets that one. */
export type Credentials = Record<string, { id: string; name: string }>;

/** Which nodes take which credential. */
const TAKES: Record<string, string> = {
	'n8n-nodes-uplus-centrex.uplusCentrex': CREDENTIAL_TYPE,
	'n8n-nodes-uplus-centrex.uplusCentrexTrigger': CREDENTIAL_TYPE,
	'n8n-nodes-uplus-centrex.uplusCentrexPollingTrigger': CREDENTIAL_TYPE,
	'n8n-nodes-base.n8n': 'n8nApi',
	'@n8n/n8n-nodes-langchain.lmChatOpenAi': 'openAiApi',
	'@n8n/n8n-nodes-langchain.openAi': 'openAiApi',
};

/** A form for the staff asks for a name and a password. */
function credentialOf({ type, parameters }: WorkflowNode): string | undefined {
	return parameters.authentication === 'basicAuth' ? 'httpBasicAuth' : TAKES[type];
}

/** Imports an example exactly as it stands, but for the credentials; that n8n has saved it so is expected here. */
export async function importExample(api: N8nApi, file: string, credentials: Credentials): Promise<SavedWorkflow> {
	const original = JSON.parse(readFileSync(examplePath(file), 'utf8')) as WorkflowFile;
	const nodes = original.nodes.map((node) => {
		const type = credentialOf(node);
		return type ? { ...node, credentials: { [type]: credentials[type] } } : node;
	});
	const { id } = await api.createWorkflow({ ...original, nodes });
	const saved = await api.workflow(id);
	expect(saved.name).toBe(original.name);
	expect(saved.connections).toEqual(original.connections);
	expect(saved.settings).toMatchObject(original.settings ?? {});
	expect(saved.nodes.map(asInFile)).toEqual(original.nodes.map(asInFile));
	return saved;
}

/** n8n gives every webhook an address of its own. */
function asInFile(node: WorkflowFile['nodes'][number]) {
	const { path, ...parameters } = node.parameters;
	const hasOwnPath = path !== undefined && path !== node.webhookId;
	return { ...node, credentials: undefined, webhookId: undefined, parameters: hasOwnPath ? node.parameters : parameters };
}

/** What is entered in an imported example: values of parameters, by the names of the node and the parameter. */
export type Entered = Record<string, Record<string, unknown>>;

/**
 * Enters values into parameters of an imported example, and nothing else.
 *
 * @throws Error when the example does not have such a node or parameter
 */
export async function enter(api: N8nApi, workflow: SavedWorkflow, entered: Entered): Promise<SavedWorkflow> {
	const nodes = structuredClone(workflow.nodes);
	for (const [name, values] of Object.entries(entered)) {
		const node = nodes.find((candidate) => candidate.name === name);
		if (!node) throw new Error(`"${workflow.name}" has no node "${name}"`);
		for (const [parameter, value] of Object.entries(values)) {
			if (!(parameter in node.parameters)) throw new Error(`"${name}" has no parameter ${parameter}`);
			node.parameters[parameter] = value;
		}
	}
	return await api.updateWorkflow({ id: workflow.id, nodes, versionId: workflow.versionId });
}
