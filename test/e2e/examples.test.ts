import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import fastify, { type FastifyInstance } from 'fastify';
import type { Browser, Page } from 'playwright-core';
import type { INBOUND_STATUSES } from '../../simulator/office/inboundCalls';
import { daysAgo, koreanNow, secondsAfter } from '../../simulator/office/koreanTime';
import { CREDENTIAL_TYPE } from '../../scripts/demoOffice';
import type { Execution, N8nApi, SavedWorkflow, WorkflowNode } from '../../scripts/n8nApi';
import { ensureN8n } from '../../scripts/n8nHost';
import { aroundNodes, inBrowser, openBrowser, openEditor, openPage, visit } from './support/browser';
import { type Credentials, enter, type Entered, EXAMPLE_FILES, examplePath, importExample } from './support/examples';
import { office, runByHand, signedInApi, waitForExecution, waitInOffice } from './support/office';
import {
	hangUp,
	letComeIn,
	OFFICE_LINE,
	setFault,
	setLine,
	simulator,
	simulatorLine,
	simulatorState,
	waitForCallbacks,
} from './support/simulator';
import { lineCredential } from './support/triggerWorkflow';

const ROOT = join(__dirname, '../..');
const PICTURES = join(ROOT, process.env.UPDATE_SCREENSHOTS === '1' ? 'docs/examples' : 'test-results/examples');
/** What the stand-in of the AI model hears in every recording. */
const TRANSCRIPT = '안녕하세요, 예약하고 싶은데요.';
/** What the office manager would enter in the trigger; the simulator calls back from this machine. */
const HOST = { callbackHost: '127.0.0.1' };

/** The texts that have been sent to a number. */
async function textsTo(number: string): Promise<string[]> {
	const { texts } = await simulatorState();
	return texts.filter((text) => text.direction === 'out' && text.number === number).map(({ text }) => text);
}

