import { npm11 } from './npm';
import { PlainError } from './plainError';

/** Which n8n is the newest, and whether npm has it: from n8n 3 on there are container images only. */

/** n8n's own list, by which its own setup script goes as well. It tells of a release when the image is there. */
const RELEASES = 'https://api.github.com/repos/n8n-io/n8n/releases?per_page=100';
const ANSWER_MS = 30_000;

/** What is the newest. */
export interface Newest {
	/** n8n's newest release. */
	release: string;
	/** The same where npm has it, else the newest that npm has; undefined where that one does not run. */
	onNpm?: string;
}

/** Asks npm for a value of a package, and returns it, empty where there is none. */
export type NpmView = (spec: string, field: string) => Promise<string>;

/**
 * Finds out which n8n is the newest.
 *
 * @throws PlainError when nobody can say
 */
export async function findNewest(ask: typeof fetch = fetch, view: NpmView = npmView): Promise<Newest> {
	const release = await newestRelease(ask);
	if (await isOnNpm(release, view)) return { release, onNpm: release };
	const latest = await view('n8n', 'dist-tags.latest');
	if (!/^\d+\.\d+\.\d+$/.test(latest)) throw new PlainError(`npm cannot say which n8n is the newest that it has, but "${latest}". Nothing was changed.`);
	return (await isOnNpm(latest, view)) ? { release, onNpm: latest } : { release };
}

/** What is to be said where npm does not have n8n's newest release. */
export function onlyAnImage({ release, onNpm }: Newest): string {
	const older = onNpm ? `The newest on npm is ${onNpm}.` : 'What npm calls the newest does not run.';
	return `n8n's newest release is ${release}, and npm does not have it: there is only the container image docker.n8n.io/n8nio/n8n:${release}. ${older}`;
}

/** A beta does not count. The early access of a new major version does, though it is marked as one: offices run it. */
async function newestRelease(ask: typeof fetch): Promise<string> {
	const releases = (await askGitHub(ask))
		.filter(({ draft }) => !draft)
		.flatMap(({ tag_name: tag, prerelease }) => {
			const version = /^n8n@(\d+\.\d+\.\d+)$/.exec(tag)?.[1];
			return version ? [{ version, prerelease }] : [];
		})
		.sort((one, other) => compare(other.version, one.version));
	const stable = releases.find(({ prerelease }) => !prerelease)?.version;
	if (!stable) throw nobodyKnows('it names none');
	const [{ version: highest }] = releases;
	return parseInt(highest) > parseInt(stable) ? highest : stable;
}

interface Release {
	tag_name: string;
	draft: boolean;
	prerelease: boolean;
}

async function askGitHub(ask: typeof fetch): Promise<Release[]> {
	// Without a token GitHub answers an address 60 times an hour, and GitHub's own machines share theirs.
	const token = process.env.GITHUB_TOKEN;
	const headers = { accept: 'application/vnd.github+json', ...(token && { authorization: `Bearer ${token}` }) };
	const response = await ask(RELEASES, { headers, signal: AbortSignal.timeout(ANSWER_MS) }).catch((error: Error) => {
		throw nobodyKnows(String(error.cause ?? error.message));
	});
	if (!response.ok) throw nobodyKnows(`status ${response.status}`);
	const releases = (await response.json().catch(() => undefined)) as Release[] | undefined;
	if (!Array.isArray(releases)) throw nobodyKnows('it is no list');
	return releases;
}

function nobodyKnows(why: string): PlainError {
	return new PlainError(
		`Nobody can say which n8n is the newest: GitHub's list of n8n's releases could not be read (${why}). Nothing was changed. To move to a version that you know: npm run n8n:newest -- <version>`,
	);
}

/** Numbers, since 2.9.0 is older than 2.10.0. */
function compare(one: string, other: string): number {
	const [ones, others] = [one, other].map((version) => version.split('.').map(Number));
	return ones.map((number, index) => number - others[index]).find((difference) => difference !== 0) ?? 0;
}

/** Whether npm has that n8n, and not only a package of its name: n8n publishes none any more that runs. */
async function isOnNpm(version: string, view: NpmView): Promise<boolean> {
	return (await view(`n8n@${version}`, 'dependencies.n8n-core')) !== '';
}

async function npmView(spec: string, field: string): Promise<string> {
	const { exitCode, lines } = await npm11(['view', spec, field, '--loglevel=error'], { cwd: __dirname });
	if (exitCode === 0) return lines.at(-1) ?? '';
	if (lines.some((line) => line.includes('E404'))) return '';
	throw new PlainError(`npm cannot say whether it has ${spec}; nothing was changed. It said:\n${lines.join('\n')}`);
}
