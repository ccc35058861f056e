import { randomUUID } from 'node:crypto';
import { PlainError } from '../scripts/plainError';
import { SimulatorClient } from '../simulator/client';
import { eventFields } from '../test/e2e/support/callbackEvent';
import { LINE } from './host';
import type { Host } from './host';
import { settledCpuSeconds } from './processUsage';
import { inTurn } from './rounds';
import { SavedRuns } from './saved';
import { count, milliseconds } from './table';
import type { Row } from './table';
import { NO_OP, publish } from './workflow';
import type { Step } from './workflow';

const BATCH = 25;
const ROUNDS = { most: 8, seconds: 100 };
const AT_ONCE = 4;

/** What an event costs n8n, from the request to the saved run. */
export async function measureEvents(host: Host): Promise<Row[]> {
	const credentials = await host.ourCredential(`${host.simulator.url}/RestApi`);
	const path = randomUUID();
	const webhook: Step = { type: 'n8n-nodes-base.webhook', typeVersion: 2.1, parameters: { path, options: {} }, webhookId: path };
	const empty: Step = { type: 'n8n-nodes-bench.emptyTrigger', typeVersion: 1.1, parameters: {}, webhookId: randomUUID() };
	const ours: Step = {
		type: 'n8n-nodes-uplus-centrex.uplusCentrexTrigger',
		typeVersion: 1.1,
		parameters: { events: ['incomingSms'], callbackHost: '127.0.0.1', callbackPort: 'auto', ifRegistered: 'fail', options: {} },
		credentials,
	};
	const contenders = {
		webhook: await contender(host, webhook, () => `${host.url}/webhook/${path}`),
		empty: await contender(host, empty, () => `${host.url}/webhook/${empty.webhookId}/bench`),
		ours: await contender(host, ours, () => registeredUrl(host)),
	};
	for (const warmUp of Object.values(contenders)) await warmUp();

	const costs = await inTurn(ROUNDS, contenders);
	const others = {
		webhook: 'Webhook node',
		empty: 'empty trigger',
	};
	return (['cpu', 'aSecond'] as const).flatMap((figure) =>
		(['webhook', 'empty'] as const).map((other) => ({
			what: figure === 'cpu' ? 'An event: CPU' : 'Events a second (more is better)',
			ours: costs.ours.map((cost) => cost[figure]),
			other: { name: others[other], figures: costs[other].map((cost) => cost[figure]) },
			write: figure === 'cpu' ? milliseconds : count,
		})),
	);
}

/** Publishes a trigger with a node that does nothing. @returns sends it a batch of events, and tells what each cost */
async function contender(host: Host, trigger: Step, urlOf: () => Promise<string> | string) {
	const { id } = await publish(host, [trigger, NO_OP]);
	const runs = new SavedRuns(host.api, id);
	const url = await urlOf();
	return async () => {
		const cpuBefore = await settledCpuSeconds(host.pid);
		const started = Date.now();
		await sendEvents(url);
		const cpu = (await settledCpuSeconds(host.pid)) - cpuBefore;
		const ended = await runs.waitForMore(BATCH);
		return { cpu: cpu / BATCH, aSecond: BATCH / ((ended - started) / 1000) };
	};
}

async function sendEvents(url: string): Promise<void> {
	let left = BATCH;
	const sendSome = async () => {
		while (left-- > 0) {
			const query = eventFields(LINE.number, '01000001234', 'hello');
			const response = await fetch(`${url}${url.includes('?') ? '&' : '?'}${query}`);
			if (!response.ok) throw new PlainError(`An event was answered with HTTP status ${response.status}.`);
			await response.arrayBuffer();
		}
	};
	await Promise.all(Array.from({ length: AT_ONCE }, sendSome));
}

/** What the simulator would call: the address with the key that our trigger has registered. */
async function registeredUrl({ simulator }: Host): Promise<string> {
	const { sms } = (await new SimulatorClient(simulator.url).line(LINE.number)).callbacks;
	if (!sms) throw new PlainError('The trigger has not registered its address.');
	return `http://${sms.host}:${sms.port}${sms.url.replace(/^http:\/\/[^/]+/, '')}`;
}
