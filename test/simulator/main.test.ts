import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { startReceiver } from './helpers';

const ROOT = join(__dirname, '../..');

/** What a test has to end, also when it fails. */
let other: Awaited<ReturnType<typeof startReceiver>>;
const children: ChildProcess[] = [];
beforeAll(async () => {
	other = await startReceiver(() => undefined);
});
afterAll(async () => {
	for (const child of children) child.kill('SIGKILL');
	await other.close();
});

function run(...args: string[]) {
	// Unlike the command tsx, this is one process: a signal reaches it, and ends it.
	const child = spawn(process.execPath, ['--import', 'tsx', 'simulator/main.ts', ...args], { cwd: ROOT });
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
	expect(output()).toContain(`Base URL  ${url}/RestApi`);
	expect(output()).toMatch(/Number {4}07000001000\n {2}Password {2}demo-1000/);
	expect((await fetch(url)).status).toBe(200);
	child.kill('SIGINT');
	expect(await ended).toBe(0);
	expect(output()).toContain('The Centrex simulator has stopped.');
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
