import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import type { Credential } from '../../scripts/n8nApi';
import { inBrowser, openBrowser, openEditor, visit } from './support/browser';
import { createNodeWorkflow } from './support/nodeWorkflow';
import { signedInApi } from './support/office';
import { OFFICE_LINE, setFault, simulatorLine, simulatorState, waitForTextTo } from './support/simulator';
import { lineCredential } from './support/triggerWorkflow';

const RESULTS = join(__dirname, '../../test-results');

describe('picking instead of typing, in the editor', () => {
	let browser: Browser;
	let page: Page;
	/** The workflows made here; an editor that has one open would say that it is gone. */
	const made: string[] = [];
	beforeAll(async () => {
		mkdirSync(RESULTS, { recursive: true });
		browser = await openBrowser();
		page = await openEditor(browser);
	});
	afterAll(async () => {
		await browser.close();
		const api = await signedInApi();
		for (const id of made) await api.deleteWorkflow(id);
	});

	const screenshot = async (name: string) => void (await page.screenshot({ path: join(RESULTS, `${name}.png`) }));
	const panel = () => page.getByTestId('ndv');

	/** Opens a workflow of one node, "Centrex", in the editor, and that node's fields. */
	async function openNode(parameters: Record<string, unknown>, line: Credential = lineCredential(OFFICE_LINE)) {
		const workflow = await createNodeWorkflow(await signedInApi(), 'Centrex', parameters, line);
		made.push(workflow.id);
		await visit(page, `/workflow/${workflow.id}`);
		await page.getByTestId('canvas-node').filter({ hasText: 'Centrex' }).dblclick();
		await panel().waitFor();
	}

	/** Chooses to pick from the list instead of typing. */
	async function chooseList() {
		await panel().getByTestId('rlc-mode-selector').first().click();
		// Each such field has a list of modes, of which one is open.
		await page.getByTestId('mode-list').filter({ visible: true }).click();
	}

	test('a contact of the address book is found by name and gets the text; the pane says what went out', inBrowser(async () => {
		const [contact] = (await simulatorLine(OFFICE_LINE)).contacts;
		const number = contact.phone1.replaceAll('-', '');
		const known = (await simulatorState()).texts.length;
		await openNode({ resource: 'message', operation: 'send', text: '감사합니다 😀' });
		await chooseList();
		await panel().getByTestId('rlc-input').first().click();
		await page.getByTestId('rlc-item').first().waitFor();
		await screenshot('picker-contacts');
		expect(await page.getByTestId('rlc-item').count()).toBeGreaterThan(10);
		await page.getByTestId('rlc-search').fill(contact.name);
		const item = page.getByTestId('rlc-item').filter({ hasText: contact.phone1 });
		await page.getByTestId('rlc-item').nth(3).waitFor({ state: 'detached' });
		expect((await item.innerText()).trim()).toMatch(new RegExp(`^${contact.name}.* · ${contact.phone1}$`));
		await item.click();

		await panel().getByTestId('node-execute-button').click();
		await panel().getByText('SMS, 13 bytes, to 1 recipient in 1 request.').waitFor();
		await panel().getByText('Phones in Korea cannot show 😀: a question mark arrives instead.').waitFor();
		await screenshot('picker-sent');
		expect(await waitForTextTo(number)).toMatchObject({ line: OFFICE_LINE, text: '감사합니다 ?' });
		expect((await simulatorState()).texts).toHaveLength(known + 1);
	}));

	test('a recording is picked by its time and downloaded', inBrowser(async () => {
		const { recordings } = await simulatorLine(OFFICE_LINE);
		await openNode({ resource: 'recording', operation: 'download', binaryPropertyName: 'data' });
		await panel().getByTestId('rlc-input').first().click();
		await page.getByTestId('rlc-item').first().waitFor();
		await screenshot('picker-recordings');
		expect(await page.getByTestId('rlc-item').count()).toBe(recordings.length);
		const newest = recordings.map(({ startedAt }) => startedAt).sort().at(-1) as string;
		const first = page.getByTestId('rlc-item').first();
		expect((await first.innerText()).trim()).toMatch(new RegExp(`${newest.slice(11, 16)} · 0\\d\\d?-\\*{4}-\\d{4} · \\d+KB$`));
		await first.click();
		await panel().getByTestId('node-execute-button').click();
		await panel().getByText(/\d+_mix\.wav/).first().waitFor();
		await screenshot('picker-downloaded');
	}));

	test("the service's error stands in the list as a sentence that says what to do", inBrowser(async () => {
		await setFault({ command: 'addresslist', kind: 'resultCode', code: '2002' });
		await openNode({ resource: 'callForwarding', operation: 'set' });
		await chooseList();
		await panel().getByTestId('rlc-input').first().click();
		await page.getByTestId('rlc-error-container').waitFor();
		await screenshot('picker-error');
		await page.getByText(/no permission/i).first().waitFor();
	}));

	test('on the canvas each node says below its name what it does', inBrowser(async () => {
		await openNode({ resource: 'call', operation: 'startRecording' });
		await panel().getByText('By default the service allows 10 recordings a day.').waitFor();
		await screenshot('notice');
		await page.keyboard.press('Escape');
		await page.getByTestId('canvas-node').filter({ hasText: 'Start recording the call' }).waitFor();
		await screenshot('subtitle');
	}));
});
