import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { words } from './language';
import { PlainError } from './plainError';
import { runProgram } from './processes';

const ROOT = join(__dirname, '..');
const DIST = join(ROOT, 'dist');
/** Everything of which dist/ is made. */
const SOURCES = ['credentials', 'nodes', 'icons', 'gulpfile.js', 'package.json', 'tsconfig.json', 'tsconfig.build.json'];
/** In node_modules: other packages, so perhaps another compiler, mean a new build. */
const STAMP = join(ROOT, 'node_modules/.cache/n8n-nodes-uplus-centrex/built-from');

/**
 * Builds the package into dist/, as `npm run build` does, if dist/ is not what the last build made of the very same sources.
 *
 * @param onLine told when it builds
 * @throws PlainError with the compiler's words when the sources do not build
 */
export async function buildPackage(onLine: (line: string) => void): Promise<void> {
	const sources = await hashOf(SOURCES.map((name) => join(ROOT, name)));
	// The hash of dist/ tells that somebody has built other sources meanwhile, or that a build was interrupted.
	const isBuilt = async () => (await readFile(STAMP, 'utf8')) === sources + (await hashOf([DIST]));
	if (existsSync(STAMP) && existsSync(DIST) && (await isBuilt())) return;

	onLine(words('Building the package ...', '패키지를 빌드하는 중 ...'));
	const { exitCode, lines } = await runProgram('npm', ['run', 'build', '--silent'], { cwd: ROOT });
	if (exitCode !== 0) {
		throw new PlainError(`${words('The package could not be built. The compiler said:', '패키지를 빌드하지 못했습니다. 컴파일러의 메시지:')}\n${lines.join('\n')}`);
	}
	await mkdir(dirname(STAMP), { recursive: true });
	await writeFile(STAMP, sources + (await hashOf([DIST])));
}

async function hashOf(paths: string[]): Promise<string> {
	const hash = createHash('sha256');
	const add = async (path: string): Promise<void> => {
		if ((await stat(path)).isDirectory()) {
			for (const name of (await readdir(path)).sort()) await add(join(path, name));
		} else {
			hash.update(relative(ROOT, path)).update('\0').update(await readFile(path)).update('\0');
		}
	};
	for (const path of paths) await add(path);
	return hash.digest('hex');
}
