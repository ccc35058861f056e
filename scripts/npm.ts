import { runProgram } from './processes';
import type { ProgramOptions } from './processes';

/** npm hands the programs that it runs the settings of this repository's .npmrc, which are not for n8n: it needs its peers. */
const AS_USUAL = ['--legacy-peer-deps=false', '--omit-lockfile-registry-resolved'];

/**
 * Runs npm 11 for n8n, whose lock files are npm 11's: npm 10 finds them incomplete, since it wants optional peers that npm 11 leaves out.
 *
 * @returns its exit code and all it printed, a line each
 */
export async function npm11(args: string[], options: ProgramOptions): Promise<{ exitCode: number; lines: string[] }> {
	const { lines } = await runProgram('npm', ['--version'], options);
	const version = lines.find((line) => /^\d+\./.test(line)) ?? '';
	const [command, ...first] = parseInt(version) < 11 ? ['npx', '--yes', 'npm@11'] : ['npm'];
	return await runProgram(command, [...first, ...args, ...AS_USUAL], options);
}
