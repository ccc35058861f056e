import { readdirSync, readFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import type { Socket } from 'node:net';
import { join } from 'node:path';
import type { SavedWorkflow } from '../../scripts/n8nApi';
import { anyFreePort } from '../../scripts/ports';
import { eucKr, eventFields, FORM, utf8 } from './support/callbackEvent';
import { office, signedInApi, waitForExecution } from './support/office';
import { sendRaw } from './support/rawRequest';
import type { RawRequest } from './support/rawRequest';
import { startCaddy, startNginx } from './support/servers';
import type { Server } from './support/servers';
import { registrations } from './support/simulator';
import { temporaryFolder } from './support/temporaryFolder';
import { createTriggerWorkflow, lineCredential } from './support/triggerWorkflow';

const LINE = '07000003004';
/** The only address that may tell of events; all of 127.0.0.0/8 is this machine. */
const PROVIDER = '127.0.0.2';
const TEXT = '안녕하세요, 견적 부탁드려요';

/** A block of the page on the public address, with another port to listen on and another address for n8n, and nothing else changed. */
function fromPage(language: string, listen: [string, string], n8nPort: number): string {
	const page = readFileSync(join(__dirname, '../../docs/public-address.md'), 'utf8');
	const blocks = [...page.matchAll(new RegExp(`^\`\`\`${language}\n(.*?)^\`\`\`$`, 'gms'))].map(([, block]) => block);
	expect(blocks).toHaveLength(1);
	const replacements = [listen, ['127.0.0.1:5678', `127.0.0.1:${n8nPort}`]];
	return replacements.reduce((text, [from, to]) => {
		expect(text.split(from)).toHaveLength(2);
		return text.replace(from, to);
	}, blocks[0]);
}

const PROXIES = {
	nginx: async (folder: string, port: number, n8nPort: number) =>
		await startNginx(folder, port, fromPage('nginx', ['listen 80 ', `listen ${port} `], n8nPort)),
	caddy: async (folder: string, port: number, n8nPort: number) =>
		await startCaddy(folder, port, fromPage('caddy', [':80 ', `:${port} `], n8nPort)),
};

/** Passes everything on to n8n, and keeps what it has passed on. */
async function listenBefore(n8nPort: number, port: number) {
	const requests: string[] = [];
	const sockets: Socket[] = [];
	const server = createServer((socket) => {
		const n8n = connect(n8nPort, '127.0.0.1');
		sockets.push(socket, n8n);
		socket.on('data', (chunk) => requests.push(chunk.toString('latin1')));
		socket.on('error', () => n8n.destroy()).pipe(n8n);
		n8n.on('error', () => socket.destroy()).pipe(socket);
	});
	await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
	const close = () => {
		server.close();
		for (const socket of sockets) socket.destroy();
	};
	return { requests, close };
}

describe.each(['nginx', 'caddy'] as const)('%s, set up as the page says', (name) => {
	const folder = temporaryFolder();
	let proxy: Server;
	let port: number;
	let recorder: Awaited<ReturnType<typeof listenBefore>>;
	let workflow: SavedWorkflow;
	let url: string;

	beforeAll(async () => {
		port = await anyFreePort();
		const recorderPort = await anyFreePort();
		recorder = await listenBefore(Number(new URL(office().n8nUrl).port), recorderPort);
		proxy = await PROXIES[name](folder, port, recorderPort);

		const api = await signedInApi();
		const options = { allowedIps: `${PROVIDER}, 203.0.113.0/24` };
		workflow = await createTriggerWorkflow(api, `Behind ${name}`, ['incomingSms'], lineCredential(LINE), { options });
		await api.activateWorkflow(workflow);
		url = (await registrations(LINE)).sms?.url ?? '';
	});
	afterAll(async () => {
		await proxy?.stop();
		recorder?.close();
		if (workflow) await (await signedInApi()).deleteWorkflow(workflow.id);
	});

	const event = (message: string) => eventFields(LINE, '01000009101', message);

	test.each<[string, () => RawRequest]>([
		['HTTP/1.1', () => ({ url: `${url}&${event(utf8(TEXT))}`, headers: ['Host: 203.0.113.5'] })],
		['HTTP/1.0 without a host, in EUC-KR', () => ({ version: '1.0', url: `${url}&${event(eucKr(TEXT))}` })],
		[
			'a form in EUC-KR',
			() => ({ method: 'POST', url, headers: ['Host: crm.example.com', FORM], body: event(eucKr(TEXT)) }),
		],
	])('an event reaches the workflow: %s', async (_, request) => {
		const api = await signedInApi();
		const known = await api.executionIds(workflow.id);
		expect(await sendRaw(port, request(), PROVIDER)).toMatchObject({ status: 200 });
		const execution = await waitForExecution(api, workflow.id, known);
		expect(execution).toMatchObject({ mode: 'webhook', items: { Next: [{ sender: '01000009101', message: TEXT }] } });
	});

	test('n8n sees who calls, also when the caller says otherwise', async () => {
		const api = await signedInApi();
		const known = await api.executionIds(workflow.id);
		for (const headers of [['Host: 203.0.113.5'], ['Host: 203.0.113.5', `X-Forwarded-For: ${PROVIDER}`]]) {
			const answer = await sendRaw(port, { url: `${url}&${event(utf8(TEXT))}`, headers }, '127.0.0.3');
			expect(answer).toMatchObject({ status: 403, body: '' });
		}
		expect(await api.executionIds(workflow.id)).toEqual(known);
	});

	test('the address of a test run is passed on too', async () => {
		const passed = recorder.requests.length;
		await sendRaw(port, { url: url.replace('/webhook/', '/webhook-test/'), headers: ['Host: 203.0.113.5'] }, PROVIDER);
		expect(recorder.requests.slice(passed)).toEqual([expect.stringMatching(/^GET \/webhook-test\/[\w-]+\/callback\.html\?key=/)]);
	});

	test('everything else is sent to HTTPS, and n8n hears nothing of it', async () => {
		const page = url.split('?')[0];
		const passed = recorder.requests.length;
		const paths = ['/', '/rest/login', '/webhook/id/other', `${page}/more`, `${page}l`, `/more${page}`];
		paths.push(page.replace('.html', 'Xhtml'), '/webhook/id/more/callback.html', `${page}/../../../rest/login`);
		paths.push(`${page}%2f..%2f..%2f..%2frest/login`, '/webhook-waiting/id/callback.html', '/form/id');
		// In nginx a $ would match in front of a line break, too.
		paths.push(`${page}%0a`, `${page}%0d%0a`);
		for (const path of paths) {
			const { status, head } = await sendRaw(port, { url: `${path}?ref=1`, headers: ['Host: 203.0.113.5'] }, PROVIDER);
			expect({ path, status }).toEqual({ path, status: 301 });
			expect(head).toMatch(/^location: https:\/\/n8n\.example\.com\/.*\?ref=1\r?$/im);
		}
		expect(recorder.requests.slice(passed)).toEqual([]);
	});

	test('what is longer than any event reaches n8n in no way', async () => {
		const passed = recorder.requests.length;
		const body = `${event('x')}&${'y'.repeat(100_000)}`;
		const { status } = await sendRaw(port, { method: 'POST', url, headers: ['Host: 203.0.113.5', FORM], body }, PROVIDER);
		// Caddy 2.6 says that of the half that it could not pass on.
		expect(status).toBe(name === 'caddy' ? 502 : 413);
		expect(recorder.requests.slice(passed).join('').length).toBeLessThan(70_000);
	});

	test('a way around leads nowhere else either', async () => {
		const passed = recorder.requests.length;
		for (const around of [`/rest/login/../..${url}`, `//rest/../${url}`, `/rest/login/%2e%2e/%2e%2e${url}`]) {
			await sendRaw(port, { url: around, headers: ['Host: 203.0.113.5'] }, PROVIDER);
		}
		for (const request of recorder.requests.slice(passed)) {
			expect(request).toMatch(/^GET \/webhook\/[\w-]+\/callback\.html\?/);
		}
	});

	test('keeps no event, not even one that n8n could not take', async () => {
		recorder.close();
		const answer = await sendRaw(port, { url: `${url}&${event(utf8(TEXT))}`, headers: ['Host: 203.0.113.5'] }, PROVIDER);
		expect(answer.status).toBe(502);
		await proxy.stop();

		const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
		const kept = files.map((file) => readFileSync(join(file.parentPath, file.name), 'utf8')).join('\n') + proxy.lines.join('\n');
		if (name === 'nginx') expect(kept).toContain('GET /rest/login');
		else expect(kept).toContain('serving initial configuration');
		for (const part of ['01000009101', LINE, 'key=', utf8(TEXT).slice(0, 12), eucKr(TEXT).slice(0, 12)]) {
			expect({ part, isKept: kept.includes(part) }).toEqual({ part, isKept: false });
		}
	});
});
