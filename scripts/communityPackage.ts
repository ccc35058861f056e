import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { words } from './language';
import { PlainError } from './plainError';
import { runProgram } from './processes';

interface PackageJson {
	name: string;
	version: string;
	dependencies?: Record<string, string>;
	[field: string]: unknown;
}

const NOT_FOR_USERS = ['devDependencies', 'peerDependencies', 'optionalDependencies'];

/** The flags with which the newest n8n installs what a community package depends on. */
const N8N_INSTALL_FLAGS = [
	'--audit=false',
	'--fund=false',
	'--bin-links=false',
	'--install-strategy=shallow',
	'--ignore-scripts=true',
	'--package-lock=false',
];

/**
 * Installs a packed community package into an n8n that is not running, step by step as the newest n8n does it itself: unpack, drop the
 * development and peer dependencies, install the others, note the version in `.n8n/nodes/package.json`. Replaces an earlier one.
 *
 * @param userFolder n8n's N8N_USER_FOLDER
 * @param tarball the path of a .tgz file that npm has packed
 * @returns the folder that it is in now
 * @throws PlainError when it cannot be unpacked or installed
 */
export async function installPackage(userFolder: string, tarball: string): Promise<string> {
	const nodesFolder = join(userFolder, '.n8n', 'nodes');
	await mkdir(join(nodesFolder, 'node_modules'), { recursive: true });
	const unpacked = await mkdtemp(join(nodesFolder, 'unpacked-'));
	try {
		await run('tar', ['-xzf', tarball, '-C', unpacked, '--strip-components=1'], nodesFolder);
		const packageFile = join(unpacked, 'package.json');
		const packageJson = await readJson(packageFile);
		for (const field of NOT_FOR_USERS) delete packageJson[field];
		await writeJson(packageFile, packageJson);
		await run('npm', ['install', ...N8N_INSTALL_FLAGS], unpacked);

		const installed = join(nodesFolder, 'node_modules', packageJson.name);
		await rm(installed, { recursive: true, force: true });
		await rename(unpacked, installed);
		await noteVersion(join(nodesFolder, 'package.json'), packageJson);
		return installed;
	} finally {
		await rm(unpacked, { recursive: true, force: true });
	}
}

async function noteVersion(file: string, { name, version }: PackageJson): Promise<void> {
	const noted: Partial<PackageJson> = existsSync(file) ? await readJson(file) : { name: 'installed-nodes', private: true };
	await writeJson(file, { ...noted, dependencies: { ...noted.dependencies, [name]: version } });
}

async function run(command: string, args: string[], cwd: string): Promise<void> {
	const { exitCode, lines } = await runProgram(command, args, { cwd });
	if (exitCode !== 0) {
		const failed = words(`The package could not be installed in n8n. ${command} said:`, `n8n에 패키지를 설치하지 못했습니다. ${command}의 메시지:`);
		throw new PlainError(`${failed}\n${lines.join('\n')}`);
	}
}

async function readJson(file: string): Promise<PackageJson> {
	return JSON.parse(await readFile(file, 'utf8')) as PackageJson;
}

async function writeJson(file: string, value: unknown): Promise<void> {
	await writeFile(file, JSON.stringify(value, null, 2));
}
