import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import fastify from 'fastify';
import type { FastifyInstance } from 'fastify';
import type { Browser, Page } from 'playwright-core';
import type { INBOUND_STATUSES } from '../../simulator/office/inboundCalls';
import { daysAgo, koreanNow, secondsAfter } from '../../simulator/office/koreanTime';
import { CREDENTIAL_TYPE } from '../../scripts/demoOffice';
import {  formUrl } from '../../scripts/n8nApi';
import type { Execution, N8nApi, SavedWorkflow, WorkflowNode } from '../../scripts/n8nApi';
import { ensureN8n } from '../../scripts/n8nHost';
import { SimulatorClient } from '../../simulator/client';
import { startSimulator } from '../../simulator/server';
import { inBrowser, openBrowser, openEditor, openPage, visit } from './support/browser';
import { eventFields, utf8 } from './support/callbackEvent';
import { addRows, addTable, dropTable, letAge, rowsOf } from './support/dataTables';
import {  enter,  EXAMPLE_FILES, examplePath, importExample } from './support/examples';
import type { Credentials, Entered } from './support/examples';
import { office, runByHand, signedInApi, waitForExecution, waitInOffice } from './support/office';
import {
	hangUp,
	letComeIn,
	OFFICE_LINE,
	registrations,
	setFault,
	setLine,
	simulator,
	simulatorLine,
	simulatorState,
	waitForCallbacks,
} from './support/simulator';
import { lineCredential, linesCredential } from './support/triggerWorkflow';

const ROOT = join(__dirname, '../..');
/** What the stand-in of the AI model hears in every recording. */
const TRANSCRIPT = '안녕하세요, 예약하고 싶은데요.';
/** What the office manager would enter in the trigger; the simulator calls back from this machine. */
const HOST = { callbackHost: '127.0.0.1' };

const NINETY_DAYS = 90 * 24 * 60;

/** The lines of the demo office that share a password. */
const LINES = [OFFICE_LINE, '07000001001', '07000001002'];