describe('the examples', () => {
	let api: N8nApi;
	let browser: Browser;
	let editor: Page;
	let credentials: Credentials;
	/** Stands in for the chat and for the provider of the AI model. */
	let outside: FastifyInstance;
	let outsideUrl: string;
	const chatPosts: unknown[] = [];
	const modelRequests: Array<{ messages: Array<{ role: string; content: string }> }> = [];
	/** The requests for a transcript, file and all. */
	const heard: string[] = [];
	let transcribes = true;
	let modelAnswers: () => { status: number; text: string };
	const opened: SavedWorkflow[] = [];
	const shown = new Set<string>();

	beforeAll(async () => {
		mkdirSync(PICTURES, { recursive: true });
		api = await signedInApi();
		browser = await openBrowser();
		editor = await openEditor(browser);
		await editor.setViewportSize({ width: 1600, height: 1400 });
		outside = fastify();
		outside.post('/chat', async (request) => {
			chatPosts.push(request.body);
			return {};
		});
		outside.post('/v1/chat/completions', async (request, reply) => {
			modelRequests.push(request.body as (typeof modelRequests)[number]);
			const { status, text } = modelAnswers();
			const message = { role: 'assistant', content: text };
			const choices = [{ index: 0, message, finish_reason: 'stop' }];
			const usage = { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 };
			return await reply
				.code(status)
				.send({ id: '1', object: 'chat.completion', created: 1, model: 'gpt-5-mini', choices, usage });
		});
		outside.addContentTypeParser('multipart/form-data', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
		outside.post('/v1/audio/transcriptions', async (request, reply) => {
			heard.push((request.body as Buffer).toString('latin1'));
			if (transcribes) return { text: TRANSCRIPT };
			return await reply.code(400).send({ error: { message: 'The audio file could not be decoded', type: 'invalid_request_error' } });
		});
		outsideUrl = await outside.listen({ port: 0, host: '127.0.0.1' });
		const { rawApiKey } = await api.call<{ rawApiKey: string }>('POST', 'api-keys', {
			label: 'Watchdog',
			expiresAt: null,
			scopes: ['workflow:read', 'workflow:activate', 'workflow:deactivate'],
		});
		const n8nKey = { apiKey: rawApiKey, baseUrl: `${office().n8nUrl}/api/v1` };
		const openAi = { apiKey: 'not-a-real-one', url: `${outsideUrl}/v1` };
		credentials = {
			[CREDENTIAL_TYPE]: await api.createCredential({ ...lineCredential(OFFICE_LINE), name: 'Office line' }),
			n8nApi: await api.createCredential({ name: 'This n8n', type: 'n8nApi', data: n8nKey }),
			openAiApi: await api.createCredential({ name: 'OpenAI', type: 'openAiApi', data: openAi }),
		};
	});

	afterEach(async () => {
		for (const workflow of opened.splice(0)) await api.deleteWorkflow(workflow.id);
	});

	afterAll(async () => {
		await browser?.close();
		await outside?.close();
	});

	/** Imports an example, takes its picture as it stands, and enters what the office manager has to set. */
	async function importAndShow(file: string, entered: Entered = {}): Promise<SavedWorkflow> {
		const workflow = await importExample(api, file, credentials);
		opened.push(workflow);
		await visit(editor, `/workflow/${workflow.id}`);
		await editor.getByTestId('canvas-node').nth(workflow.nodes.length - 2).waitFor();
		await editor.screenshot({ path: join(PICTURES, file.replace('.json', '.png')), ...(await aroundWorkflow()) });
		// An open editor follows what the workflow does, and nobody looks.
		await visit(editor, '/home/workflows');
		shown.add(file);
		return await enter(api, workflow, entered);
	}

	/** The part of the canvas with the workflow's nodes and its note, without the buttons that n8n lays over it. */
	async function aroundWorkflow() {
		await editor.getByTestId('zoom-to-fit').click();
		await editor.waitForTimeout(400);
		const execute = '[data-test-id=execute-workflow-button]';
		// Beside it stands a list of the triggers, where there are several.
		const hidden = ['.vue-flow__panel', '[data-test-id=canvas-controls]', execute, `div:has(> ${execute})`];
		return {
			clip: await aroundNodes(editor, { left: 40, top: 20, right: 60, bottom: 80 }),
			style: `${hidden.join(', ')} { visibility: hidden !important; }`,
		};
	}

	/** Lets a text or a call come in, and waits until the workflow has dealt with it. */
	async function dealWith(workflow: SavedWorkflow, kind: 'text' | 'call', from: string, text?: string): Promise<Execution> {
		const known = await api.executionIds(workflow.id);
		await letComeIn(kind, { line: OFFICE_LINE, from, ...(text && { text }) });
		return await waitForExecution(api, workflow.id, known);
	}

	const succeeded = { status: 'success', error: undefined };
	const reached = ({ items }: Execution) => Object.keys(items);

	/** The demo office's own workflow of that kind makes room meanwhile. */
	async function inPlaceOf(id: string, work: () => Promise<void>): Promise<void> {
		await api.deactivateWorkflow(id);
		try {
			await work();
		} finally {
			for (const workflow of opened.splice(0)) await api.deleteWorkflow(workflow.id);
			await api.activateWorkflow(await api.workflow(id));
		}
	}

	test('form to SMS: what is filled in goes out as a text', inBrowser(async () => {
		await inPlaceOf(office().formToSmsId, async () => {
			const workflow = await importAndShow('form-to-sms.json');
			await api.activateWorkflow(workflow);
			const page = await openPage(browser, `${office().n8nUrl}/form/send-a-text`);
			await page.getByLabel('Name').fill('성춘향');
			await page.getByLabel('Phone').fill('010-0000-6001');
			await page.getByLabel('Message').fill('예약이 확인되었습니다.');
			await page.getByRole('button', { name: 'Send' }).click();
			await page.getByText('Thank you! The text has been sent.').waitFor();
			await page.close();
			expect(await textsTo('01000006001')).toEqual(['성춘향님, 예약이 확인되었습니다.']);
		});
	}));

	test('refund by approval: the customer is told what the owner decides behind the link', inBrowser(async () => {
		const workflow = await importAndShow('refund-by-approval.json', {
			'Ask the owner': { to: { __rl: true, mode: 'number', value: '010-0000-6021' } },
		});
		await api.activateWorkflow(workflow);
		for (const [index, [button, expected]] of [
			['환불 승인', '환불이 승인되었습니다. 3일 안에 입금됩니다.'],
			['거절', '환불 요청을 확인하고 있습니다. 곧 전화드리겠습니다.'],
		].entries()) {
			const page = await openPage(browser, `${office().n8nUrl}/form/refund`);
			await page.getByLabel('고객').fill('성춘향');
			await page.getByLabel('전화번호').fill(`010-0000-603${index}`);
			await page.getByLabel('금액').fill('30000');
			await page.getByLabel('사유').fill('예약 취소');
			await page.getByRole('button', { name: '요청' }).click();
			await page.getByText('환불을 요청했습니다.').waitFor();
			const asked = await waitInOffice('the question', 30, async () => (await textsTo('01000006021'))[index]);
			expect(asked).toMatch(/^환불 요청: 성춘향 님, 30,000원 \(예약 취소\)\nhttp/);
			await waitInOffice('the workflow to wait', 30, async () => {
				await page.goto(asked.split('\n').at(-1) as string);
				return (await page.getByRole('button', { name: button }).count()) > 0 ? true : undefined;
			});
			await page.getByRole('button', { name: button }).click();
			await page.getByText('답변이 전달되었습니다').waitFor();
			await page.close();
			const told = await waitInOffice('the answer to the customer', 30, async () => (await textsTo(`0100000603${index}`))[0]);
			expect(told).toBe(`성춘향님, ${expected}`);
		}
	}));

	test('automatic reply: a mobile phone gets it, a machine and a text of long ago do not', inBrowser(async () => {
		const reply = '문자 주셔서 감사합니다. 곧 연락드리겠습니다.';
		const workflow = await importAndShow('incoming-sms-auto-reply.json');
		const run = async (from: string, text: string) => {
			await simulator().incomingText({ line: OFFICE_LINE, from, text });
			const execution = await runByHand(api, workflow.id, 'When a text comes in');
			expect(execution).toMatchObject(succeeded);
			return reached(execution).includes('Send the reply');
		};
		expect(await run('010-0000-6011', '몇 시에 여나요?')).toBe(true);
		expect(await textsTo('01000006011')).toEqual([reply]);
		expect(await run('1588-0000', '인증번호 0000')).toBe(false);
		const receivedTexts = [{ from: '01000006013', text: '주차되나요?', at: secondsAfter(koreanNow(), -3700) }];
		await setLine(OFFICE_LINE, { receivedTexts });
		expect(reached(await runByHand(api, workflow.id, 'When a text comes in'))).not.toContain('Send the reply');

		// As the example's page says, for a line without the list.
		const swapped = await api.workflow(workflow.id);
		Object.assign(swapped.nodes.find(({ name }) => name === 'When a text comes in') ?? {}, {
			type: 'n8n-nodes-uplus-centrex.uplusCentrexTrigger',
			typeVersion: 1.1,
			parameters: { events: ['incomingSms'], ...HOST },
		});
		const saved = await enter(api, swapped, {});
		await api.activateWorkflow(saved);
		expect(await dealWith(saved, 'text', '010-0000-6012', '주차되나요?')).toMatchObject(succeeded);
		expect(await textsTo('01000006012')).toEqual([reply]);
	}));

	test('missed call: only who was not answered, has a mobile phone and no text yet today gets the link', inBrowser(async () => {
		const link = '전화를 받지 못해 죄송합니다. 예약하기: https://example.com/booking';
		const line = await simulatorLine(OFFICE_LINE);
		let inboundCalls: NonNullable<Parameters<typeof setLine>[1]['inboundCalls']> = line.inboundCalls;
		/** Lets calls have come in and ended, all at once: one poll finds them together. */
		const calls = async (...all: Array<[from: string, status: (typeof INBOUND_STATUSES)[number], minutesAgo?: number]>) => {
			const came = all.map(([from, status, minutesAgo = 0]) => {
				return { from, status, durationSeconds: 5, startedAt: secondsAfter(koreanNow(), -5 - 60 * minutesAgo) };
			});
			inboundCalls = [...inboundCalls, ...came];
			await setLine(OFFICE_LINE, { inboundCalls });
		};
		try {
			await calls(['01000006100', 'CANCEL', 10]);
			const workflow = await importAndShow('missed-call-text-back.json');
			await api.activateWorkflow(workflow);
			await calls(
				['01000006105', 'CANCEL', 90],
				['01000006101', 'CANCEL'],
				['020006102', 'NO ANSWER'],
				['01000006103', 'ANSWERED'],
				['01000006104', 'BUSY'],
				['01000006101', 'NO ANSWER'],
			);
			const found = await waitForExecution(api, workflow.id, [], 90);
			expect(found).toMatchObject(succeeded);
			const senders = found.items['When a call was missed'].map(({ sender }) => sender);
			expect(senders.sort()).toEqual(['01000006101', '01000006101', '01000006104', '01000006105', '020006102']);
			expect(await textsTo('01000006101')).toEqual([link]);
			expect(await textsTo('01000006104')).toEqual([link]);
			for (const number of ['01000006100', '020006102', '01000006103', '01000006105']) expect(await textsTo(number)).toEqual([]);

			await calls(['01000006101', 'CANCEL']);
			const again = await runByHand(api, workflow.id, 'When a call was missed');
			expect(again.items['One call of each caller']).toMatchObject([{ event: 'callMissed', sender: '01000006101' }]);
			expect(reached(again)).not.toContain('Send the booking link');
			expect(await textsTo('01000006101')).toEqual([link]);
		} finally {
			await setLine(OFFICE_LINE, { inboundCalls: line.inboundCalls });
		}
	}));

	test('AI agent: answers people from its facts, five times an hour, and never a machine', inBrowser(async () => {
		const workflow = await importAndShow('ai-agent-reply.json', { 'When a text comes in': HOST });
		await api.activateWorkflow(workflow);
		modelAnswers = () => ({ status: 200, text: '평일 9시부터 18시까지 엽니다.' });
		expect(await dealWith(workflow, 'text', '010-0000-6201', '몇 시에 여나요?')).toMatchObject(succeeded);
		expect(await textsTo('01000006201')).toEqual(['[자동응답] 평일 9시부터 18시까지 엽니다.']);
		const [request] = modelRequests;
		expect(request.messages).toMatchObject([
			{ role: 'developer', content: expect.stringContaining('평일 09:00~18:00') },
			{ role: 'user', content: '몇 시에 여나요?' },
		]);

		for (const [from, text] of [
			['02-000-6202', '안녕하세요'],
			['010-0000-6203', '[Web발신] 배송이 완료되었습니다.'],
			['010-0000-6203', '[자동응답] 곧 연락드리겠습니다.'],
		]) {
			await dealWith(workflow, 'text', from, text);
		}
		expect(modelRequests).toHaveLength(1);
		expect(await textsTo('020006202')).toEqual([]);
		expect(await textsTo('01000006203')).toEqual([]);

		// A long answer is cut, so that it still is one text.
		modelAnswers = () => ({ status: 200, text: '가'.repeat(500) });
		await dealWith(workflow, 'text', '010-0000-6201', '자세히요');
		expect(await textsTo('01000006201')).toHaveLength(2);
		const { texts } = await simulatorState();
		expect(texts[texts.length - 1]).toMatchObject({ type: 'LMS', bytes: 691 });

		modelAnswers = () => ({ status: 401, text: '' });
		for (let more = 0; more < 4; more++) await dealWith(workflow, 'text', '010-0000-6201', '그리고요?');
		const replies = await textsTo('01000006201');
		expect(replies).toHaveLength(5);
		expect(replies[4]).toBe('[자동응답] 문자 감사합니다. 담당자가 확인 후 연락드리겠습니다.');
	}));

	test('call to chat: the chat shows who calls', inBrowser(async () => {
		const workflow = await importAndShow('incoming-call-to-chat.json', {
			'When a call comes in': HOST,
			'Post it to the chat': { url: `${outsideUrl}/chat` },
		});
		await api.activateWorkflow(workflow);
		expect(await dealWith(workflow, 'call', '010-0000-6301')).toMatchObject(succeeded);
		await hangUp(OFFICE_LINE);
		expect(chatPosts).toEqual([{ text: '📞 전화: 01000006301\n고객 목록에 없는 번호입니다.' }]);

		const { data: tables } = await api.call<{ data: Array<{ id: string; name: string; projectId: string }> }>('GET', 'data-tables-global');
		const customers = tables.find(({ name }) => name === 'Centrex customers');
		await api.call('POST', `projects/${customers?.projectId}/data-tables/${customers?.id}/insert`, {
			data: [
				{ phone: '010-0000-6301', name: '장길산', note: '단골' },
				{ phone: '020006302', name: '금도끼 철물', note: '' },
			],
			returnType: 'count',
		});
		for (const from of ['010-0000-6301', '02-000-6302', '02-000-6303']) {
			await dealWith(workflow, 'call', from);
			await hangUp(OFFICE_LINE);
		}
		expect(chatPosts.slice(1)).toEqual([
			{ text: '📞 전화: 01000006301\n장길산 / 단골' },
			{ text: '📞 전화: 020006302\n금도끼 철물' },
			{ text: '📞 전화: 020006303\n고객 목록에 없는 번호입니다.' },
		]);
	}));

	test('archive: every recording is fetched once, and one that failed with the next one or at night', inBrowser(async () => {
		// n8n's own default: it writes below this folder only.
		const allowed = join(homedir(), '.n8n-files');
		const isMade = !existsSync(allowed);
		mkdirSync(allowed, { recursive: true });
		const folder = mkdtempSync(join(allowed, 'e2e-'));
		try {
			const workflow = await importAndShow('nightly-recording-archive.json', {
				'Save it into the folder': { fileName: `=${folder}/{{ $json.fileName }}` },
			});
			await api.activateWorkflow(workflow);
			const isNew = async () => await runByHand(api, workflow.id, 'When there is a new recording');
			const night = async () => await runByHand(api, workflow.id, 'Every night at 2');
			const line = await simulatorLine(OFFICE_LINE);
			await setLine(OFFICE_LINE, { recordings: line.recordings.slice(-2) });

			await setFault({ command: 'recorddownload', kind: 'body', body: '{"SVC_RT":"3001","SVC_MSG":"INTERNAL_ERR"}' });
			const first = await isNew();
			expect(first.items['When there is a new recording']).toMatchObject([{ event: 'recordingAdded' }]);
			expect(first).toMatchObject({ status: 'error', error: expect.stringContaining('1 of the recordings could not be downloaded') });
			expect(readdirSync(folder)).toHaveLength(1);
			// The service blocks downloads that follow one another too fast; the night is far enough.
			await sleep(2500);
			expect(await night()).toMatchObject(succeeded);
			const files = readdirSync(folder);
			expect(files).toHaveLength(2);
			for (const file of files) {
				expect(file).toMatch(/^1000-\d+_\d{14}_mix\.wav$/);
				expect(readFileSync(join(folder, file)).subarray(0, 4).toString()).toBe('RIFF');
			}

			rmSync(join(folder, files[0]));
			const third = await isNew();
			expect(third.items['Get the newest recordings']).toHaveLength(2);
			expect(reached(third)).not.toContain('Download the recording');
			await setLine(OFFICE_LINE, { recordings: line.recordings });
		} finally {
			rmSync(isMade ? allowed : folder, { recursive: true, force: true });
		}
	}));

	test('recording to summary: the chat has what was said, or why it has not', inBrowser(async () => {
		chatPosts.length = 0;
		const workflow = await importAndShow('recording-to-summary.json', { 'Post it to the chat': { url: `${outsideUrl}/chat` } });
		const { recordings } = await simulatorLine(OFFICE_LINE);
		const run = async () => {
			// The service blocks downloads that follow one another too fast.
			await sleep(2500);
			const execution = await runByHand(api, workflow.id, 'When there is a new recording');
			expect(execution).toMatchObject(succeeded);
			return String((chatPosts.pop() as { text: string }).text).split('\n');
		};
		try {
			await setLine(OFFICE_LINE, {
				recordings: [{ direction: 'inbound', number: '01000006701', startedAt: secondsAfter(koreanNow(), -60), seconds: 3 }],
			});
			modelRequests.length = 0;
			modelAnswers = () => ({ status: 200, text: '예약 문의입니다.\n연락 필요: 시간을 정해야 합니다.' });
			const [head, ...lines] = await run();
			expect(head).toMatch(/^🎙️ 통화 녹취 \d\d-\d\d \d\d:\d\d · (01000006701 → 1000|1000 → 01000006701)$/);
			expect(lines).toEqual(['예약 문의입니다.', '연락 필요: 시간을 정해야 합니다.', '', '[전문]', TRANSCRIPT]);
			expect(heard).toEqual([expect.stringMatching(/name="model"\r\n\r\nwhisper-1.*name="language"\r\n\r\nko.*01000006701_\d{14}_mix\.wav.*RIFF/s)]);
			expect(modelRequests).toMatchObject([
				{ messages: [{ content: expect.stringContaining('다섯 줄 이내로') }, { role: 'user', content: TRANSCRIPT }] },
			]);

			modelAnswers = () => ({ status: 401, text: '' });
			expect((await run()).slice(1)).toEqual([expect.stringMatching(/^요약하지 못했습니다: ./), '', '[전문]', TRANSCRIPT]);

			transcribes = false;
			expect((await run()).slice(1)).toEqual([expect.stringMatching(/^받아쓰지 못했습니다: ./)]);

			await setFault({ command: 'recorddownload', kind: 'body', body: '{"SVC_RT":"1005","SVC_MSG":"NO_API_PERM_ERR"}' });
			expect((await run()).slice(1)).toEqual([expect.stringMatching(/^받아쓰지 못했습니다: .*type B/)]);
		} finally {
			await setLine(OFFICE_LINE, { recordings });
		}
	}));

	test('spreadsheet: everyone gets one text, and the result says what became of each row', inBrowser(async () => {
		const xlsx = await spreadsheetLibrary();
		const folder = mkdtempSync(join(tmpdir(), 'uplus-centrex-e2e-'));
		const workflow = await importAndShow('spreadsheet-bulk-texts.json');
		await api.activateWorkflow(workflow);
		// The third text goes out, and the answer gets lost.
		await setFault({ command: 'smssend', kind: 'disconnect', skip: 2, carryOut: true });
		let uploads = 0;
		const upload = async (rows: unknown[][], text: string) => {
			const file = join(folder, `list-${++uploads}.xlsx`);
			const book = xlsx.utils.book_new();
			xlsx.utils.book_append_sheet(book, xlsx.utils.aoa_to_sheet(rows), 'Sheet1');
			xlsx.writeFile(book, file);
			const page = await openPage(browser, `${office().n8nUrl}/form/bulk-texts`);
			await page.locator('input[type=file]').setInputFiles(file);
			await page.getByLabel('Text').fill(text);
			const download = page.waitForEvent('download');
			await page.getByRole('button', { name: 'Send' }).click();
			const result = join(folder, `result-${uploads}.xlsx`);
			await (await download).saveAs(result);
			await page.close();
			const { Sheets, SheetNames } = xlsx.readFile(result);
			return xlsx.utils.sheet_to_json(Sheets[SheetNames[0]], { defval: '' });
		};
		try {
			const people = [
				['홍길동', '010-0000-6401'],
				['이몽룡', 1000006402],
				[],
				['성춘향', '01000006403'],
				['길동', '010 0000 6401'],
				['심청', '010-0000-6404'],
				['', '010-0000-6405'],
				['놀부', ''],
			];
			const rows = await upload([['이름', '전화번호'], ...people], '{이름}님, 내일은 휴무입니다.');
			expect(rows).toMatchObject([
				{ 행: 2, 이름: '홍길동', 결과: '보냄', 문자: '홍길동님, 내일은 휴무입니다.' },
				{ 행: 3, 이름: '이몽룡', 결과: '보내지 않음', 사유: expect.stringContaining('The 0 at the front is missing') },
				{ 행: 5, 이름: '성춘향', 결과: '보냄', 사유: '' },
				{ 행: 6, 이름: '길동', 결과: '보내지 않음', 사유: '2행과 같은 번호입니다.' },
				{ 행: 7, 이름: '심청', 결과: '확인 필요' },
				{ 행: 8, 이름: '', 결과: '보내지 않음', 사유: '이름 칸이 비어 있거나 없습니다.' },
				{ 행: 9, 이름: '놀부', 결과: '보내지 않음', 사유: expect.stringContaining('it is empty') },
			]);
			expect(await textsTo('01000006401')).toEqual(['홍길동님, 내일은 휴무입니다.']);
			expect(await textsTo('01000006405')).toEqual([]);

			// She corrects the result and uploads that.
			const [lee] = rows.filter(({ 이름 }) => 이름 === '이몽룡');
			lee.전화번호 = '010-0000-6402';
			const columns = Object.keys(rows[0]);
			const table = [columns, ...rows.map((row) => columns.map((column) => row[column]))];
			const second = await upload(table, '{이름}님, 내일은 휴무입니다.');
			expect(second[1]).toMatchObject({ 이름: '이몽룡', 결과: '보냄', 사유: '' });
			for (const number of ['01000006401', '01000006402', '01000006403', '01000006404']) expect(await textsTo(number)).toHaveLength(1);
		} finally {
			rmSync(folder, { recursive: true, force: true });
		}
	}));

	test('forwarding: on in the evening, off in the morning, twice without harm', inBrowser(async () => {
		const workflow = await importAndShow('out-of-hours-forwarding.json', { 'Forward the calls': { to: '010-0000-6501' } });
		await api.activateWorkflow(workflow);
		for (let day = 0; day < 2; day++) {
			for (let times = 0; times < 2; times++) {
				expect(await runByHand(api, workflow.id, 'When the office closes')).toMatchObject(succeeded);
				expect((await simulatorLine(OFFICE_LINE)).forwarding).toMatchObject({ to: '01000006501' });
			}
			expect(await runByHand(api, workflow.id, 'When the office opens')).toMatchObject(succeeded);
			expect((await simulatorLine(OFFICE_LINE)).forwarding).toBeNull();
		}
	}));

	test("inbound calls: the day's are in one spreadsheet, and a day without a call has none", inBrowser(async () => {
		const xlsx = await spreadsheetLibrary();
		const { inboundCalls } = await simulatorLine(OFFICE_LINE);
		// n8n's own default: it writes below this folder only.
		const allowed = join(homedir(), '.n8n-files');
		const isNew = !existsSync(allowed);
		mkdirSync(allowed, { recursive: true });
		const folder = mkdtempSync(join(allowed, 'e2e-'));
		const call = (from: string, startedAt: string) => ({ from, startedAt, durationSeconds: 31, status: 'ANSWERED' as const });
		const yesterday = [call('01000006800', daysAgo(1, '23:59:58'))];
		const today = [
			call('01000006801', daysAgo(0, '00:00:01')),
			{ ...call('020006802', daysAgo(0, '00:00:02')), status: 'CANCEL' as const, durationSeconds: 7 },
			{ ...call('01000006803', daysAgo(0, '00:00:03')), reached: '01000001234' },
			{ ...call('01000006804', daysAgo(0, '00:00:04')), status: 'NO ANSWER' as const },
			{ ...call('01000006805', daysAgo(0, '00:00:05')), status: 'BUSY' as const, durationSeconds: 0 },
			{ ...call('', daysAgo(0, '00:00:06')), status: 'FAILED' as const },
		];
		const date = daysAgo(0, '').slice(0, 10);
		const file = join(folder, `inbound-calls-${date}.xlsx`);
		const rows = () => {
			const { Sheets, SheetNames } = xlsx.readFile(file);
			return xlsx.utils.sheet_to_json(Sheets[SheetNames[0]], { defval: '' });
		};
		try {
			const workflow = await importAndShow('inbound-calls-to-spreadsheet.json', {
				'Save it into the folder': { fileName: `=${folder}/{{ $binary.data.fileName }}` },
			});
			await api.activateWorkflow(workflow);
			const evening = async () => await runByHand(api, workflow.id, 'Every evening at 23:50');

			await setLine(OFFICE_LINE, { inboundCalls: yesterday });
			const quiet = await evening();
			expect(quiet).toMatchObject(succeeded);
			expect(quiet.items['Get the inbound calls']).toHaveLength(1);
			expect(readdirSync(folder)).toEqual([]);

			await setLine(OFFICE_LINE, { inboundCalls: [...yesterday, ...today] });
			expect(await evening()).toMatchObject(succeeded);
			const lines = [
				['01000006801', '1000', '받음', 31],
				['020006802', '1000', '발신자가 끊음', 7],
				['01000006803', '01000001234', '받음', 31],
				['01000006804', '1000', '받지 않음', 31],
				['01000006805', '1000', '통화 중', 0],
				['', '1000', '연결 실패', 31],
			].map(([from, reached, result, seconds], index) => ({
				시각: `${date} 00:00:0${index + 1}`,
				'발신 번호': from,
				'건 번호': OFFICE_LINE,
				'받은 곳': reached,
				결과: result,
				초: seconds,
			}));
			expect(readdirSync(folder)).toEqual([`inbound-calls-${date}.xlsx`]);
			expect(rows()).toEqual(lines);

			// Once more, with more calls than a list has without Return All.
			const many = Array.from({ length: 60 }, () => call('01000006806', daysAgo(0, '00:00:07')));
			await setLine(OFFICE_LINE, { inboundCalls: [...yesterday, ...today, ...many] });
			expect(await evening()).toMatchObject(succeeded);
			expect(readdirSync(folder)).toHaveLength(1);
			expect(rows()).toHaveLength(66);
			expect(rows().slice(0, 6)).toEqual(lines);
		} finally {
			await setLine(OFFICE_LINE, { inboundCalls });
			rmSync(isNew ? allowed : folder, { recursive: true, force: true });
		}
	}));

	test('password: put off every month; when that fails, the owner gets a text, and n8n says so', inBrowser(async () => {
		const workflow = await importAndShow('password-extension.json', { 'Text the owner': { to: '010-0000-6901' } });
		await api.activateWorkflow(workflow);
		const month = async () => await runByHand(api, workflow.id, 'On the 1st of each month');
		const failed = (reason: RegExp, text: RegExp) => ({
			status: 'error',
			error: expect.stringMatching(new RegExp(`^The password was not extended\\. .*${reason.source}.* ${text.source}$`)),
		});
		const begin = '[n8n] 센트릭스 비밀번호 연장 실패: ';
		try {
			const soon = daysAgo(-7, '09:00:00');
			await setLine(OFFICE_LINE, { passwordExpiresAt: soon });
			const done = await month();
			expect(done).toMatchObject(succeeded);
			expect(reached(done)).toEqual(['On the 1st of each month', 'Extend the password']);
			expect(String((await simulatorLine(OFFICE_LINE)).passwordExpiresAt) > daysAgo(-80, '09:00:00')).toBe(true);

			await setFault({ command: 'extendauth', kind: 'resultCode', code: '3001' });
			expect(await month()).toMatchObject(failed(/3001/, /The owner got a text\./));
			await setFault({ command: 'extendauth', kind: 'disconnect', carryOut: true });
			expect(await month()).toMatchObject(failed(/connection/, /The owner got a text\./));
			const sent = [
				expect.stringContaining(`${begin}The service had an internal error (3001`),
				`${begin}응답을 받지 못했습니다. 다시 실행해 보세요.`,
			];
			expect(await textsTo('01000006901')).toEqual(sent);

			// Too late: now this line sends no text either.
			await setLine(OFFICE_LINE, { passwordExpiresAt: daysAgo(1, '09:00:00') });
			expect(await month()).toMatchObject(failed(/1008/, /The text to the owner failed, too\. .*1008.*/));
			expect(await textsTo('01000006901')).toEqual(sent);

			const other = await api.createCredential(lineCredential('07000001001'));
			const nodes = workflow.nodes.map((node) =>
				node.name === 'Text the owner' ? { ...node, credentials: { [CREDENTIAL_TYPE]: other } } : node,
			);
			await api.updateWorkflow({ id: workflow.id, nodes, versionId: workflow.versionId });
			expect(await month()).toMatchObject(failed(/1008/, /The owner got a text\./));
			expect(await textsTo('01000006901')).toEqual([...sent, `${begin}이미 만료되었습니다. 새로 정하세요.`]);
			const { texts } = await simulatorState();
			expect(texts[texts.length - 1]).toMatchObject({ line: '07000001001', type: 'SMS' });
		} finally {
			await setLine(OFFICE_LINE, { passwordExpiresAt: null });
		}
		// Accepted again, by hand: nothing of the refusals is left.
		expect(await month()).toMatchObject(succeeded);
	}));

	test('watchdog: takes the line back, and tells the manager once a day', inBrowser(async () => {
		const watched = await enter(api, await importExample(api, 'incoming-call-to-chat.json', credentials), {
			'When a call comes in': { ...HOST, ifRegistered: 'replace' },
		});
		const workflow = await importAndShow('registration-watchdog.json', {
			'Get the workflow to watch': { workflowId: { __rl: true, mode: 'id', value: watched.id } },
			'Tell the manager': { to: '010-0000-6601' },
			'Tell that it is unpublished': { to: '010-0000-6602' },
		});
		opened.push(watched);
		await api.activateWorkflow(workflow);
		const look = async () => await runByHand(api, workflow.id, 'Every 10 minutes');
		const callbackUrl = async () => (await simulatorLine(OFFICE_LINE)).callbacks.ring?.url;

		// Not published: nothing is to be registered.
		expect(reached(await look())).not.toContain('Who is told now?');

		await api.activateWorkflow(watched);
		await waitForCallbacks(OFFICE_LINE, { ring: true, sms: false });
		const own = await callbackUrl();
		const calm = await look();
		expect(calm).toMatchObject(succeeded);
		expect(calm.items['Who is told now?']).toMatchObject([{ registered: true }]);
		expect(reached(calm)).not.toContain('Unpublish it');

		for (let times = 0; times < 2; times++) {
			await registerAnother();
			expect(await callbackUrl()).toBe('/crm/call.php');
			expect(await look()).toMatchObject(succeeded);
			await waitInOffice('the trigger to be registered again', 30, async () => ((await callbackUrl()) === own ? true : undefined));
		}
		expect(await textsTo('01000006601')).toEqual(['[n8n] 수신 알림 주소가 바뀌어(127.0.0.1) 다시 등록합니다. 확인해 주세요.']);
		const published = await waitInOffice('n8n to note that it is published again', 30, async () =>
			(await api.workflow(watched.id)).activeVersionId ?? undefined,
		);
		expect(published).toBe(watched.versionId);

		await registerAnother();
		await setFault({ command: 'setringcallback', kind: 'body', times: 50, body: '{"SVC_RT":"3001","SVC_MSG":"ERR_PROCESS"}' });
		await look();
		expect(await callbackUrl()).not.toBe(own);
		await simulator().clearFaults();
		// Still published: the next look goes on with it.
		expect(await api.workflow(watched.id)).toMatchObject({ active: true });
	}));

	test("n8n's editor imports an example from its file", inBrowser(async () => {
		const file = examplePath('missed-call-text-back.json');
		await visit(editor, '/workflow/new');
		await editor.getByTestId('workflow-menu').click();
		await editor.getByTestId('workflow-menu-item-import').click();
		const chooser = editor.waitForEvent('filechooser');
		await editor.getByTestId('workflow-menu-item-import-from-file').click();
		await (await chooser).setFiles(file);
		const { name: title, nodes } = JSON.parse(readFileSync(file, 'utf8')) as SavedWorkflow;
		for (const node of nodes.slice(1)) await editor.getByTestId('canvas-node').filter({ hasText: node.name }).waitFor();
		await editor.screenshot({ path: join(ROOT, 'test-results', 'imported.png') });
		const imported = await waitInOffice('the editor to save what it imported', 30, async () =>
			(await api.workflows()).find((workflow) => workflow.name === title),
		);
		opened.push(imported);
		const saved = (await api.workflow(imported.id)).nodes;
		// The editor puts the whole where there is room.
		const arranged = (all: WorkflowNode[]) =>
			all.map(({ name, type, position: [x, y] }) => ({ name, type, x: x - all[0].position[0], y: y - all[0].position[1] }));
		expect(arranged(saved)).toEqual(arranged(nodes));
		// The editor leaves out what is a default anyway, and adds empty options.
		for (const [index, node] of nodes.entries()) {
			expect({ options: {}, ...node.parameters }).toMatchObject(saved[index].parameters);
		}
	}));

	test('every example has been imported, run and shown', () => {
		expect([...shown].sort()).toEqual([...EXAMPLE_FILES].sort());
	});
});

/** Another program registers itself for the calls of the office line, as one that knows the password can. */
async function registerAnother(): Promise<void> {
	const pass = createHash('sha512').update('demo-1000').digest('hex');
	const address = { callbackurl: '/crm/call.php', callbackhost: '127.0.0.1', callbackport: '8000' };
	const response = await fetch(`${office().simulatorUrl}/RestApi/setringcallback`, {
		method: 'POST',
		body: new URLSearchParams({ id: OFFICE_LINE, pass, ...address }),
	});
	expect(await response.json()).toMatchObject({ SVC_RT: '0000' });
}

/** The library with which n8n itself reads and writes spreadsheets. */
async function spreadsheetLibrary(): Promise<Xlsx> {
	const { script } = await ensureN8n(() => undefined);
	return createRequire(script)('@e965/xlsx') as Xlsx;
}

/** The part of the spreadsheet library that is used here. */
interface Xlsx {
	readFile(path: string): Book;
	writeFile(book: Book, path: string): void;
	utils: {
		book_new(): Book;
		book_append_sheet(book: Book, sheet: unknown, name: string): void;
		aoa_to_sheet(rows: unknown[][]): unknown;
		sheet_to_json(sheet: unknown, options: { defval: unknown }): Array<Record<string, unknown>>;
	};
}

interface Book {
	Sheets: Record<string, unknown>;
	SheetNames: string[];
}
