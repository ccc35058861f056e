import type { Browser, Page } from 'playwright-core';
import { CREDENTIAL_TYPE } from '../../scripts/demoOffice';
import { formUrl } from '../../scripts/n8nApi';
import type { N8nApi } from '../../scripts/n8nApi';
import { inBrowser, openBrowser, openPage } from './support/browser';
import { dropTable, letAge, rowsOf } from './support/dataTables';
import { enter, importExample } from './support/examples';
import { office, signedInApi, waitInOffice } from './support/office';
import { OFFICE_LINE, setFault, simulatorState, waitForTextTo } from './support/simulator';

const TABLE = 'Centrex inquiries';
const THANKS = 'Thank you! We have your inquiry.';
const TEXT = '문의가 접수되었습니다. 곧 연락드리겠습니다.';
const HOUR = 60;
const NINETY_DAYS = 90 * 24 * HOUR;

/** What somebody fills in. */
interface Inquiry {
	name?: string;
	phone: string;
	message?: string;
}

describe('form to SMS', () => {
	let api: N8nApi;
	let browser: Browser;
	let url: string;
	/** How many texts had gone out before the test. */
	let before: number;
	/** The newest execution before the test. */
	let lastRun: number;

	beforeAll(async () => {
		api = await signedInApi();
		browser = await openBrowser();
		url = formUrl(office().n8nUrl, await api.workflow(office().formToSmsId));
		await waitInOffice('the form to open', 30, async () => ((await fetch(url)).ok ? true : undefined));
	});
	beforeEach(async () => {
		// A fresh n8n has no table, and the hour of each test begins with it.
		await dropTable(api, TABLE);
		before = (await simulatorState()).texts.length;
		lastRun = Number((await api.executionIds(office().formToSmsId))[0] ?? 0);
	});
	afterAll(async () => {
		await dropTable(api, TABLE);
		await browser.close();
	});

	async function fillIn({ name = '홍길동', phone, message = '토요일에도 여나요?' }: Inquiry): Promise<Page> {
		const page = await openPage(browser, url);
		await page.getByLabel('Name').fill(name);
		await page.getByLabel('Phone').fill(phone);
		await page.getByLabel('Message').fill(message);
		await page.getByRole('button', { name: 'Send' }).click();
		return page;
	}

	/** What the browser sends, without the browser: the fields in their order. @returns what the page then says */
	async function submit({ name = '홍길동', phone, message = '토요일에도 여나요?' }: Inquiry): Promise<string> {
		const body = new FormData();
		for (const [index, value] of [name, phone, message].entries()) body.append(`field-${index}`, value);
		const response = await fetch(url, { method: 'POST', body });
		const { formSubmittedText } = (await response.json()) as { formSubmittedText: string };
		return formSubmittedText;
	}

	/** The table's rows, once nothing is under way any more. */
	async function settledRows(count: number) {
		return await waitInOffice(`${count} inquiries to be dealt with`, 60, async () => {
			const rows = await rowsOf(api, TABLE);
			return rows.length === count && rows.every(({ text }) => text !== 'waiting') ? rows : undefined;
		});
	}

	/** The ids of the runs that this test has started and that are in one of these states. */
	async function runs(...status: string[]): Promise<string[]> {
		const filter = encodeURIComponent(JSON.stringify({ workflowId: office().formToSmsId, status }));
		const { results } = await api.call<{ results: Array<{ id: string }> }>('GET', `executions?limit=100&filter=${filter}`);
		return results.map(({ id }) => id).filter((id) => Number(id) > lastRun);
	}

	/** Why runs of this test have failed, once all have ended. */
	async function failures(): Promise<string[]> {
		await waitInOffice('the runs to end', 60, async () => ((await runs('new', 'running', 'waiting')).length === 0 ? true : undefined));
		return await Promise.all((await runs('error', 'crashed')).map(async (id) => (await api.execution(id)).error ?? ''));
	}

	const sentTexts = async () => (await simulatorState()).texts.slice(before).map(({ number, text }) => [number, text]);
	const number = (index: number) => `0100000${2000 + index}`;

	test('whoever asks gets the words of the office, and the office has the inquiry', inBrowser(async () => {
		const page = await fillIn({ phone: '010-0000-1101', message: '내일 몇 시에 여나요?' });
		await page.getByText(THANKS, { exact: true }).waitFor();
		expect(await waitForTextTo('01000001101')).toMatchObject({ line: OFFICE_LINE, text: `홍길동님, ${TEXT}`, type: 'SMS' });
		expect(await settledRows(1)).toMatchObject([
			{ phone: '01000001101', name: '홍길동', message: '내일 몇 시에 여나요?', text: 'sent', why: '' },
		]);
		expect(await failures()).toEqual([]);
	}));

	test('no words of a stranger are sent, but what looks like a name', async () => {
		const link = 'https://example.com/win';
		const names = [
			['성춘향', '성춘향'],
			['Gil-dong', '고객'],
			['Gildong Hong', 'Gildong Hong'],
			['Hong Gildong the Second', '고객'],
			[link, '고객'],
			['당첨되셨습니다', '고객'],
			['example.com', '고객'],
			['길동1', '고객'],
			// As a Mac writes it: each letter by itself.
			['홍길동'.normalize('NFD'), '홍길동'],
		];
		for (const [index, [name]] of names.entries()) await submit({ name, phone: number(index), message: `당첨! ${link}` });
		await settledRows(names.length);
		expect(await sentTexts()).toEqual(names.map(([, addressee], index) => [number(index), `${addressee}님, ${TEXT}`]));
	});

	test('one mobile number gets a text, however it is written; anything else gets none, and its inquiry is kept', inBrowser(async () => {
		for (const phone of ['010 0000 1111', '+82 10-0000-1112', '０１０－００００－１１１３']) expect(await submit({ phone })).toBe(THANKS);
		const others = [
			'010-0000-1121, 010-0000-1122',
			'01000001121 01000001122',
			'010-0000-1121;',
			'02-000-1123',
			'1588-0000',
			'070-0000-1124',
			'+1 202 555 0123',
			'010-0000-112',
			'not a number',
		];
		for (const phone of others) expect(await submit({ phone })).toMatch(new RegExp(`^${THANKS} .*send the form again`));
		const rows = await settledRows(3 + others.length);
		expect((await sentTexts()).map(([to]) => to)).toEqual(['01000001111', '01000001112', '01000001113']);
		expect(rows.slice(3)).toMatchObject(others.map((phone) => ({ phone, name: '홍길동', text: 'none', why: 'Not one Korean mobile number.' })));
		expect(await failures()).toEqual([]);

		const page = await fillIn({ phone: '010-0000-1121, 010-0000-1122' });
		await page.getByText('The phone is not one Korean mobile number').waitFor();
	}));

	test('twenty at once from one number: one text; an hour later it gets one again, and after 90 days it is forgotten', async () => {
		// Among others: together they are thirty numbers, so that nobody is to miss a text.
		const others = Array.from({ length: 29 }, (_, index) => number(index));
		const phones = [...Array.from({ length: 20 }, () => '010-0000-1131'), ...others];
		const answers = await Promise.all(phones.map(async (phone) => await submit({ phone })));
		expect(new Set(answers)).toEqual(new Set([THANKS]));
		const rows = (await settledRows(phones.length)).filter(({ phone }) => phone === '01000001131');
		expect((await sentTexts()).map(([to]) => to).sort()).toEqual(['01000001131', ...others]);
		expect(rows.map(({ text }) => text)).toEqual(['sent', ...Array.from({ length: 19 }, () => 'none')]);
		expect(rows[19].why).toBe('This number had its text within the hour.');
		expect(await failures()).toEqual([]);

		await letAge(api, TABLE, HOUR - 2);
		await submit({ phone: '+82 10 0000 1131' });
		await settledRows(50);
		expect(await sentTexts()).toHaveLength(30);
		// Only the text counts, not the one that was left out.
		await letAge(api, TABLE, 3);
		await submit({ phone: '01000001131' });
		await settledRows(51);
		expect(await sentTexts()).toHaveLength(31);

		await letAge(api, TABLE, NINETY_DAYS - HOUR);
		await submit({ phone: '010-0000-1132' });
		const left = await settledRows(3);
		expect(left.map(({ phone }) => phone)).toEqual(['01000001131', '01000001131', '01000001132']);
	});

	test('sixty at once from sixty numbers: thirty texts, the office is told once, and nobody outside', inBrowser(async () => {
		const wrong = await Promise.all(Array.from({ length: 10 }, async () => await submit({ phone: '02-000-0000' })));
		expect(wrong).toHaveLength(10);
		const answers = await Promise.all(Array.from({ length: 60 }, async (_, index) => await submit({ phone: number(index) })));
		expect(new Set(answers)).toEqual(new Set([THANKS]));
		const rows = (await settledRows(70)).slice(10);
		const sent = await sentTexts();
		expect(new Set(sent.map(([to]) => to)).size).toBe(30);
		expect(sent).toHaveLength(30);
		expect(rows.map(({ text }) => text)).toEqual([
			...Array.from({ length: 30 }, () => 'sent'),
			'full',
			...Array.from({ length: 29 }, () => 'none'),
		]);
		const full = expect.stringMatching(/^30 texts went out within the hour\./);
		expect(rows.slice(30).map(({ why }) => why)).toEqual(Array.from({ length: 30 }, () => full));
		expect(await failures()).toEqual([full]);

		const page = await fillIn({ phone: number(60) });
		await page.getByText(THANKS, { exact: true }).waitFor();
		await settledRows(71);
		expect(await sentTexts()).toHaveLength(30);
		expect(await failures()).toHaveLength(1);

		// The next hour, full again: the office is told again.
		await letAge(api, TABLE, HOUR);
		await Promise.all(Array.from({ length: 40 }, async (_, index) => await submit({ phone: number(index) })));
		await settledRows(111);
		expect(await sentTexts()).toHaveLength(60);
		expect(await failures()).toHaveLength(2);
	}));

	test('whoever found the hour full gets a text once it is over', async () => {
		await Promise.all(Array.from({ length: 30 }, async (_, index) => await submit({ phone: number(index) })));
		await settledRows(30);
		await letAge(api, TABLE, HOUR / 2);
		await submit({ phone: number(30) });
		expect((await settledRows(31)).at(-1)).toMatchObject({ text: 'full' });
		await letAge(api, TABLE, HOUR / 2 + 1);
		await submit({ phone: number(30) });
		expect((await settledRows(32)).at(-1)).toMatchObject({ text: 'sent' });
	});

	test('a text that was refused, or may have gone out: the office is told, the visitor is thanked all the same', inBrowser(async () => {
		const DATAS = { STATUS: 'OK', RESCNT: 9, DEBUG: '01000001141=FAIL' };
		await setFault({ command: 'smssend', kind: 'body', body: JSON.stringify({ SVC_RT: '0000', SVC_MSG: '', DATAS }) });
		const page = await fillIn({ phone: '010-0000-1141' });
		await page.getByText(THANKS, { exact: true }).waitFor();
		const refused = 'The text did not go out. The service refused the number.';
		expect(await settledRows(1)).toMatchObject([{ text: 'failed', why: refused }]);
		// n8n sends messages to its makers: the number stands in the table alone.
		const told = 'The text for an inquiry failed. The table Centrex inquiries says for which, and why.';
		expect(await failures()).toEqual([told]);

		await setFault({ command: 'smssend', kind: 'disconnect', carryOut: true });
		expect(await submit({ phone: '010-0000-1142' })).toBe(THANKS);
		const [, { text, why }] = await settledRows(2);
		expect(text).toBe('unknown');
		expect(why).toMatch(/^It is not known whether the text went out: .*connection/);
		expect(await failures()).toEqual([told, told]);
	}));

	test('whose text was refused gets one at the next try; whose text may have gone out does not', async () => {
		await setFault({ command: 'smssend', kind: 'resultCode', code: '3004' });
		await submit({ phone: '010-0000-1143' });
		expect(await settledRows(1)).toMatchObject([{ text: 'failed', why: expect.stringMatching(/^The text did not go out\. /) }]);
		await submit({ phone: '010-0000-1143' });
		expect((await settledRows(2))[1]).toMatchObject({ text: 'sent', why: '' });
		await setFault({ command: 'smssend', kind: 'disconnect', carryOut: true });
		await submit({ phone: '010-0000-1144' });
		await settledRows(3);
		await submit({ phone: '010-0000-1144' });
		expect((await settledRows(4))[3]).toMatchObject({ text: 'none', why: 'This number had its text within the hour.' });
		expect((await sentTexts()).map(([to]) => to)).toEqual(['01000001143', '01000001144']);
	});

	test('an inquiry that could not be kept: the visitor is told, and so is the office', inBrowser(async () => {
		const workflow = await api.workflow(office().formToSmsId);
		const { versionId } = await enter(api, workflow, { 'Keep the inquiry': { dataTableId: { __rl: true, mode: 'name', value: 'No such table' } } });
		await api.activateWorkflow({ id: workflow.id, versionId });
		try {
			const page = await fillIn({ phone: '010-0000-1151' });
			await page.getByText('Sorry, your inquiry could not be kept. Please call us.').waitFor();
			expect(await failures()).toEqual([expect.stringMatching(/^An inquiry could not be kept.*No such table/)]);
			expect(await sentTexts()).toEqual([]);
		} finally {
			const changed = await api.workflow(workflow.id);
			const restored = await api.updateWorkflow({ id: workflow.id, nodes: workflow.nodes, versionId: changed.versionId });
			await api.activateWorkflow(restored);
		}
	}));

	test('a name or phone that takes long to read does not hold n8n up', async () => {
		// Unicode puts marks in order before it compares letters: of 160,000 that takes many seconds.
		const marks = '\u0301\u0316'.repeat(80_000);
		for (const inquiry of [{ name: marks, phone: '010-0000-1161' }, { phone: marks }]) {
			const sent = Date.now();
			let isAnswered = false;
			const answer = submit(inquiry).finally(() => (isAnswered = true));
			while (!isAnswered) {
				const { status } = await fetch(`${office().n8nUrl}/healthz`, { signal: AbortSignal.timeout(1000) });
				expect(status).toBe(200);
			}
			expect(await answer).toContain(THANKS);
			expect(Date.now() - sent).toBeLessThan(2000);
		}
		const [one, other] = await settledRows(2);
		expect(String(one.name).length).toBe(100);
		expect(other).toMatchObject({ phone: marks.slice(0, 100), text: 'none' });
		expect(await sentTexts()).toEqual([['01000001161', `고객님, ${TEXT}`]]);
	});

	test('of a long phone nothing is cut off until it is a number', async () => {
		await submit({ phone: `010-0000-1162${' '.repeat(90)}010-0000-1163` });
		expect(await settledRows(1)).toMatchObject([{ text: 'none' }]);
		expect(await sentTexts()).toEqual([]);
	});

	test('its address cannot be guessed', async () => {
		expect(new URL(url).pathname).toMatch(/^\/form\/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
		for (const path of ['send-a-text', 'form-to-sms-form']) expect((await fetch(`${office().n8nUrl}/form/${path}`)).status).toBe(404);
	});

	test('the Korean form does the same', async () => {
		const [credential] = (await api.credentials()).filter(({ type }) => type === CREDENTIAL_TYPE);
		const korean = await importExample(api, 'ko/form-to-sms.json', { [CREDENTIAL_TYPE]: credential });
		try {
			await api.activateWorkflow(korean);
			const koreanUrl = formUrl(office().n8nUrl, korean);
			await waitInOffice('the Korean form to open', 30, async () => ((await fetch(koreanUrl)).ok ? true : undefined));
			const page = await openPage(browser, koreanUrl);
			await page.getByLabel('이름').fill('홍길동');
			await page.getByLabel('전화번호').fill('010-0000-2197');
			await page.getByLabel('내용').fill('토요일에도 여나요?');
			await page.getByRole('button', { name: '보내기' }).click();
			await page.getByText('감사합니다. 문의가 접수되었습니다.').waitFor();
			await page.close();
			expect(await waitForTextTo('01000002197')).toMatchObject({ text: `홍길동님, ${TEXT}` });
			expect(await settledRows(1)).toMatchObject([{ phone: '01000002197', name: '홍길동', message: '토요일에도 여나요?', text: 'sent' }]);
		} finally {
			await api.deleteWorkflow(korean.id);
		}
	});
});
