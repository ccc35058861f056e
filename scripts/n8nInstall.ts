import { existsSync } from 'node:fs';
import { cp, mkdtemp, rename, rm, statfs, utimes, writeFile } from 'node:fs/promises';
import { delimiter, dirname, join } from 'node:path';
import { words } from './language';
import { npm11 } from './npm';
import { PlainError } from './plainError';
import { runProgram } from './processes';
import { withProgress } from './progress';

/** The part of a package-lock.json that lists the packages, by their path below the install folder. */
export type LockedPackages = Record<
	string,
	{ version: string; os?: string | string[]; cpu?: string | string[]; libc?: string | string[] }
>;

const NEEDED_BYTES = 4e9;
const LIFE_SIGN_MS = 5_000;

const LOAD_DATABASE_DRIVER = `
	const { Database } = require('sqlite3');
	new Database(':memory:', (error) => { if (error) throw error; });
`;

/**
 * Installs n8n, the Node.js that runs it and its database driver into a folder.
 *
 * Everything happens in a folder beside it, `<folder>.installing-<process id>-...`, that is renamed at the end and touched every
 * few seconds until then: what bears the final name is complete.
 *
 * @param folder where it shall be; its parent exists
 * @param packageFiles the folder with the package.json and package-lock.json that say what exactly is installed
 * @param packages that lock file's packages
 * @param onLine told what happens, a line every few seconds
 * @throws PlainError saying what to do when it fails; what npm said is then in `<folder>.log`
 */
export async function installN8n(
	folder: string,
	packageFiles: string,
	packages: LockedPackages,
	onLine: (line: string) => void,
): Promise<void> {
	const { bavail, bsize } = await statfs(dirname(folder));
	if (bavail * bsize < NEEDED_BYTES) throw diskFull(folder);

	const { version } = packages['node_modules/n8n'];
	onLine(
		words(
			`Downloading n8n ${version} (once; it takes 3 GB of disk and five to ten minutes) ...`,
			`n8n ${version} 내려받는 중(처음 한 번만, 디스크 3 GB, 5~10분) ...`,
		),
	);
	const temporary = await mkdtemp(`${folder}.installing-${process.pid}-`);
	let step = () => '';
	const lifeSign = setInterval(() => utimes(temporary, new Date(), new Date()).catch(() => undefined), LIFE_SIGN_MS);
	try {
		await cp(packageFiles, temporary, { recursive: true });
		await withProgress(
			onLine,
			() => step(),
			async () => {
				step = () => unpackedSoFar(temporary, packages);
				// Without install scripts: some need a compiler or the internet, for things that nobody uses here.
				await npm(['ci', '--ignore-scripts', '--no-audit', '--no-fund'], temporary, process.env, folder);
				step = () => words('building the database driver (about two minutes)', '데이터베이스 드라이버를 만드는 중(약 2분)');
				await buildDatabaseDriver(temporary, packages, folder);
			},
		);
		await rename(temporary, folder).catch((error) => {
			// Somebody else was faster; theirs is as good as ours.
			if (!existsSync(folder)) throw error;
		});
	} finally {
		clearInterval(lifeSign);
		await rm(temporary, { recursive: true, force: true });
	}
}

/**
 * The Node.js that the installed packages bring along for this kind of machine.
 *
 * @throws PlainError when there is none for it
 */
