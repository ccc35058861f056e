// Installs the development packages of a fresh clone, and again only when package-lock.json has changed.
// Plain JavaScript without imports from node_modules: it runs before anything is installed.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
	console.error(`Node.js 20.19 or newer is needed; this is ${process.version}. Get it from https://nodejs.org.`);
	process.exit(1);
}

const lock = createHash('sha256').update(readFileSync(join(root, 'package-lock.json'))).digest('hex');
const stamp = join(root, 'node_modules', '.installed-lock');
if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== lock) {
	console.log('Installing the development packages (once; two to four minutes) ...');
	// --ignore-scripts: none of these packages needs its install script here, and one of them fails without internet access.
	const version = spawnSync('npm', ['--version'], { encoding: 'utf8', shell: process.platform === 'win32' }).stdout;
	// npm 10, which comes with Node.js 20 and 22, finds this lock file incomplete: it wants optional peers that npm 11 leaves out.
	const [command, ...npm11] = parseInt(version) < 11 ? ['npx', '--yes', 'npm@11'] : ['npm'];
	const npm = spawnSync(command, [...npm11, 'ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], {
		cwd: root,
		stdio: 'inherit',
		shell: process.platform === 'win32',
	});
	if (npm.status !== 0) {
		console.error('The packages could not be installed: npm says why above. Check the connection to the npm registry and try again.');
		process.exit(1);
	}
	writeFileSync(stamp, lock);
}
