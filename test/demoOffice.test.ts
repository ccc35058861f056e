import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { furnishDemoOffice } from '../scripts/demoOffice';
import { newOwner } from '../scripts/demoOwner';
import type { Language } from '../scripts/language';
import type { Credential, N8nApi, SavedWorkflow, WorkflowFile } from '../scripts/n8nApi';
import demoOffice from '../simulator/demo-office.json';
import { hash, useSimulator } from './simulator/helpers';

const simulator = useSimulator();

/** What an n8n has saved, as far as the demo asks it; it publishes all that it is told to. */
class N8n {
	owned: Credential[] = [];
	saved: SavedWorkflow[] = [];

	async signIn() {}
	async credentials() {
		return this.owned;
	}
	async credential(id: string) {
		return this.owned.find((one) => one.id === id);
	}
	async createCredential(credential: Credential) {
		this.owned.push({ ...credential, id: '1' });
		return this.owned[0];
	}
	async workflows() {
		return structuredClone(this.saved);
	}
	async workflow(id: string) {
		return this.saved.find((one) => one.id === id);
	}
	async createWorkflow(workflow: WorkflowFile) {
		this.saved.push({ ...workflow, id: String(this.saved.length + 1), versionId: 'first', active: false, activeVersionId: null });
		return this.saved.at(-1);
	}
	async activateWorkflow({ id, versionId }: { id: string; versionId: string }) {
		Object.assign((await this.workflow(id)) as SavedWorkflow, { active: true, activeVersionId: versionId });
	}
	async deactivateWorkflow(id: string) {
		Object.assign((await this.workflow(id)) as SavedWorkflow, { active: false, activeVersionId: null });
	}

	/** What `npm start` makes of it. */
	async furnish(language?: Language) {
		return await furnishDemoOffice(this as unknown as N8nApi, simulator.url(), newOwner(), language);
	}
	published() {
		return this.saved.filter(({ active }) => active).map(({ name }) => name);
	}
}

/** The credential that `npm start` saves in an n8n which has none. */
async function demoCredential(): Promise<Credential['data']> {
	const n8n = new N8n();
	await n8n.furnish();
	return n8n.owned[0].data;
}

/** The names of all examples of a folder, in the order of its files. */
const namesIn = (folder: string) =>
	readdirSync(join(__dirname, '..', folder))
		.filter((file) => file.endsWith('.json'))
		.map((file) => (JSON.parse(readFileSync(join(__dirname, '..', folder, file), 'utf8')) as WorkflowFile).name);

test.each([
	['en', 'examples', ['Incoming text → automatic reply', 'Form → text'], 'Demo Office line (simulator)'],
	['ko', 'examples/ko', ['받은 문자 → 자동 답장', '폼 → 문자'], '데모 회선(시뮬레이터)'],
] as const)('in "%s" all examples are there, the two that run made last, each with the credential', async (language, folder, running, credential) => {
	const n8n = new N8n();
	const demo = await n8n.furnish(language);
	const names = n8n.saved.map(({ name }) => name);
	expect([...names].sort()).toEqual(namesIn(folder).sort());
	expect(names.slice(-2)).toEqual(running);
	expect(n8n.published()).toEqual(running);
	expect(demo.map(({ workflow }) => workflow.name)).toEqual([...running].reverse());
	expect(n8n.owned.map(({ name }) => name)).toEqual([credential]);
	for (const { type, credentials } of n8n.saved.flatMap(({ nodes }) => nodes)) {
		if (type.startsWith('n8n-nodes-uplus-centrex.')) expect(credentials).toEqual({ uplusCentrexApi: { id: '1', name: credential } });
	}
});

test('another start makes nothing twice; in the other language its two run, and those of the first no longer', async () => {
	const n8n = new N8n();
	await n8n.furnish('en');
	await n8n.furnish('en');
	expect(n8n.saved).toHaveLength(namesIn('examples').length);
	const own = (await n8n.createWorkflow({ name: 'My own', nodes: [], connections: {} })) as SavedWorkflow;
	await n8n.activateWorkflow(own);

	await n8n.furnish('ko');
	expect(n8n.saved).toHaveLength(namesIn('examples').length + 1 + namesIn('examples/ko').length);
	expect(n8n.published()).toEqual(['My own', '받은 문자 → 자동 답장', '폼 → 문자']);
	expect(n8n.owned).toHaveLength(1);
});

test("the demo's credential has every line of its password, and each signs in", async () => {
	const { number, moreNumbers, password } = await demoCredential();
	const numbers = [number, ...String(moreNumbers).split('\n')].map((written) => String(written).replaceAll('-', ''));
	const sharing = demoOffice.lines.filter((line) => line.password === password);
	expect(numbers).toEqual(sharing.map((line) => line.number));
	expect(numbers.length).toBeGreaterThan(2);
	for (const id of numbers) expect(await simulator.resultCode('userinfo', { id, pass: hash(String(password)) })).toBe('0000');
});

test('one line of them refuses, whatever the reason, and the others go on', async () => {
	const pass = hash('demo-1000');
	const answers = async () =>
		await Promise.all(['07000001000', '07000001001', '07000001002'].map(async (id) => await simulator.resultCode('userinfo', { id, pass })));
	for (const [settings, code] of [
		[{ password: 'another' }, '1004'],
		[{ password: 'demo-1000', locked: true }, '1004'],
		[{ locked: false, passwordExpiresAt: '1 day ago, 09:00:00' }, '1008'],
	] as const) {
		await simulator.setLine(settings, '07000001001');
		expect(await answers()).toEqual(['0000', code, '0000']);
	}
});
