import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SimulatorClient } from '../../simulator/client';
import { settingsOf } from '../../simulator/restApi/settings';
import { startReceiver } from './helpers';

const ROOT = join(__dirname, '../..');

/** What a test has to end, also when it fails. */
let other: Awaited<ReturnType<typeof startReceiver>>;
const children: ChildProcess[] = [];
let folder: string;
beforeAll(async () => {
	folder = await mkdtemp(join(tmpdir(), 'uplus-centrex-office-'));
	other = await startReceiver(() => undefined);
});
afterAll(async () => {
	for (const child of children) child.kill('SIGKILL');
	await other.close();
	await rm(folder, { recursive: true });
});

/** Writes an office file, unless there is to be none. */
async function office(content: string | null): Promise<string> {
	const file = join(folder, content === null ? 'no-office.json' : 'office.json');
	if (content !== null) await writeFile(file, content);
	return file;
}

function run(...args: string[]) {
	return runIn('en_US.UTF-8', ...args);
}

/** @param locale the computer's language, such as ko_KR.UTF-8 */
function runIn(locale: string, ...args: string[]) {
	// Unlike the command tsx, this is one process: a signal reaches it, and ends it.
	const child = spawn(process.execPath, ['--import', 'tsx', 'simulator/main.ts', ...args], { cwd: ROOT, env: { ...process.env, LC_ALL: locale } });
	children.push(child);
	let output = '';
	for (const stream of [child.stdout, child.stderr]) {
		stream.setEncoding('utf8').on('data', (chunk: string) => {
			output += chunk;
		});
	}
	const ended = new Promise<number | null>((resolve) => {
		child.on('close', resolve);
	});
	return {
		child,
		ended,
		output: () => output,
		async until(words: string) {
			while (!output.includes(words)) {
				if (child.exitCode !== null) throw new Error(`ended without "${words}": ${output}`);
				await new Promise((resolve) => setTimeout(resolve, 50));
			}
		},
	};
}

test('says where the page is and what to type into n8n, and ends with Ctrl-C', async () => {
	const { child, ended, output, until } = run('--port', '0');
	await until('Password');
	const [, url] = /Page {6}(http:\/\/127\.0\.0\.1:\d+)\//.exec(output()) ?? [];
	expect(output()).toContain(`In n8n's credential:\n\n  Service   Other Address\n  Base URL  ${url}/RestApi`);
	expect(output()).toMatch(/Number {4}07000001000\n {2}Password {2}demo-1000\n\nMore lines with this password: 07000001001, 07000001002\n/);
	expect((await fetch(url)).status).toBe(200);
	child.kill('SIGINT');
	expect(await ended).toBe(0);
	expect(output()).toContain('The Centrex simulator has stopped.');
}, 30_000);

test('on a computer that speaks Korean it says so in Korean', async () => {
	const { child, ended, output, until } = runIn('ko_KR.UTF-8', '--port', '0');
	await until('Password');
	expect(output()).toMatch(/^센트릭스 시뮬레이터를 시작했습니다\. .*\n\n {2}페이지 {4}http:\/\/127\.0\.0\.1:\d+\/\n\nn8n 자격 증명에 입력할 값:\n\n {2}Service {3}Other Address\n/);
	child.kill('SIGINT');
	expect(await ended).toBe(0);
	expect(output()).toContain('센트릭스 시뮬레이터를 끝냈습니다.');
}, 30_000);

test('an office file', async () => {
	const { child, ended, output, until } = run('--port', '0', '--data', await office('{"lines":[{"number":"070-0000-5000","password":"x"}]}'));
	await until('Password');
	expect(output()).toMatch(/Number {4}07000005000\n {2}Password {2}x\n$/);
	const [, url] = /Page {6}(.*)\//.exec(output()) ?? [];
	expect((await new SimulatorClient(url).state()).lines).toMatchObject([{ number: '07000005000' }]);
	child.kill('SIGINT');
	expect(await ended).toBe(0);
}, 30_000);

test('the service of the document, and back to it after a reset', async () => {
	const { child, ended, output, until } = run('--port', '0', '--service', 'document');
	await until('Password');
	const client = new SimulatorClient(/Page {6}(.*)\//.exec(output())?.[1] as string);
	expect((await client.state()).settings).toEqual(settingsOf('document'));
	await client.choose({ service: 'today' });
	await client.reset();
	expect((await client.state()).settings).toEqual(settingsOf('document'));
	child.kill('SIGINT');
	expect(await ended).toBe(0);
}, 30_000);

test.each([
	['{"lines":[{"number":"07000001000"}]}', /office\.json: lines\.0\.password must be a text\.\n$/],
	['{"lines":', /office\.json is no JSON: [^\n]+\n$/],
	[null, /office\.json cannot be read: there is no such file\.\n$/],
])('an office file with %j gets a clear sentence', async (content, sentence) => {
	const { ended, output } = run('--port', '0', '--data', await office(content));
	expect(await ended).toBe(1);
	expect(output()).toMatch(sentence);
	expect(output().split('\n')).toHaveLength(2);
}, 30_000);

test('a port in use gets a clear sentence', async () => {
	const { ended, output } = run('--port', `${other.port}`);
	expect(await ended).toBe(1);
	expect(output()).toBe(
		`Port ${other.port} is already in use. Stop the program that uses it, or choose another one, for example --port 7071.\n`,
	);
}, 30_000);

test.each([
	[['--port', 'x'], '--port must be a number from 0 to 65535, not "x".'],
	[['--port', '65536'], '--port must be a number from 0 to 65535, not "65536".'],
	[['--service', 'v2.0'], '--service must be today or document, not "v2.0".'],
	[['--host', '203.0.113.1', '--port', '0'], 'This machine has no address "203.0.113.1".'],
	[['--colour'], "Unknown option '--colour'"],
])(
	'%j gets a clear sentence',
	async (args, sentence) => {
		const { ended, output } = run(...args);
		expect(await ended).toBe(1);
		expect(output()).toContain(sentence);
		expect(output()).not.toContain('    at ');
	},
	30_000,
);