export function nodeProgram(folder: string, packages: LockedPackages): string {
	const path = packagesForThisMachine(packages).find((name) => /^node_modules\/node-(bin-)?(darwin|linux|win)-/.test(name));
	if (!path) {
		throw new PlainError(
			words(
				`The n8n of this demo does not run on this kind of machine (${process.platform}, ${process.arch}); docs/demo.md says how to use an n8n of your own.`,
				`데모의 n8n은 이 컴퓨터(${process.platform}, ${process.arch})에서 실행되지 않습니다. 쓰고 있는 n8n으로 해 보는 방법은 docs/ko/demo.md에 있습니다.`,
			),
		);
	}
	return join(folder, path, 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
}

function packagesForThisMachine(packages: LockedPackages): string[] {
	return Object.keys(packages).filter((path) => {
		const { os, cpu, libc } = packages[path];
		return path && isAmong(process.platform, os) && isAmong(process.arch, cpu) && isAmong('glibc', libc);
	});
}

function isAmong(ours: string, allowed: string | string[] = ours): boolean {
	return [allowed].flat().includes(ours);
}

function unpackedSoFar(folder: string, packages: LockedPackages): string {
	const wanted = packagesForThisMachine(packages);
	const done = wanted.filter((path) => existsSync(join(folder, path, 'package.json'))).length;
	if (done === 0) return words('npm is preparing the download', '내려받을 준비를 하는 중');
	const [soFar, all] = [done, wanted.length].map((count) => count.toLocaleString('en'));
	return words(`${soFar} of ${all} packages unpacked`, `패키지 ${all}개 중 ${soFar}개 완료`);
}

async function buildDatabaseDriver(
	temporary: string,
	packages: LockedPackages,
	folder: string,
): Promise<void> {
	const node = nodeProgram(temporary, packages);
	const nodeFolder = join(dirname(node), '..');
	// By and for the Node.js that will load it, with the headers that came along with it.
	const env: NodeJS.ProcessEnv = { ...process.env, PATH: dirname(node) + delimiter + process.env.PATH };
	if (existsSync(join(nodeFolder, 'include'))) env.npm_config_nodedir = nodeFolder;
	// npm hands the programs that it runs the settings of this repository, whose .npmrc forbids install scripts.
	await npm(['rebuild', 'sqlite3', '--ignore-scripts=false'], temporary, env, folder);
	const { exitCode, lines } = await runProgram(node, ['-e', LOAD_DATABASE_DRIVER], { cwd: temporary });
	if (exitCode !== 0) throw await npmFailure(lines, folder);
}

async function npm(args: string[], cwd: string, env: NodeJS.ProcessEnv, folder: string): Promise<void> {
	const { exitCode, lines } = await npm11([...args, '--loglevel=error'], { cwd, env });
	if (exitCode !== 0) throw await npmFailure(lines, folder);
}

function diskFull(folder: string): PlainError {
	return new PlainError(
		words(
			`n8n could not be installed: the disk that holds ${dirname(folder)} is too full. Make 4 GB of room, then start again.`,
			`n8n을 설치하지 못했습니다. ${dirname(folder)} 폴더가 있는 디스크의 공간이 부족합니다. 4 GB를 비우고 다시 시작하세요.`,
		),
	);
}

/** One sentence on why npm failed and what to do; npm's own words go to a file. */
async function npmFailure(lines: string[], folder: string): Promise<PlainError> {
	const text = lines.join('\n');
	const log = `${folder}.log`;
	await writeFile(log, text + '\n').catch(() => undefined);
	if (/ENOSPC|no space left/i.test(text)) return diskFull(folder);
	if (/ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH/.test(text)) {
		return new PlainError(
			words(
				'n8n could not be installed: the npm registry cannot be reached. Check the internet connection (and the proxy, if the office has one), then start again.',
				'n8n을 설치하지 못했습니다. npm 저장소에 연결되지 않습니다. 인터넷 연결(사무실에 프록시가 있으면 프록시도)을 확인하고 다시 시작하세요.',
			),
		);
	}
	if (/gyp ERR|sqlite3/i.test(text)) {
		return new PlainError(
			words(
				`n8n could not be installed: its database driver could not be built. Install Python 3, make and a C++ compiler (Debian and Ubuntu: apt-get install python3 make g++), then start again. Details: ${log}`,
				`n8n을 설치하지 못했습니다. 데이터베이스 드라이버를 만들지 못했습니다. Python 3, make, C++ 컴파일러를 설치하고(Debian, Ubuntu: apt-get install python3 make g++) 다시 시작하세요. 자세한 내용: ${log}`,
			),
		);
	}
	return new PlainError(
		words(
			`n8n could not be installed: npm failed. Start again; if it fails again, ${log} says why.`,
			`n8n을 설치하지 못했습니다. npm에서 오류가 났습니다. 다시 시작해 보고, 또 안 되면 ${log} 파일에서 이유를 확인하세요.`,
		),
	);
}
