import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(__dirname, '..');
const read = (file: string) => readFileSync(join(root, file), 'utf8');

/** The n8n that a folder of scripts/host installs. */
const versionOf = (name: string) => {
	const { dependencies } = JSON.parse(read(`scripts/host/${name}/package.json`)) as { dependencies: { n8n: string } };
	return dependencies.n8n;
};
const [newest, oldest] = [versionOf('newest'), versionOf('oldest')];

test.each(['newest', 'oldest'])("the lock file of scripts/host/%s is its package.json's", (name) => {
	const { packages } = JSON.parse(read(`scripts/host/${name}/package-lock.json`)) as { packages: Record<string, { version: string }> };
	expect(packages['node_modules/n8n'].version).toBe(versionOf(name));
});

test.each(['README.md', 'docs/README.ko.md'])('%s says in which versions the package is tested', (page) => {
	expect(read(page)).toMatch(new RegExp(`n8n ${oldest.replaceAll('.', '\\.')}(?: and |와 )${newest.replaceAll('.', '\\.')}`));
});

test('no other page names a version of n8n that will be an old one soon', () => {
	// What was measured, and what was released, stays as it was.
	const history = ['CHANGELOG.md', 'docs/performance.md'];
	const files = execFileSync('git', ['ls-files', '*.md', '*.yml', 'scripts/*.ts', '.ci'], { cwd: root, encoding: 'utf8' }).trim().split('\n');
	const named = files
		.filter((file) => !history.includes(file))
		.flatMap((file) => [...read(file).matchAll(/n8n[ -](\d+\.\d+(?:\.\d+)?)/g)].map(([, version]) => ({ file, version })));
	expect(named.length).toBeGreaterThan(3);
	expect(named.filter(({ version }) => !`${oldest}.`.startsWith(`${version}.`))).toEqual([]);
});
