import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rm, stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { words } from './language';
import { installN8n, nodeProgram } from './n8nInstall';
import type { LockedPackages } from './n8nInstall';
import { PlainError } from './plainError';
import { withProgress } from './progress';

/** An n8n that is installed and ready to be started. */
export interface N8nHost {
	/** Its version, such as 2.6.4. */
	version: string;
	/** The Node.js program that runs it. */
	node: string;
	/** The n8n program, a JavaScript file. */
	script: string;
}

/** A folder for each n8n, with the package.json and package-lock.json that say what exactly is installed: nothing else says the version. */
const HOSTS = join(__dirname, 'host');
const ASK_AGAIN_MS = 5_000;
/** An install that has shown no sign of life for this long was interrupted. */
const DEAD_AFTER_MS = 60_000;

/**
 * Finds n8n, with a Node.js of its own, in this user's cache folder; installs it there when it is missing.
 *
 * The folder's name holds a hash of the lock file: all checkouts share one install, and a changed lock file makes a new one.
 *
 * It is the newest n8n, or the one that the environment variable N8N_VERSION names: a folder of `scripts/host`.
 *
 * @param onLine told what happens, a line every few seconds: an install takes minutes
 * @throws PlainError when there is no such folder, or it cannot be installed: no connection, a full disk, no compiler for the database driver
 */
export async function ensureN8n(onLine: (line: string) => void): Promise<N8nHost> {
	const name = process.env.N8N_VERSION || 'newest';
	const names = await readdir(HOSTS);
	if (!names.includes(name)) throw new PlainError(`N8N_VERSION must be ${names.join(' or ')}, not "${name}".`);
	const packageFiles = join(HOSTS, name);
	const lockText = await readFile(join(packageFiles, 'package-lock.json'), 'utf8');
	const { packages } = JSON.parse(lockText) as { packages: LockedPackages };
	const { version } = packages['node_modules/n8n'];
	const hash = createHash('sha256').update(lockText).update(process.platform).update(process.arch).digest('hex');
	const cache = join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'n8n-nodes-uplus-centrex');
	const folder = join(cache, `n8n-${version}-${hash.slice(0, 12)}`);

	if (!existsSync(folder)) {
		await mkdir(cache, { recursive: true });
		await waitForOthers(folder, onLine);
	}
	if (!existsSync(folder)) await installN8n(folder, packageFiles, packages, onLine);
	onLine(words(`n8n ${version} is installed.`, `n8n ${version} 설치 확인`));
	return { version, node: nodeProgram(folder, packages), script: join(folder, 'node_modules/n8n/bin/n8n') };
}

async function waitForOthers(folder: string, onLine: (line: string) => void): Promise<void> {
	await withProgress(
		onLine,
		() => words('another program is installing n8n right now; waiting for it', '다른 프로그램이 n8n을 설치하고 있어 기다리는 중입니다'),
		async () => {
			while (!existsSync(folder) && (await someoneInstalls(folder, onLine))) await sleep(ASK_AGAIN_MS);
		},
	);
}

/** Whether another process is installing at this moment; removes what an interrupted install left behind. */
async function someoneInstalls(folder: string, onLine: (line: string) => void): Promise<boolean> {
	const prefix = `${basename(folder)}.installing-`;
	let others = false;
	for (const name of await readdir(dirname(folder))) {
		if (!name.startsWith(prefix)) continue;
		const path = join(dirname(folder), name);
		const lastSign = (await stat(path).catch(() => undefined))?.mtimeMs ?? 0;
		if (Date.now() - lastSign < DEAD_AFTER_MS && isRunning(Number(name.slice(prefix.length).split('-')[0]))) {
			others = true;
		} else {
			onLine(words('Removing what an interrupted install left behind ...', '중단된 설치의 파일을 지우는 중 ...'));
			// What cannot go yet, because npm has outlived its install, goes the next time.
			await rm(path, { recursive: true, force: true }).catch(() => undefined);
		}
	}
	return others;
}

function isRunning(pid: number): boolean {
	try {
		process.kill(pid, 0);
		return true;
	} catch (error) {
		return (error as NodeJS.ErrnoException).code === 'EPERM';
	}
}
