import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const root = join(__dirname, '..');
const folder = mkdtempSync(join(tmpdir(), 'centrex-package-'));
const unpacked = join(folder, 'package');
afterAll(() => rmSync(folder, { recursive: true, force: true }));

beforeAll(() => {
	execFileSync('npm', ['pack', '--ignore-scripts', '--loglevel=error', '--pack-destination', folder], { cwd: root });
	const [tarball] = readdirSync(folder).filter((name) => name.endsWith('.tgz'));
	execFileSync('tar', ['-xzf', join(folder, tarball), '-C', folder]);
});

const filesOf = () => readdirSync(unpacked, { recursive: true, withFileTypes: true })
	.filter((entry) => entry.isFile())
	.map((entry) => join(entry.parentPath, entry.name).slice(unpacked.length + 1));

test('the packed tarball holds dist and what npm always adds, nothing else', () => {
	const outside = filesOf().filter((file) => !file.startsWith('dist/'));
	expect(outside.sort()).toEqual(['LICENSE', 'README.md', 'package.json']);
	const inside = filesOf().filter((file) => file.startsWith('dist/'));
	expect(inside.filter((file) => !/^dist\/(nodes|credentials|icons)\/.*\.(js|json|svg)$/.test(file))).toEqual([]);
	expect(inside).toEqual(
		expect.arrayContaining([
			'dist/credentials/UplusCentrexApi.credentials.js',
			'dist/nodes/UplusCentrex/UplusCentrex.node.js',
			'dist/nodes/UplusCentrex/UplusCentrex.node.json',
			'dist/nodes/UplusCentrex/UplusCentrexTrigger.node.js',
			'dist/icons/centrex.svg',
			'dist/icons/centrex.dark.svg',
		]),
	);
});

test('what it needs at run time is n8n-workflow and node:crypto only', () => {
	const { dependencies, peerDependencies } = JSON.parse(readFileSync(join(unpacked, 'package.json'), 'utf8')) as Record<string, object>;
	expect(dependencies).toBeUndefined();
	expect(peerDependencies).toEqual({ 'n8n-workflow': '*' });
	const imported = filesOf()
		.filter((file) => file.endsWith('.js'))
		.flatMap((file) => [...readFileSync(join(unpacked, file), 'utf8').matchAll(/require\("([^."][^"]*)"\)/g)].map(([, name]) => name));
	expect([...new Set(imported)].sort()).toEqual(['n8n-workflow', 'node:crypto']);
});

// The scanner is an ES module with top-level await, so it runs in a process of its own.
const scan = (directory: string, patterns: string) => {
	const program = `
		import { analyzePackage, SOURCE_FILE_PATTERNS } from '@n8n/scan-community-package/scanner/scanner.mjs';
		console.log(JSON.stringify(await analyzePackage(process.argv[1], ${patterns})));`;
	const output = execFileSync(process.execPath, ['--input-type=module', '-e', program, directory], {
		cwd: root,
		encoding: 'utf8',
		// Under jest's NODE_ENV=test n8n's linter plugin takes every file for a test of its own.
		env: { ...process.env, NODE_ENV: 'production' },
	});
	return JSON.parse(output.trim().split('\n').pop() as string) as object;
};

test("n8n's verification scan finds no violation in the source", () => {
	expect(scan(root, 'SOURCE_FILE_PATTERNS')).toEqual({ passed: true });
}, 60_000);

test("n8n's verification scan finds no violation in the packed tarball", () => {
	expect(scan(unpacked, "['**/*.js', 'package.json']")).toEqual({ passed: true });
}, 60_000);

test('no linter rule is turned off where n8n forbids it', () => {
	const sources = execFileSync('git', ['ls-files', 'nodes', 'credentials'], { cwd: root, encoding: 'utf8' }).trim().split('\n');
	expect(sources.length).toBeGreaterThan(10);
	expect(sources.filter((file) => readFileSync(join(root, file), 'utf8').includes('eslint-disable'))).toEqual([]);
});
