import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { N8nError } from './n8nApi';
import type { N8nApi, Owner, SavedWorkflow, WorkflowFile } from './n8nApi';
import { PlainError } from './plainError';

/** The credential type of this package. */
export const CREDENTIAL_TYPE = 'uplusCentrexApi';

const TRIGGER_TYPE = 'n8n-nodes-uplus-centrex.uplusCentrexTrigger';
const CREDENTIAL_NAME = 'Demo Office line (simulator)';
const EXAMPLES = ['form-to-sms.json', 'incoming-sms-auto-reply.json'];

/** An example workflow in the demo's n8n. */
export interface DemoWorkflow {
	workflow: SavedWorkflow;
	/** Why it could not be switched on, in n8n's words; undefined when it is on. */
	problem?: string;
}

/**
 * Furnishes a running n8n: the owner, a credential for the lines of the simulator that share a password, the example workflows, switched on.
 * Leaves what exists as it is, but for the simulator's address in the credential and the switches of the workflows: each trigger is
 * registered anew.
 *
 * @param api a client of that n8n, not yet signed in
 * @param simulatorUrl such as http://127.0.0.1:7070
 * @param owner who owns it, or is to own it where nobody does yet
 * @returns the workflows of examples/form-to-sms.json and examples/incoming-sms-auto-reply.json
 * @throws PlainError when n8n does not take the owner's password
 */
export async function furnishDemoOffice(api: N8nApi, simulatorUrl: string, owner: Owner): Promise<DemoWorkflow[]> {
	await signIn(api, owner);
	const credential = await demoCredential(api, `${simulatorUrl}/RestApi`);
	const saved = await api.workflows();
	const demo: DemoWorkflow[] = [];
	for (const file of EXAMPLES) {
		const example = await readExample(file, credential);
		const workflow = saved.find(({ name }) => name === example.name) ?? (await api.createWorkflow(example));
		demo.push({ workflow, problem: await switchOn(api, workflow) });
	}
	const isDemo = (id: string) => demo.some(({ workflow }) => workflow.id === id);
	for (const workflow of saved) {
		if (workflow.active && !isDemo(workflow.id)) await switchOn(api, workflow);
	}
	return demo;
}

/** @returns why that failed, in n8n's words, or undefined */
async function switchOn(api: N8nApi, { id, active, versionId, activeVersionId }: SavedWorkflow): Promise<string | undefined> {
	try {
		if (!active || !activeVersionId) {
			await api.activateWorkflow({ id, versionId });
		} else if ((await api.workflow(id)).nodes.some(({ type }) => type === TRIGGER_TYPE)) {
			// n8n registers a trigger only when its workflow is switched on, and a new simulator knows of none.
			await api.deactivateWorkflow(id);
			await api.activateWorkflow({ id, versionId: activeVersionId });
		}
		return undefined;
	} catch (error) {
		if (error instanceof N8nError) return error.message;
		throw error;
	}
}

async function signIn(api: N8nApi, owner: Owner): Promise<void> {
	try {
		await api.signIn(owner);
	} catch (error) {
		if (!(error instanceof N8nError) || error.status !== 401) throw error;
		throw new PlainError(
			`n8n does not take the demo's sign-in (${owner.email}, with the password in the file .demo/password). If you have changed the password in n8n, write it into that file; or delete the folder .demo to begin anew.`,
		);
	}
}

async function demoCredential(api: N8nApi, baseUrl: string): Promise<{ id: string; name: string }> {
	const saved = (await api.credentials()).find(({ name, type }) => name === CREDENTIAL_NAME && type === CREDENTIAL_TYPE);
	if (!saved) {
		const data = {
			service: 'custom',
			baseUrl,
			number: '070-0000-1000',
			moreNumbers: '070-0000-1001\n070-0000-1002',
			password: 'demo-1000',
			alreadyHashed: false,
			sendParametersIn: 'body',
		};
		return await api.createCredential({ name: CREDENTIAL_NAME, type: CREDENTIAL_TYPE, data });
	}
	const { data } = await api.credential(saved.id);
	// The simulator may listen on another port than last time; an address of somebody's own stays.
	if (/^http:\/\/127\.0\.0\.1:\d+\/RestApi$/.test(String(data.baseUrl)) && data.baseUrl !== baseUrl) {
		await api.updateCredential({ ...saved, data: { ...data, baseUrl } });
	}
	return saved;
}

async function readExample(file: string, { id, name }: { id: string; name: string }): Promise<WorkflowFile> {
	const workflow = JSON.parse(await readFile(join(__dirname, '../examples', file), 'utf8')) as WorkflowFile;
	for (const node of workflow.nodes) {
		if (node.type.startsWith('n8n-nodes-uplus-centrex.')) node.credentials = { [CREDENTIAL_TYPE]: { id, name } };
	}
	return workflow;
}
