import { join } from 'node:path';
import { ensureN8n } from '../scripts/n8nHost';
import { PlainError } from '../scripts/plainError';
import { runProgram } from '../scripts/processes';
import packageJson from '../package.json';
import { count, kilobytes, milliseconds } from './table';
import type { Row } from './table';

const ROOT = join(__dirname, '..');
const LOADS = 9;

/** What a fresh process does: n8n itself has loaded n8n-workflow long before. */
const LOAD = `
	require('n8n-workflow');
	const started = performance.now();
	for (const file of process.argv.slice(1)) require(file);
	console.log((performance.now() - started) / 1000);
`;

/** The package itself: its size, and how long n8n takes to load it. */
export async function measurePackage(): Promise<Row[]> {
	const { node } = await ensureN8n(() => undefined);
	const packed = await output('npm', ['pack', '--dry-run', '--json', '--loglevel=error']);
	const [{ size, unpackedSize, entryCount }] = JSON.parse(packed) as Array<Record<string, number>>;
	const files = [...packageJson.n8n.credentials, ...packageJson.n8n.nodes].map((file) => join(ROOT, file));
	const loads: number[] = [];
	for (let load = 0; load < LOADS; load++) loads.push(Number(await output(node, ['-e', LOAD, ...files])));
	return [
		{ what: 'The package: tarball', ours: [size], write: kilobytes },
		{ what: 'The package: unpacked', ours: [unpackedSize], write: kilobytes },
		{ what: 'The package: files', ours: [entryCount], write: count },
		{ what: 'The package: time to load all nodes and the credential', ours: loads, write: milliseconds },
	];
}

async function output(program: string, args: string[]): Promise<string> {
	const { exitCode, lines } = await runProgram(program, args, { cwd: ROOT });
	if (exitCode !== 0) throw new PlainError(`${program} failed:\n${lines.join('\n')}`);
	return lines.join('\n');
}
