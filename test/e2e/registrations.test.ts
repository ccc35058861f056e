import { SimulatorClient } from '../../simulator/client';
import type { Settings } from '../../simulator/restApi/settings';
import { startSimulator } from '../../simulator/server';
import type { Simulator } from '../../simulator/server';
import { createChain } from './support/chainWorkflow';
import { signedInApi, waitForExecution, waitInOffice } from './support/office';
import { letComeIn, registrations, waitForCallbacks } from './support/simulator';
import { createTriggerWorkflow, lineCredential } from './support/triggerWorkflow';

const LINE = '07000003004';
const BOTH = ['incomingCall', 'incomingSms'];

/** The registration as the service tells it: eight parts today, six in the document, five in one of its samples. */
const MANNERS: Record<string, Partial<Settings>> = {
	'eight parts': { service: 'today' },
	'eight parts, and 2000 for done': { service: 'today', callbackResult: '2000' },
	'six parts': { service: 'document' },
	'five parts': { service: 'document', callbackParts: '5' },
};

/** Each manner has a service of its own. */
const services = new Map<string, Simulator>();
beforeAll(async () => {
	for (const [name, manner] of Object.entries(MANNERS)) {
		const service = await startSimulator({ port: 0, host: '127.0.0.1' });
		services.set(name, service);
		await new SimulatorClient(service.url).choose(manner);
	}
});
afterAll(async () => {
	for (const service of services.values()) await service.close();
});

/** The service of a manner, and a credential for a line of it. */
function serviceOf(name: string) {
	const { url } = services.get(name) as Simulator;
	return { manner: MANNERS[name], simulator: new SimulatorClient(url), credential: lineCredential(LINE, undefined, url) };
}

