import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import type { N8nApi } from '../../scripts/n8nApi';
import { inBrowser, openBrowser, openEditor, visit } from './support/browser';
import { createNodeWorkflow } from './support/nodeWorkflow';
import { runByHand, signedInApi } from './support/office';
import { createRowsWorkflow, LINE_OF_ROW } from './support/rowsWorkflow';
import { OFFICE_LINE, setLine, simulatorLine, simulatorState } from './support/simulator';
import { lineCredential } from './support/triggerWorkflow';

/** An office of many lines with one password, in a real n8n: the credential, which line sends, and the field Line in the editor. */

const LINES = [OFFICE_LINE, '07000001001', '07000001002'];
const RESULTS = join(__dirname, '../../test-results');
const office = (more: Record<string, unknown> = {}) => {
	const credential = lineCredential(OFFICE_LINE);
	return { ...credential, data: { ...credential.data, moreNumbers: '070-0000-1001\n070 0000 1002', ...more } };
};

let api: N8nApi;
const made: string[] = [];
beforeAll(async () => {
	api = await signedInApi();
	mkdirSync(RESULTS, { recursive: true });
});
afterAll(async () => {
	for (const id of made) await api.deleteWorkflow(id);
});

describe("the credential's test", () => {
	test('signs in with the first of them', async () => {
		expect(await api.testCredential(office())).toMatchObject({ status: 'OK' });
		expect(await api.testCredential(office({ password: 'wrong' }))).toMatchObject({ status: 'Error', message: expect.stringContaining('1004') });
		await setLine(OFFICE_LINE, { locked: false });
	});

	test.each([
		['is no number', '070-0000-1001\nreception', 'More Lines in the credential, row 2: it is no phone number of a line. Found: "reception". Write one a row, such as 070-0000-1001.'],
		['stands twice', '070-0000-1001\n07000001001', 'More Lines in the credential, row 2: it stands there twice. Found: "07000001001". Take it out.'],
		['is the first one', '+82 70-0000-1000', 'More Lines in the credential, row 1: it is the number in the field Number. Found: "+82 70-0000-1000". Take it out.'],
	])('names a row that %s', async (_, moreNumbers, message) => {
		expect(await api.testCredential(office({ moreNumbers }))).toMatchObject({ status: 'Error', message });
	});
});

/** Sends a text for each row, by hand, and returns what came out. */
async function sendRows(rows: object[], parameters: Record<string, unknown>, data: Record<string, unknown> = {}) {
	const workflow = await createRowsWorkflow(api, 'many-lines', rows, parameters, office(data));
	made.push(workflow.id);
	return (await runByHand(api, workflow.id, 'Start')).items.Send;
}

const to = (index: number) => `0100000${7800 + index}`;
/** Who was sent what from which line, of the texts of one test. */
const sent = async (marked: string) => {
	const { texts } = await simulatorState();
	return LINES.map((line) => texts.filter((text) => text.line === line && text.direction === 'out' && text.text.startsWith(marked)).map(({ number, text }) => `${number} ${text}`));
};
const wanted = (rows: Array<{ to: string; text: string; line: string }>) => LINES.map((line) => rows.filter((row) => row.line === line).map((row) => `${row.to} ${row.text}`));

test('each row goes out from the line that it names; one that is not the office’s sends nothing', async () => {
	const rows = Array.from({ length: 30 }, (_, index) => ({ to: to(index), text: `회선 ${index % 2 ? 'own' : index}`, line: LINES[index % 3] }));
	const written = rows.map((row, index) => ({ ...row, line: index % 2 ? row.line : row.line.replace('0700000', '070-0000-') }));
	const items = await sendRows([...written, { to: to(30), text: '회선 none', line: '070-0000-1077' }], { line: LINE_OF_ROW });
	expect(items.slice(0, 30).map(({ success }) => success)).toEqual(Array(30).fill(true));
	expect(items[30]).toMatchObject({ outcome: 'notSent', error: expect.stringMatching(/^Line: this is none of the numbers of the credential\. Found: "070-0000-1077"\./) });
	expect((await sent('회선')).map((texts) => texts.sort())).toEqual(wanted(rows).map((texts) => texts.sort()));
});

