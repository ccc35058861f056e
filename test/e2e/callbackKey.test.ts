import { createHash, createHmac } from 'node:crypto';
import type { N8nApi, SavedWorkflow } from '../../scripts/n8nApi';
import { eventFields, utf8 } from './support/callbackEvent';
import { office, signedInApi, waitInOffice } from './support/office';
import { registrations, takeBackCallbacks } from './support/simulator';
import { createTriggerWorkflow, lineCredential } from './support/triggerWorkflow';

const LINE = '07000003004';
const PASSWORD = 'demo-3004';

/** What a neighbour, or whoever sees one request, can do with what n8n keeps and sends. */
describe("the callback's key", () => {
	let api: N8nApi;
	let workflow: SavedWorkflow;
	beforeAll(async () => {
		api = await signedInApi();
		const errors = await api.createWorkflow({
			name: 'Hears of errors',
			nodes: [{ id: 'e', name: 'Error', type: 'n8n-nodes-base.errorTrigger', typeVersion: 1, position: [0, 0], parameters: {} }],
			connections: {},
		});
		await api.activateWorkflow(errors).catch(() => undefined);
		const created = await createTriggerWorkflow(api, 'With an error workflow', ['incomingSms'], lineCredential(LINE));
		workflow = await api.updateWorkflow({ id: created.id, versionId: created.versionId, settings: { executionOrder: 'v1', errorWorkflow: errors.id } });
		await api.activateWorkflow(workflow);
	});
	afterAll(async () => {
		await api.deleteWorkflow(workflow.id);
		// The last test has deleted the credential, without which n8n cannot.
		await takeBackCallbacks(LINE);
	});

	const registeredUrl = async () => (await registrations(LINE)).sms?.url ?? '';
	/** An event with a key, as it comes over the wire. @returns the HTTP status of the answer */
	const tell = async (url: string, text: string) =>
		(await fetch(`${office().n8nUrl}${url}&${eventFields(LINE, '01000007601', utf8(text))}`)).status;
	/** How many executions there are, of all workflows. */
	const executions = async () => (await api.call<{ count: number }>('GET', `executions?filter=${encodeURIComponent('{}')}`)).count;

	test('cannot be found, nor the password, by trying passwords on what n8n keeps and sends', async () => {
		const url = await registeredUrl();
		const sent = /key=([^&]*)/.exec(url)?.[1] as string;
		const page = url.split('?')[0].split('/').slice(-2).join('/');
		// With workflow:read anybody gets this.
		const { staticData } = await api.call<{ staticData?: unknown }>('GET', `workflows/${workflow.id}`);
		const kept = JSON.stringify(staticData);
		expect(kept).toContain(createHash('sha256').update(sent).digest('hex'));

		// The right password is among those that are tried; whatever is made of it must not show that it is.
		const hash = createHash('sha512').update(PASSWORD).digest('hex');
		const found: string[] = [];
		for (const secret of [PASSWORD, hash, Buffer.from(hash, 'hex')]) {
			for (const what of ['', LINE, page, `${LINE} ${page}`, `callback ${LINE} ${page}`, `callback ${page}`, url.split('?')[0]]) {
				for (const algorithm of ['sha256', 'sha512']) {
					for (const made of [createHmac(algorithm, secret).update(what).digest(), createHash(algorithm).update(secret).update(what).digest()]) {
						for (const key of [made.toString('hex'), made.toString('base64url')]) {
							if (sent.includes(key.slice(0, 43)) || kept.includes(createHash('sha256').update(key).digest('hex'))) found.push(what);
						}
					}
				}
			}
		}
		expect(found).toEqual([]);
	});

	test('is another one after publishing again, and the old one is worth nothing', async () => {
		const old = await registeredUrl();
		expect(await tell(old, 'before')).toBe(200);
		await api.deactivateWorkflow(workflow.id);
		await api.activateWorkflow(workflow);
		const url = await registeredUrl();
		expect(url.split('?')[0]).toBe(old.split('?')[0]);
		expect(url).not.toBe(old);
		expect(await tell(old, 'replayed')).toBe(403);
		expect(await tell(url, 'after')).toBe(200);
	});

	test('is looked at before anything that could fail: no stranger starts an execution or the error workflow', async () => {
		const url = await registeredUrl();
		await waitInOffice('all executions to end', 30, async () => {
			const before = await executions();
			return (await new Promise((resolve) => setTimeout(resolve, 1000)).then(executions)) === before ? true : undefined;
		});
		const before = await executions();
		const [{ credentials }] = (await api.workflow(workflow.id)).nodes;
		await api.call('DELETE', `credentials/${credentials?.uplusCentrexApi.id ?? ''}`);
		for (const forged of [url.replace(/key=.{8}/, 'key=00000000'), url.replace(/\?.*/, '?ref=1'), `${url}x`]) {
			expect(await tell(forged, 'forged')).toBe(403);
		}
		await new Promise((resolve) => setTimeout(resolve, 2000));
		expect(await executions()).toBe(before);
		// The real thing is heard without the credential.
		expect(await tell(url, 'real')).toBe(200);
		await waitInOffice('its execution', 30, async () => ((await executions()) === before + 1 ? true : undefined));
	});
});
