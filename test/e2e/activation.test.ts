import { signedInApi } from './support/office';
import { simulatorLine, waitForCallbacks } from './support/simulator';
import { createTriggerWorkflow, lineCredential } from './support/triggerWorkflow';

/** A line that no other workflow listens to. */
const LINE = '07000003004';

test('activating a workflow registers both callbacks, deactivating removes them', async () => {
	const api = await signedInApi();
	const workflow = await createTriggerWorkflow(api, 'Both events', ['incomingCall', 'incomingSms'], lineCredential(LINE));
	expect((await simulatorLine(LINE)).callbacks).toEqual({ ring: null, sms: null });

	await api.activateWorkflow(workflow);
	await waitForCallbacks(LINE, { ring: true, sms: true });
	const { ring, sms } = (await simulatorLine(LINE)).callbacks;
	expect(ring).toMatchObject({ host: '127.0.0.1', url: expect.stringMatching(/^\/webhook\/.+\.html\?key=[0-9a-f]{64}$/) });
	expect(sms).toMatchObject({ url: ring?.url, port: ring?.port });

	await api.deactivateWorkflow(workflow.id);
	await waitForCallbacks(LINE, { ring: false, sms: false });

	await api.activateWorkflow(workflow);
	await waitForCallbacks(LINE, { ring: true, sms: true });
	await api.deleteWorkflow(workflow.id);
	await waitForCallbacks(LINE, { ring: false, sms: false });
});
