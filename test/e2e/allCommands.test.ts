import { signedInApi } from './support/office';
import { createChain } from './support/chainWorkflow';
import { NEWER } from '../support/operations';
import { hangUp, OFFICE_LINE, simulator, simulatorState } from './support/simulator';
import { lineCredential } from './support/triggerWorkflow';

const KOREAN_TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+09:00$/;
const done = { success: true, status: 'OK' };
const channel = expect.stringMatching(/^SIP\/.+/) as string;

afterEach(async () => {
	await simulator().choose({ service: 'today' });
});

/** A day at the phone: all 23 commands of the document, one after the other, in one workflow. */
test.each(['today', 'document'] as const)('all 23 commands work in n8n, from the first call to its recording, with the service of %s', async (service) => {
	await simulator().choose({ service });
	const api = await signedInApi();
	// A call that another test let come in may still be ringing.
	await hangUp(OFFICE_LINE);
	const before = (await simulatorState()).requests.length;
	const registration = { url: '/crm/call.php', host: '127.0.0.1', port: 8000 };
	const chain = await createChain(api, 'all-commands', lineCredential(OFFICE_LINE), [
		{ operation: 'line.getPhoneStatus' },
		{ operation: 'line.getCallStatus', name: 'no call yet' },
		{ operation: 'call.dial', fields: { to: '010-0000-3101' } },
		{ operation: 'line.getCallStatus', name: 'in a call' },
		{ operation: 'call.startRecording' },
		{ operation: 'call.hold' },
		{ operation: 'call.resume' },
		{ operation: 'call.stopRecording' },
		{ operation: 'call.hangUp' },
		{ operation: 'call.conference', fields: { to: '010-0000-3102, 02-000-3103' } },
		{ operation: 'call.hangUp', name: 'end of conference' },
		{ operation: 'callHistory.getAll', fields: { direction: 'outbound', limit: 2, filters: { after: '={{ $now.minus({ hours: 1 }) }}' } } },
		{ operation: 'recording.getAll', fields: { limit: 1, filters: { phone: '+82 10-0000-3101' } } },
		{ operation: 'recording.download', fields: { fileName: '={{ $json.fileName }}' } },
		{ operation: 'contact.getAll', fields: { returnAll: true } },
		{ operation: 'contact.find', fields: { phone: '={{ $json.phone1 }}' } },
		{ operation: 'message.send', fields: { to: '010-0000-3104', text: '통화 감사합니다.' } },
		{ operation: 'callForwarding.set', fields: { to: '010-0000-3105' } },
		{ operation: 'line.get' },
		{ operation: 'callForwarding.stop' },
		...(['incomingCall', 'incomingSms'] as const).flatMap((event) => [
			{ operation: 'notificationUrl.set', name: `set ${event}`, fields: { event, ...registration } },
			{ operation: 'notificationUrl.get', name: `get ${event}`, fields: { event } },
			{ operation: 'notificationUrl.delete', name: `delete ${event}`, fields: { event } },
		]),
	]);
	try {
		const { status, error, items } = await chain.run();
		expect({ status, error }).toEqual({ status: 'success', error: undefined });

		expect(items['line.getPhoneStatus']).toEqual([{ status: 'OK' }]);
		expect(items['no call yet']).toEqual([{ inCall: false, channel: '' }]);
		expect(items['call.dial']).toEqual([done]);
		expect(items['in a call']).toEqual([{ inCall: true, channel }]);
		for (const step of ['startRecording', 'hold', 'resume', 'stopRecording', 'hangUp']) {
			expect(items[`call.${step}`]).toEqual([{ ...done, channel }]);
		}
		expect(items['call.conference']).toEqual([done]);
		expect(items['callHistory.getAll'][1]).toMatchObject({
			position: 2,
			startedAt: expect.stringMatching(KOREAN_TIME),
			to: '0100000****',
			kind: 'mobile',
			talkSeconds: expect.any(Number),
		});
		expect(items['recording.getAll']).toMatchObject([
			{ fileName: expect.stringMatching(/^1000-01000003101_\d{14}_mix\.wav$/), calledAt: expect.stringMatching(KOREAN_TIME) },
		]);
		expect(items['recording.download']).toEqual([
			{ fileName: items['recording.getAll'][0].fileName, bytes: expect.any(Number) },
		]);
		expect(items['recording.download'][0].bytes).toBeGreaterThan(44);
		expect(items['contact.getAll'].length).toBeGreaterThan(20);
		const [{ name, phone1 }] = items['contact.getAll'];
		expect(items['contact.find']).toMatchObject([{ found: true, name, phone1 }]);
		expect(items['message.send']).toMatchObject([{ success: true, sent: 1 }]);
		expect(items['line.get']).toMatchObject([{ forwarding: { active: true, data: '01000003105' } }]);
		for (const event of ['incomingCall', 'incomingSms']) {
			expect(items[`set ${event}`]).toEqual([done]);
			expect(items[`get ${event}`]).toMatchObject([{ registered: true, ...registration, port: '8000' }]);
			expect(items[`delete ${event}`]).toEqual([{ deleted: true, ...done }]);
		}

		const used = (await simulatorState()).requests.slice(before).map(({ command }) => command);
		expect(new Set(used).size).toBe(23);
	} finally {
		await chain.remove();
	}
}, 180_000);

