import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { buildPackage } from './build';
import { words } from './language';
import { PlainError } from './plainError';
import { runProgram } from './processes';

/**
 * Builds the package where that is needed, and packs it as npm would publish it.
 *
 * @param folder where the tarball goes; made when missing
 * @param onLine told what happens
 * @returns the tarball's path
 * @throws PlainError when it cannot be built or packed
 */
export async function packPackage(folder: string, onLine: (line: string) => void = () => undefined): Promise<string> {
	await buildPackage(onLine);
	await mkdir(folder, { recursive: true });
	const { exitCode, lines } = await runProgram('npm', ['pack', '--silent', '--pack-destination', folder], { cwd: join(__dirname, '..') });
	const name = lines.find((line) => line.endsWith('.tgz'));
	if (exitCode !== 0 || !name) {
		throw new PlainError(`${words('The package could not be packed. npm said:', '패키지 파일을 만들지 못했습니다. npm의 메시지:')}\n${lines.join('\n')}`);
	}
	return join(folder, name);
}
