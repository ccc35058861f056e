import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { words } from './language';
import type { Language } from './language';
import { N8nError } from './n8nApi';
import type { N8nApi, Owner, SavedWorkflow, WorkflowFile } from './n8nApi';
import { PlainError } from './plainError';

/** The credential type of this package. */
export const CREDENTIAL_TYPE = 'uplusCentrexApi';

const TRIGGER_TYPE = 'n8n-nodes-uplus-centrex.uplusCentrexTrigger';
const CREDENTIAL_NAMES: Record<Language, string> = { en: 'Demo Office line (simulator)', ko: '데모 회선(시뮬레이터)' };
const FOLDERS: Record<Language, string> = { en: join(__dirname, '../examples'), ko: join(__dirname, '../examples/ko') };
/** The examples that are switched on; the others are there to open and try. */
const SWITCHED_ON = ['form-to-sms.json', 'incoming-sms-auto-reply.json'];

/** An example workflow that the demo's n8n runs. */
export interface DemoWorkflow {
	workflow: SavedWorkflow;
	/** Why it could not be switched on, in n8n's words; undefined when it is on. */
	problem?: string;
}

/**
 * Furnishes a running n8n: the owner, a credential for the lines of the simulator that share a password, and all example workflows, two of
 * them switched on. Leaves what exists as it is, but for the simulator's address in the credential and the switches of the workflows: each
 * trigger is registered anew, and the two of the other language are switched off, since nobody wants two answers.
 *
 * @param api a client of that n8n, not yet signed in
 * @param simulatorUrl such as http://127.0.0.1:7070
 * @param owner who owns it, or is to own it where nobody does yet
 * @param language of the examples, and of the credential's name
 * @returns the workflows of form-to-sms.json and incoming-sms-auto-reply.json
 * @throws PlainError when n8n does not take the owner's password
 */
export async function furnishDemoOffice(api: N8nApi, simulatorUrl: string, owner: Owner, language: Language = 'en'): Promise<DemoWorkflow[]> {
	await signIn(api, owner);
	const credential = await demoCredential(api, `${simulatorUrl}/RestApi`, CREDENTIAL_NAMES[language]);
	const saved = await api.workflows();
	const examples: Record<string, SavedWorkflow> = {};
	for (const file of await inOrder(FOLDERS[language])) {
		const example = await readExample(language, file);
		examples[file] = saved.find(({ name }) => name === example.name) ?? (await api.createWorkflow(withCredential(example, credential)));
	}

	const demo: DemoWorkflow[] = [];
	for (const workflow of SWITCHED_ON.map((file) => examples[file])) demo.push({ workflow, problem: await switchOn(api, workflow) });

	const others = await Promise.all(SWITCHED_ON.map(async (file) => (await readExample(language === 'en' ? 'ko' : 'en', file)).name));
	for (const workflow of saved) {
		if (!workflow.active || demo.some((one) => one.workflow.id === workflow.id)) continue;
		if (others.includes(workflow.name)) await api.deactivateWorkflow(workflow.id);
		else await switchOn(api, workflow);
	}
	return demo;
}

/** The examples' files; n8n shows what was made last at the top of its list, which are the two that run. */
async function inOrder(folder: string): Promise<string[]> {
	const files = (await readdir(folder)).filter((name) => name.endsWith('.json'));
	const toTry = files.filter((file) => !SWITCHED_ON.includes(file));
	return [...SWITCHED_ON, ...toTry.sort()].reverse();
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
			words(
				`n8n does not take the demo's sign-in (${owner.email}, with the password in the file .demo/password). If you have changed the password in n8n, write it into that file; or delete the folder .demo to begin anew.`,
				`데모 계정으로 n8n에 로그인하지 못했습니다(${owner.email}, 비밀번호는 .demo/password 파일). n8n에서 비밀번호를 바꿨다면 그 파일에도 적으세요. 처음부터 다시 하려면 .demo 폴더를 지우세요.`,
			),
		);
	}
}

async function demoCredential(api: N8nApi, baseUrl: string, name: string): Promise<{ id: string; name: string }> {
	const names = Object.values(CREDENTIAL_NAMES);
	const saved = (await api.credentials()).find((one) => names.includes(one.name) && one.type === CREDENTIAL_TYPE);
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
		return await api.createCredential({ name, type: CREDENTIAL_TYPE, data });
	}
	const { data } = await api.credential(saved.id);
	// The simulator may listen on another port than last time; an address of somebody's own stays.
	if (/^http:\/\/127\.0\.0\.1:\d+\/RestApi$/.test(String(data.baseUrl)) && data.baseUrl !== baseUrl) {
		await api.updateCredential({ ...saved, data: { ...data, baseUrl } });
	}
	return saved;
}

async function readExample(language: Language, file: string): Promise<WorkflowFile> {
	return JSON.parse(await readFile(join(FOLDERS[language], file), 'utf8')) as WorkflowFile;
}

function withCredential(workflow: WorkflowFile, { id, name }: { id: string; name: string }): WorkflowFile {
	const nodes = workflow.nodes.map((node) =>
		node.type.startsWith('n8n-nodes-uplus-centrex.') ? { ...node, credentials: { [CREDENTIAL_TYPE]: { id, name } } } : node,
	);
	return { ...workflow, nodes };
}
