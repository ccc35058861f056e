// Installs the development packages of a fresh clone, and again only when package-lock.json has changed since.
// Plain JavaScript without imports from node_modules: it runs before anything is installed.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const isKorean = /^ko\b/.test(Intl.DateTimeFormat().resolvedOptions().locale);
const words = (english, korean) => (isKorean ? korean : english);

const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
	console.error(
		words(
			`Node.js 20.19 or newer is needed; this is ${process.version}. Get it from https://nodejs.org.`,
			`Node.js 20.19 이상이 필요합니다. 지금은 ${process.version}입니다. https://nodejs.org 에서 내려받으세요.`,
		),
	);
	process.exit(1);
}

if (!isInstalled()) {
	console.log(words('Installing the development packages (once; two to four minutes) ...', '필요한 패키지를 설치하는 중(처음 한 번만, 2~4분) ...'));
	const npm = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
		cwd: root,
		stdio: 'inherit',
		shell: process.platform === 'win32',
	});
	if (npm.status !== 0) {
		console.error(
			words(
				'The packages could not be installed: npm says why above. Check the connection to the npm registry and try again.',
				'패키지를 설치하지 못했습니다. 이유는 위에 있는 npm의 메시지를 보세요. 인터넷 연결을 확인하고 다시 시도하세요.',
			),
		);
		process.exit(1);
	}
}

/** Whether npm, called by us or by hand, has put into node_modules what package-lock.json says; npm itself notes there what it has. */
function isInstalled() {
	const note = join(root, 'node_modules', '.package-lock.json');
	if (!existsSync(note)) return false;
	const { packages: installed } = JSON.parse(readFileSync(note, 'utf8'));
	const { packages: wanted } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));
	return Object.entries(wanted).every(
		([path, { version, optional }]) => path === '' || (installed[path] ? installed[path].version === version : optional),
	);
}
