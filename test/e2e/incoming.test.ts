import { N8nApi, type SavedWorkflow } from '../../scripts/n8nApi';
import { office, signedInApi, waitForExecution } from './support/office';
import { letComeIn, OFFICE_LINE, waitForCallbacks, waitForTextTo } from './support/simulator';
import { createTriggerWorkflow, lineCredential } from './support/triggerWorkflow';

const REPLY = '문자 주셔서 감사합니다. 곧 연락드리겠습니다.';
const KOREAN_TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?\+09:00$/;

describe('events that come in', () => {
	let api: N8nApi;
	beforeAll(async () => {
		api = await signedInApi();
	});

	test.each([
		['utf-8', '01000002101'],
		['euc-kr', '01000002102'],
	])('a text in %s is answered by the auto-reply', async (charset, from) => {
		const { autoReplyId } = office();
		await waitForCallbacks(OFFICE_LINE, { ring: false, sms: true });
		const known = await api.executionIds(autoReplyId);
		const text = '안녕하세요, 견적 부탁드려요 & 50% 할인?';
		await letComeIn('text', { line: OFFICE_LINE, from, text, charset });

		const execution = await waitForExecution(api, autoReplyId, known);
		expect(execution).toMatchObject({ status: 'success' });
		expect(execution.items['When a text comes in']).toEqual([
			{
				event: 'incomingSms',
				sender: from,
				receiver: OFFICE_LINE,
				extension: '1000',
				message: text,
				receivedAt: expect.stringMatching(KOREAN_TIME),
			},
		]);
		expect(await waitForTextTo(from)).toMatchObject({ line: OFFICE_LINE, text: REPLY });
	});

	test('a text from a machine is not answered', async () => {
		const { autoReplyId } = office();
		await waitForCallbacks(OFFICE_LINE, { ring: false, sms: true });
		const known = await api.executionIds(autoReplyId);
		await letComeIn('text', { line: OFFICE_LINE, from: '15880000', text: '인증번호 0000' });
		const execution = await waitForExecution(api, autoReplyId, known);
		expect(execution.items['When a text comes in']).toHaveLength(1);
		expect(execution.items['Send the reply']).toBeUndefined();
	});

	test('a call becomes one item', async () => {
		let workflow: SavedWorkflow | undefined;
		try {
			workflow = await createTriggerWorkflow(api, 'A call comes in', ['incomingCall'], lineCredential(OFFICE_LINE));
			await api.activateWorkflow(workflow);
			await waitForCallbacks(OFFICE_LINE, { ring: true, sms: true });
			await letComeIn('call', { line: OFFICE_LINE, from: '010-0000-2103' });
			const execution = await waitForExecution(api, workflow.id, []);
			expect(execution.items.Trigger).toEqual([
				{
					event: 'incomingCall',
					sender: '01000002103',
					receiver: OFFICE_LINE,
					extension: '1000',
					message: '',
					receivedAt: expect.stringMatching(KOREAN_TIME),
				},
			]);
		} finally {
			if (workflow) await api.deleteWorkflow(workflow.id);
		}
		await waitForCallbacks(OFFICE_LINE, { ring: false, sms: true });
	});
});
