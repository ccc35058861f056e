import type { N8nApi, SavedWorkflow } from '../../scripts/n8nApi';
import { rowsOf } from './support/dataTables';
import { office, signedInApi, waitForExecution } from './support/office';
import { letComeIn, OFFICE_LINE as LINE, simulator, simulatorState, waitForCallbacks } from './support/simulator';
import { createTriggerWorkflow, lineCredential } from './support/triggerWorkflow';

const REPLY = '문자 주셔서 감사합니다. 곧 연락드리겠습니다.';
const TABLE = 'Centrex automatic replies';
const KOREAN_TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?\+09:00$/;

describe('events that come in', () => {
	let api: N8nApi;
	beforeAll(async () => {
		api = await signedInApi();
	});

	/** Lets an event happen while a workflow listens for it, and returns the items that the trigger made of it. */
	async function hear(event: 'incomingCall' | 'incomingSms', comeIn: () => Promise<void>) {
		let workflow: SavedWorkflow | undefined;
		try {
			workflow = await createTriggerWorkflow(api, `${event} in ${LINE}`, [event], lineCredential(LINE));
			await api.activateWorkflow(workflow);
			await waitForCallbacks(LINE, { ring: event === 'incomingCall', sms: event === 'incomingSms' });
			await comeIn();
			return (await waitForExecution(api, workflow.id, [])).items.Trigger;
		} finally {
			if (workflow) await api.deleteWorkflow(workflow.id);
			await waitForCallbacks(LINE, { ring: false, sms: false });
		}
	}

	test.each([
		['utf-8', '01000002101'],
		['euc-kr', '01000002102'],
	])('a text in %s becomes one item', async (charset, from) => {
		const text = '안녕하세요, 견적 부탁드려요 & 50% 할인?';
		expect(await hear('incomingSms', async () => await letComeIn('text', { line: LINE, from, text, charset }))).toEqual([
			{
				event: 'incomingSms',
				line: LINE,
				sender: from,
				receiver: LINE,
				extension: '1000',
				message: text,
				receivedAt: expect.stringMatching(KOREAN_TIME),
			},
		]);
	});

	test('a call becomes one item', async () => {
		expect(await hear('incomingCall', async () => await letComeIn('call', { line: LINE, from: '010-0000-2103' }))).toEqual([
			{
				event: 'incomingCall',
				line: LINE,
				sender: '01000002103',
				receiver: LINE,
				extension: '1000',
				message: '',
				receivedAt: expect.stringMatching(KOREAN_TIME),
			},
		]);
	});

	test("the demo's automatic reply answers a text within a minute, and one sender once", async () => {
		// A copy with a table of its own: the texts of other tests, and the replies of examples.test.ts, would use up the 30 an hour.
		const { name, nodes, connections, settings } = await api.workflow(office().autoReplyId);
		const ownNodes = JSON.parse(JSON.stringify(nodes).replaceAll(TABLE, `${TABLE}, a copy`)) as typeof nodes;
		const workflow = await api.createWorkflow({ name: `${name}, a copy`, nodes: ownNodes, connections, settings });
		await api.activateWorkflow(workflow);
		try {
			for (const text of ['안녕하세요', '내일 되나요?']) await simulator().incomingText({ line: LINE, from: '01000002104', text });
			const { items } = await waitForExecution(api, workflow.id, [], 75);
			const heard = items['When a text comes in'];
			expect(heard.map(({ message }) => message)).toEqual(['안녕하세요', '내일 되나요?']);
			const replies = (await simulatorState()).texts.filter(({ direction, number }) => direction === 'out' && number === '01000002104');
			expect(replies).toMatchObject([{ line: LINE, text: REPLY }]);
			const noted = await rowsOf(api, `${TABLE}, a copy`);
			expect(noted.filter(({ phone }) => phone === '01000002104')).toHaveLength(1);
		} finally {
			await api.deleteWorkflow(workflow.id);
		}
	});
});
