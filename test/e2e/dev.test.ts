import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { anyFreePort } from '../../scripts/ports';
import { startProgram, stopProgram } from '../../scripts/processes';
import { waitFor } from '../../scripts/waitFor';
import { openBrowser, openEditor } from './support/browser';
import { temporaryFolder } from './support/temporaryFolder';

const ROOT = join(__dirname, '../..');
const START_SECONDS = 400;
const RELOAD_SECONDS = 60;

/** A copy of this checkout, as it is at this moment, with the packages of this one. */
function copyOfCheckout(): string {
	const copy = temporaryFolder();
	const listed = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], { cwd: ROOT, encoding: 'utf8' });
	const files = listed.split('\0').filter((file) => file && existsSync(join(ROOT, file)));
	for (const file of files) cpSync(join(ROOT, file), join(copy, file));
	symlinkSync(join(ROOT, 'node_modules'), join(copy, 'node_modules'));
	return copy;
}

test('npm run dev: what is saved is in the editor after a reload, without n8n starting anew', async () => {
	const checkout = copyOfCheckout();
	const change = (file: string, from: string, to: string) => {
		const text = readFileSync(join(checkout, file), 'utf8');
		expect(text).toContain(from);
		writeFileSync(join(checkout, file), text.replaceAll(from, to));
	};
	const [n8nPort, simulatorPort] = [await anyFreePort(), await anyFreePort()];
	const n8nUrl = `http://127.0.0.1:${n8nPort}`;
	const printed: string[] = [];
	const dev = startProgram('npm', ['run', 'dev'], {
		cwd: checkout,
		env: { ...process.env, N8N_PORT: String(n8nPort), SIMULATOR_PORT: String(simulatorPort) },
		onLine: (line) => printed.push(line),
	});
	const browser = await openBrowser();
	try {
		const state = () => (dev.exitCode === null ? printed.find((line) => line === 'Ready.') : `ended: ${printed.join('\n')}`);
		expect(await waitFor('npm run dev', START_SECONDS, state, () => printed.join('\n'))).toBe('Ready.');
		expect((await fetch(`http://127.0.0.1:${simulatorPort}`)).status).toBe(200);

		const [, password] = /sign in with demo@example\.com and (\S+)/.exec(printed.join('\n')) ?? [];
		expect(readFileSync(join(checkout, '.demo', 'password'), 'utf8')).toBe(`${password}\n`);
		const modes = ['.demo', '.demo/password'].map((path) => statSync(join(checkout, path)).mode & 0o777);
		expect(modes).toEqual([0o700, 0o600]);
		const page = await openEditor(browser, n8nUrl, { email: 'demo@example.com', password });
		await page.getByText('Form → text').first().click();
		await page.getByTestId('canvas-node').filter({ hasText: 'Send the text' }).dblclick();
		const label = (text: string) => page.getByTestId('ndv').getByText(text, { exact: true });
		await label('Resource').waitFor();

		const textOf = async (path: string) => await page.evaluate<string>(`fetch(${JSON.stringify(path)}, { cache: 'no-store' }).then((answer) => answer.text())`);
		const seeSoon = async (path: string, words: string) =>
			await waitFor(`${path} to hold "${words}"`, RELOAD_SECONDS, async () => (await textOf(path)).includes(words) || undefined, () => printed.join('\n'));

		const start = Date.now();
		change('nodes/UplusCentrex/resources/index.ts', "'Resource'", "'Resource New'");
		await seeSoon('/types/nodes.json', '"displayName":"Resource New"');
		const built = Date.now();
		await page.reload();
		await label('Resource New').waitFor();
		process.stdout.write(`npm run dev: ${built - start} ms until n8n has it, ${Date.now() - start} ms until the reloaded editor shows it\n`);

		change('icons/centrex.svg', '<svg ', '<svg data-changed="yes" ');
		change('nodes/UplusCentrex/UplusCentrex.node.json', '문자', '문자메시지');
		await seeSoon('/icons/n8n-nodes-uplus-centrex/dist/icons/centrex.svg', 'data-changed');
		await seeSoon('/types/nodes.json', '문자메시지');

		expect(printed.filter((line) => line.startsWith('Starting n8n'))).toHaveLength(1);
	} finally {
		await browser.close();
		await stopProgram(dev, 'SIGINT');
	}
	expect(printed.at(-1)).toBe('Stopping ...');
	await expect(fetch(n8nUrl)).rejects.toThrow();
}, 600_000);
