import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fastify from 'fastify';
import { inFolder, makeN8nFolder } from '../scripts/n8nFolder';
import { n8nSettings } from '../scripts/n8nSettings';
import { seeThatFresh, theirN8n } from './e2e/support/theirSetup';

/** An n8n that somebody else has started: its folder, and what `npm run test:e2e:theirs` says before it begins. */

const root = join(__dirname, '..');
const parent = mkdtempSync(join(tmpdir(), 'centrex-n8n-folder-'));
afterAll(() => rmSync(parent, { recursive: true }));
let folders = 0;
const newFolder = () => join(parent, String(++folders));

describe('its folder', () => {
	const folder = newFolder();
	beforeAll(async () => {
		expect(await makeN8nFolder(folder, () => undefined)).toBe('http://127.0.0.1:8080');
	});

	test('has the package as n8n installs it, and the tarball', () => {
		expect(existsSync(join(folder, '.n8n/nodes/node_modules/n8n-nodes-uplus-centrex/dist/nodes'))).toBe(true);
		expect(readdirSync(folder).filter((name) => name.endsWith('.tgz'))).toHaveLength(1);
	});

	test('has all settings of our own n8n, and those of the tests, as docker and a shell read them', () => {
		const lines = readFileSync(inFolder(folder).settings, 'utf8').trimEnd().split('\n');
		// Neither takes quotes away, and the shell parts words.
		expect(lines.filter((line) => !/^[A-Z0-9_]+=[\w./:-]+$/.test(line))).toEqual([]);
		expect(Object.fromEntries(lines.map((line) => line.split('=')))).toEqual({
			...n8nSettings(folder, 8080),
			N8N_PROXY_HOPS: '1',
			N8N_RESTRICT_FILE_ACCESS_TO: join(folder, '.n8n-files'),
		});
		expect(lines).toEqual(expect.arrayContaining(['N8N_UNVERIFIED_PACKAGES_ENABLED=true', 'WEBHOOK_URL=http://127.0.0.1:8080/', 'GENERIC_TIMEZONE=Asia/Seoul']));
	});

	test('is not made where an n8n has run', async () => {
		writeFileSync(inFolder(folder).database, '');
		await expect(makeN8nFolder(folder, () => undefined)).rejects.toThrow(`An n8n has run in ${folder}.`);
	});
});

test('which n8n it is has to be said, with a folder of ours and its log', () => {
	const folder = newFolder();
	const named = { E2E_N8N_URL: 'http://127.0.0.1:8080/', E2E_N8N_FOLDER: folder };
	for (const half of [{}, { E2E_N8N_URL: named.E2E_N8N_URL }, { E2E_N8N_FOLDER: folder }]) expect(() => theirN8n(half)).toThrow(/^Say which n8n: /);
	expect(() => theirN8n(named)).toThrow(/no folder that "npm run n8n:folder" has made/);
	mkdirSync(folder);
	writeFileSync(join(folder, 'a.tgz'), '');
	expect(() => theirN8n(named)).toThrow(/There is no n8n\.log/);
	writeFileSync(inFolder(folder).log, '');
	expect(theirN8n(named)).toEqual({ url: 'http://127.0.0.1:8080', folder, tarball: join(folder, 'a.tgz') });
});

test("it is waited for until it is itself, and has to be nobody's", async () => {
	const server = fastify();
	let asked = 0;
	let isFresh = true;
	server.get('/rest/settings', async (_request, reply) =>
		// n8n answers with a page while it starts.
		++asked === 1 ? await reply.type('text/html').send('n8n is starting up') : { data: { userManagement: { showSetupOnFirstLoad: isFresh } } },
	);
	const url = await server.listen({ port: 0, host: '127.0.0.1' });
	try {
		await seeThatFresh(url, 10);
		expect(asked).toBe(2);
		isFresh = false;
		await expect(seeThatFresh(url, 10)).rejects.toThrow(`The n8n at ${url} has an owner already.`);
	} finally {
		await server.close();
	}
	await expect(seeThatFresh(url, 0.3)).rejects.toThrow(`Waited 0.3 seconds for the n8n at ${url} to answer, in vain.`);
});

test('no file runs in it that starts an n8n of its own without asking whose the first one is', async () => {
	const { testPathIgnorePatterns } = await (createRequire(__filename)('../jest.e2e.theirs.config.js') as () => Promise<{ testPathIgnorePatterns: string[] }>)();
	const names = readdirSync(join(root, 'test/e2e')).filter((name) => name.endsWith('.test.ts'));
	const leftOut = names.filter((name) => testPathIgnorePatterns.some((pattern) => new RegExp(pattern).test(`/test/e2e/${name}`)));
	const starting = names.filter((name) => {
		const text = readFileSync(join(root, 'test/e2e', name), 'utf8');
		return /startN8n\(|startQueueMode\(|N8N_PORT:/.test(text) && !text.includes('office().isTheirs');
	});
	// It is about the simulator, and needs no n8n.
	expect(leftOut).toEqual([...starting, 'simulatorPage.test.ts'].sort());
});
