import { createHash } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import type { Execution, N8nApi, SavedWorkflow } from '../../scripts/n8nApi';
import { inBrowser, openBrowser, openEditor, visit } from './support/browser';
import { office, signedInApi, waitForExecution, waitInOffice } from './support/office';
import { hangUp, letComeIn, registrations, setLine, simulatorLine } from './support/simulator';
import { createTriggerWorkflow, lineCredential } from './support/triggerWorkflow';

const LINE = '07000003004';
/** A line for the test that takes two minutes, which begins before all others. */
const SLOW_LINE = '07000002002';
const BOTH = ['incomingCall', 'incomingSms'];
const RESULTS = join(__dirname, '../../test-results');

describe('a test run on the line of an active workflow', () => {
	let api: N8nApi;
	let workflow: SavedWorkflow;
	let slow: SavedWorkflow;
	let production: Awaited<ReturnType<typeof registrations>>;
	let slowProduction: typeof production;

	beforeAll(async () => {
		mkdirSync(RESULTS, { recursive: true });
		api = await signedInApi();
		await setLine(SLOW_LINE, { permitted: true });
		slow = await activeWorkflow('Nobody calls', SLOW_LINE);
		slowProduction = await registrations(SLOW_LINE);
		await listen(slow, SLOW_LINE);

		workflow = await activeWorkflow('Under test', LINE);
		production = await registrations(LINE);
		expect(production).toEqual({ ring: address('webhook'), sms: address('webhook') });
		expect(production.ring?.url).not.toContain('before');
	});
	afterAll(async () => {
		for (const one of [workflow, slow]) if (one) await api.deleteWorkflow(one.id);
		await setLine(SLOW_LINE, { permitted: false });
		expect(await registrations(LINE)).toEqual({ ring: null, sms: null });
	});

	async function activeWorkflow(name: string, line: string): Promise<SavedWorkflow> {
		const created = await createTriggerWorkflow(api, name, BOTH, lineCredential(line));
		await api.activateWorkflow(created);
		return created;
	}

	const address = (path: 'webhook' | 'webhook-test') => ({
		host: '127.0.0.1',
		port: Number(new URL(office().n8nUrl).port),
		url: expect.stringMatching(new RegExp(`^/${path}/[\\w-]+/callback\\.html\\?key=[\\w-]{43}(&before=.+)?$`)) as string,
	});

	/** Starts a test run as the editor does, and sees that the line calls it. */
	async function listen(tested: SavedWorkflow, line: string): Promise<void> {
		await api.startTestRun(tested, 'Trigger');
		expect(await registrations(line)).toEqual({ ring: address('webhook-test'), sms: address('webhook-test') });
	}

	async function waitForTestRun(runs: boolean, line: string, seconds: number): Promise<void> {
		await waitInOffice(`a test run to ${runs ? 'begin' : 'end'}`, seconds, async () => {
			const called = Object.values(await registrations(line)).map((one) => one?.url.startsWith('/webhook-test/') ?? false);
			return called.every((isTest) => isTest === runs) ? true : undefined;
		});
	}

	/** Sees that the line calls again what it called before the test run. */
	async function seeHandedBack(line: string, before: typeof production, seconds = 15): Promise<void> {
		await waitForTestRun(false, line, seconds);
		expect(await registrations(line)).toEqual(before);
	}

	/** A text comes in; the new execution that it starts. */
	async function textComesIn(text: string, tested = workflow): Promise<Execution> {
		const known = await api.executionIds(tested.id);
		await letComeIn('text', { line: LINE, from: '010-0000-7101', text });
		const execution = await waitForExecution(api, tested.id, known);
		expect(execution).toMatchObject({ status: 'success', items: { Next: [{ sender: '01000007101', message: text }] } });
		return execution;
	}

	test('has the event, and hands the line back', async () => {
		await listen(workflow, LINE);
		expect((await textComesIn('a test')).mode).toBe('manual');
		await seeHandedBack(LINE, production);
		expect((await textComesIn('no test any more')).mode).toBe('webhook');
	});

	test('hands the line back when it is stopped', async () => {
		await listen(workflow, LINE);
		await api.stopTestRun(workflow.id);
		await seeHandedBack(LINE, production);
		expect((await textComesIn('after a stopped test')).mode).toBe('webhook');
	});

	test('is handed a call too, and one run after the other works', async () => {
		for (const from of ['01000007102', '01000007103']) {
			const known = await api.executionIds(workflow.id);
			await listen(workflow, LINE);
			await letComeIn('call', { line: LINE, from });
			const execution = await waitForExecution(api, workflow.id, known);
			expect(execution).toMatchObject({ mode: 'manual', items: { Next: [{ event: 'incomingCall', sender: from }] } });
			await seeHandedBack(LINE, production);
			await hangUp(LINE);
		}
	});

	test('of another workflow hands the line back as well', async () => {
		const other = await createTriggerWorkflow(api, 'The other workflow', BOTH, lineCredential(LINE));
		try {
			await listen(other, LINE);
			expect((await textComesIn('for the other one', other)).mode).toBe('manual');
			await seeHandedBack(LINE, production);
			expect((await textComesIn('for the active one again')).mode).toBe('webhook');

			await listen(other, LINE);
			await api.stopTestRun(other.id);
			await seeHandedBack(LINE, production);
		} finally {
			await api.deleteWorkflow(other.id);
		}
		expect(await registrations(LINE)).toEqual(production);
	});

	test('puts nothing back for a workflow that was switched off meanwhile', async () => {
		await listen(workflow, LINE);
		await api.deactivateWorkflow(workflow.id);
		expect(await registrations(LINE)).toEqual({ ring: address('webhook-test'), sms: address('webhook-test') });
		expect((await textComesIn('a test all the same')).mode).toBe('manual');
		await seeHandedBack(LINE, { ring: null, sms: null });
		await api.activateWorkflow(workflow);
		const registered = await registrations(LINE);
		expect(registered).toEqual({ ring: address('webhook'), sms: address('webhook') });
		expect(registered.ring?.url).not.toBe(production.ring?.url);
		production = registered;
	});

	describe('in the editor', () => {
		let browser: Browser;
		let page: Page;
		beforeAll(async () => {
			browser = await openBrowser();
			page = await openEditor(browser);
			await visit(page, `/workflow/${workflow.id}`);
		});
		afterAll(async () => await browser.close());

		const trigger = () => page.getByTestId('canvas-node').filter({ hasText: 'Trigger' });
		const panel = () => page.getByTestId('ndv');

		test('listens until it is stopped', inBrowser(async () => {
			await trigger().dblclick();
			await panel().getByText('Wait for a call or a text').waitFor();
			await page.screenshot({ path: join(RESULTS, 'trigger-panel.png') });
			await panel().getByRole('button', { name: 'Execute step' }).first().click();
			await panel().getByText('Listening for test event').waitFor();
			await waitForTestRun(true, LINE, 15);
			await page.screenshot({ path: join(RESULTS, 'test-run-listening.png') });
			await panel().getByRole('button', { name: 'Stop Listening' }).first().click();
			await panel().getByRole('button', { name: 'Execute step' }).first().waitFor();
			await seeHandedBack(LINE, production);
			expect((await textComesIn('after Stop')).mode).toBe('webhook');
			await page.keyboard.press('Escape');
		}));

		test('shows the event that came in', inBrowser(async () => {
			await page.getByTestId('execute-workflow-button').first().click();
			await page.getByText('Waiting for trigger event').first().waitFor();
			expect((await textComesIn('for the editor')).mode).toBe('manual');
			await seeHandedBack(LINE, production);
			await trigger().dblclick();
			await panel().getByText('for the editor').first().waitFor();
			await page.screenshot({ path: join(RESULTS, 'test-run-event.png') });
		}));
	});

	test('hands the line back after the two minutes that n8n waits', async () => {
		await seeHandedBack(SLOW_LINE, slowProduction, 150);
		expect(await api.executionIds(slow.id)).toEqual([]);
	}, 180_000);
});

