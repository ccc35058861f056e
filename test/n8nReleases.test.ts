import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findNewest, onlyAnImage } from '../scripts/n8nReleases';
import type { NpmView } from '../scripts/n8nReleases';

/** Which n8n `npm run n8n:newest` takes for the newest; GitHub and npm are stand-ins here. */

const release = (tag: string, more: object = {}) => ({ tag_name: tag, draft: false, prerelease: false, ...more });
const beta = (tag: string) => release(tag, { prerelease: true });
const STABLE = [release('stable'), beta('beta'), beta('n8n@2.44.0'), release('n8n@2.9.3'), release('n8n@2.43.4'), release('n8n@2.43.12'), release('n8n@1.123.70')];

const gitHub = (answer: unknown, status = 200) => (async () => new Response(JSON.stringify(answer), { status })) as typeof fetch;
/** An npm that has these versions and, under their name, packages that do not run. */
const npm = (latest: string, runs: string[], stubs: string[] = []): NpmView => async (spec, field) => {
	if (field === 'dist-tags.latest') return latest;
	expect(field).toBe('dependencies.n8n-core');
	const version = spec.replace(/^n8n@/, '');
	return runs.includes(version) && !stubs.includes(version) ? version : '';
};

test.each([
	['npm has it', STABLE, npm('2.43.12', ['2.43.12']), { release: '2.43.12', onNpm: '2.43.12' }],
	['npm has it, though it calls another one the latest yet', STABLE, npm('2.43.4', ['2.43.4', '2.43.12']), { release: '2.43.12', onNpm: '2.43.12' }],
	['the next major is there for whoever wants it early', [beta('n8n@3.0.1'), ...STABLE], npm('2.43.12', ['2.43.12']), { release: '3.0.1', onNpm: '2.43.12' }],
	['the next major is a draft', [release('n8n@3.0.1', { draft: true }), ...STABLE], npm('2.43.12', ['2.43.12']), { release: '2.43.12', onNpm: '2.43.12' }],
	['the next major is out, and its next beta, too', [beta('n8n@3.2.0'), release('n8n@3.1.5'), beta('n8n@3.1.6-rc.1'), ...STABLE], npm('2.43.12', ['2.43.12']), { release: '3.1.5', onNpm: '2.43.12' }],
	['npm has nothing but its name', [release('n8n@3.1.5'), ...STABLE], npm('3.1.5', ['3.1.5'], ['3.1.5']), { release: '3.1.5' }],
])('%s', async (_, releases, view, newest) => {
	expect(await findNewest(gitHub(releases), view)).toEqual(newest);
});

test.each<[string, typeof fetch, RegExp]>([
	['GitHub is out of reach', async () => await Promise.reject(new TypeError('fetch failed', { cause: new Error('ENOTFOUND') })), /ENOTFOUND/],
	['GitHub was asked too often', gitHub({ message: 'API rate limit exceeded' }, 403), /status 403/],
	['GitHub says something else', gitHub({ message: 'Moved' }), /it is no list/],
	['somebody else answers', (async () => new Response('<html>')) as typeof fetch, /it is no list/],
	['the list has nothing but betas', gitHub([beta('n8n@2.44.0'), release('stable')]), /it names none/],
])('where %s nothing passes for the newest', async (_, ask, why) => {
	const failed = findNewest(ask, npm('2.43.12', ['2.43.12']));
	await expect(failed).rejects.toThrow(/^Nobody can say which n8n is the newest: .* Nothing was changed\./);
	await expect(failed).rejects.toThrow(why);
});

test('where npm has no number for its latest, nothing passes for it', async () => {
	await expect(findNewest(gitHub([beta('n8n@3.0.1'), ...STABLE]), npm('', []))).rejects.toThrow(/^npm cannot say which n8n is the newest/);
});

test('what is said of a release that npm does not have names both', () => {
	expect(onlyAnImage({ release: '3.0.1', onNpm: '2.43.12' })).toBe(
		"n8n's newest release is 3.0.1, and npm does not have it: there is only the container image docker.n8n.io/n8nio/n8n:3.0.1. The newest on npm is 2.43.12.",
	);
	expect(onlyAnImage({ release: '3.0.1' })).toMatch(/3\.0\.1\. What npm calls the newest does not run\.$/);
});

test('npm run n8n:newest says it, and tells the workflow', () => {
	const root = join(__dirname, '..');
	const { dependencies } = JSON.parse(readFileSync(join(root, 'scripts/host/newest/package.json'), 'utf8')) as { dependencies: { n8n: string } };
	const folder = mkdtempSync(join(tmpdir(), 'centrex-newest-'));
	const inFolder = (name: string, content: string, mode?: number) => {
		writeFileSync(join(folder, name), content, { mode });
		return join(folder, name);
	};
	try {
		const outputs = inFolder('outputs', '');
		const fetch = inFolder('fetch.cjs', `globalThis.fetch = async () => new Response(${JSON.stringify(JSON.stringify([beta('n8n@3.0.1'), ...STABLE]))});`);
		inFolder('npm', `#!/bin/sh\ncase "$2" in n8n) echo ${dependencies.n8n} ;; n8n@3.0.1) echo 'npm error code E404'; exit 1 ;; n8n@*) echo 2.0.0 ;; *) echo 11.0.0 ;; esac\n`, 0o755);
		const env = { ...process.env, PATH: `${folder}:${process.env.PATH}`, GITHUB_OUTPUT: outputs };
		const { stdout, stderr } = spawnSync(process.execPath, ['--require', fetch, '--import', 'tsx', 'scripts/newestN8n.ts'], { cwd: root, env, encoding: 'utf8' });
		const said = `${onlyAnImage({ release: '3.0.1', onNpm: dependencies.n8n })}\nscripts/host/newest is n8n ${dependencies.n8n} already.\n`;
		expect({ stdout, stderr }).toEqual({ stdout: said, stderr: '' });
		expect(readFileSync(outputs, 'utf8')).toBe('image=3.0.1\n');
	} finally {
		rmSync(folder, { recursive: true });
	}
});
