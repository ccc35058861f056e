import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(__dirname, '..');
const read = (file: string) => readFileSync(join(root, file), 'utf8');
const lockFiles = execFileSync('git', ['ls-files', '*package-lock.json'], { cwd: root, encoding: 'utf8' }).trim().split('\n');

test.each(lockFiles)('%s holds no address of a registry', (file) => {
	expect(read(file)).not.toMatch(/"resolved"/);
});

test('package-lock.json suits npm 10 and npm 11: npm 10 knows no "libc", and would take it out', () => {
	expect(read('package-lock.json')).not.toContain('"libc"');
});

test('npm finds package-lock.json complete, and no command runs an install script or one that npm leaves out with these', () => {
	execFileSync('npm', ['ci', '--dry-run', '--offline', '--loglevel=error'], { cwd: root });
	expect(execFileSync('npm', ['config', 'get', 'ignore-scripts'], { cwd: root, encoding: 'utf8' }).trim()).toBe('true');
	const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
	const hooks = Object.keys(scripts).filter((name) => /^(pre|post)/.test(name) && name.replace(/^(pre|post)/, '') in scripts);
	expect(hooks).toEqual([]);
});