/** Takes a quarter of a minute: it waits a second between two commands. */
test('Check works in n8n, and says what an odd line lacks and answers otherwise', async () => {
	await simulator().setLine(OFFICE_LINE, { lacks: ['getrecvsmslist'], otherForm: ['phonestatus'] });
	const chain = await createChain(await signedInApi(), 'line-check', lineCredential(OFFICE_LINE), [{ operation: 'line.check' }]);
	try {
		const { status, error, items } = await chain.run();
		expect({ status, error }).toEqual({ status: 'success', error: undefined });
		expect(items['line.check']).toHaveLength(12);
		expect(items['line.check'].filter(({ works }) => !works)).toMatchObject([
			{ command: 'getrecvsmslist', code: '1005', advice: expect.stringContaining('LG U+ Centrex Trigger') },
		]);
		// What other tests have left on the line may differ as well.
		const phone = items['line.check'].find(({ command }) => command === 'phonestatus');
		expect(phone?.differences).toEqual(['STATUS is no known word: its form is aaaaaa.', 'There is a new field, SEND_TYPE: it is a text.']);
	} finally {
		await chain.remove();
		await simulator().setLine(OFFICE_LINE, { lacks: [], otherForm: [] });
	}
}, 120_000);

describe('what the service of today has besides', () => {
	beforeEach(async () => {
		await hangUp(OFFICE_LINE);
		await simulator().setLine(OFFICE_LINE, Object.assign({ listDelaySeconds: 0, forwarding: null }, ...NEWER.map(({ line }) => line)));
	});
	afterAll(async () => await simulator().setLine(OFFICE_LINE, { forwarding: null }));

	test('works in n8n', async () => {
		await simulator().incomingText({ line: OFFICE_LINE, from: '15880000', text: '배송 완료' });
		await simulator().incomingCall({ line: OFFICE_LINE, from: '010-0000-3108' });
		await hangUp(OFFICE_LINE);
		const before = (await simulatorState()).requests.length;
		const chain = await createChain(await signedInApi(), 'newer-commands', lineCredential(OFFICE_LINE), NEWER);
		try {
			const { status, error, items } = await chain.run();
			expect({ status, error }).toEqual({ status: 'success', error: undefined });
			for (const { operation, items: expected } of NEWER) expect([operation, items[operation]]).toEqual([operation, expected]);
			const used = (await simulatorState()).requests.slice(before).map(({ command }) => command);
			expect(used).toEqual(NEWER.map(({ command }) => command));
		} finally {
			await chain.remove();
		}
	}, 120_000);

	test.each([
		['the service of the document', { service: 'document' as const }, {}, /^The service or the contract of this line lacks this operation \(4001 UNKNOWN_COMMNAD\)/],
		['a line without the API add-on', {}, { addOn: 'none' as const }, /^The service or the contract of this line lacks this operation \(1005 NO_API_PERM_ERR\)/],
	])('is told apart on %s, with what does the nearest thing', async (_, settings, line, message) => {
		await simulator().choose(settings);
		await simulator().setLine(OFFICE_LINE, line);
		const steps = NEWER.map((step) => ({ ...step, onError: 'continueRegularOutput' as const }));
		const chain = await createChain(await signedInApi(), 'newer-commands-lacking', lineCredential(OFFICE_LINE), steps);
		try {
			const { items } = await chain.run();
			for (const { operation, instead } of NEWER) {
				expect(items[operation]).toMatchObject([{ error: expect.stringMatching(message), outcome: 'rejected' }]);
				expect(items[operation][0].error).toMatch(instead);
			}
		} finally {
			await chain.remove();
			await simulator().setLine(OFFICE_LINE, { addOn: 'B' });
		}
	}, 120_000);
});
