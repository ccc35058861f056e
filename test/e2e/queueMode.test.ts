import { setTimeout as sleep } from 'node:timers/promises';
import { readExecution } from '../../scripts/n8nApi';
import type { Execution, N8nApi, SavedWorkflow } from '../../scripts/n8nApi';
import { waitFor } from '../../scripts/waitFor';
import { publishAsking } from './support/askingWorkflow';
import { eventFields, utf8 } from './support/callbackEvent';
import { signedInApi } from './support/office';
import { startQueueMode } from './support/queueMode';
import type { QueueMode } from './support/queueMode';
import { createPollingWorkflow } from './support/pollingWorkflow';
import { createRowsWorkflow, LINE_OF_ROW } from './support/rowsWorkflow';
import { OFFICE_LINE, registrations, setLine, simulator, simulatorState, waitForTextTo } from './support/simulator';
import { createTriggerWorkflow, lineCredential } from './support/triggerWorkflow';

const LINE = '07000003004';
/** A line that has no permission until the test gives it one. */
const SECOND_LINE = '07000002002';
const EVENTS = 1000;
const AT_ONCE = 8;

describe('n8n in queue mode', () => {
	let n8n: QueueMode;
	let api: N8nApi;
	const workflows: SavedWorkflow[] = [];
	beforeAll(async () => {
		n8n = await startQueueMode();
		api = await signedInApi(n8n.main.url);
		await setLine(SECOND_LINE, { permitted: true });
	}, 300_000);
	afterAll(async () => {
		for (const { id } of workflows) await api.deleteWorkflow(id);
		await setLine(SECOND_LINE, { permitted: false });
		await n8n?.stop();
	});

	/** Activates a workflow for texts; the URL that the line calls, and the id. */
	async function activate(line: string, options: Record<string, unknown> = {}) {
		const workflow = await createTriggerWorkflow(api, `Texts to ${line}`, ['incomingSms'], lineCredential(line), { options });
		workflows.push(workflow);
		await api.activateWorkflow(workflow);
		const { sms } = await registrations(line);
		if (!sms) throw new Error(`Nothing is registered for ${line}.`);
		return { id: workflow.id, path: sms.url, url: `http://${sms.host}:${sms.port}${sms.url}` };
	}

	/** The executions of a workflow, when so many have begun and none is under way any more: an event is answered before its run begins. */
	async function executions(workflowId: string, least = 0): Promise<Execution[]> {
		const where = `where "workflowId" = '${workflowId}'`;
		await waitFor('all executions to end', 60, async () => {
			const [counts] = await n8n.query(
				`select json_build_array(count(*), count(*) filter (where status not in ('success', 'error', 'crashed'))) from execution_entity ${where}`,
			);
			const [begun, underWay] = JSON.parse(counts) as [number, number];
			return begun >= least && underWay === 0 ? true : undefined;
		});
		const rows = await n8n.query(
			`select json_build_object('id', id::text, 'status', status, 'mode', mode, 'data', data)
			from execution_entity join execution_data on "executionId" = id ${where}`,
		);
		return rows.map((row) => readExecution(JSON.parse(row)));
	}

	const count = (lines: string[], words: string) => lines.filter((line) => line.includes(words)).length;

	test('each of its processes answers on 127.0.0.1 only', async () => {
		const { main, processors, workers } = n8n;
		for (const { url } of [main, ...processors, ...workers]) {
			expect((await fetch(`${url}/healthz`)).status).toBe(200);
			// Another address of this machine: whoever listens on all of them answers there too.
			await expect(fetch(`${url.replace('127.0.0.1', '127.0.0.2')}/healthz`)).rejects.toThrow();
		}
	});

	test('every one of 1,000 texts is heard exactly once, and no forged one', async () => {
		const { id, url } = await activate(LINE);
		const wrongKey = url.replace(/key=[\w-]{8}/, 'key=00000000');
		const noKey = url.replace(/\?.*/, '?ref=1');
		const event = (text: string) => `&${eventFields(LINE, '01000007301', utf8(text))}`;
		const forgeries = [
			(text: string) => wrongKey + event(text),
			(text: string) => noKey + event(text),
			(text: string) => `${url + event(text)}&sender=01000007302`,
			// A call, which the trigger does not wait for: what has a message is a text, whatever its kind.
			() => url + event('').replace('kind=2', 'kind=1'),
			(text: string) => url + event(text).replace('kind=2', 'kind=3'),
			(text: string) => url + event(text).replace(/&inner_num=\d+/, ''),
			(text: string) => `${url + event(text)}&key=${'0'.repeat(43)}`,
		];
		const texts = Array.from({ length: EVENTS }, (_, index) => `문의 ${index}: 견적 부탁드려요`);
		const requests = texts.flatMap((text, index) => {
			const real = { isReal: true, url: url + event(text) };
			const forged = { isReal: false, url: forgeries[index % forgeries.length](`forged ${index}`) };
			// nginx takes the processors in turn: each has to get some of both.
			return index % 2 === 0 ? [real, forged] : [forged, real];
		});

		const begun = Date.now();
		const answers = await eachAtOnce(requests, AT_ONCE, async (request) => {
			const response = await fetch(request.url);
			await response.text();
			return { ...request, status: response.status };
		});
		const seconds = (Date.now() - begun) / 1000;
		const heard = await executions(id, EVENTS);
		const done = (Date.now() - begun) / 1000;

		const messages = heard.flatMap(({ items }) => (items.Next ?? []).map(({ message }) => String(message)));
		const lost = texts.filter((text) => !messages.includes(text)).length;
		const forged = messages.filter((message) => !texts.includes(message)).length;
		const doubled = messages.length - forged - (EVENTS - lost);
		const received = n8n.processors.map(({ lines }) => count(lines, 'Enqueued execution'));
		const worked = n8n.workers.map(({ lines }) => count(lines, 'Worker finished execution'));
		const refused = n8n.processors.map(({ lines }) => count(lines, 'refused an event'));
		process.stdout.write(
			`Queue mode: ${EVENTS} texts among ${EVENTS} forged ones in ${seconds.toFixed(0)} s (${(EVENTS / seconds).toFixed(0)} texts/s, ` +
				`all run after ${done.toFixed(0)} s): ${lost} lost, ${doubled} doubled, ${forged} forged accepted; ` +
				`processors ${received.join(' + ')}, refused ${refused.join(' + ')}, workers ${worked.join(' + ')}\n`,
		);

		expect({ lost, doubled, forged }).toEqual({ lost: 0, doubled: 0, forged: 0 });
		expect(new Set(heard.map(({ status, mode }) => `${status} ${mode}`))).toEqual(new Set(['success webhook']));
		const outcome = (isReal: boolean) =>
			new Set(answers.filter((answer) => answer.isReal === isReal).map(({ status }) => status));
		expect(outcome(true)).toEqual(new Set([200]));
		expect(outcome(false)).toEqual(new Set([403, 400]));
		for (const taken of [received, worked]) {
			expect(taken[0] + taken[1]).toBe(EVENTS);
			expect(Math.min(...taken)).toBeGreaterThan(0);
		}
		expect(refused[0] + refused[1]).toBe(EVENTS);
		expect(Math.min(...refused)).toBeGreaterThan(0);
		// Two minutes on two cores with nothing else to do.
	}, 600_000);

	test('a repeat is ignored by whichever process it reaches', async () => {
		const { id, path } = await activate(SECOND_LINE, { ignoreRepeatsSeconds: 30 });
		const tell = async (processor: number, text: string) => {
			const event = eventFields(SECOND_LINE, '01000007303', utf8(text));
			return (await fetch(`${n8n.processors[processor].url}${path}&${event}`)).status;
		};
		expect(await tell(0, '같은 문자')).toBe(200);
		await sleep(1000);
		expect(await tell(1, '같은 문자')).toBe(200);
		expect(await tell(0, '같은 문자')).toBe(200);
		expect(await tell(1, '다른 문자')).toBe(200);
		await sleep(1000);
		expect(await tell(0, '다른 문자')).toBe(200);
		expect(await tell(1, '같은 문자')).toBe(200);
		const heard = (await executions(id, 2)).flatMap(({ items }) => items.Next.map(({ message }) => message));
		expect(heard.sort()).toEqual(['같은 문자', '다른 문자'].sort());
	});

	test('an answer by text reaches the run that waits for it, whichever process ran that', async () => {
		const to = '01000007305';
		const credential = await api.createCredential(lineCredential(OFFICE_LINE));
		const workflow = await publishAsking(api, 'asked', credential, to, { text: '괜찮으세요?', responseType: 'approval' });
		workflows.push(workflow);
		const base = n8n.processors[0].url;
		await waitFor('the workflow to start', 30, async () => ((await fetch(`${base}/webhook/asked`)).ok ? true : undefined));
		const { text } = await waitForTextTo(to);
		const link = text.split('\n').at(-1) as string;
		const decline = async () => await fetch(link, { method: 'POST', body: new URLSearchParams({ answer: 'decline' }) });
		await waitFor('the page', 30, async () => ((await (await fetch(link)).text()).includes('괜찮으세요?') ? true : undefined));
		expect(await (await decline()).text()).toContain('답변이 전달되었습니다');
		await decline();
		const [execution, ...more] = await executions(workflow.id, 1);
		expect(more).toEqual([]);
		expect(execution.items.Next).toMatchObject([{ approved: false }]);
	}, 120_000);

	test('texts of several lines are sent by a worker, each from the line that its row names', async () => {
		const lines = [OFFICE_LINE, '07000001001', '07000001002'];
		const rows = Array.from({ length: 30 }, (_, index) => ({ to: `010000073${10 + index}`, text: '대기열', line: lines[index % 3] }));
		const line = lineCredential(OFFICE_LINE);
		const office = { ...line, data: { ...line.data, moreNumbers: lines.slice(1).join('\n') } };
		const workflow = await createRowsWorkflow(api, 'many-lines', rows, { line: LINE_OF_ROW }, office);
		workflows.push(workflow);
		await api.activateWorkflow(workflow);
		await waitFor('the workflow to start', 30, async () => ((await fetch(`${n8n.processors[0].url}/webhook/many-lines`)).ok ? true : undefined));
		const [{ items }] = await executions(workflow.id, 1);
		expect(items.Send.map(({ success }) => success)).toEqual(Array(30).fill(true));
		const { texts } = await simulatorState();
		const sent = texts.filter(({ text }) => text === '대기열').map(({ line: from, number }) => `${from} ${number}`);
		expect(sent.sort()).toEqual(rows.map((row) => `${row.line} ${row.to}`).sort());
	}, 120_000);

	test('what one process finds by asking, the workers run, each text once', async () => {
		await setLine(SECOND_LINE, { receivedTexts: [] });
		const workflow = await createPollingWorkflow(api, 'Asked for', ['incomingSms'], lineCredential(SECOND_LINE));
		workflows.push(workflow);
		await api.activateWorkflow(workflow);
		await sleep(3000);
		const worked = () => n8n.workers.map(({ lines }) => count(lines, 'Worker finished execution'));
		const before = worked();
		const texts = Array.from({ length: 25 }, (_, index) => `문의 ${index}`);
		for (const text of texts) await simulator().incomingText({ line: SECOND_LINE, from: '01000007304', text });
		const messages = async () =>
			(await executions(workflow.id)).flatMap(({ items }) => (items.Next ?? []).map(({ message }) => String(message)));
		await waitFor('all texts', 60, async () => ((await messages()).length >= texts.length ? true : undefined));
		// One more poll, which finds nothing.
		await sleep(11_000);
		expect((await messages()).sort()).toEqual(texts.sort());
		const byWorkers = worked().reduce((sum, one) => sum + one, 0) - before.reduce((sum, one) => sum + one, 0);
		expect(byWorkers).toBeGreaterThanOrEqual((await executions(workflow.id)).length);
	}, 120_000);
});

/** Does some work for each item in turn, a few at once, and returns what came of each in order. */
async function eachAtOnce<Item, Result>(items: Item[], atOnce: number, work: (item: Item) => Promise<Result>): Promise<Result[]> {
	const results: Result[] = [];
	const rest = items.entries();
	const worker = async () => {
		for (const [index, item] of rest) results[index] = await work(item);
	};
	await Promise.all(Array.from({ length: atOnce }, worker));
	return results;
}
