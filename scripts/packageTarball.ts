import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PlainError } from './plainError';
import { runProgram } from './processes';

const ROOT = join(__dirname, '..');
/** Everything of which the tarball is made. */
const SOURCES = ['credentials', 'nodes', 'icons', 'gulpfile.js', 'package.json', 'tsconfig.json', 'tsconfig.build.json'];

/**
 * Packs what `npm run build` has made, as npm would publish it.
 *
 * @param folder where the tarball goes; made when missing
 * @returns the tarball's path
 * @throws PlainError when npm cannot pack
 */
export async function packPackage(folder: string): Promise<string> {
	await mkdir(folder, { recursive: true });
	const { exitCode, lines } = await runProgram('npm', ['pack', '--silent', '--pack-destination', folder], { cwd: ROOT });
	const name = lines.find((line) => line.endsWith('.tgz'));
	if (exitCode !== 0 || !name) throw new PlainError(`The package could not be packed. npm said:\n${lines.join('\n')}`);
	return join(folder, name);
}

/**
 * Builds and packs the package; does neither when no source has changed since the last time.
 *
 * @param folder where the tarball and the hash of its sources are kept
 * @param onLine told what happens
 * @returns the tarball's path
 * @throws PlainError with the compiler's words when the sources do not build
 */
export async function buildAndPackPackage(folder: string, onLine: (line: string) => void): Promise<string> {
	const stampFile = join(folder, 'built-from.json');
	const hash = await hashOf(SOURCES.map((name) => join(ROOT, name)));
	if (existsSync(stampFile)) {
		const stamp = JSON.parse(await readFile(stampFile, 'utf8')) as { hash: string; tarball: string };
		if (stamp.hash === hash && existsSync(stamp.tarball)) return stamp.tarball;
	}
	onLine('Building the package ...');
	const { exitCode, lines } = await runProgram('npm', ['run', 'build', '--silent'], { cwd: ROOT });
	if (exitCode !== 0) throw new PlainError(`The package could not be built. The compiler said:\n${lines.join('\n')}`);
	const tarball = await packPackage(folder);
	await writeFile(stampFile, JSON.stringify({ hash, tarball }));
	return tarball;
}

async function hashOf(paths: string[]): Promise<string> {
	const hash = createHash('sha256');
	const add = async (path: string): Promise<void> => {
		if ((await stat(path)).isDirectory()) {
			for (const name of (await readdir(path)).sort()) await add(join(path, name));
		} else {
			hash.update(path).update('\0').update(await readFile(path)).update('\0');
		}
	};
	for (const path of paths) await add(path);
	return hash.digest('hex');
}
