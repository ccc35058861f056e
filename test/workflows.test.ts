import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';

interface Step {
	name?: string;
	uses?: string;
	run?: string;
}

interface Job {
	needs?: string;
	uses?: string;
	permissions?: Record<string, string>;
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

	test("uses GitHub's own actions only, each at a fixed major version", () => {
		expect(steps.flatMap(({ uses }) => uses ?? []).filter((uses) => !/^actions\/[\w-]+@v\d+$/.test(uses))).toEqual([]);
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
	expect(publish.jobs.publish.needs).toBe('test');
	expect(publish.jobs.publish.steps?.at(-1)?.run).toBe('npm publish --provenance --access public');
	const permissions = Object.fromEntries(Object.entries(publish.jobs).map(([name, job]) => [name, job.permissions]));
	expect(permissions).toEqual({ tag: undefined, test: undefined, publish: { contents: 'read', 'id-token': 'write' } });
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

describe('a new release of n8n', () => {
	const { on, jobs } = read('newest-n8n.yml');
	const folders: string[] = [];
	afterAll(() => folders.forEach((one) => rmSync(one, { recursive: true })));

	/** Runs a step's commands with stand-ins for git and gh, and returns how these were called. */
	const run = (name: string, ghAnswer: string) => {
		const bin = mkdtempSync(join(tmpdir(), 'centrex-workflow-'));
		folders.push(bin);
		const calls = join(bin, 'calls');
		for (const program of ['git', 'gh']) {
			const answer = program === 'gh' ? `case "$2" in list) echo '${ghAnswer}' ;; esac` : '';
			writeFileSync(join(bin, program), `#!/bin/bash\necho "${program} $*" >> '${calls}'\n${answer}\n`, { mode: 0o755 });
		}
		const commands = jobs.report.steps?.find((step) => step.name === name)?.run ?? 'exit 1';
		const env = { ...process.env, PATH: `${bin}:${process.env.PATH}`, VERSION: '2.50.0', RUN: 'https://github.com/run/1' };
		expect(spawnSync('bash', ['-e', '-c', commands], { env }).status).toBe(0);
		return readFileSync(calls, 'utf8');
	};

	test('is tried once a day; only the job that runs nothing of it may write', () => {
		expect(Object.keys(on)).toEqual(['schedule', 'workflow_dispatch']);
		expect(jobs.try.permissions).toBeUndefined();
		expect(jobs.report.permissions).toEqual({ contents: 'write', 'pull-requests': 'write', issues: 'write' });
		expect(jobs.report.steps?.flatMap((step) => step.run ?? []).join('\n')).not.toMatch(/^\s*np[mx] /m);
	});

	test('that works becomes a pull request, and a newer one takes its place', () => {
		expect(run('Works in it', '')).toMatch(/git push --force origin HEAD:refs\/heads\/newest-n8n\n(?:.*\n)*gh pr create .*--title Newest n8n: 2\.50\.0 /);
		expect(run('Works in it', '7')).toMatch(/gh pr edit newest-n8n --title Newest n8n: 2\.50\.0 /);
		expect(run('Works in it', '7')).not.toContain('gh pr create');
	});

	test('that breaks becomes one issue, however often it is tried', () => {
		const title = 'The end-to-end tests fail in n8n 2.50.0';
		expect(run('Breaks in it', 'Something else')).toContain(`gh issue create --title ${title} `);
		expect(run('Breaks in it', `${title}1`)).toContain('gh issue create');
		expect(run('Breaks in it', title)).not.toContain('gh issue create');
	});
});
