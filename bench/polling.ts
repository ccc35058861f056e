import { join } from 'node:path';
import { PlainError } from '../scripts/plainError';
import { runProgram } from '../scripts/processes';
import { SimulatorClient } from '../simulator/client';
import { temporaryFolder } from '../test/e2e/support/temporaryFolder';
import { LINE } from './host';
import type { Host } from './host';
import { count, milliseconds } from './table';
import type { Row } from './table';

const POLLS = 5;
const CHOICES = {
	'texts and missed calls': ['incomingSms', 'callMissed'],
	'all events': ['incomingSms', 'callAnswered', 'callMissed', 'callMade', 'recordingAdded'],
};

/** The polling trigger when nothing is new. It runs without n8n, which does other things in the background that cost more. */
export async function measurePolling({ simulator }: Host): Promise<Row[]> {
	const client = new SimulatorClient(simulator.url);
	const rows: Row[] = [];
	for (const [choice, events] of Object.entries(CHOICES)) {
		const before = await requestsOf(client);
		// The first one is a poll like the others, but for what it loads.
		const [, ...cpu] = await poll(`${simulator.url}/RestApi`, events);
		const requests = ((await requestsOf(client)) - before) / (POLLS + 1);
		rows.push(
			{ what: `A poll with nothing new, ${choice}: requests`, ours: [requests], write: count },
			{ what: `A poll with nothing new, ${choice}: CPU, without n8n's own`, ours: cpu, write: milliseconds },
		);
	}
	return rows;
}

async function requestsOf(client: SimulatorClient): Promise<number> {
	return (await client.state()).requests.at(-1)?.id ?? 0;
}

async function poll(baseUrl: string, events: string[]): Promise<number[]> {
	const script = join(__dirname, 'pollingRun.ts');
	const args = [...process.execArgv, script, baseUrl, LINE.number, LINE.password, String(POLLS), ...events];
	// n8n's core writes its settings into that folder.
	const env = { ...process.env, N8N_USER_FOLDER: temporaryFolder() };
	const { exitCode, lines } = await runProgram(process.execPath, args, { cwd: __dirname, env });
	if (exitCode !== 0) throw new PlainError(`The polling trigger failed:\n${lines.join('\n')}`);
	return JSON.parse(lines[lines.length - 1]) as number[];
}
