import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import fastify from 'fastify';
import type { Browser } from 'playwright-core';
import { CREDENTIAL_TYPE } from '../../scripts/demoOffice';
import { installPackage } from '../../scripts/communityPackage';
import type { Execution, N8nApi, SavedWorkflow } from '../../scripts/n8nApi';
import { startN8n } from '../../scripts/n8nProcess';
import type { N8nProcess } from '../../scripts/n8nProcess';
import { anyFreePort } from '../../scripts/ports';
import { waitFor } from '../../scripts/waitFor';
import { publishAsking } from './support/askingWorkflow';
import { openBrowser } from './support/browser';
import { office, signedInApi } from './support/office';
import { simulatorState } from './support/simulator';
import { temporaryFolder } from './support/temporaryFolder';
import { lineCredential } from './support/triggerWorkflow';

const LINE = '07000001000';
const PICTURES = join(__dirname, '../../test-results');

describe('Send and Wait for Response', () => {
	let userFolder: string;
	let port: number;
	/** An n8n of its own, to be killed; none where somebody else has started the only one. */
	let n8n: N8nProcess | undefined;
	let n8nUrl = office().n8nUrl;
	let api: N8nApi;
	let browser: Browser;
	let credential: { id: string; name: string };
	let people = 0;

	async function start(): Promise<void> {
		n8n = await startN8n({ userFolder, port, onLine: () => undefined });
		n8nUrl = n8n.url;
	}

	beforeAll(async () => {
		mkdirSync(PICTURES, { recursive: true });
		if (!office().isTheirs) {
			userFolder = temporaryFolder();
			await installPackage(userFolder, office().tarball);
			port = await anyFreePort();
			await start();
		}
		api = await signedInApi(n8nUrl);
		credential = await api.createCredential(lineCredential(LINE));
		browser = await openBrowser();
	}, 300_000);
	afterAll(async () => {
		await browser?.close();
		await n8n?.stop();
	});

	/** Publishes a workflow that asks when its address is called, calls it, and returns the link that has arrived. */
	async function ask(parameters: Record<string, unknown>, untilApproved = false): Promise<{ workflow: SavedWorkflow; to: string; link: string; text: string }> {
		const to = `0100000${7700 + people++}`;
		const name = `ask-${people}`;
		const workflow = await publishAsking(api, name, credential, to, parameters, untilApproved);
		await waitFor('the workflow to start', 30, async () => ((await fetch(`${n8nUrl}/webhook/${name}`)).ok ? true : undefined));
		const text = await waitFor('the text', 30, async () => (await simulatorState()).texts.find(({ number }) => number === to)?.text);
		await waitFor('the workflow to wait', 30, async () => ((await last(workflow)).status === 'waiting' ? true : undefined));
		return { workflow, to, text, link: text.split('\n').at(-1) ?? '' };
	}

	async function last({ id }: SavedWorkflow): Promise<Execution> {
		const [newest] = await api.executionIds(id);
		return await api.execution(newest);
	}

	async function ended(workflow: SavedWorkflow): Promise<Execution> {
		return await waitFor('the workflow to end', 120, async () => {
			const execution = await last(workflow);
			return ['success', 'error', 'crashed'].includes(execution.status) ? execution : undefined;
		});
	}

	/** A phone's browser that has opened the link. */
	async function phone(link: string, colorScheme: 'light' | 'dark' = 'light') {
		const context = await browser.newContext({
			viewport: { width: 360, height: 640 },
			deviceScaleFactor: 2,
			hasTouch: true,
			colorScheme,
			javaScriptEnabled: false,
		});
		const page = await context.newPage();
		page.setDefaultTimeout(30_000);
		const response = await page.goto(link);
		return { page, status: response?.status(), picture: async (name: string) => await page.screenshot({ path: join(PICTURES, `answer-${name}.png`) }) };
	}

	test('a link on a phone, in Korean: opening it decides nothing, the button does, and only once', async () => {
		const question = '환불 요청: 홍길동 님, 30,000원.\n승인하시겠습니까? <b>';
		const { workflow, link, text } = await ask({ text: question, responseType: 'approval' });
		expect(text).toBe(`${question}\n${link}`);

		const { page, picture } = await phone(link);
		await page.getByText('070-0000-1000에서 보낸 질문').waitFor();
		await page.getByText('승인하시겠습니까? <b>').waitFor();
		await picture('korean');
		await (await phone(link, 'dark')).picture('korean-dark');
		for (const agent of ['facebookexternalhit/1.1', 'kakaotalk-scrap/1.0']) await fetch(link, { headers: { 'user-agent': agent } });
		expect((await last(workflow)).status).toBe('waiting');

		const forged = await phone(link.replace(/signature=\w{4}/, 'signature=0000'));
		expect(forged.status).toBe(401);
		await forged.picture('forged');
		expect((await fetch(link.replace(/signature=\w{4}/, 'signature=0000'), { method: 'POST', body: new URLSearchParams({ answer: 'approve' }) })).status).toBe(401);
		expect((await last(workflow)).status).toBe('waiting');

		await page.getByRole('button', { name: '승인' }).click();
		await page.getByText('답변이 전달되었습니다').waitFor();
		await picture('korean-thanks');
		const { items, status } = await ended(workflow);
		expect({ status, items: items.Next }).toEqual({ status: 'success', items: [{ approved: true, respondedAt: expect.stringMatching(/\+09:00$/) }] });

		const again = await phone(link);
		await again.picture('again');
		expect(again.status).toBe(200);
		expect(await again.page.locator('form').count()).toBe(0);
		await fetch(link, { method: 'POST', body: new URLSearchParams({ answer: 'decline' }) });
		expect(await api.executionIds(workflow.id)).toHaveLength(1);
		expect((await simulatorState()).texts.filter((one) => one.text === text)).toHaveLength(1);
	});

	test(`in English, declined${office().isTheirs ? '' : ', after n8n was killed in between'}`, async () => {
		const { workflow, link } = await ask({ text: 'Is Tuesday at 3 all right?', responseType: 'approval', options: { language: 'en' } });
		if (n8n) {
			await n8n.kill();
			await start();
			api = await signedInApi(n8nUrl);
		}
		const { page, picture } = await phone(link);
		await page.getByRole('button', { name: 'Approve' }).waitFor();
		await picture('english');
		await page.getByRole('button', { name: 'Decline' }).click();
		await page.getByText('Your answer has arrived').waitFor();
		expect((await ended(workflow)).items.Next).toMatchObject([{ approved: false }]);
	}, 300_000);

	test('a credential that is gone, and calls without a form, decide nothing; the answer is taken all the same', async () => {
		const kept = credential;
		credential = await api.createCredential(lineCredential(LINE));
		const { workflow, link } = await ask({ text: '환불할까요?', responseType: 'approval', approvalOptions: { values: { approvalType: 'single' } } });
		await api.call('DELETE', `credentials/${credential.id}`);
		credential = kept;

		const json = { method: 'POST', headers: { 'content-type': 'application/json' }, body: 'null' };
		for (const request of [{}, { method: 'POST' }, json]) {
			expect((await fetch(link, request)).status).toBe(200);
			expect((await last(workflow)).status).toBe('waiting');
		}
		await fetch(link, { method: 'POST', body: new URLSearchParams({ answer: 'approve' }) });
		expect((await ended(workflow)).items.Next).toMatchObject([{ approved: true }]);
	});

	test('in a loop each question has a link of its own: an earlier one answers nothing any more', async () => {
		const { workflow, to, link } = await ask({ text: '이 견적으로 할까요?', responseType: 'approval' }, true);
		const answer = async (at: string, value: string) => await fetch(at, { method: 'POST', body: new URLSearchParams({ answer: value }) });
		await answer(link, 'decline');
		const second = await waitFor('the question to be asked again', 30, async () => {
			const texts = (await simulatorState()).texts.filter(({ number }) => number === to);
			return texts.length === 2 && (await last(workflow)).status === 'waiting' ? texts[1].text.split('\n').at(-1) : undefined;
		});
		expect(second).not.toBe(link);

		const { page, picture } = await phone(link);
		await page.getByText('더 이상 답변할 수 없는 질문입니다').waitFor();
		await picture('closed');
		expect(await (await answer(link, 'approve')).text()).toContain('더 이상 답변할 수 없는 질문입니다');
		await sleep(500);
		expect((await last(workflow)).status).toBe('waiting');

		await answer(String(second), 'approve');
		expect((await ended(workflow)).items.Next).toMatchObject([{ approved: true }]);
		expect((await simulatorState()).texts.filter(({ number }) => number === to)).toHaveLength(2);
	});

	test('of two taps and of several answers at the same moment one counts', async () => {
		const tapped = await ask({ text: '두 번 눌러 보세요', responseType: 'approval' });
		const { page } = await phone(tapped.link);
		await page.getByRole('button', { name: '승인' }).dblclick();
		await page.getByText('답변이 전달되었습니다').waitFor();
		expect((await ended(tapped.workflow)).items.Next).toMatchObject([{ approved: true }]);

		const { workflow, link } = await ask({ text: '동시에', responseType: 'approval' });
		const answer = async (value: string) => await fetch(link, { method: 'POST', body: new URLSearchParams({ answer: value }) });
		await Promise.all(['approve', 'decline', 'approve', 'decline'].map(answer));
		const { items, status } = await ended(workflow);
		expect({ status, next: items.Next.length }).toEqual({ status: 'success', next: 1 });
		await sleep(2000);
		expect(await api.executionIds(workflow.id)).toHaveLength(1);
	});

	test('an answer in words', async () => {
		const { workflow, link } = await ask({ text: '몇 시가 편하세요?', responseType: 'freeText' });
		const { page, picture } = await phone(link);
		await page.getByLabel('답변').fill('오후 3시요 <저녁도> 좋아요');
		await picture('free-text');
		await page.getByRole('button', { name: '보내기' }).click();
		await page.getByText('오후 3시요 <저녁도> 좋아요').waitFor();
		expect((await ended(workflow)).items.Next).toMatchObject([{ text: '오후 3시요 <저녁도> 좋아요' }]);
	});

	test('without an answer in time the item that came in goes on, and an answer is too late', async () => {
		const limitWaitTime = { values: { limitType: 'afterTimeInterval', resumeAmount: 0.1, resumeUnit: 'minutes' } };
		const { workflow, link } = await ask({ text: '응답해 주세요', responseType: 'approval', options: { limitWaitTime } });
		const { items, status } = await ended(workflow);
		expect(status).toBe('success');
		expect(items.Next).toHaveLength(1);
		expect(items.Next[0]).not.toHaveProperty('approved');
		const { page, picture } = await phone(link);
		expect(await page.locator('form').count()).toBe(0);
		await picture('late');
		await sleep(500);
		expect(await api.executionIds(workflow.id)).toHaveLength(1);
	});

	// n8n 2.6.4 asks and waits as well, but hands the agent the approval in place of what the tool says.
	(process.env.N8N_VERSION === 'oldest' ? test.skip : test)("an AI agent's tool runs only when a person has approved it by text", async () => {
		const model = fastify();
		const heard: Array<{ messages: Array<{ role: string; content: unknown }> }> = [];
		model.post('/v1/chat/completions', async (request) => {
			heard.push(request.body as (typeof heard)[number]);
			const { messages } = heard[heard.length - 1];
			const call = { id: 'call_1', type: 'function', function: { name: 'Calculator', arguments: JSON.stringify({ toolParameters: { input: '6*7' }, hitlParameters: {} }) } };
			const isAnswered = messages.some(({ role }) => role === 'tool');
			const message = isAnswered ? { role: 'assistant', content: 'It is done.' } : { role: 'assistant', content: null, tool_calls: [call] };
			const choices = [{ index: 0, message, finish_reason: isAnswered ? 'stop' : 'tool_calls' }];
			const usage = { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 };
			return { id: '1', object: 'chat.completion', created: 1, model: 'gpt-5-mini', choices, usage };
		});
		try {
			const url = `${await model.listen({ port: 0, host: '127.0.0.1' })}/v1`;
			const openAi = await api.createCredential({ name: 'Model', type: 'openAiApi', data: { apiKey: 'not-a-real-one', url } });
			const to = '01000007799';
			const node = <Extra extends object>(name: string, type: string, typeVersion: number, parameters: Record<string, unknown>, extra?: Extra) => ({
				...{ id: `agent-${name.toLowerCase()}`, name, type, typeVersion, parameters, position: [0, 0] as [number, number] },
				...extra,
			});
			const langchain = '@n8n/n8n-nodes-langchain';
			const workflow = await api.createWorkflow({
				name: 'Agent',
				nodes: [
					node('Start', 'n8n-nodes-base.webhook', 2, { path: 'agent' }, { webhookId: 'agent' }),
					node('Agent', `${langchain}.agent`, 3.1, { promptType: 'define', text: 'What is 6 times 7?', options: {} }),
					node('Model', `${langchain}.lmChatOpenAi`, 1.2, { model: { __rl: true, mode: 'id', value: 'gpt-5-mini' }, options: {} }, { credentials: { openAiApi: openAi } }),
					node(
						'Review',
						'n8n-nodes-uplus-centrex.uplusCentrexHitlTool',
						1,
						{ to: { __rl: true, mode: 'number', value: to }, text: '', message: '=The agent wants to run {{ $tool.name }}', options: {} },
						{ credentials: { [CREDENTIAL_TYPE]: credential } },
					),
					node('Calculator', `${langchain}.toolCalculator`, 1, {}),
				],
				connections: {
					Start: { main: [[{ node: 'Agent', type: 'main', index: 0 }]] },
					Model: { ai_languageModel: [[{ node: 'Agent', type: 'ai_languageModel', index: 0 }]] },
					Review: { ai_tool: [[{ node: 'Agent', type: 'ai_tool', index: 0 }]] },
					Calculator: { ai_tool: [[{ node: 'Review', type: 'ai_tool', index: 0 }]] },
				},
				settings: { executionOrder: 'v1' },
			});
			await api.activateWorkflow(workflow);
			await waitFor('the workflow to start', 30, async () => ((await fetch(`${n8nUrl}/webhook/agent`)).ok ? true : undefined));
			const text = await waitFor('the text', 60, async () => (await simulatorState()).texts.find(({ number }) => number === to)?.text);
			expect(text).toMatch(/^The agent wants to run Calculator\nhttp/i);
			await waitFor('the workflow to wait', 30, async () => ((await last(workflow)).status === 'waiting' ? true : undefined));
			expect(heard).toHaveLength(1);
			const { page, picture } = await phone(text.split('\n').at(-1) as string);
			await page.getByText('The agent wants to run').waitFor();
			await picture('agent');
			await page.getByRole('button', { name: '승인' }).click();
			const { items, status } = await ended(workflow);
			expect({ status, items: items.Agent }).toEqual({ status: 'success', items: [{ output: 'It is done.' }] });
			expect(heard[1].messages.find(({ role }) => role === 'tool')?.content).toContain('42');
		} finally {
			await model.close();
		}
	});
});
