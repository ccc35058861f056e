import { cpus, totalmem } from 'node:os';
import { ensureN8n } from '../scripts/n8nHost';
import { runProgram } from '../scripts/processes';

/** @returns what the figures were measured on, in a sentence */
export async function machine(): Promise<string> {
	const { version, node } = await ensureN8n(() => undefined);
	const { lines } = await runProgram(node, ['--version'], { cwd: __dirname });
	const [{ model }] = cpus();
	const memory = Math.round(totalmem() / 2 ** 30);
	return `n8n ${version} on Node.js ${lines[0].slice(1)} with SQLite, ${cpus().length} cores (${model.trim()}), ${memory} GB of memory.`;
}
