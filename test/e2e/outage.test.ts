import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import type { N8nApi } from '../../scripts/n8nApi';
import { waitFor } from '../../scripts/waitFor';
import { office, signedInApi } from './support/office';
import { createPollingWorkflow, endedExecutions } from './support/pollingWorkflow';
import { simulator } from './support/simulator';
import { lineCredential } from './support/triggerWorkflow';
import { layWire } from './support/wire';
import type { Wire } from './support/wire';

const LINE = '07000001001';
/** With LONG=true the service is out of reach for so long that a poll fails in n8n, once. */
const IS_LONG = process.env.LONG === 'true';
const MINUTES = IS_LONG ? 15 : 0.75;

describe('a service that is out of reach for a while', () => {
	let api: N8nApi;
	let wire: Wire;
	beforeAll(async () => {
		api = await signedInApi();
		wire = await layWire();
	});
	afterAll(async () => await wire.close());

	test(`polls every ten seconds fail ${IS_LONG ? 'once' : 'never'} in ${MINUTES} minutes, and all that came meanwhile comes afterwards`, async () => {
		const workflow = await createPollingWorkflow(api, 'Out of reach', ['incomingSms'], { ...lineCredential(LINE, undefined, wire.url), name: 'Out of reach' });
		try {
			await api.activateWorkflow(workflow);
			let polls = 0;
			await wire.cut(async () => {
				const before = wire.requests.length;
				for (let part = 1; part <= 30; part++) {
					await simulator().incomingText({ line: LINE, from: '01000008100', text: `meanwhile ${part}` });
					await sleep(MINUTES * 2000);
				}
				polls = wire.requests.length - before;
			});
			const texts = await waitFor('the texts', 60, async () => {
				const items = (await endedExecutions(api, workflow.id)).flatMap((execution) => execution.items.Trigger ?? []);
				return items.length > 0 ? items.map(({ message }) => message) : undefined;
			});
			// A poll that finds nothing has no execution, and neither has one whose fault is only told in the log.
			await sleep(12_000);
			const executions = await endedExecutions(api, workflow.id);
			expect(executions.map(({ status }) => status)).toEqual(IS_LONG ? ['error', 'success'] : ['success']);
			expect(texts).toEqual(Array.from({ length: 30 }, (_, part) => `meanwhile ${part + 1}`));
			expect(polls).toBeGreaterThanOrEqual(Math.floor(MINUTES * 5));
			expect(readFileSync(office().n8nLog, 'utf8')).toMatch(/can be asked again; it could not be since \d{4}-/);
		} finally {
			await api.deactivateWorkflow(workflow.id);
			await api.deleteWorkflow(workflow.id);
		}
	}, (MINUTES + 4) * 60_000);
});
