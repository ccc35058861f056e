import type { Settings } from '../../simulator/restApi/settings';
import { createChain } from './support/chainWorkflow';
import { signedInApi, waitForExecution, waitInOffice } from './support/office';
import { letComeIn, registrations, simulator, waitForCallbacks } from './support/simulator';
import { createTriggerWorkflow, lineCredential } from './support/triggerWorkflow';

/** A line that no other workflow listens to. */
const LINE = '07000003004';
const BOTH = ['incomingCall', 'incomingSms'];

/** The registration as the service tells it: eight parts today, six in the document, five in one of its samples. */
const MANNERS: Array<[string, Partial<Settings>]> = [
	['eight parts', { service: 'today' }],
	['eight parts, and 2000 for done', { service: 'today', callbackResult: '2000' }],
	['six parts', { service: 'document' }],
	['five parts', { service: 'document', callbackParts: '5' }],
];

describe.each(MANNERS)('a registration of %s', (_, manner) => {
	beforeAll(async () => {
		await simulator().choose(manner);
	});
	afterAll(async () => {
		await simulator().choose({ service: 'today' });
	});

	test('is published, tried out, handed back, and removed', async () => {
		const api = await signedInApi();
		const workflow = await createTriggerWorkflow(api, 'Registered', BOTH, LINE);
		try {
			await api.activateWorkflow(workflow);
			await waitForCallbacks(LINE, { ring: true, sms: true });
			const production = await registrations(LINE);
			expect(production.ring?.url).toMatch(/^\/webhook\//);

			const known = await api.executionIds(workflow.id);
			await api.startTestRun(workflow, 'Trigger');
			expect((await registrations(LINE)).sms?.url).toMatch(/^\/webhook-test\//);
			// As from an office whose public number leads to the line.
			await letComeIn('text', { line: LINE, from: '010-0000-7201', text: 'a test', dialled: '051-000-1000' });
			const { mode, items } = await waitForExecution(api, workflow.id, known);
			expect(mode).toBe('manual');
			expect(items.Trigger).toMatchObject([{ sender: '01000007201', receiver: '0510001000', message: 'a test' }]);
			await waitInOffice('the line to be handed back', 15, async () =>
				JSON.stringify(await registrations(LINE)) === JSON.stringify(production) ? true : undefined,
			);
		} finally {
			await api.deleteWorkflow(workflow.id);
		}
		await waitForCallbacks(LINE, { ring: false, sms: false });
	});

	test("of somebody else is recognised, and left in place; Notification URL says whose it is", async () => {
		const api = await signedInApi();
		const foreign = { url: '/crm/call.php?id=1', host: '127.0.0.1', port: 8000 };
		const { url } = foreign;
		const event = { event: 'incomingCall' };
		const chain = await createChain(api, 'registration-parts', lineCredential(LINE), [
			{ operation: 'notificationUrl.set', fields: { ...event, ...foreign } },
			{ operation: 'notificationUrl.get', fields: event },
		]);
		const workflow = await createTriggerWorkflow(api, 'Comes second', BOTH, LINE);
		try {
			const { items } = await chain.run();
			const [registered] = items['notificationUrl.get'];
			expect(registered).toMatchObject({ registered: true, url, host: '127.0.0.1', port: '8000', kind: '1' });
			const isToday = manner.service === 'today';
			expect(registered.number).toBe(manner.callbackParts === '5' ? '' : LINE);
			expect(registered.validUntil).toBe(isToday ? '2999-12-13T00:00:00+09:00' : undefined);
			expect(registered.validFrom).toBe(isToday ? registered.registeredAt : undefined);

			const refusal = await api.activateWorkflow(workflow).catch((error: Error) => error.message);
			expect(refusal).toMatch(/already calls another address for incoming calls: http:\/\/127\.0\.0\.1:8000\/crm\/call\.php/);
			expect((await registrations(LINE)).ring).toMatchObject({ url });
		} finally {
			await api.deleteWorkflow(workflow.id);
			await chain.remove();
			await removeForeign();
		}
	});

	async function removeForeign(): Promise<void> {
		const chain = await createChain(await signedInApi(), 'registration-removed', lineCredential(LINE), [
			{ operation: 'notificationUrl.delete', fields: { event: 'incomingCall' } },
		]);
		try {
			expect((await chain.run()).items['notificationUrl.delete']).toMatchObject([{ deleted: true }]);
		} finally {
			await chain.remove();
		}
	}
});
