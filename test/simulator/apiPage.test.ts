import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { FAULT_KINDS } from '../../simulator/control/bodies';
import { LINE_LISTS } from '../../simulator/office/lineLists';
import { lineSettings } from '../../simulator/office/officeFile';
import { COMMANDS } from '../../simulator/restApi/commands';
import { SETTINGS } from '../../simulator/restApi/settings';
import { startSimulator } from '../../simulator/server';
import type { Simulator } from '../../simulator/server';

/** The examples of simulator/API.md, run as they stand, in one shell, and their answers compared. */
const SEPARATOR = '----- next -----';

let simulator: Simulator;
let folder: string;
let page: string;
beforeAll(async () => {
	simulator = await startSimulator({ port: 0, host: '127.0.0.1' });
	folder = await mkdtemp(join(tmpdir(), 'uplus-centrex-api-'));
	page = await readFile(join(__dirname, '../../simulator/API.md'), 'utf8');
});
afterAll(async () => {
	await simulator.close();
	await rm(folder, { recursive: true });
});

const blocks = (language: string) => [...page.matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\``, 'gms'))].map(([, code]) => code);

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

test('the list of what only the service of today has is complete', () => {
	const [, list] = /has, and the document's has not:\n\n(.*?)\n\n/s.exec(page) ?? [];
	const named = [...list.matchAll(/^- (`[^:]*):/gm)].flatMap(([, names]) => names.replaceAll('`', '').split(', '));
	expect(named.sort()).toEqual([...COMMANDS].filter(([, { since }]) => since === 'today').map(([name]) => name).sort());
});

test('the list of settings is complete', () => {
	const [, list] = /^## Settings\n(.*?)^## /ms.exec(page) ?? [];
	const rows = [...list.matchAll(/^- `(\w+)`: ((?:`[^`]+`(?:, )?)+)\. /gm)].map(([, name, choices]) => [name, choices.replaceAll('`', '').split(', ')]);
	expect(rows).toEqual(Object.entries(SETTINGS));
});

test('what can be set of a line is named, each field, and of each list how much is kept', () => {
	const [, list] = /^### Fields of a line\n(.*?)^### /ms.exec(page) ?? [];
	const named = [...list.matchAll(/^- (`.*)$/gm)].flatMap(([, row]) => row.replace(/:.*/, '').match(/(?<=`)\w+(?=`)/g) ?? []);
	expect(named.sort()).toEqual(Object.keys(lineSettings.shape).sort());
	const kept = Object.entries(LINE_LISTS).map(([name, { most }]) => `\`${name}\` ${most.toLocaleString('en')}`);
	expect(page).toContain(`the last 1,000 of each list; of a line's ${kept.join(', ')}`);
});

test('the list of what can go wrong is complete', () => {
	const [, list] = /^### Faults\n(.*?)^## /ms.exec(page) ?? [];
	expect([...list.matchAll(/^- `(\w+)`:/gm)].map(([, kind]) => kind)).toEqual(FAULT_KINDS);
});

test('each request is named', async () => {
	const source = await readFile(join(__dirname, '../../simulator/control/control.ts'), 'utf8');
	const [, list] = /^## Requests\n(.*?)^### /ms.exec(page) ?? [];
	const routes = [...source.matchAll(/app\.(get|post|patch|put|delete)\b[^']*'\/_simulator\/([^']+)'/g)].map(([, method, path]) => `${method.toUpperCase()} ${path}`);
	expect(routes.length).toBeGreaterThan(10);
	expect([...routes, 'POST pick-up', 'POST hang-up'].filter((route) => !list.includes(`\`${route}\``))).toEqual([]);
});
