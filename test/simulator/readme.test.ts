import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { LINE_LISTS } from '../../simulator/office/lineLists';
import { lineSettings } from '../../simulator/office/officeFile';
import { COMMANDS } from '../../simulator/restApi/commands';
import { SETTINGS } from '../../simulator/restApi/settings';
import { startSimulator } from '../../simulator/server';
import type { Simulator } from '../../simulator/server';

/** The examples of simulator/README.md, run as they stand, in one shell, and their answers compared. */
const SEPARATOR = '----- next -----';

let simulator: Simulator;
let folder: string;
let readme: string;
beforeAll(async () => {
	simulator = await startSimulator({ port: 0, host: '127.0.0.1' });
	folder = await mkdtemp(join(tmpdir(), 'uplus-centrex-readme-'));
	readme = await readFile(join(__dirname, '../../simulator/README.md'), 'utf8');
});
afterAll(async () => {
	await simulator.close();
	await rm(folder, { recursive: true });
});

const blocks = (language: string) => [...readme.matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\``, 'gms'))].map(([, code]) => code);

test('the curl examples answer what stands below them', async () => {
	const [examples, answers] = [blocks('bash'), blocks('json')];
	expect(examples.length).toBeGreaterThan(8);
	expect(answers).toHaveLength(examples.length);

	const { stdout, stderr } = await promisify(execFile)('bash', ['-c', `set -e\n${examples.join(`\necho '${SEPARATOR}'\n`)}`], {
		cwd: folder,
		env: { ...process.env, SIMULATOR: simulator.url },
	});
	expect(stderr).toBe('');
	expect(stdout.split(SEPARATOR).map((answer) => JSON.parse(answer))).toEqual(answers.map((answer) => JSON.parse(answer)));

	const file = async (name: string) => await readFile(join(folder, name));
	expect((await file('recording.wav')).toString('latin1', 0, 4)).toBe('RIFF');
	expect(JSON.parse((await file('state.json')).toString())).toMatchObject({ clock: '2026-11-22T09:30:42+09:00' });
	const [, event] = /^data: (.*)\n$/.exec((await file('events.txt')).toString()) ?? [];
	expect(JSON.parse(event)).toMatchObject({ settings: { numbers: 'strings', sendsLeft: 'RESCNT' } });
}, 30_000);

test('the table of what only the service of today has is complete', () => {
	const [, table] = /has, and the document's has not:\n\n(.*?)\n\n/s.exec(readme) ?? [];
	const named = [...table.matchAll(/^\| (`[^|]*) \|/gm)].flatMap(([, names]) => names.replaceAll('`', '').split(', '));
	expect(named.sort()).toEqual([...COMMANDS].filter(([, { since }]) => since === 'today').map(([name]) => name).sort());
});

test('the table of settings is complete', () => {
	const rows = [...readme.matchAll(/^\| `(\w+)` \| ((?:`[^`]+`(?:, )?)+) \|/gm)].map(([, name, choices]) => [
		name,
		choices.replaceAll('`', '').split(', '),
	]);
	expect(rows).toEqual(Object.entries(SETTINGS));
});

test('what can be set of a line is named, each field, and of each list how much is kept', () => {
	const [, row] = /^\| `PATCH lines\/:number` \| (.*) \|$/m.exec(readme) ?? [];
	expect(Object.keys(lineSettings.shape).filter((field) => !row.includes(`\`${field}\``))).toEqual([]);
	const kept = Object.entries(LINE_LISTS).map(([name, { most }]) => `\`${name}\` ${most.toLocaleString('en')}`);
	expect(readme).toContain(`the last 1,000 of each list; of a line's ${kept.join(', ')}`);
});
