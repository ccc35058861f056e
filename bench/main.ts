import { startHost, type Host } from './host';
import { PlainError } from '../scripts/plainError';
import { ensureProcessUsage } from './processUsage';
import { tableOf, type Row } from './table';
import { measureBulkTexts, measureCallCost } from './texts';

const SUBJECTS: Array<[string, (host: Host) => Promise<Row[]>]> = [
	['texts to many people', measureBulkTexts],
	['what a request costs', measureCallCost],
];

async function main(): Promise<void> {
	// Ending through process.exit takes n8n along.
	for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => process.exit(1));
	ensureProcessUsage();
	console.log('Starting n8n ...');
	const host = await startHost(console.log);
	const rows: Row[] = [];
	for (const [subject, measure] of SUBJECTS) {
		console.log(`Measuring ${subject} ...`);
		rows.push(...(await measure(host)));
	}
	await host.close();
	console.log(`\n${tableOf(rows)}`);
}

main().then(
	() => process.exit(0),
	(error: unknown) => {
		console.error(error instanceof PlainError ? `\n${error.message}` : error);
		process.exit(1);
	},
);
