import { signedInApi } from './support/office';
import { createPollingWorkflow } from './support/pollingWorkflow';
import { simulatorLine, simulatorState, waitForCallbacks } from './support/simulator';
import { createTriggerWorkflow, lineCredential } from './support/triggerWorkflow';

/** A line that no other workflow listens to: each file takes back what it has registered. */
const LINE = '07000003004';

test('activating a workflow registers both callbacks, deactivating removes them', async () => {
	const api = await signedInApi();
	const workflow = await createTriggerWorkflow(api, 'Both events', ['incomingCall', 'incomingSms'], lineCredential(LINE));
	expect((await simulatorLine(LINE)).callbacks).toEqual({ ring: null, sms: null });

	await api.activateWorkflow(workflow);
	await waitForCallbacks(LINE, { ring: true, sms: true });
	const { ring, sms } = (await simulatorLine(LINE)).callbacks;
	expect(ring).toMatchObject({ host: '127.0.0.1', url: expect.stringMatching(/^\/webhook\/.+\.html\?key=[\w-]{43}$/) });
	expect(sms).toMatchObject({ url: ring?.url, port: ring?.port });

	await api.deactivateWorkflow(workflow.id);
	await waitForCallbacks(LINE, { ring: false, sms: false });

	await api.activateWorkflow(workflow);
	await waitForCallbacks(LINE, { ring: true, sms: true });
	await api.deleteWorkflow(workflow.id);
	await waitForCallbacks(LINE, { ring: false, sms: false });
});

test('publishing with a wrong password asks the service once, however often n8n tries, and locks no account', async () => {
	const api = await signedInApi();
	const wrong = lineCredential(LINE, 'wrong');
	const workflows = [
		await createTriggerWorkflow(api, 'Refused at once', ['incomingCall', 'incomingSms'], wrong),
		await createPollingWorkflow(api, 'Refused when it asks', ['incomingSms', 'callMissed'], wrong),
	];
	const refused = async () => (await simulatorState()).requests.filter(({ resultCode }) => resultCode === '1004').length;
	const before = await refused();
	const tried = workflows.map(async (workflow) => await api.activateWorkflow(workflow).catch(({ message }: Error) => message));
	for (const outcome of await Promise.all(tried)) expect(outcome).toMatch(/password is wrong.*1004/);
	// Both at the same time may ask before either has its answer.
	expect([1, 2]).toContain((await refused()) - before);
	expect(await simulatorLine(LINE)).toMatchObject({ locked: false });
	for (const { id } of workflows) await api.deleteWorkflow(id);
});
