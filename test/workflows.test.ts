import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { parse } from 'yaml';

interface Step {
	name?: string;
	uses?: string;
	run?: string;
}

interface Job {
	needs?: string | string[];
	uses?: string;
	permissions?: Record<string, string>;
	env?: Record<string, string>;
	environment?: string;
	strategy?: { matrix: Record<string, unknown[]> };
	steps?: Step[];
}

interface Workflow {
	on: Record<string, unknown>;
	permissions: Record<string, string>;
	jobs: Record<string, Job>;
}

const root = join(__dirname, '..');
const folder = join(root, '.github/workflows');
const read = (file: string) => parse(readFileSync(join(folder, file), 'utf8')) as Workflow;
const packageJson = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
	version: string;
	scripts: Record<string, string>;
};
const publish = read('publish.yml');
const stepsOf = ({ jobs }: Workflow) => Object.values(jobs).flatMap(({ steps }) => steps ?? []);

describe.each(readdirSync(folder))('%s', (file) => {
	const steps = stepsOf(read(file));

	test('calls only scripts that package.json has', () => {
		const commands = steps.flatMap(({ run }) => run ?? []).join('\n');
		const called = [...commands.matchAll(/npm (?:run ([\w:-]+)|(test)\b)/g)].map(([, name, test]) => name ?? test);
		expect(called.length).toBeGreaterThan(0);
		expect(Object.keys(packageJson.scripts)).toEqual(expect.arrayContaining(called));
	});

	test("uses GitHub's own actions only, each by its commit, with its version beside it", () => {
		expect(steps.flatMap(({ uses }) => uses ?? []).filter((uses) => !/^actions\/[\w-]+@[0-9a-f]{40}$/.test(uses))).toEqual([]);
		const lines = readFileSync(join(folder, file), 'utf8').split('\n').filter((line) => line.includes('uses: actions/'));
		expect(lines.filter((line) => !/@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(line))).toEqual([]);
	});

	test('may read the sources, and nothing more unless a job says so', () => {
		expect(read(file).permissions).toEqual({ contents: 'read' });
	});
});

test('the tests run on Node.js 20, 22 and 24', () => {
	expect(read('test.yml').jobs.test.strategy?.matrix).toEqual({ node: [20, 22, 24] });
});

test('only a tag publishes, after all tests, and only that job has an identity', () => {
	expect(publish.on).toEqual({ push: { tags: ['v*'] } });
	expect(publish.jobs.test).toMatchObject({ needs: 'tag', uses: './.github/workflows/test.yml' });
	expect(publish.jobs.pack.needs).toBe('test');
	expect(publish.jobs.publish.needs).toBe('pack');
	expect(publish.jobs.publish.steps?.at(-1)?.run).toBe('npm publish "./$FILE" --ignore-scripts --provenance --access public');
	const permissions = Object.fromEntries(Object.entries(publish.jobs).map(([name, job]) => [name, job.permissions]));
	expect(permissions).toEqual({ tag: undefined, test: undefined, pack: undefined, publish: { 'id-token': 'write' } });
});

test('the job that publishes is protected, and has nothing but the tarball', () => {
	const { environment, steps = [] } = publish.jobs.publish;
	expect(environment).toBe('npm');
	expect(steps.flatMap(({ uses }) => uses?.split('@')[0] ?? [])).toEqual(['actions/setup-node', 'actions/download-artifact']);
	expect(steps.flatMap(({ run }) => run ?? []).join('\n')).not.toMatch(/npm (?:ci|install|run)|node |npx/);
});

test.each([
	['the version', `v${packageJson.version}`, 0],
	['another version', `v${packageJson.version}1`, 1],
	['no version', 'vnext', 1],
])('a tag that is %s: exit code of the check', (_what, tag, exitCode) => {
	const check = publish.jobs.tag.steps?.at(-1)?.run ?? '';
	const { status } = spawnSync('bash', ['-e', '-c', check], { cwd: root, env: { ...process.env, GITHUB_REF_NAME: tag } });
	expect(status).toBe(exitCode);
});

