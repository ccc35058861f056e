import { appendFile, copyFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findNewest, onlyAnImage } from './n8nReleases';
import { npm11 } from './npm';
import { PlainError } from './plainError';
import { withProgress } from './progress';

/**
 * Moves scripts/host/newest to the newest release of n8n that npm has, or to the one that is named on the command line. Says so where
 * n8n's newest is not on npm.
 */

const ROOT = join(__dirname, '..');
const HOST = join(ROOT, 'scripts/host/newest');
/** The pages that tell users which n8n the package is tested in. */
const PAGES = ['README.md', 'docs/README.ko.md', 'docs/before-you-begin.md', 'docs/ko/before-you-begin.md'].map((page) => join(ROOT, page));

interface HostPackage {
	dependencies: { n8n: string };
	[field: string]: unknown;
}

async function main([version]: string[]): Promise<void> {
	const packageJson = JSON.parse(await readFile(join(HOST, 'package.json'), 'utf8')) as HostPackage;
	const before = packageJson.dependencies.n8n;
	const newest = version === undefined ? await findNewest() : undefined;
	if (newest && newest.onNpm !== newest.release) {
		console.log(onlyAnImage(newest));
		await setOutput('image', newest.release);
	}
	const after = version ?? newest?.onNpm ?? before;
	if (after === before) return console.log(`scripts/host/newest is n8n ${before} already.`);

	const folder = await mkdtemp(join(tmpdir(), 'n8n-newest-'));
	try {
		packageJson.dependencies.n8n = after;
		await writeFile(join(folder, 'package.json'), JSON.stringify(packageJson, null, '\t') + '\n');
		await lock(folder, after);
		for (const file of ['package.json', 'package-lock.json']) await copyFile(join(folder, file), join(HOST, file));
	} finally {
		await rm(folder, { recursive: true });
	}
	for (const page of PAGES) await writeFile(page, (await readFile(page, 'utf8')).replaceAll(before, after));
	console.log(`scripts/host/newest is n8n ${after} now, and was ${before}. "npm run test:e2e" says whether the package works in it.`);
	await setOutput('version', after);
}

/** In GitHub Actions: sets an output of the step. */
async function setOutput(name: string, value: string): Promise<void> {
	if (process.env.GITHUB_OUTPUT) await appendFile(process.env.GITHUB_OUTPUT, `${name}=${value}\n`);
}

/** Has npm write the lock file for a folder's package.json. */
async function lock(folder: string, version: string): Promise<void> {
	const flags = ['--package-lock-only', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
	const { exitCode, lines } = await withProgress(
		console.log,
		() => `npm is looking up the packages of n8n ${version}`,
		async () => await npm11(['install', ...flags], { cwd: folder }),
	);
	if (exitCode === 0) return;
	const text = lines.join('\n');
	const missing = /No matching version found for (\S+?)\.?$/m.exec(text)?.[1] ?? /'(\S+)' is not in (?:this|the npm) registry/.exec(text)?.[1];
	throw new PlainError(
		missing
			? `n8n ${version} cannot be installed yet: the npm registry does not have ${missing}. Nothing was changed.`
			: `n8n ${version} cannot be installed, and nothing was changed. npm said:\n${text}`,
	);
}

main(process.argv.slice(2)).catch((error: unknown) => {
	console.error(error instanceof PlainError ? error.message : error);
	process.exitCode = 1;
});
