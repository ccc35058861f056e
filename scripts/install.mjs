// Installs the development packages of a fresh clone, and again only when package-lock.json has changed since.
// Plain JavaScript without imports from node_modules: it runs before anything is installed.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
	console.error(`Node.js 20.19 or newer is needed; this is ${process.version}. Get it from https://nodejs.org.`);
	process.exit(1);
}

if (!isInstalled()) {
	console.log('Installing the development packages (once; two to four minutes) ...');
	const npm = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
		cwd: root,
		stdio: 'inherit',
		shell: process.platform === 'win32',
	});
	if (npm.status !== 0) {
		console.error('The packages could not be installed: npm says why above. Check the connection to the npm registry and try again.');
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