test('a line that calls somebody else is left alone, unless it is to be replaced', async () => {
	const api = await signedInApi();
	const foreign = { callbackurl: '/crm/ring.php', callbackhost: '127.0.0.1', callbackport: '80' };
	const pass = createHash('sha512').update('demo-3004').digest('hex');
	const answer = await fetch(`${office().simulatorUrl}/RestApi/setringcallback`, {
		method: 'POST',
		body: new URLSearchParams({ id: LINE, pass, ...foreign }),
	});
	expect(await answer.json()).toMatchObject({ SVC_RT: '0000' });
	const before = (await simulatorLine(LINE)).callbacks;
	const registeredAt = before.ring?.registeredAt ?? '';

	const workflow = await createTriggerWorkflow(api, 'Not alone on the line', BOTH, lineCredential(LINE));
	try {
		const refusal = await api.activateWorkflow(workflow).catch((error: Error) => error.message);
		expect(refusal).toContain('http://127.0.0.1:80');
		expect(refusal).toContain(registeredAt.slice(0, 10));
		expect(refusal).toContain('Replace');
		expect((await simulatorLine(LINE)).callbacks).toEqual(before);

		await api.deactivateWorkflow(workflow.id).catch(() => undefined);
		for (const node of workflow.nodes) if (node.name === 'Trigger') node.parameters.ifRegistered = 'replace';
		const changed = await api.updateWorkflow({ id: workflow.id, nodes: workflow.nodes, versionId: workflow.versionId });
		await api.activateWorkflow(changed);
		const { ring, sms } = await registrations(LINE);
		expect(ring).toEqual(sms);
		expect(ring?.url).toMatch(/^\/webhook\/.+\/callback\.html/);
	} finally {
		await api.deleteWorkflow(workflow.id);
	}
	expect(await registrations(LINE)).toEqual({ ring: null, sms: null });
});
