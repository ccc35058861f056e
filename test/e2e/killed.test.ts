import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { installPackage } from '../../scripts/communityPackage';
import { waitFor } from '../../scripts/waitFor';
import { startN8n } from '../../scripts/n8nProcess';
import type { N8nProcess } from '../../scripts/n8nProcess';
import { freeCallbackPort } from './support/callbackPort';
import { office, signedInApi, waitForExecution } from './support/office';
import { letComeIn, registrations, takeBackCallbacks } from './support/simulator';
import { temporaryFolder } from './support/temporaryFolder';
import { createTriggerWorkflow, lineCredential } from './support/triggerWorkflow';

const LINE = '07000003004';

test('a test run that n8n did not survive leaves nothing behind', async () => {
	const userFolder = temporaryFolder();
	await installPackage(userFolder, office().tarball);
	const port = await freeCallbackPort();
	const log = createWriteStream(join(userFolder, 'n8n.log'));
	const start = async () => await startN8n({ userFolder, port, onLine: (line) => log.write(`${line}\n`) });
	const to = (path: string) => ({
		host: '127.0.0.1',
		port,
		url: expect.stringMatching(new RegExp(`^/${path}/[\\w-]+/callback\\.html\\?key=[\\w-]{43}`)) as string,
	});

	let n8n: N8nProcess = await start();
	try {
		let api = await signedInApi(n8n.url);
		const workflow = await createTriggerWorkflow(api, 'Killed', ['incomingCall', 'incomingSms'], lineCredential(LINE));
		await api.activateWorkflow(workflow);
		const production = await registrations(LINE);
		expect(production).toEqual({ ring: to('webhook'), sms: to('webhook') });

		await api.startTestRun(workflow, 'Trigger');
		await n8n.kill();
		expect(await registrations(LINE)).toEqual({ ring: to('webhook-test'), sms: to('webhook-test') });

		n8n = await start();
		api = await signedInApi(n8n.url);
		// The next test run hands back exactly what stood there before the one that was killed.
		await api.startTestRun(workflow, 'Trigger');
		await api.stopTestRun(workflow.id);
		const handedBack = await waitFor('the line to be handed back', 15, async () => {
			const { ring, sms } = await registrations(LINE);
			return [ring, sms].every((one) => one?.url.startsWith('/webhook/')) ? { ring, sms } : undefined;
		});
		expect(handedBack).toEqual(production);
		await letComeIn('text', { line: LINE, from: '010-0000-7201', text: 'heard as before' });
		const before = await waitForExecution(api, workflow.id, []);
		expect(before).toMatchObject({ mode: 'webhook', items: { Next: [{ message: 'heard as before' }] } });

		await api.startTestRun(workflow, 'Trigger');
		await n8n.kill();
		n8n = await start();
		api = await signedInApi(n8n.url);
		await api.deactivateWorkflow(workflow.id);
		await api.activateWorkflow(workflow);
		expect(await registrations(LINE)).toEqual({ ring: to('webhook'), sms: to('webhook') });
		expect((await registrations(LINE)).ring?.url).not.toBe(production.ring?.url);

		await letComeIn('text', { line: LINE, from: '010-0000-7201', text: 'still there' });
		const execution = await waitForExecution(api, workflow.id, [before.id]);
		expect(execution).toMatchObject({ mode: 'webhook', items: { Next: [{ message: 'still there' }] } });

		await api.deactivateWorkflow(workflow.id);
		expect(await registrations(LINE)).toEqual({ ring: null, sms: null });
	} finally {
		await n8n.stop();
		await takeBackCallbacks(LINE);
	}
}, 300_000);
