import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
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
			'dist/nodes/UplusCentrex/UplusCentrexPollingTrigger.node.js',
			'dist/nodes/UplusCentrex/UplusCentrexTrigger.node.js',
			'dist/icons/centrex.svg',
			'dist/icons/centrex.dark.svg',
		]),
	);
});

test('what ships is linted with eslint-plugin-n8n-nodes-base, which package.json names', () => {
	const { devDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { devDependencies: object };
	expect(devDependencies).toHaveProperty('eslint-plugin-n8n-nodes-base');
	// A node with a label that n8n's guidelines forbid: not in title case.
	const file = 'nodes/UplusCentrex/UplusCentrexPollingTrigger.node.ts';
	const wrong = readFileSync(join(root, file), 'utf8').replace("displayName: 'Options'", "displayName: 'some options'");
	const { stdout } = spawnSync('npx', ['eslint', '--stdin', '--stdin-filename', file, '--format', 'json'], { cwd: root, input: wrong });
	const [{ messages }] = JSON.parse(stdout.toString()) as Array<{ messages: Array<{ ruleId: string }> }>;
	expect(messages.map(({ ruleId }) => ruleId)).toContain('n8n-nodes-base/node-param-display-name-miscased');
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

interface Scan {
	passed: boolean;
	files: number;
	errors: number;
	warnings: number;
}

/** What n8n's scanner says of a folder, and, by its own rules, how many errors and warnings there are: it shows errors only. */
const scan = (directory: string, patterns: string): Scan => {
	// The scanner is an ES module with top-level await, so it runs in a process of its own.
	const program = `
		import { ESLint } from 'eslint';
		import { analyzePackage, buildScanConfig, SOURCE_FILE_PATTERNS } from '@n8n/scan-community-package/scanner/scanner.mjs';
		const [, directory] = process.argv;
		const { passed } = await analyzePackage(directory, ${patterns});
		const overrideConfig = await buildScanConfig();
		const eslint = new ESLint({ cwd: directory, allowInlineConfig: false, overrideConfigFile: true, overrideConfig });
		const results = await eslint.lintFiles(${patterns});
		const sum = (count) => results.reduce((total, result) => total + result[count], 0);
		console.log(JSON.stringify({ passed, files: results.length, errors: sum('errorCount'), warnings: sum('warningCount') }));`;
	const output = execFileSync(process.execPath, ['--input-type=module', '-e', program, directory], {
		cwd: root,
		encoding: 'utf8',
		// Under jest's NODE_ENV=test n8n's linter plugin takes every file for a test of its own.
		env: { ...process.env, NODE_ENV: 'production' },
	});
	return JSON.parse(output.trim().split('\n').pop() as string) as Scan;
};

const TARBALL_PATTERNS = "['**/*.js', 'package.json']";

test.each([
	['source', root, 'SOURCE_FILE_PATTERNS'],
	['packed tarball', unpacked, TARBALL_PATTERNS],
])("n8n's verification scan finds nothing in the %s: no violation, no error, no warning", (what, directory, patterns) => {
	const result = scan(directory, patterns);
	expect(result).toEqual({ passed: true, files: expect.any(Number), errors: 0, warnings: 0 });
	expect(result.files).toBeGreaterThan(50);
	process.stdout.write(`n8n's scan of the ${what}: ${result.files} files, ${result.errors} errors, ${result.warnings} warnings\n`);
}, 60_000);

test('the scan sees what must not be', () => {
	const bad = join(folder, 'bad');
	mkdirSync(bad);
	writeFileSync(join(bad, 'package.json'), JSON.stringify({ name: 'n8n-nodes-bad' }));
	writeFileSync(join(bad, 'Bad.node.js'), 'console.log(process.env.HOME);\n');
	const result = scan(bad, TARBALL_PATTERNS);
	expect(result.passed).toBe(false);
	expect(result.errors).toBeGreaterThan(1);
}, 60_000);

test('no linter rule is turned off where n8n forbids it', () => {
	const sources = execFileSync('git', ['ls-files', 'nodes', 'credentials'], { cwd: root, encoding: 'utf8' }).trim().split('\n');
	expect(sources.length).toBeGreaterThan(10);
	expect(sources.filter((file) => readFileSync(join(root, file), 'utf8').includes('eslint-disable'))).toEqual([]);
});

test("the linter's configuration is n8n's own, as its tool demands of packages that shall run in n8n's cloud", () => {
	const status = execFileSync('npx', ['n8n-node', 'cloud-support'], { cwd: root, encoding: 'utf8' });
	expect(status).toMatch(/Strict mode: .*enabled.*\n.*ESLint config: .*using default config/);
	expect(status).not.toMatch(/not eligible/i);
}, 60_000);