test("expressions in the credential's own fields count for each row", async () => {
	const rows = Array.from({ length: 9 }, (_, index) => ({ to: to(40 + index), text: '식 test', line: LINES[index % 3] }));
	const items = await sendRows(rows, {}, { number: '={{ $json.line }}', moreNumbers: '' });
	expect(items.map(({ success }) => success)).toEqual(Array(9).fill(true));
	expect(await sent('식')).toEqual(wanted(rows));
});

test('a line that is refused keeps the others from nothing, and its rows say which line it was', async () => {
	await setLine(LINES[1], { password: 'another' });
	try {
		const rows = Array.from({ length: 6 }, (_, index) => ({ to: to(50 + index), text: '거부 test', line: LINES[index % 3] }));
		const items = await sendRows(rows, { line: LINE_OF_ROW });
		expect(items.map(({ outcome, success }) => outcome ?? success)).toEqual([true, 'rejected', true, true, 'rejected', true]);
		expect(items[1].error).toContain(`This was line ${LINES[1]}.`);
		expect(await sent('거부')).toEqual(wanted(rows.filter((row) => row.line !== LINES[1])));
	} finally {
		await setLine(LINES[1], { password: 'demo-1000', locked: false });
	}
});

describe('in the editor', () => {
	let browser: Browser;
	let page: Page;
	beforeAll(async () => {
		browser = await openBrowser();
		page = await openEditor(browser);
	});
	afterAll(async () => await browser.close());
	const panel = () => page.getByTestId('ndv');
	const screenshot = async (name: string) => void (await page.screenshot({ path: join(RESULTS, `${name}.png`) }));
	async function openNode(parameters: Record<string, unknown>, credential = office()) {
		const workflow = await createNodeWorkflow(api, 'Centrex', parameters, credential);
		made.push(workflow.id);
		// n8n 2.6 leaves a node's panel open over the next workflow.
		await page.keyboard.press('Escape');
		await visit(page, `/workflow/${workflow.id}`);
		await page.getByTestId('canvas-node').filter({ hasText: 'Centrex' }).dblclick();
		await panel().waitFor();
	}
	const line = () => panel().getByTestId('parameter-input-line').or(panel().locator('[data-test-id="resource-locator-line"]')).first();

	test('the line is picked from a list, and its contacts are offered', inBrowser(async () => {
		await setLine(LINES[2], { contacts: [{ name: '셋째 회선', phone1: '010-0000-7899', phone2: '', groupName: '', groupCode: '', note: '' }] });
		await openNode({ resource: 'message', operation: 'send', to: { __rl: true, mode: 'list', value: '' }, text: '안녕하세요' });
		await screenshot('lines-one');
		await line().getByTestId('rlc-input').click();
		await page.getByTestId('rlc-item').first().waitFor();
		await screenshot('lines-picker');
		expect((await page.getByTestId('rlc-item').allInnerTexts()).map((text) => text.trim())).toEqual(['070-0000-1000', '070-0000-1001', '070-0000-1002']);
		await page.getByTestId('rlc-item').nth(2).click();
		await panel().getByTestId('rlc-input').first().click();
		await page.getByTestId('rlc-item').filter({ hasText: '셋째 회선' }).click();
		await panel().getByTestId('node-execute-button').click();
		await panel().getByText('SMS, 10 bytes, to 1 recipient in 1 request.').waitFor();
		await screenshot('lines-sent');
		expect((await simulatorState()).texts.filter(({ number }) => number === '01000007899')).toMatchObject([{ line: LINES[2], text: '안녕하세요' }]);
		expect((await simulatorLine(LINES[2])).contacts).toHaveLength(1);
	}));

	test('a credential of ten lines', inBrowser(async () => {
		const moreNumbers = Array.from({ length: 9 }, (_, index) => `070-0000-100${index + 1}`).join('\n');
		await openNode({ resource: 'callForwarding', operation: 'stop' }, office({ moreNumbers }));
		await line().getByTestId('rlc-input').click();
		await page.getByTestId('rlc-item').nth(9).waitFor();
		await screenshot('lines-ten');
	}));
});
