import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PlainError } from '../scripts/plainError';
import { measureEvents } from './events';
import { startHost } from './host';
import type { Host } from './host';
import { machine } from './machine';
import { measureLines } from './lines';
import { measurePackage } from './package';
import { pageOf } from './page';
import { measurePolling } from './polling';
import { measurePollingLines } from './pollingLines';
import { ensureProcessUsage } from './processUsage';
import { measureRecording } from './recording';
import { tableOf } from './table';
import type { Row } from './table';
import { measureBulkTexts, measureCallCost } from './texts';

const PAGE = join(__dirname, '../docs/performance.md');

const SUBJECTS: Array<[string, (host: Host) => Promise<Row[]>]> = [
	['texts to many people', measureBulkTexts],
	['ten lines beside one', measureLines],
	['what a request costs', measureCallCost],
	['what an event costs', measureEvents],
	['a long recording', measureRecording],
	['polls with nothing new', measurePolling],
	['a poll of 50 lines', measurePollingLines],
	['the package', measurePackage],
];

async function main(): Promise<void> {
	for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, endSoon);

	ensureProcessUsage();
	console.log('Starting n8n ...');
	const host = await startHost(console.log);
	const rows: Row[] = [];
	for (const [subject, measure] of SUBJECTS) {
		console.log(`Measuring ${subject} ...`);
		rows.push(...(await measure(host)));
	}
	await host.close();
	const table = tableOf(rows);
	await writeFile(PAGE, pageOf(table, await machine()));
	console.log(`\n${table}\n\nWritten to docs/performance.md.`);
}

/**
 * Ends through process.exit, which takes n8n and its folder along. That keeps us from answering signals, and tsx kills who does not answer;
 * on Ctrl-C npm sends each signal a second time.
 */
function endSoon(): void {
	setTimeout(() => process.exit(1), 500);
}

main().then(
	() => process.exit(0),
	(error: unknown) => {
		console.error(error instanceof PlainError ? `\n${error.message}` : error);
		process.exit(1);
	},
);