/** What the office manager gives to her staff. */
const STAFF = { username: 'staff', password: 'Not-a-real-1' };

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
	/** For an example that uses all lines that share a password. */
	let allLines: Credentials;
	/** Stands in for the chat and for the provider of the AI model. */
	let outside: FastifyInstance;
	let outsideUrl: string;
	const chatPosts: unknown[] = [];
	let chatTakes = true;
	const modelRequests: Array<{ messages: Array<{ role: string; content: string }> }> = [];
	/** The requests for a transcript, file and all. */
	const heard: string[] = [];
	let transcribes = true;
	let modelAnswers: () => { status: number; text: string };
	const opened: SavedWorkflow[] = [];
	const shown = new Set<string>();

	beforeAll(async () => {
		mkdirSync(join(ROOT, 'test-results'), { recursive: true });
		api = await signedInApi();
		browser = await openBrowser();
		editor = await openEditor(browser);
		await editor.setViewportSize({ width: 1600, height: 1400 });
		outside = fastify();
		outside.post('/chat', async (request, reply) => {
			if (!chatTakes) return await reply.code(500).send({});
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
		allLines = { [CREDENTIAL_TYPE]: await api.createCredential(linesCredential(LINES)) };
		const openAi = { apiKey: 'not-a-real-one', url: `${outsideUrl}/v1` };
		credentials = {
			[CREDENTIAL_TYPE]: await api.createCredential({ ...lineCredential(OFFICE_LINE), name: 'Office line' }),
			n8nApi: await api.createCredential({ name: 'This n8n', type: 'n8nApi', data: n8nKey }),
			httpBasicAuth: await api.createCredential({
				name: 'Staff',
				type: 'httpBasicAuth',
				data: { user: STAFF.username, password: STAFF.password },
			}),
			openAiApi: await api.createCredential({ name: 'OpenAI', type: 'openAiApi', data: openAi }),
		};
	});

	afterEach(async () => {
		for (const workflow of opened.splice(0)) await api.deleteWorkflow(workflow.id);
		// A call that still rings would be new to the next test, and so would one that is listed only a moment later.
		await hangUp(OFFICE_LINE);
		await setLine(OFFICE_LINE, { inboundCalls: (await simulatorLine(OFFICE_LINE)).inboundCalls });
	});

	afterAll(async () => {
		await browser?.close();
		await outside?.close();
	});

	/** Imports an example, takes its picture as it stands, and enters what the office manager has to set. */
	async function importAndShow(file: string, entered: Entered = {}, chosen = credentials): Promise<SavedWorkflow> {
		const workflow = await importExample(api, file, chosen);
		opened.push(workflow);
		await visit(editor, `/workflow/${workflow.id}`);
		await editor.getByTestId('canvas-node').nth(workflow.nodes.length - 2).waitFor();
		// An open editor follows what the workflow does, and nobody looks.
		await visit(editor, '/home/workflows');
		shown.add(file);
		return await enter(api, workflow, entered);
	}

	/** Lets a text or a call come in, and waits until the workflow has dealt with it. */
	async function dealWith(workflow: SavedWorkflow, kind: 'text' | 'call', from: string, text?: string): Promise<Execution> {
		const known = await api.executionIds(workflow.id);
		await letComeIn(kind, { line: OFFICE_LINE, from, ...(text && { text }) });
		return await waitForExecution(api, workflow.id, known);
	}

	/**
	 * Lets texts come in all at once, and waits until the workflow has dealt with them. In its table is to stand who had a reply.
	 *
	 * @returns to whom replies have gone out since
	 */
	async function textsAtOnce(workflow: SavedWorkflow, table: string): Promise<(numbers: string[]) => Promise<string[]>> {
		await dropTable(api, table);
		const before = (await simulatorState()).texts.length;
		return async (numbers) => {
			const known = await api.executionIds(workflow.id);
			await Promise.all(numbers.map(async (from) => await letComeIn('text', { line: OFFICE_LINE, from, text: '예약되나요?' })));
			// n8n answers before it begins a run: so the newest one must be the same for a while.
			let seen: string | undefined;
			await waitInOffice('the runs to end', 60, async () => {
				await sleep(1500);
				const filter = encodeURIComponent(JSON.stringify({ workflowId: workflow.id, status: ['new', 'running'] }));
				const { results } = await api.call<{ results: unknown[] }>('GET', `executions?filter=${filter}`);
				const newest = (await api.executionIds(workflow.id))[0];
				const isOver = results.length === 0 && newest !== known[0] && newest === seen;
				seen = newest;
				return isOver ? true : undefined;
			});
			const sent = (await simulatorState()).texts.slice(before).filter(({ direction }) => direction === 'out').map(({ number }) => number);
			expect(await rowsOf(api, table)).toHaveLength(sent.length);
			return sent;
		};
	}

	/** As the pages of the examples say, for a line without the list of received texts. */
	async function withInstantTrigger({ id }: SavedWorkflow): Promise<SavedWorkflow> {
		const swapped = await api.workflow(id);
		Object.assign(swapped.nodes.find(({ name }) => name === 'When a text comes in') ?? {}, {
			type: 'n8n-nodes-uplus-centrex.uplusCentrexTrigger',
			typeVersion: 1.1,
			parameters: { events: ['incomingSms'], ...HOST },
		});
		return await enter(api, swapped, {});
	}

	/** Enters values into the fields of an Edit Fields node, by their names. */
	async function fillIn(workflow: SavedWorkflow, name: string, values: Record<string, string>): Promise<SavedWorkflow> {
		const { assignments } = (await api.workflow(workflow.id)).nodes.find((node) => node.name === name)?.parameters.assignments as {
			assignments: Array<{ name: string; value: string }>;
		};
		expect(assignments.map((field) => field.name)).toEqual(Object.keys(values));
		const filled = assignments.map((field) => ({ ...field, value: values[field.name] }));
		return await enter(api, await api.workflow(workflow.id), { [name]: { assignments: { assignments: filled } } });
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

	/** A form for the staff: n8n does not publish it without the credential, and shows it only to who knows the password. */
	async function publishForStaff(workflow: SavedWorkflow): Promise<string> {
		const without = workflow.nodes.map((node) => (node.type === 'n8n-nodes-base.formTrigger' ? { ...node, credentials: {} } : node));
		const { versionId } = await api.updateWorkflow({ id: workflow.id, nodes: without, versionId: workflow.versionId });
		await expect(api.activateWorkflow({ id: workflow.id, versionId })).rejects.toThrow(/Missing required credential/);
		await api.activateWorkflow(await api.updateWorkflow({ id: workflow.id, nodes: workflow.nodes, versionId }));
		const url = formUrl(office().n8nUrl, await api.workflow(workflow.id));
		expect(new URL(url).pathname).toMatch(/^\/form\/[0-9a-f]{8}-[0-9a-f-]{27}$/);
		await waitInOffice('the form to answer', 30, async () => ((await fetch(url)).status !== 404 ? true : undefined));
		for (const authorization of [undefined, `Basic ${btoa('staff:wrong')}`]) {
			const headers = authorization ? { authorization } : undefined;
			expect((await fetch(url, { headers })).status).toBe(401);
			expect((await fetch(url, { headers, method: 'POST', body: new FormData() })).status).toBe(401);
		}
		return url;
	}

	test('form to SMS: whoever asks gets a text, and the inquiry is in the table', inBrowser(async () => {
		await inPlaceOf(office().formToSmsId, async () => {
			await dropTable(api, 'Centrex inquiries');
			const workflow = await importAndShow('form-to-sms.json');
			await api.activateWorkflow(workflow);
			const page = await openPage(browser, formUrl(office().n8nUrl, workflow));
			await page.getByLabel('Name').fill('성춘향');
			await page.getByLabel('Phone').fill('010-0000-6001');
			await page.getByLabel('Message').fill('주차되나요?');
			await page.getByRole('button', { name: 'Send' }).click();
			await page.getByText('Thank you! We have your inquiry.').waitFor();
			await page.close();
			const text = await waitInOffice('the text', 30, async () => (await textsTo('01000006001'))[0]);
			expect(text).toBe('성춘향님, 문의가 접수되었습니다. 곧 연락드리겠습니다.');
			expect(await rowsOf(api, 'Centrex inquiries')).toMatchObject([{ phone: '01000006001', name: '성춘향', message: '주차되나요?' }]);
		});
	}));

	test('refund by approval: the customer is told what the owner decides behind the link', inBrowser(async () => {
		const workflow = await importAndShow('refund-by-approval.json', {
			'Ask the owner': { to: { __rl: true, mode: 'number', value: '010-0000-6021' } },
		});
		const url = await publishForStaff(workflow);
		for (const [index, [button, expected]] of [
			['환불 승인', '환불이 승인되었습니다. 3일 안에 입금됩니다.'],
			['거절', '환불 요청을 확인하고 있습니다. 곧 전화드리겠습니다.'],
		].entries()) {
			const page = await openPage(browser, url, STAFF);
			await page.getByLabel('고객').fill('성춘향');
			await page.getByLabel('전화번호').fill(`010-0000-603${index}`);
			await page.getByLabel('금액').fill('30000');
			await page.getByLabel('사유').fill('예약 취소');
			await page.getByRole('button', { name: '요청' }).click();
			await page.getByText('환불을 요청했습니다.').waitFor();
			const asked = await waitInOffice('the question', 30, async () => (await textsTo('01000006021'))[index]);
			expect(asked).toMatch(/^환불 요청: 성춘향님, 30,000원 \(예약 취소\)\nhttp/);
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

	test('automatic reply: a mobile phone gets it once an hour; a machine and a text of long ago do not', inBrowser(async () => {
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
		expect(await run('010-0000-6011', '토요일은요?')).toBe(false);
		expect(await run('1588-0000', '인증번호 0000')).toBe(false);
		for (const text of ['[Web발신] 배송이 완료되었습니다.', '(광고) 할인', '[자동응답] 곧 연락드리겠습니다.', '자동 답장입니다.', '그만 보내주세요!', 'STOP']) {
			expect(await run('010-0000-6014', text)).toBe(false);
		}
		const receivedTexts = [{ from: '01000006013', text: '주차되나요?', at: secondsAfter(koreanNow(), -3700) }];
		await setLine(OFFICE_LINE, { receivedTexts });
		expect(reached(await runByHand(api, workflow.id, 'When a text comes in'))).not.toContain('Send the reply');

		const senders = async () => (await rowsOf(api, 'Centrex automatic replies')).map(({ phone }) => phone);
		expect(await senders()).toEqual(['01000006011']);
		await letAge(api, 'Centrex automatic replies', 59);
		expect(await run('010-0000-6011', '일요일은요?')).toBe(false);
		await letAge(api, 'Centrex automatic replies', 2);
		expect(await run('010-0000-6011', '일요일은요?')).toBe(true);
		expect(await senders()).toEqual(['01000006011', '01000006011']);
		await letAge(api, 'Centrex automatic replies', NINETY_DAYS - 60);
		expect(await run('010-0000-6015', '주차되나요?')).toBe(true);
		expect(await senders()).toEqual(['01000006011', '01000006015']);

		const saved = await withInstantTrigger(workflow);
		await api.activateWorkflow(saved);
		expect(await dealWith(saved, 'text', '010-0000-6012', '주차되나요?')).toMatchObject(succeeded);
		expect(await textsTo('01000006012')).toEqual([reply]);

		const atOnce = await textsAtOnce(saved, 'Centrex automatic replies');
		expect(await atOnce(Array.from({ length: 15 }, () => '010-0000-6016'))).toEqual(['01000006016']);
		const sent = await atOnce(Array.from({ length: 40 }, (_, index) => `010-0000-${6040 + index}`));
		expect(sent).toHaveLength(30);
		expect(new Set(sent).size).toBe(30);
	}));

	test('answer on the called line: each sender is answered from the line that was texted, also while another line refuses', inBrowser(async () => {
		const table = 'Centrex replies of all lines';
		await dropTable(api, table);
		const workflow = await importAndShow('answer-on-the-called-line.json', {}, allLines);
		await api.activateWorkflow(workflow);
		const before = (await simulatorState()).texts.length;
		const replies = async () =>
			(await simulatorState()).texts.slice(before).filter(({ direction }) => direction === 'out').map(({ line, number }) => `${line} to ${number}`);
		const [first, second, third] = LINES;
		const comesIn = async (line: string, from: string, text = '주차되나요?') => await simulator().incomingText({ line, from, text });
		try {
			await comesIn(first, '010-0000-6711');
			await comesIn(second, '010-0000-6712');
			await comesIn(third, '010-0000-6713');
			// Once an hour, whichever line is texted, and no machine.
			await comesIn(second, '010-0000-6713');
			await comesIn(third, '1588-0000');
			await comesIn(third, '010-0000-6714', '[Web발신] 배송이 완료되었습니다.');
			await comesIn(second, '010-0000-6715', '수신거부합니다');
			await waitInOffice('the replies', 150, async () => ((await replies()).length >= 3 ? true : undefined));
			// 6713 has texted two lines: the older of its texts is answered.
			expect((await replies()).sort()).toEqual([`${first} to 01000006711`, `${second} to 01000006712`, expect.stringMatching(/ to 01000006713$/)]);
			expect((await rowsOf(api, table)).map(({ phone, line }) => `${String(line)} to ${String(phone)}`).sort()).toEqual((await replies()).sort());

			// The second line is not able to send: that is told, and the others do.
			const known = await api.executionIds(workflow.id);
			await setLine(second, { sendsLeft: 0 });
			for (const [index, line] of LINES.entries()) await comesIn(line, `010-0000-672${index}`);
			await comesIn(first, '010-0000-6713');
			await waitInOffice('the replies of the others', 150, async () => ((await replies()).length >= 5 ? true : undefined));
			expect((await replies()).slice(3).sort()).toEqual([`${first} to 01000006720`, `${third} to 01000006722`]);
			const errors = await waitInOffice('the failed execution', 90, async () => {
				const runs = await Promise.all((await api.executionIds(workflow.id)).filter((id) => !known.includes(id)).map(async (id) => await api.execution(id)));
				const failed = runs.filter(({ status }) => status === 'error').map(({ error }) => error);
				return failed.length > 0 ? failed : undefined;
			});
			expect(errors).toEqual([expect.stringMatching(/^1 of the replies did not go out\. The first: line ending in 1001: .*3004/)]);
			// Whose reply did not go out gets none later; the note of the one too many is taken back all the same.
			expect((await rowsOf(api, table)).map(({ phone }) => String(phone).slice(-4)).sort()).toEqual(['6711', '6712', '6713', '6720', '6721', '6722']);
		} finally {
			await setLine(second, { sendsLeft: 1000 });
		}
	}), 500_000);

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
			// More than an hour's texts, from numbers that somebody has made up.
			const many = Array.from({ length: 32 }, (_, index) => `0100000${6110 + index}`);
			const workflow = await importAndShow('missed-call-text-back.json');
			await api.activateWorkflow(workflow);
			await calls(
				['01000006105', 'CANCEL', 90],
				['01000006101', 'CANCEL', 1],
				['020006102', 'NO ANSWER', 1],
				['01000006103', 'ANSWERED', 1],
				['01000006104', 'BUSY', 1],
				['01000006101', 'NO ANSWER', 1],
				...many.map((from): [string, 'CANCEL'] => [from, 'CANCEL']),
			);
			const found = await waitForExecution(api, workflow.id, [], 90);
			expect(found).toMatchObject(succeeded);
			const senders = found.items['When a call was missed'].map(({ sender }) => sender);
			expect(senders.sort()).toEqual(['01000006101', '01000006101', '01000006104', '01000006105', ...many, '020006102']);
			expect(await textsTo('01000006101')).toEqual([link]);
			expect(await textsTo('01000006104')).toEqual([link]);
			for (const number of ['01000006100', '020006102', '01000006103', '01000006105']) expect(await textsTo(number)).toEqual([]);

			await calls(['01000006101', 'CANCEL']);
			const again = await runByHand(api, workflow.id, 'When a call was missed');
			expect(again.items['Only mobile phones, within the hour']).toMatchObject([{ event: 'callMissed', sender: '01000006101' }]);
			expect(reached(again)).not.toContain('Send the booking link');
			expect(await textsTo('01000006101')).toEqual([link]);

			const texted = async () => (await rowsOf(api, 'Centrex texts after missed calls')).map(({ phone }) => phone);
			const callers = await texted();
			expect(callers).toHaveLength(30);
			expect(callers).toEqual(expect.arrayContaining(['01000006101', '01000006104']));
			const { texts } = await simulatorState();
			const isNoted = (number: string) => callers.includes(number);
			expect(many.filter((number) => texts.some((text) => text.number === number))).toEqual(many.filter(isNoted));

			// Who found the hour full gets one once it is over.
			const missedOut = many.find((number) => !isNoted(number)) as string;
			await calls([missedOut, 'CANCEL']);
			expect(reached(await runByHand(api, workflow.id, 'When a call was missed'))).not.toContain('Send the booking link');
			await letAge(api, 'Centrex texts after missed calls', 61);
			expect(await runByHand(api, workflow.id, 'When a call was missed')).toMatchObject(succeeded);
			expect(await textsTo(missedOut)).toEqual([link]);
			await letAge(api, 'Centrex texts after missed calls', NINETY_DAYS + 1);
			await calls(['01000006106', 'CANCEL']);
			expect(await runByHand(api, workflow.id, 'When a call was missed')).toMatchObject(succeeded);
			expect(await texted()).toEqual(['01000006106']);
		} finally {
			await setLine(OFFICE_LINE, { inboundCalls: line.inboundCalls });
		}
	}));

	test('AI agent: answers people from its facts, five times an hour, and never a machine', inBrowser(async () => {
		const workflow = await importAndShow('ai-agent-reply.json');
		const run = async (from: string, text: string) => {
			await simulator().incomingText({ line: OFFICE_LINE, from, text });
			const execution = await runByHand(api, workflow.id, 'When a text comes in');
			expect(execution).toMatchObject(succeeded);
			return reached(execution).includes('Send the reply');
		};
		modelRequests.length = 0;
		modelAnswers = () => ({ status: 200, text: '평일 9시부터 18시까지 엽니다.' });
		expect(await run('010-0000-6201', '몇 시에 여나요?')).toBe(true);
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
			['010-0000-6203', '그만 보내주세요'],
		]) {
			expect(await run(from, text)).toBe(false);
		}
		const { receivedTexts } = await simulatorLine(OFFICE_LINE);
		await setLine(OFFICE_LINE, { receivedTexts: [{ from: '01000006203', text: '주차되나요?', at: secondsAfter(koreanNow(), -3700) }] });
		expect(reached(await runByHand(api, workflow.id, 'When a text comes in'))).not.toContain('Answer as the office');
		await setLine(OFFICE_LINE, { receivedTexts });
		expect(modelRequests).toHaveLength(1);
		expect(await textsTo('020006202')).toEqual([]);
		expect(await textsTo('01000006203')).toEqual([]);

		// A long answer is cut, so that it still is one text.
		modelAnswers = () => ({ status: 200, text: '가'.repeat(500) });
		await run('010-0000-6201', '자세히요');
		expect(await textsTo('01000006201')).toHaveLength(2);
		const { texts } = await simulatorState();
		expect(texts[texts.length - 1]).toMatchObject({ type: 'LMS', bytes: 691 });

		modelAnswers = () => ({ status: 401, text: '' });
		for (let more = 0; more < 4; more++) await run('010-0000-6201', '그리고요?');
		const replies = await textsTo('01000006201');
		expect(replies).toHaveLength(5);
		expect(replies[4]).toBe('[자동응답] 문자 감사합니다. 담당자가 확인 후 연락드리겠습니다.');

		// The hour that follows.
		const senders = async () => (await rowsOf(api, 'Centrex AI replies')).map(({ phone }) => phone);
		expect(await senders()).toHaveLength(5);
		await letAge(api, 'Centrex AI replies', 61);
		await run('010-0000-6201', '아직 계신가요?');
		expect(await textsTo('01000006201')).toHaveLength(6);
		await letAge(api, 'Centrex AI replies', NINETY_DAYS - 60);
		await run('010-0000-6204', '안녕하세요');
		expect(await senders()).toEqual(['01000006201', '01000006204']);
	}));

	test('AI agent: each of many texts gets its own reply, no more than 5 for a number, 30 in all', inBrowser(async () => {
		const workflow = await importExample(api, 'ai-agent-reply.json', credentials);
		opened.push(workflow);
		await dropTable(api, 'Centrex AI replies');
		await api.activateWorkflow(workflow);
		modelAnswers = () => {
			const question = modelRequests.at(-1)?.messages.at(-1)?.content ?? '';
			// The model may fail for one text, and not for the others.
			return question.startsWith('7번') ? { status: 401, text: '' } : { status: 200, text: `${question} 답` };
		};
		const numbers = [...Array.from({ length: 7 }, () => '01000006205'), '01000006206', '01000006207'];
		for (const [index, from] of numbers.entries()) {
			await simulator().incomingText({ line: OFFICE_LINE, from, text: `${index}번 질문` });
		}
		const found = new Map<string, number>();
		await waitInOffice('the polls to find all texts', 150, async () => {
			for (const id of await api.executionIds(workflow.id)) {
				const { status, items } = await api.execution(id);
				if (status === 'success') found.set(id, items['When a text comes in'].length);
			}
			return [...found.values()].reduce((sum, one) => sum + one, 0) === numbers.length ? true : undefined;
		});
		expect(Math.max(...found.values())).toBeGreaterThan(1);
		expect(await textsTo('01000006205')).toEqual([0, 1, 2, 3, 4].map((index) => `[자동응답] ${index}번 질문 답`));
		expect(await textsTo('01000006206')).toEqual(['[자동응답] 문자 감사합니다. 담당자가 확인 후 연락드리겠습니다.']);
		expect(await textsTo('01000006207')).toEqual(['[자동응답] 8번 질문 답']);
		await api.deactivateWorkflow(workflow.id);

		const saved = await withInstantTrigger(workflow);
		await api.activateWorkflow(saved);
		modelAnswers = () => ({ status: 200, text: '네.' });
		const atOnce = await textsAtOnce(saved, 'Centrex AI replies');
		expect(await atOnce(Array.from({ length: 15 }, () => '010-0000-6210'))).toEqual(Array.from({ length: 5 }, () => '01000006210'));
		const sent = await atOnce(Array.from({ length: 40 }, (_, index) => `010-0000-${6220 + index}`));
		expect(sent).toHaveLength(30);
		expect(new Set(sent).size).toBe(26);
	}), 300_000);

	test('call to chat: the chat shows who calls', inBrowser(async () => {
		const workflow = await importAndShow('incoming-call-to-chat.json', {
			'When a call comes in': HOST,
			'Post it to the chat': { url: `${outsideUrl}/chat` },
		});
		await api.activateWorkflow(workflow);
		expect(await dealWith(workflow, 'call', '010-0000-6301')).toMatchObject(succeeded);
		await hangUp(OFFICE_LINE);
		expect(chatPosts).toEqual([{ text: '📞 전화: 01000006301\n고객 목록에 없는 번호입니다.' }]);

		await addRows(api, 'Centrex customers', [
			{ phone: '010-0000-6301', name: '장길산', note: '단골' },
			{ phone: '020006302', name: '금도끼 철물', note: '' },
		]);
		for (const from of ['010-0000-6301', '02-000-6302', '02-000-6303']) {
			await dealWith(workflow, 'call', from);
			await hangUp(OFFICE_LINE);
		}
		// A caller's number can be forged, and need be none.
		const known = await api.executionIds(workflow.id);
		const { ring } = await registrations(OFFICE_LINE);
		await fetch(`${office().n8nUrl}${ring?.url}&${eventFields(OFFICE_LINE, utf8('<!channel> @all'), undefined, { kind: '1' })}`);
		expect(await waitForExecution(api, workflow.id, known)).toMatchObject(succeeded);
		expect(chatPosts.slice(1)).toEqual([
			{ text: '📞 전화: 01000006301\n장길산 / 단골' },
			{ text: '📞 전화: 020006302\n금도끼 철물' },
			{ text: '📞 전화: 020006303\n고객 목록에 없는 번호입니다.' },
			{ text: '📞 전화: ‹!channel> ＠all\n고객 목록에 없는 번호입니다.' },
		]);
	}));

	test('ended calls to chat: the chat shows who called, and whether somebody answered', inBrowser(async () => {
		const { inboundCalls } = await simulatorLine(OFFICE_LINE);
		const startedAt = secondsAfter(koreanNow(), -5);
		const time = `${startedAt.slice(5, 10)} ${startedAt.slice(11, 16)}`;
		const call = (from: string, status: (typeof INBOUND_STATUSES)[number]) => ({ from, status, durationSeconds: 5, startedAt });
		const posts = () => chatPosts.map((post) => (post as { text: string }).text);
		chatPosts.length = 0;
		try {
			const workflow = await importAndShow('calls-to-chat.json', { 'Post it to the chat': { url: `${outsideUrl}/chat` } });
			await api.activateWorkflow(workflow);
			const came = [
				call('01000006789', 'ANSWERED'),
				call('01000009014', 'CANCEL'),
				call('01000006311', 'BUSY'),
				call('', 'NO ANSWER'),
				call('<!channel> @all', 'ANSWERED'),
			];
			await setLine(OFFICE_LINE, { inboundCalls: [...inboundCalls, ...came] });
			expect(await waitForExecution(api, workflow.id, [], 90)).toMatchObject(succeeded);
			const expected = [
				`📞 받은 전화 ${time} · 01000006789\n금도끼 철물 / 거래처 / 매주 화요일 배송`,
				`📵 부재중 전화 ${time} · 01000009014\n장길산 / 고객 / 문자로 연락`,
				`📵 부재중 전화 ${time} · 01000006311\n주소록에 없는 번호입니다.`,
				`📵 부재중 전화 ${time} · 발신번호 표시제한\n`,
				`📞 받은 전화 ${time} · ‹!channel> ＠all\n주소록에 없는 번호입니다.`,
			];
			expect(posts().sort()).toEqual(expected.sort());

			// Without the address book the chat learns of the call all the same.
			chatPosts.length = 0;
			await api.deactivateWorkflow(workflow.id);
			await setLine(OFFICE_LINE, { inboundCalls: [call('01000009014', 'CANCEL')] });
			await setFault({ command: 'addresslist', kind: 'resultCode', code: '3001' });
			expect(await runByHand(api, workflow.id, 'When a call has ended')).toMatchObject(succeeded);
			expect(posts()).toEqual([`📵 부재중 전화 ${time} · 01000009014\n주소록을 읽지 못했습니다.`]);
		} finally {
			await setLine(OFFICE_LINE, { inboundCalls });
		}
	}));

	test('morning report: who called or wrote and has not been spoken to, and that nobody waits', inBrowser(async () => {
		const { inboundCalls, history, receivedTexts } = await simulatorLine(OFFICE_LINE);
		const yesterday = (time: string) => daysAgo(1, time);
		const call = (from: string, startedAt: string, status: (typeof INBOUND_STATUSES)[number]) => ({ from, startedAt, durationSeconds: 20, status });
		const made = (number: string, startedAt: string, talkSeconds: number) => {
			return { direction: 'outbound' as const, number, startedAt, durationSeconds: 30, talkSeconds, status: talkSeconds > 0 ? 'OK' : 'NO ANSWER' };
		};
		const text = (from: string, at: string, text: string) => ({ from, at, text });
		const report = async () => {
			chatPosts.length = 0;
			expect(await runByHand(api, workflow.id, 'Every weekday at 8:30')).toMatchObject(succeeded);
			expect(chatPosts).toHaveLength(1);
			const [head, ...lines] = (chatPosts[0] as { text: string }).text.split('\n');
			expect(head).toBe(`☀️ 아침 보고 (${since.slice(5, 10)} 00:00부터)`);
			return lines;
		};
		const isMonday = new Date(Date.parse(koreanNow().slice(0, 10))).getUTCDay() === 1;
		const since = daysAgo(isMonday ? 3 : 1, '00:00:00');
		const day = yesterday('').slice(5, 10);
		const workflow = await importAndShow('morning-report.json', { 'Post it to the chat': { url: `${outsideUrl}/chat` } });
		try {
			await setLine(OFFICE_LINE, { inboundCalls: [], history: [], receivedTexts: [] });
			expect(await report()).toEqual(['연락을 기다리는 분이 없습니다.']);

			await setLine(OFFICE_LINE, {
				inboundCalls: [
					call('01000009015', secondsAfter(since, -1), 'CANCEL'),
					call('01000009014', since, 'BUSY'),
					call('0200001000', yesterday('09:00:00'), 'NO ANSWER'),
					call('0200001001', yesterday('09:00:01'), 'NO ANSWER'),
					// Got through later, and before.
					call('01000009016', yesterday('09:10:00'), 'CANCEL'),
					call('01000009016', yesterday('09:11:00'), 'ANSWERED'),
					call('01000009017', yesterday('09:12:00'), 'ANSWERED'),
					call('01000009017', yesterday('09:13:00'), 'CANCEL'),
					call('01000009017', yesterday('09:15:00'), 'FAILED'),
					call('', yesterday('09:20:00'), 'CANCEL'),
				],
				history: [
					// Before there was anything to settle; the service hides the end of the number.
					made('01000009019', secondsAfter(since, -60), 30),
					made('0200001000', yesterday('09:30:00'), 0),
					made('0310001000', yesterday('09:31:00'), 30),
				],
				receivedTexts: [
					text('01000006321', yesterday('09:14:00'), '예약\n되나요? <!channel>'),
					text('01000006321', yesterday('09:16:00'), `@all ${'가'.repeat(80)}`),
					text('01000009017', yesterday('09:17:00'), '전화 주세요'),
					text('01000006322', yesterday('09:18:00'), '[Web발신] 배송이 완료되었습니다.'),
					text('01000006322', yesterday('09:18:01'), '(광고) 할인'),
					text('15880000', yesterday('09:18:02'), '인증번호 0000'),
				],
			});
			const waiting = [
				'연락을 기다리는 분 5명',
				`1. 장길산 01000009014: 부재중 1건 (${since.slice(5, 10)} 00:00)`,
				`2. 금도끼 철물 0200001000: 부재중 1건 (${day} 09:00)`,
				`3. 은도끼 공구 0200001001: 부재중 1건 (${day} 09:00)`,
				`4. 월매 01000009017: 부재중 2건, 문자 1건 "전화 주세요" (${day} 09:17)`,
				`5. 01000006321: 문자 2건 "＠all ${'가'.repeat(55)}" (${day} 09:16)`,
			];
			expect(await report()).toEqual(waiting);

			// Called back: the service shows 0200001***, so either of the two may have been meant.
			const calledBack = [made('0200001000', yesterday('09:40:00'), 30)];
			await setLine(OFFICE_LINE, { history: calledBack });
			await setFault({ command: 'addresslist', kind: 'resultCode', code: '3001' });
			expect(await report()).toEqual([
				'연락을 기다리는 분 3명',
				`1. 01000009014: 부재중 1건 (${since.slice(5, 10)} 00:00)`,
				`2. 01000009017: 부재중 2건, 문자 1건 "전화 주세요" (${day} 09:17)`,
				`3. 01000006321: 문자 2건 "＠all ${'가'.repeat(55)}" (${day} 09:16)`,
			]);

			// As the example's page says, for a line without the list of received texts.
			const off = await api.workflow(workflow.id);
			Object.assign(off.nodes.find(({ name }) => name === 'Get the received texts') ?? {}, { disabled: true });
			await enter(api, off, {});
			expect(await report()).toEqual([
				'연락을 기다리는 분 2명',
				`1. 장길산 01000009014: 부재중 1건 (${since.slice(5, 10)} 00:00)`,
				`2. 월매 01000009017: 부재중 2건 (${day} 09:15)`,
			]);

			const many = Array.from({ length: 52 }, (_, index) => call(`0100000${6330 + index}`, yesterday('10:00:00'), 'CANCEL'));
			await setLine(OFFICE_LINE, { inboundCalls: many, history: [], receivedTexts: [] });
			const lines = await report();
			expect([lines[0], ...lines.slice(50)]).toEqual(['연락을 기다리는 분 52명', expect.stringMatching(/^50\. /), '그 밖에 2명']);
		} finally {
			await setLine(OFFICE_LINE, { inboundCalls, history, receivedTexts });
		}
	}));

	test('ask by text: the answer comes out, after one reminder, or that there was none', inBrowser(async () => {
		const { receivedTexts } = await simulatorLine(OFFICE_LINE);
		const workflow = await importAndShow('ask-by-text.json');
		const url = await publishForStaff(workflow);
		const ask = async (phone: string, question: string) => {
			const known = await api.executionIds(workflow.id);
			const page = await openPage(browser, url, STAFF);
			await page.getByLabel('전화번호').fill(phone);
			await page.getByLabel('질문').fill(question);
			await page.getByRole('button', { name: '보내기' }).click();
			await page.getByText('질문을 문자로 보냅니다.').waitFor();
			await page.close();
			return async () => await waitForExecution(api, workflow.id, known, 200);
		};
		const newest = async () => {
			// n8n lists those that run before those that have ended.
			const ids = (await api.executionIds(workflow.id)).map(Number).sort((one, other) => other - one);
			return await Promise.all(ids.slice(0, 2).map(async (id) => await api.execution(String(id))));
		};
		const answer = async (from: string, text: string) => await simulator().incomingText({ line: OFFICE_LINE, from, text });

		await answer('01000006341', '어제 쓴 문자입니다.');
		await sleep(1100);
		const end = await ask('010-0000-6341', '내일 3시 괜찮으세요?');
		await waitInOffice('the question', 30, async () => (await textsTo('01000006341'))[0]);
		await answer('01000006342', '다른 사람입니다.');
		await answer('01000006341', '네');
		await sleep(1100);
		await answer('01000006341', '괜찮습니다.');
		const answered = await end();
		expect(answered).toMatchObject(succeeded);
		expect(answered.items['The answer']).toEqual([
			{ phone: '010-0000-6341', question: '내일 3시 괜찮으세요?', answered: true, answer: '네\n괜찮습니다.', answeredAt: expect.stringMatching(/\+09:00$/) },
		]);
		expect(await textsTo('01000006341')).toEqual(['내일 3시 괜찮으세요?']);

		// The same in seconds.
		const noted = workflow.nodes.find(({ name }) => name === 'Note the times')?.parameters as { assignments: unknown };
		const inSeconds = JSON.parse(JSON.stringify(noted.assignments).replace('{ hours: 4 }', '{ seconds: 8 }').replace('{ days: 1 }', '{ seconds: 20 }'));
		const saved = await enter(api, await api.workflow(workflow.id), { 'Note the times': { assignments: inSeconds }, Wait: { amount: 2 } });
		await api.activateWorkflow(saved);
		await setFault({ command: 'getrecvsmslist', kind: 'resultCode', code: '3001' });
		await ask('010-0000-6343', '오시나요?');
		await ask('010-0000-6344', '몇 시에 오시나요?');
		await waitInOffice('the reminder', 60, async () => ((await textsTo('01000006344')).length === 2 ? true : undefined));
		await answer('01000006344', '5시요');
		const [late, none] = await waitInOffice('both to end', 90, async () => {
			const both = await newest();
			return both.every(({ status }) => status === 'success') ? both : undefined;
		});
		expect(late.items['The answer']).toMatchObject([{ phone: '010-0000-6344', answered: true, answer: '5시요' }]);
		expect(none.items['No answer']).toEqual([{ phone: '010-0000-6343', question: '오시나요?', answered: false, error: '' }]);
		expect(await textsTo('01000006343')).toEqual(['오시나요?', '다시 여쭙니다. 오시나요?']);
		expect(await textsTo('01000006344')).toEqual(['몇 시에 오시나요?', '다시 여쭙니다. 몇 시에 오시나요?']);
		await setLine(OFFICE_LINE, { receivedTexts });
	}), 400_000);

	test('archive: every recording is fetched once, and one that failed with the next one or at night', inBrowser(async () => {
		const allowed = office().files;
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

			const archived = async () => await rowsOf(api, 'Centrex archived recordings');
			expect(await archived()).toHaveLength(2);
			await letAge(api, 'Centrex archived recordings', NINETY_DAYS + 1);
			const old = { ...line.recordings[0], number: '01000006701', startedAt: daysAgo(91, '09:00:00') };
			const fresh = { ...line.recordings[0], number: '01000006702', startedAt: secondsAfter(koreanNow(), -60) };
			await setLine(OFFICE_LINE, { recordings: [old, fresh] });
			await sleep(2500);
			expect(await night()).toMatchObject(succeeded);
			expect(await archived()).toMatchObject([{ fileName: expect.stringContaining('01000006702') }]);

			// The service chooses the names: none leads to another file, and the others are saved all the same.
			await api.deactivateWorkflow(workflow.id);
			const own = join(folder, 'list.xlsx');
			writeFileSync(own, 'The office has this');
			const foreign = [`../${basename(folder)}/list.xlsx`, `../${basename(folder)}/list.wav`, 'a..b.wav', 'list.xlsx'];
			await setLine(OFFICE_LINE, { recordings: [...foreign, 'good'].map((_, index) => ({ ...fresh, number: `0100000671${index}` })) });
			let body = await answerTo('recordlist', { page: '1' });
			for (const name of foreign) body = body.replace(/1000-0100000671\d_\d{14}_mix\.wav/, name);
			await setFault({ command: 'recordlist', kind: 'body', body, times: 10 });
			await setFault({ command: 'recorddownload', kind: 'body', body: 'RIFF', times: 10 });
			const before = readdirSync(folder);
			const left = await night();
			await simulator().clearFaults();
			expect(readFileSync(own, 'utf8')).toBe('The office has this');
			const added = readdirSync(folder).filter((file) => !before.includes(file));
			expect(added).toEqual([expect.stringMatching(/^1000-0100000671\d_\d{14}_mix\.wav$/)]);
			expect((await archived()).map(({ fileName }) => fileName)).toEqual(expect.arrayContaining(added));
			expect(left).toMatchObject({ status: 'error', error: expect.stringContaining('4 of the recordings have a name that') });
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

			// What a caller says, or talks the model into, calls nobody to the chat.
			modelAnswers = () => ({ status: 200, text: '<!channel> @all <users/all> <https://example.com|여기>' });
			expect((await run())[1]).toBe('‹!channel> ＠all ‹users/all> ‹https://example.com|여기>');

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
		const url = await publishForStaff(await importAndShow('spreadsheet-bulk-texts.json'));
		// The third text goes out, and the answer gets lost.
		await setFault({ command: 'smssend', kind: 'disconnect', skip: 2, carryOut: true });
		let uploads = 0;
		const upload = async (rows: unknown[][], text: string) => {
			const file = join(folder, `list-${++uploads}.xlsx`);
			const book = xlsx.utils.book_new();
			xlsx.utils.book_append_sheet(book, xlsx.utils.aoa_to_sheet(rows), 'Sheet1');
			xlsx.writeFile(book, file);
			const page = await openPage(browser, url, STAFF);
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
			const rows = await upload([['이름', '전화번호'], ...people], '{이름}님, 내일 예약이 있습니다.');
			expect(rows).toMatchObject([
				{ 행: 2, 이름: '홍길동', 결과: '보냄', 문자: '홍길동님, 내일 예약이 있습니다.' },
				{ 행: 3, 이름: '이몽룡', 결과: '보내지 않음', 사유: expect.stringContaining('The 0 at the front is missing') },
				{ 행: 5, 이름: '성춘향', 결과: '보냄', 사유: '' },
				{ 행: 6, 이름: '길동', 결과: '보내지 않음', 사유: '2행과 같은 번호입니다.' },
				{ 행: 7, 이름: '심청', 결과: '확인 필요' },
				{ 행: 8, 이름: '', 결과: '보내지 않음', 사유: '이름 칸이 비어 있거나 없습니다.' },
				{ 행: 9, 이름: '놀부', 결과: '보내지 않음', 사유: expect.stringContaining('it is empty') },
			]);
			expect(await textsTo('01000006401')).toEqual(['홍길동님, 내일 예약이 있습니다.']);
			expect(await textsTo('01000006405')).toEqual([]);

			// She corrects the result and uploads that.
			const [lee] = rows.filter(({ 이름 }) => 이름 === '이몽룡');
			lee.전화번호 = '010-0000-6402';
			const columns = Object.keys(rows[0]);
			const table = [columns, ...rows.map((row) => columns.map((column) => row[column]))];
			const second = await upload(table, '{이름}님, 내일 예약이 있습니다.');
			expect(second[1]).toMatchObject({ 이름: '이몽룡', 결과: '보냄', 사유: '' });
			for (const number of ['01000006401', '01000006402', '01000006403', '01000006404']) expect(await textsTo(number)).toHaveLength(1);
		} finally {
			rmSync(folder, { recursive: true, force: true });
		}
	}));

	test('refusal by text: it is written down, and confirmed once; what is unclear goes to a person; without the table nothing is confirmed', inBrowser(async () => {
		const table = 'Centrex refusals';
		const { receivedTexts } = await simulatorLine(OFFICE_LINE);
		await dropTable(api, table);
		const workflow = await importAndShow('refusal-by-text.json');
		const comesIn = async (from: string, text: string) => await simulator().incomingText({ line: OFFICE_LINE, from, text });
		const run = async (from: string, text: string) => {
			await comesIn(from, text);
			return await runByHand(api, workflow.id, 'When a text comes in');
		};
		const confirmation = (day: string) => `[한빛치과] ${day} 수신거부가 처리되었습니다.`;
		const today = () => koreanNow().slice(0, 10);

		// As it is imported: written down, but no text of an office without a name.
		expect(await run('010-0000-8201', '그만 보내주세요')).toMatchObject({
			status: 'error',
			error: expect.stringMatching(/^1 of the refusals stand in the table, but were not confirmed: Text: it is empty\. .* Enter the name of your office in Your office\.$/),
		});
		expect(await rowsOf(api, table)).toMatchObject([{ phone: '01000008201', day: today(), said: '그만 보내주세요', confirmed: 'notSent' }]);
		expect(await textsTo('01000008201')).toEqual([]);

		await fillIn(workflow, 'Your office', { office: '한빛치과', person: '010-0000-8210' });
		expect(await run('010-0000-8201', '수신거부합니다.')).toMatchObject(succeeded);
		expect(await textsTo('01000008201')).toEqual([confirmation(today())]);
		expect(await run('010-0000-8201', 'STOP')).toMatchObject(succeeded);
		expect(await textsTo('01000008201')).toHaveLength(1);
		expect((await rowsOf(api, table)).map(({ said, confirmed }) => [said, confirmed])).toEqual([
			['그만 보내주세요', 'notSent'],
			['수신거부합니다.', today()],
			['STOP', null],
		]);

		for (const text of ['그만두지 마세요', `${'어제 예약했는데 시간을 바꾸고 싶어요. '.repeat(3)}안 되면 거부할게요`]) {
			expect(await run('010-0000-8202', text)).toMatchObject(succeeded);
			expect((await textsTo('01000008210')).at(-1)).toBe(`수신거부인지 확인해 주세요.\n01000008202: ${text.slice(0, 40)}`);
		}
		for (const text of ['몇 시에 여나요?', '[Web발신] 세일! 무료거부 0800000000', '(광고)금도끼\n무료거부 080-000-0000']) {
			expect(reached(await run('010-0000-8202', text)).at(-1)).toBe('Is it a refusal?');
		}
		expect(await textsTo('01000008210')).toHaveLength(2);
		expect(await textsTo('01000008202')).toEqual([]);

		// One of three days ago, which came while n8n was off.
		const at = daysAgo(3, '09:00:00');
		await setLine(OFFICE_LINE, { receivedTexts: [{ from: '01000008203', text: '무료거부', at }] });
		expect(await runByHand(api, workflow.id, 'When a text comes in')).toMatchObject(succeeded);
		expect(await textsTo('01000008203')).toEqual([confirmation(at.slice(0, 10))]);
		expect(await rowsOf(api, table)).toHaveLength(4);

		// No text is sent whose answer nobody knows a second time.
		await setFault({ command: 'smssend', kind: 'disconnect', carryOut: true });
		expect(await run('010-0000-8204', '중지')).toMatchObject({ status: 'error', error: expect.stringContaining('1 of the refusals stand in the table') });
		expect(await run('010-0000-8204', '중지')).toMatchObject(succeeded);
		expect(await textsTo('01000008204')).toEqual([confirmation(today())]);

		// The table cannot be written: nothing is confirmed, and a person is told of the unclear one all the same.
		await dropTable(api, table);
		await addTable(api, table, ['somethingElse']);
		await fillIn(workflow, 'Your office', { office: '한빛치과', person: '010-0000-8211' });
		const saved = await enter(api, await api.workflow(workflow.id), { 'When a text comes in': { pollTimes: { item: [{ mode: 'everyMinute' }] } } });
		await api.activateWorkflow(saved);
		const known = await api.executionIds(workflow.id);
		await comesIn('010-0000-8205', '거부');
		await comesIn('010-0000-8206', '그만두지 마세요');
		await comesIn('010-0000-8205', '거부');
		const executions = async () => await Promise.all((await api.executionIds(workflow.id)).filter((id) => !known.includes(id)).map(async (id) => await api.execution(id)));
		/** The texts that the polls have found, once the runs have ended. */
		const found = async (number: number) =>
			await waitInOffice('the polls to find all texts', 200, async () => {
				const runs = (await executions()).filter(({ status }) => ['success', 'error'].includes(status));
				return runs.flatMap(({ items }) => items['When a text comes in']).length === number ? runs : undefined;
			});
		expect((await found(3)).map(({ status }) => status)).toContain('error');
		expect(await textsTo('01000008205')).toEqual([]);
		expect(await textsTo('01000008211')).toEqual(['수신거부인지 확인해 주세요.\n01000008206: 그만두지 마세요']);

		// More than 30 in an hour: all are written down, and the execution says how many are not confirmed.
		await dropTable(api, table);
		const numbers = Array.from({ length: 33 }, (_, index) => `0100000${8212 + index}`);
		for (const from of numbers) await comesIn(from, '수신거부');
		const runs = (await found(36)).filter(({ error }) => error?.includes('more than 30 in an hour'));
		expect(runs.map(({ error }) => Number(error?.split(' ')[0])).reduce((sum, one) => sum + one, 0)).toBe(3);
		const rows = await rowsOf(api, table);
		expect(rows.map(({ phone }) => phone).sort()).toEqual(numbers);
		const confirmed = rows.filter((row) => row.confirmed === today()).map(({ phone }) => String(phone));
		expect(confirmed).toHaveLength(30);
		for (const number of numbers) expect(await textsTo(number)).toHaveLength(confirmed.includes(number) ? 1 : 0);
		await setLine(OFFICE_LINE, { receivedTexts });
	}), 600_000);

	test('advertise to a sheet: 1,000 rows, 30 of them refused, in two runs: nobody who refused is sent to, and nobody twice', inBrowser(async () => {
		const [refusals, list, log] = ['Centrex refusals', 'Centrex mailing list', 'Centrex advertisements sent'];
		for (const table of [refusals, list, log]) await dropTable(api, table);
		// Of its own, since more texts go out than a simulator keeps beside those of the other tests.
		const own = await startSimulator({ port: 0, host: '127.0.0.1' });
		try {
			const line = new SimulatorClient(own.url);
			const credential = await api.createCredential({ ...lineCredential(OFFICE_LINE, undefined, own.url), name: 'Office line' });
			const workflow = await importAndShow('advertise-to-a-sheet.json', {}, { [CREDENTIAL_TYPE]: credential });
			const run = async () => {
				const known = await api.executionIds(workflow.id);
				await api.startTestRun(await api.workflow(workflow.id), 'By hand');
				return await waitForExecution(api, workflow.id, known, 240);
			};
			const sentTo = async () => (await line.state()).texts.filter(({ direction }) => direction === 'out').map(({ number }) => number);
			const failed = (error: string) => ({ status: 'error', error: expect.stringContaining(error) });

			// As it is imported, and with a part of what has to be filled in.
			expect(await run()).toMatchObject(failed('Nothing was sent. Fill in mailing and text in The mailing, and Sender Name and Way to Refuse'));
			await fillIn(workflow, 'The mailing', { mailing: '12월', text: '12월 스케일링 예약받습니다' });
			expect(await run()).toMatchObject(failed('Nothing was sent. Fill in mailing'));
			// Whatever the hour is.
			const values = { senderName: '한빛치과', contact: '', optOut: '080-000-0000', nightConsent: true };
			await enter(api, await api.workflow(workflow.id), { 'Send the advertisement': { options: { advertisement: { values } } } });

			// Without a table of refusals nothing is sent, also where somebody lets the workflow go on after an error.
			expect(await run()).toMatchObject(failed('Data table with name "Centrex refusals" not found'));
			const written = (number: string) => `${number.slice(0, 3)}-${number.slice(3, 7)}-${number.slice(7)}`;
			const numbers = Array.from({ length: 1000 }, (_, index) => `${['010', '011', '016', '017'][index % 4]}0000${8200 + Math.floor(index / 4)}`);
			const inList = [written, (number: string) => number, (number: string) => `+82 ${number.slice(1)}`];
			await addRows(api, list, numbers.map((number, index) => ({ phone: inList[index % inList.length](number) })));
			await goesOn('continueRegularOutput');
			expect(await run()).toMatchObject(failed('Get the refusals: the table could not be read. Nothing was sent.'));
			await goesOn('stopWorkflow');
			expect(await sentTo()).toEqual([]);

			// Twenty have refused before, written in many ways; the line has sends for half of the others.
			const inTable = [(number: string) => number, written, (number: string) => `+82 ${written(number).slice(1)}`, (number: string) => number.slice(1), (number: string) => `82${number.slice(1)}`];
			const refuse = async (who: string[]) => await addRows(api, refusals, who.map((number, index) => ({ phone: inTable[index % inTable.length](number) })));
			const early = numbers.filter((_, index) => index % 50 === 8);
			await addTable(api, refusals, ['phone', 'day', 'said', 'confirmed', 'trouble']);
			await refuse(early);
			await line.setLine(OFFICE_LINE, { sendsLeft: 500 });
			expect(await run()).toMatchObject(failed('480 of 980 were not sent, or may not have been. The first: The line has no texts left to send (3004'));
			expect(await sentTo()).toHaveLength(500);

			// Ten more refuse before the second run.
			const had = new Set(await sentTo());
			const late = numbers.filter((number) => !had.has(number) && !early.includes(number)).slice(0, 10);
			await refuse(late);
			await line.setLine(OFFICE_LINE, { sendsLeft: 1000 });
			expect(await run()).toMatchObject(succeeded);
			const everybody = numbers.filter((number) => ![...early, ...late].includes(number)).sort();
			expect(everybody).toHaveLength(970);
			expect((await sentTo()).sort()).toEqual(everybody);
			const { texts } = await line.state();
			expect(new Set(texts.map(({ text }) => text))).toEqual(new Set(['(광고)한빛치과\n12월 스케일링 예약받습니다\n무료거부 080-000-0000']));

			// Run again, and twice at once with one more in the list.
			expect(reached(await run()).at(-1)).toBe('Who is to get it?');
			await addRows(api, list, [{ phone: '010-0000-8499' }]);
			const known = await api.executionIds(workflow.id);
			const saved = await api.workflow(workflow.id);
			await Promise.all([api.startTestRun(saved, 'By hand'), api.startTestRun(saved, 'By hand')]);
			await waitInOffice('both runs to end', 120, async () => {
				const ids = (await api.executionIds(workflow.id)).filter((id) => !known.includes(id));
				const runs = await Promise.all(ids.map(async (id) => await api.execution(id)));
				return runs.length === 2 && runs.every(({ status }) => status === 'success') ? true : undefined;
			});
			expect((await sentTo()).filter((number) => number === '01000008499')).toHaveLength(1);

			const rows = await rowsOf(api, log);
			expect(rows.filter(({ result }) => result === 'sent')).toHaveLength(971);
			expect(rows.filter(({ result }) => result === 'notSent')).toHaveLength(480);
			expect(rows).toHaveLength(1451);
			expect(new Set(rows.map(({ mailing }) => mailing))).toEqual(new Set(['12월']));
			expect(rows.every(({ day }) => /^\d{4}-\d\d-\d\d$/.test(String(day)))).toBe(true);

			// A row that holds two numbers stops it: one of them may have refused.
			await addRows(api, list, [{ phone: `010-0000-8498, ${early[0]}` }]);
			expect(await run()).toMatchObject(failed('of the table Centrex mailing list: phone must be one number. Nothing was sent.'));
			expect(await sentTo()).toHaveLength(971);

			async function goesOn(onError: 'continueRegularOutput' | 'stopWorkflow') {
				const changed = await api.workflow(workflow.id);
				Object.assign(changed.nodes.find(({ name }) => name === 'Get the refusals') ?? {}, { onError });
				await enter(api, changed, {});
			}
		} finally {
			await own.close();
		}
	}), 900_000);

	test('consent: who agreed 23 months ago is asked once, and nobody who refused', inBrowser(async () => {
		const [refusals, consents, questions] = ['Centrex refusals', 'Centrex consents', 'Centrex consent questions'];
		for (const table of [refusals, consents, questions]) await dropTable(api, table);
		await addTable(api, refusals, ['phone', 'day', 'said', 'confirmed', 'trouble']);
		await addRows(api, refusals, [{ phone: '+82 10-0000-8304' }]);
		const workflow = await importAndShow('consent-renewal.json');
		const run = async () => await runByHand(api, workflow.id, 'Every weekday at 10');
		expect(await run()).toMatchObject({ status: 'error', error: 'Nothing was sent. Fill in office and optOut in The question.' });
		await fillIn(workflow, 'The question', { office: '한빛치과', optOut: '080-000-0000' });
		expect(reached(await run()).at(-1)).toBe('Who is to be asked?');

		const [old, older] = [710, 720].map((days) => daysAgo(days, '').slice(0, 10));
		await addRows(api, consents, [
			{ phone: '010-0000-8301', day: old },
			{ phone: '010-0000-8302', day: daysAgo(690, '').slice(0, 10) },
			{ phone: '010-0000-8303', day: older.replaceAll('-', '. ') },
			{ phone: '01000008304', day: old },
			{ phone: '+82 10 0000 8301', day: '2020-01-01' },
		]);
		// The first question is not sent, and comes on the next day; of the second nobody knows.
		await setFault({ command: 'smssend', kind: 'resultCode', code: '3004' });
		await setFault({ command: 'smssend', kind: 'disconnect', carryOut: true });
		expect(await run()).toMatchObject({ status: 'error', error: expect.stringMatching(/^2 of 2 were not sent, or may not have been\. The first: .*3004.*Those with notSent are asked again on the next day\.$/) });
		expect((await rowsOf(api, questions)).map(({ phone, consent, result }) => [phone, consent, result])).toEqual([
			['010-0000-8301', old, 'notSent'],
			['010-0000-8303', older, 'unknown'],
		]);
		expect(await run()).toMatchObject(succeeded);
		expect(reached(await run()).at(-1)).toBe('Who is to be asked?');
		const question = (day: string) => `[한빛치과] ${day}에 광고 문자 수신에 동의하셨습니다. 계속 받으시려면 답장하지 않으셔도 됩니다. 받지 않으시려면 무료거부 080-000-0000`;
		expect(await textsTo('01000008301')).toEqual([question(old)]);
		expect(await textsTo('01000008303')).toEqual([question(older)]);
		for (const number of ['01000008302', '01000008304']) expect(await textsTo(number)).toEqual([]);

		await addRows(api, consents, [{ phone: '010-0000-8305', day: 'last year' }]);
		expect(await run()).toMatchObject({ status: 'error', error: expect.stringContaining('Row 6 of the table Centrex consents: day must be such as 2024-12-01. Nothing was sent.') });
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

	test('timetable: each line is forwarded as its rows say, what has not changed is not asked for, and a line that fails is told once', inBrowser(async () => {
		const [timetable, isSet] = ['Centrex forwarding timetable', 'Centrex forwarding now'];
		for (const table of [timetable, isSet]) await dropTable(api, table);
		const workflow = await importAndShow('forwarding-timetable.json', {}, allLines);
		const run = async () => await runByHand(api, workflow.id, 'Every 5 minutes');
		const forwarded = async () => await Promise.all(LINES.map(async (line) => (await simulatorLine(line)).forwarding?.to ?? ''));
		const lastAsked = async () => (await simulatorState()).requests.filter(({ command }) => /forward/.test(command)).at(-1)?.id;
		const [first, second, third] = LINES;
		const always = { days: '매일', from: '00:00', until: '24:00' };
		try {
			// Without a timetable nothing happens, but it is there to be filled in.
			const noneBefore = await lastAsked();
			expect(await run()).toMatchObject(succeeded);
			expect(await rowsOf(api, timetable)).toEqual([]);
			expect(await lastAsked()).toBe(noneBefore);

			await setLine(third, { forwarding: { to: '01000006733' } });
			await addRows(api, timetable, [
				{ line: '070-0000-1000', ...always, forwardTo: '010-0000-6739' },
				{ line: '070-0000-1000', ...always, forwardTo: '010-0000-6731' },
				{ line: second, ...always, forwardTo: '010-0000-6732' },
			]);
			expect(await run()).toMatchObject(succeeded);
			expect(await forwarded()).toEqual(['01000006731', '01000006732', '01000006733']);
			const before = await lastAsked();
			expect(await run()).toMatchObject(succeeded);
			expect(await lastAsked()).toBe(before);

			// A line that refuses, a number that is none of the credential's, and a row that cannot be read.
			await dropTable(api, timetable);
			expect(await run()).toMatchObject(succeeded);
			expect(await forwarded()).toEqual(['', '', '01000006733']);
			await setLine(second, { passwordExpiresAt: daysAgo(1, '09:00:00') });
			await addRows(api, timetable, [
				{ line: first, ...always, forwardTo: '010-0000-6731' },
				{ line: second, ...always, forwardTo: '010-0000-6732' },
				{ line: third, ...always, from: '6pm', forwardTo: '010-0000-6734' },
				{ line: '070-0000-1009', ...always, forwardTo: '010-0000-6735' },
			]);
			const { status, error } = await run();
			expect(status).toBe('error');
			expect(error).toMatch(/Line ending in 1001: .*1008/);
			expect(error).toMatch(/Line ending in 1009: Line: this is none of the numbers of the credential\./);
			expect(error).toMatch(/Row 3 of the timetable: from must be a time such as 18:00\./);
			expect(await forwarded()).toEqual(['01000006731', '', '01000006733']);
			expect(await run()).toMatchObject(succeeded);

			// It accepts again.
			await setLine(second, { passwordExpiresAt: null });
			expect(await run()).toMatchObject(succeeded);
			expect(await forwarded()).toEqual(['01000006731', '01000006732', '01000006733']);
			expect((await rowsOf(api, isSet)).filter(({ trouble }) => trouble !== '').map(({ line }) => line).sort()).toEqual(['07000001009', 'row 3']);

			// No answer comes, though it is done: it is done once more.
			await dropTable(api, timetable);
			await setFault({ command: 'stopforward', kind: 'disconnect', carryOut: true });
			expect((await run()).error).toMatch(/^Line ending in \d{4}: /);
			expect(await run()).toMatchObject(succeeded);
			expect(await forwarded()).toEqual(['', '', '01000006733']);
			const rows = await rowsOf(api, isSet);
			expect(rows.map(({ forwardTo, trouble }) => [forwardTo, trouble])).toEqual(rows.map(() => ['', '']));
		} finally {
			for (const line of LINES) await setLine(line, { forwarding: null, passwordExpiresAt: null });
		}
	}), 300_000);

	test("inbound calls: the day's are in one spreadsheet, and a day without a call has none", inBrowser(async () => {
		const xlsx = await spreadsheetLibrary();
		const { inboundCalls } = await simulatorLine(OFFICE_LINE);
		const allowed = office().files;
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
				발신번호: from,
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

	test('line check: the chat is told how things stand, and then what has changed', inBrowser(async () => {
		await dropTable(api, 'Centrex line check');
		const workflow = await importAndShow('line-check.json', { 'Post it to the chat': { url: `${outsideUrl}/chat` } });
		const look = async (expected: object = succeeded) => {
			chatPosts.length = 0;
			expect(await runByHand(api, workflow.id, 'Every Monday at 8')).toMatchObject(expected);
			return chatPosts.map((post) => (post as { text: string }).text.split('\n'));
		};
		const well = ['☎️ 회선 점검: 12개 가운데 12개 정상'];
		const lacking = [
			'☎️ 회선 점검: 12개 가운데 11개 정상',
			expect.stringMatching(/^- Received texts: The service or the contract of this line lacks this operation \(4001 \w+\)\. Ask LG U\+/),
		];
		const lack = async () => await setFault({ command: 'getrecvsmslist', kind: 'resultCode', code: '4001' });
		expect(await look()).toEqual([well]);
		expect(await look()).toEqual([]);

		// The chat does not take it: it is told with the next look.
		await lack();
		chatTakes = false;
		expect(await look({ status: 'error' })).toEqual([]);
		chatTakes = true;
		await lack();
		expect(await look()).toEqual([lacking]);
		await lack();
		expect(await look()).toEqual([]);

		await setFault({ command: 'userinfo', kind: 'resultCode', code: '1003' });
		expect(await look()).toEqual([
			['☎️ 회선 점검: 12개 가운데 0개 정상', expect.stringMatching(/^- User information: .*1003/), '- 나머지 11개는 확인하지 못했습니다.'],
		]);
		// As before: that is a change, too.
		expect(await look()).toEqual([well]);
		expect(await rowsOf(api, 'Centrex line check')).toMatchObject([{ told: well[0] }]);
	}), 300_000);

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
		/** Without the key, which is another one each time. */
		const callbackUrl = async () => (await simulatorLine(OFFICE_LINE)).callbacks.ring?.url.split('?')[0];

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
		// The editor leaves out what is a default anyway, and adds empty options and the empty field Line.
		const line = { __rl: true, mode: 'list', value: '' };
		for (const [index, node] of nodes.entries()) {
			expect({ options: {}, line, ...node.parameters }).toMatchObject(saved[index].parameters);
		}
	}));

	test('every example has been imported, run and shown', () => {
		expect([...shown].sort()).toEqual([...EXAMPLE_FILES].sort());
	});
});

/** What the service answers to a command of the office line. */
async function answerTo(command: string, parameters: Record<string, string>): Promise<string> {
	const pass = createHash('sha512').update('demo-1000').digest('hex');
	const body = new URLSearchParams({ id: OFFICE_LINE, pass, ...parameters });
	return await (await fetch(`${office().simulatorUrl}/RestApi/${command}`, { method: 'POST', body })).text();
}

/** Another program registers itself for the calls of the office line, as one that knows the password can. */
async function registerAnother(): Promise<void> {
	const address = { callbackurl: '/crm/call.php', callbackhost: '127.0.0.1', callbackport: '8000' };
	expect(JSON.parse(await answerTo('setringcallback', address))).toMatchObject({ SVC_RT: '0000' });
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