test.each(Object.keys(MANNERS))('a registration of %s is published, tried out, handed back, and removed', async (name) => {
	const { simulator, credential } = serviceOf(name);
	const api = await signedInApi();
	const workflow = await createTriggerWorkflow(api, `Registered in ${name}`, BOTH, credential);
	try {
		await api.activateWorkflow(workflow);
		await waitForCallbacks(LINE, { ring: true, sms: true }, simulator);
		const production = await registrations(LINE, simulator);
		expect(production.ring?.url).toMatch(/^\/webhook\//);

		const known = await api.executionIds(workflow.id);
		await api.startTestRun(workflow, 'Trigger');
		expect((await registrations(LINE, simulator)).sms?.url).toMatch(/^\/webhook-test\//);
		// As from an office whose public number leads to the line.
		const text = { line: LINE, from: '010-0000-7201', text: 'a test', dialled: '051-000-1000' };
		await letComeIn('text', text, simulator);
		const { mode, items } = await waitForExecution(api, workflow.id, known);
		expect(mode).toBe('manual');
		expect(items.Trigger).toMatchObject([{ sender: '01000007201', receiver: '0510001000', message: 'a test' }]);
		await waitInOffice('the line to be handed back', 15, async () =>
			JSON.stringify(await registrations(LINE, simulator)) === JSON.stringify(production) ? true : undefined,
		);
	} finally {
		await api.deleteWorkflow(workflow.id);
	}
	await waitForCallbacks(LINE, { ring: false, sms: false }, simulator);
});

/** All at once, since n8n tries a refused trigger five times: together they take as long as one. Tells of each that failed. */
async function inEachManner(work: (name: string) => Promise<void>): Promise<void> {
	const names = Object.keys(MANNERS);
	const ended = await Promise.allSettled(names.map(work));
	const failures = ended.flatMap((end, index) =>
		end.status === 'rejected' ? [`A registration of ${names[index]}: ${end.reason.stack}`] : [],
	);
	if (failures.length > 0) throw new Error(failures.join('\n'));
}

test("a registration of somebody else is recognised, and left in place; Notification URL says whose it is", async () => {
	await inEachManner(async (name) => {
		const { manner, simulator, credential } = serviceOf(name);
		const api = await signedInApi();
		const foreign = { url: '/crm/call.php?id=1', host: '127.0.0.1', port: 8000 };
		const { url } = foreign;
		const event = { event: 'incomingCall' };
		const path = name.replace(/\W+/g, '-');
		const chain = await createChain(api, `registration-${path}`, credential, [
			{ operation: 'notificationUrl.set', fields: { ...event, ...foreign } },
			{ operation: 'notificationUrl.get', fields: event },
		]);
		const workflow = await createTriggerWorkflow(api, `Comes second to ${name}`, BOTH, credential);
		try {
			const { items } = await chain.run();
			const [registered] = items['notificationUrl.get'];
			expect(registered).toMatchObject({ registered: true, url, host: '127.0.0.1', port: '8000', kind: '1' });
			const isToday = manner.service === 'today';
			expect(registered.number).toBe(manner.callbackParts === '5' ? '' : LINE);
			expect(registered.validUntil).toBe(isToday ? '2999-12-13T00:00:00+09:00' : undefined);
			expect(registered.validFrom).toBe(isToday ? registered.registeredAt : undefined);

			const refusal = await api.activateWorkflow(workflow).catch((error: Error) => error.message);
			expect(refusal).toMatch(/already calls another address for incoming calls: http:\/\/127\.0\.0\.1:8000, registered .* Notification URL → Get shows all of it\./);
			expect((await registrations(LINE, simulator)).ring).toMatchObject({ url });
		} finally {
			await api.deleteWorkflow(workflow.id);
			await chain.remove();
		}
		const removal = await createChain(api, `registration-removed-${path}`, credential, [
			{ operation: 'notificationUrl.delete', fields: event },
		]);
		try {
			expect((await removal.run()).items['notificationUrl.delete']).toMatchObject([{ deleted: true }]);
		} finally {
			await removal.remove();
		}
	});
});

test('all lines of a credential are published, tried out, handed back, and removed; each event says its line', async () => {
	const numbers = ['07000001101', '07000001102', '07000001103'];
	const [number, ...others] = numbers;
	const password = 'demo-lines';
	const service = await startSimulator({ port: 0, host: '127.0.0.1', office: { lines: numbers.map((line) => ({ number: line, password })) } });
	const simulator = new SimulatorClient(service.url);
	const called = async () => await Promise.all(numbers.map(async (line) => await registrations(line, simulator)));
	const credential = lineCredential(number, password, service.url);
	credential.data.moreNumbers = others.join('\n');
	const api = await signedInApi();
	const workflow = await createTriggerWorkflow(api, 'All lines', BOTH, credential, { lines: 'all' });
	try {
		await api.activateWorkflow(workflow);
		for (const line of numbers) await waitForCallbacks(line, { ring: true, sms: true }, simulator);
		const production = await called();
		expect(new Set(production.map(({ ring }) => ring?.url)).size).toBe(numbers.length);

		const hear = async (line: string, mode: string) => {
			const known = await api.executionIds(workflow.id);
			// As from an office whose public number leads to the line.
			await letComeIn('text', { line, from: '010-0000-7301', text: `to ${line}`, dialled: '051-000-1000' }, simulator);
			const execution = await waitForExecution(api, workflow.id, known);
			expect(execution).toMatchObject({ mode, items: { Trigger: [{ event: 'incomingSms', line, receiver: '0510001000', message: `to ${line}` }] } });
		};
		for (const line of numbers) await hear(line, 'webhook');

		await api.startTestRun(workflow, 'Trigger');
		for (const { ring, sms } of await called()) for (const one of [ring, sms]) expect(one?.url).toMatch(/^\/webhook-test\/.*&before=/);
		await hear(others[0], 'manual');
		await waitInOffice('all lines to be handed back', 15, async () =>
			JSON.stringify(await called()) === JSON.stringify(production) ? true : undefined,
		);
		for (const line of numbers) await hear(line, 'webhook');

		await api.deactivateWorkflow(workflow.id);
		for (const line of numbers) await waitForCallbacks(line, { ring: false, sms: false }, simulator);
	} finally {
		await api.deleteWorkflow(workflow.id);
		await service.close();
	}
});
