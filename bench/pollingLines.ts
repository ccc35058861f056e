import { join } from 'node:path';
import { PlainError } from '../scripts/plainError';
import { runProgram } from '../scripts/processes';
import { temporaryFolder } from '../test/e2e/support/temporaryFolder';
import { startStandIn } from './standIn';
import { seconds } from './table';
import type { Row } from './table';

const LATENCY_MS = 200;
const LINES = Array.from({ length: 50 }, (_, index) => `0700000${1000 + index}`);
const ROUNDS = 3;
/** What all polling triggers of n8n together send at once, at most. */
const MOST_AT_ONCE = 4;

/** What pollingLinesRun.ts prints: seconds, one a round. */
export interface Figures {
	all: number[];
	oneByOne: number[];
}

/** A poll of all lines of an office, beside a poll of each of them, one after the other: what somebody has who goes through a list of lines. */
export async function measurePollingLines(): Promise<Row[]> {
	const service = await startStandIn(LATENCY_MS);
	try {
		const args = [...process.execArgv, join(__dirname, 'pollingLinesRun.ts'), service.url, String(ROUNDS), ...LINES];
		// n8n's core writes its settings into that folder.
		const env = { ...process.env, N8N_USER_FOLDER: temporaryFolder() };
		const { exitCode, lines } = await runProgram(process.execPath, args, { cwd: __dirname, env });
		if (exitCode !== 0) throw new PlainError(`The polling trigger failed:\n${lines.join('\n')}`);
		if (service.atOnceOnALine() > 1) throw new PlainError(`${service.atOnceOnALine()} requests of a line were under way at once.`);
		if (service.atOnce() > MOST_AT_ONCE) throw new PlainError(`${service.atOnce()} requests were under way at once.`);
		const { all, oneByOne } = JSON.parse(lines[lines.length - 1]) as Figures;
		const other = { name: 'one line after the other', figures: oneByOne };
		return [{ what: `A poll of ${LINES.length} lines with nothing new, ${LATENCY_MS} ms a request: time`, ours: all, other, write: seconds }];
	} finally {
		await service.close();
	}
}