test.each([
	['the one that was packed', 'packed', 0],
	['another one', 'swapped', 1],
])('the tarball is %s: exit code of the check', (_what, content, exitCode) => {
	const folder = mkdtempSync(join(tmpdir(), 'centrex-workflow-'));
	writeFileSync(join(folder, 'a.tgz'), content);
	const check = publish.jobs.publish.steps?.find(({ name }) => name === 'It is the one that was packed')?.run ?? '';
	const SHA256 = createHash('sha256').update('packed').digest('hex');
	const { status } = spawnSync('bash', ['-e', '-c', check], { cwd: folder, env: { ...process.env, FILE: 'a.tgz', SHA256 } });
	rmSync(folder, { recursive: true });
	expect(status).toBe(exitCode);
});

describe('a new release of n8n', () => {
	const { on, jobs } = read('newest-n8n.yml');
	const folders: string[] = [];
	afterAll(() => folders.forEach((one) => rmSync(one, { recursive: true })));

	/** Runs a step's commands with stand-ins for git and gh, and returns how these were called. */
	const run = (name: string, ghAnswer: string, job = jobs.report, more: Record<string, string> = {}) => {
		const bin = mkdtempSync(join(tmpdir(), 'centrex-workflow-'));
		folders.push(bin);
		const calls = join(bin, 'calls');
		const answers: Record<string, string> = { git: '', gh: `case "$2" in list) echo '${ghAnswer}' ;; esac`, docker: 'echo printed', sudo: 'exec "$@"' };
		for (const [program, answer] of Object.entries(answers)) {
			writeFileSync(join(bin, program), `#!/bin/bash\necho "${program} $*" >> '${calls}'\n${answer}\n`, { mode: 0o755 });
		}
		const commands = job.steps?.find((step) => step.name === name)?.run ?? 'exit 1';
		writeFileSync(calls, '');
		const env = { ...process.env, PATH: `${bin}:${process.env.PATH}`, VERSION: '2.50.0', RUN: 'https://github.com/run/1', ...more };
		const { status } = spawnSync('bash', ['-e', '-c', commands], { env });
		return status === 0 ? readFileSync(calls, 'utf8') : status;
	};

	test('is tried once a day; only the jobs that run nothing of it may write', () => {
		expect(Object.keys(on)).toEqual(['schedule', 'workflow_dispatch']);
		const permissions = Object.fromEntries(Object.entries(jobs).map(([name, job]) => [name, job.permissions]));
		expect(permissions).toEqual({
			try: undefined,
			image: undefined,
			report: { contents: 'write', 'pull-requests': 'write', issues: 'write' },
			'report-image': { issues: 'write' },
		});
		const commands = [jobs.report, jobs['report-image']].flatMap(({ steps = [] }) => steps.flatMap((step) => step.run ?? [])).join('\n');
		expect(commands).not.toMatch(/^\s*(?:np[mx]|docker) /m);
	});

	test('hands on these files, whatever the job that runs foreign packages has put beside them', () => {
		const checkout = mkdtempSync(join(tmpdir(), 'centrex-workflow-'));
		folders.push(checkout);
		const files = ['scripts/host/newest/package.json', 'scripts/host/newest/package-lock.json', 'README.md', 'docs/README.ko.md', 'docs/before-you-begin.md', 'docs/ko/before-you-begin.md'];
		const lay = (file: string, content: string) => {
			mkdirSync(dirname(join(checkout, file)), { recursive: true });
			writeFileSync(join(checkout, file), content);
		};
		for (const file of [...files, '.github/workflows/test.yml', 'package.json']) {
			lay(file, 'old');
			lay(`moved/${file}`, 'new');
		}
		lay('moved/scripts/evil.sh', 'new');
		const takeOver = (version: string) => {
			const commands = jobs.report.steps?.find(({ name }) => name?.startsWith('Take over'))?.run ?? '';
			return spawnSync('bash', ['-e', '-c', commands], { cwd: checkout, env: { ...process.env, VERSION: version } }).status;
		};
		expect(takeOver('2.50.0; rm -r .')).toBe(1);
		expect(takeOver('2.50.0')).toBe(0);
		const contentOf = (file: string) => readFileSync(join(checkout, file), 'utf8');
		expect(files.map(contentOf)).toEqual(files.map(() => 'new'));
		expect(['.github/workflows/test.yml', 'package.json'].map(contentOf)).toEqual(['old', 'old']);
		expect(readdirSync(checkout).sort()).toEqual(['.github', 'README.md', 'docs', 'package.json', 'scripts']);
		expect(readdirSync(join(checkout, 'scripts'))).toEqual(['host']);

		for (const file of files) lay(`moved/${file}`, 'newer');
		rmSync(join(checkout, 'moved/README.md'));
		symlinkSync('/etc/hostname', join(checkout, 'moved/README.md'));
		expect(takeOver('2.50.0')).toBe(1);
		expect(contentOf('README.md')).toBe('new');
	});

	test('that works becomes a pull request, and a newer one takes its place', () => {
		expect(run('Works in it', '')).toMatch(/git push --force origin HEAD:refs\/heads\/newest-n8n\n(?:.*\n)*gh pr create .*--title The newest n8n on npm: 2\.50\.0 /);
		expect(run('Works in it', '7')).toMatch(/gh pr edit newest-n8n --title The newest n8n on npm: 2\.50\.0 /);
		expect(run('Works in it', '7')).not.toContain('gh pr create');
	});

	test('that breaks becomes one issue, however often it is tried', () => {
		const title = 'The end-to-end tests fail in n8n 2.50.0';
		expect(run('Breaks in it', 'Something else')).toContain(`gh issue create --title ${title} `);
		expect(run('Breaks in it', `${title}1`)).toContain('gh issue create');
		expect(run('Breaks in it', title)).not.toContain('gh issue create');
	});

	test('that is not on npm is fetched as an image by its number, and by nothing else', () => {
		expect(run('Fetch the image', '', jobs.image, { VERSION: '3.0.1' })).toBe('docker pull docker.n8n.io/n8nio/n8n:3.0.1\n');
		expect(run('Fetch the image', '', jobs.image, { VERSION: '3.0.1 --privileged' })).toBe(1);
	});

	test('whose image is started with the settings and the folder that were made for it, and its log goes where the tests read it', () => {
		const folder = mkdtempSync(join(tmpdir(), 'centrex-workflow-'));
		folders.push(folder);
		const calls = run('Start it, and run the tests', '', jobs.image, { VERSION: '3.0.1', DEBIAN: 'docker run debian', E2E_N8N_FOLDER: folder });
		const start = `docker run --rm --network host --user 0:0 --env-file ${folder}/n8n.env --volume ${folder}:${folder} docker.n8n.io/n8nio/n8n:3.0.1`;
		expect(String(calls).split('\n')).toEqual(expect.arrayContaining([start, 'docker run debian npm run test:e2e:theirs']));
		expect(readFileSync(join(folder, 'n8n.log'), 'utf8')).toBe('printed\n');
		expect(jobs.image.env?.DEBIAN).toMatch(/^docker run --rm --network host .* --env E2E_N8N_URL --env E2E_N8N_FOLDER .* node:22-bookworm$/);
	});

	test('whose image breaks becomes one issue, however often it is tried', () => {
		const title = 'The end-to-end tests fail in n8n 3.0.1 (container image)';
		const report = (known: string, VERSION = '3.0.1') => run('Breaks in its image', known, jobs['report-image'], { VERSION });
		expect(report('The end-to-end tests fail in n8n 3.0.1')).toContain(`gh issue create --title ${title} `);
		expect(report(title)).not.toContain('gh issue create');
		expect(report('', '$(id)')).toBe(1);
	});

	test('goes into no command but by way of the environment', () => {
		const commands = Object.values(jobs).flatMap(({ steps = [] }) => steps.flatMap((step) => step.run ?? []));
		expect(commands.filter((command) => command.includes('${{'))).toEqual([]);
	});
});
