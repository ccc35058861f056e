import { request as send } from 'node:http';
import type { IncomingHttpHeaders } from 'node:http';
import fastify from 'fastify';
import { refuseStrangers } from '../../simulator/strangers';
import { sendRaw } from '../e2e/support/rawRequest';
import { OFFICE, OFFICE_LINE, useSimulator } from './helpers';

const simulator = useSimulator();

const FILE = '1000-01000001234_20261121093000_mix.wav';

interface Route {
	method: string;
	path: string;
	body?: string;
}

/** One of each kind, as the simulator's own page and clients ask for them. */
const ROUTES: Array<[string, Route]> = [
	['the page', { method: 'GET', path: '/' }],
	['a script of the page', { method: 'GET', path: '/page.js' }],
	['the state', { method: 'GET', path: '/_simulator/state' }],
	['the state, written otherwise', { method: 'GET', path: '/%5Fsimulator/state' }],
	['a recording', { method: 'GET', path: `/_simulator/lines/${OFFICE}/recordings/${FILE}` }],
	['the stream of events', { method: 'GET', path: '/_simulator/events' }],
	['a reset', { method: 'POST', path: '/_simulator/reset' }],
	['a line', { method: 'PATCH', path: `/_simulator/lines/${OFFICE}`, body: '{"sendsLeft": 7}' }],
	['a text that comes in', { method: 'POST', path: '/_simulator/incoming-text', body: `{"line": "${OFFICE}", "from": "01000001234", "text": "x"}` }],
	['the faults', { method: 'DELETE', path: '/_simulator/faults' }],
	['a command', { method: 'POST', path: '/RestApi/userinfo', body: new URLSearchParams(OFFICE_LINE).toString() }],
];

/** Asks, and goes away with the beginning of the answer: the stream has no end. */
async function ask({ method, path, body }: Route, headers: Record<string, string> = {}, url = simulator.url()) {
	const type = path.startsWith('/RestApi') ? 'application/x-www-form-urlencoded' : 'application/json';
	return await new Promise<{ status: number; headers: IncomingHttpHeaders; body: string }>((resolve, reject) => {
		const request = send(url + path, { method, headers: { ...(body && { 'content-type': type }), ...headers } }, (response) => {
			response.once('data', (chunk: Buffer) => {
				resolve({ status: response.statusCode ?? 0, headers: response.headers, body: chunk.toString() });
				request.destroy();
			});
		});
		request.once('error', reject);
		request.end(body);
	});
}

const port = () => new URL(simulator.url()).port;
/** What a browser says of a page of another site that sends a form without Origin, or shows a picture. */
const from = (site: string, mode = 'no-cors') => ({ 'sec-fetch-site': site, 'sec-fetch-mode': mode });

describe.each(ROUTES)('%s', (_name, route) => {
	let before: string;
	beforeEach(async () => {
		const recordings = [{ direction: 'outbound', number: '01000001234', startedAt: '2026-11-21T09:30:00+09:00', seconds: 1 }];
		await simulator.setLine({ sendsLeft: 5, recordings });
		await simulator.client().cause({ command: 'smssend', kind: 'hang' });
		before = JSON.stringify(await simulator.state());
	});
	afterEach(async () => await simulator.client().clearFaults());

	async function expectRefused(headers: Record<string, string>, words: RegExp) {
		const answer = await ask(route, headers);
		expect(answer.status).toBe(403);
		expect(answer.headers['content-type']).toBe('application/json; charset=utf-8');
		expect(JSON.parse(answer.body)).toEqual({ error: expect.stringMatching(words) });
		expect(Object.keys(answer.headers).filter((name) => name.startsWith('access-control-'))).toEqual([]);
		expect(JSON.stringify(await simulator.state())).toBe(before);
	}

	test.each([
		'evil.example',
		'evil.example:7070',
		'127.0.0.1.evil.example',
		'localhost.evil.example',
		'evillocalhost',
		'evil@127.0.0.1',
		'host.docker.internal.evil.example',
		'1:2:3',
	])('is not for whoever calls the simulator "%s"', async (host) => {
		await expectRefused({ host }, /^The simulator does not answer to the name ".*"\. Use localhost, an IP address, or the name after --host/);
	});

	test.each([
		['https://evil.example', {}],
		['null', {}],
		['http://localhost', {}],
		['https://127.0.0.1:7070', { host: '127.0.0.1:7070' }],
		['http://127.0.0.1:8080', { host: '127.0.0.1:7070' }],
		['http://127.0.0.1:7070', { host: 'localhost:7070' }],
		['http://evil.example', { host: '127.0.0.1' }],
	])('is not for a page of %s', async (origin, headers) => {
		await expectRefused({ origin, ...headers }, /^A page of another site may not ask the simulator\. Use the simulator's own page, or a program/);
	});

	test.each(['cross-site', 'same-site', 'something-new'])('is not for a page that says nothing but %s', async (site) => {
		await expectRefused(from(site), /^A page of another site/);
	});

	if (route.path !== '/') {
		test('is not for a link on a page of another site', async () => {
			await expectRefused(from('cross-site', 'navigate'), /^A page of another site/);
		});
	}

	test.each([
		['localhost', () => ({ host: 'localhost' })],
		['LOCALHOST with its port', () => ({ host: `LOCALHOST:${port()}` })],
		['a name below localhost', () => ({ host: 'centrex.localhost:7070' })],
		['an IPv4 address of the network', () => ({ host: '192.168.0.10:7070' })],
		['an IPv6 address', () => ({ host: '[::1]:7070' })],
		['an IPv6 address without a port', () => ({ host: '[fe80::1]' })],
		['what a container calls its host', () => ({ host: 'host.docker.internal:7070' })],
		['the own page', () => ({ origin: simulator.url(), ...from('same-origin', 'cors') })],
		['the own page at another address', () => ({ host: 'localhost:7070', origin: 'http://localhost:7070' })],
		['somebody who types the address', () => from('none', 'navigate')],
		['a program', () => ({})],
		['Node.js', () => ({ 'sec-fetch-mode': 'cors' })],
	])('is for %s', async (_who, headers) => {
		expect(await ask(route, headers())).toMatchObject({ status: 200 });
	});
});

test.each(['cross-site', 'same-site'])('a %s link leads to the page, and is all that does', async (site) => {
	const page = { method: 'GET', path: '/?from=n8n' };
	expect(await ask(page, from(site, 'navigate'))).toMatchObject({ status: 200, body: expect.stringContaining('<!doctype html>') });
	expect(await ask({ ...page, method: 'POST' }, from(site, 'navigate'))).toMatchObject({ status: 403 });
	expect(await ask(page, from(site, 'cors'))).toMatchObject({ status: 403 });
});

test('what is not there is refused too, and so is a question whether one may ask', async () => {
	expect(await ask({ method: 'GET', path: '/nothing' }, { host: 'evil.example' })).toMatchObject({ status: 403 });
	const asked = { origin: 'https://evil.example', 'access-control-request-method': 'PATCH' };
	const answer = await ask({ method: 'OPTIONS', path: '/_simulator/settings' }, asked);
	expect(answer.status).toBe(403);
	expect(Object.keys(answer.headers).join()).not.toContain('access-control');
});

test('a tool of HTTP/1.0 names no host; a page does, and has none here', async () => {
	const state = { url: '/_simulator/state', version: '1.0' } as const;
	expect(await sendRaw(Number(port()), state)).toMatchObject({ status: 200 });
	expect(await sendRaw(Number(port()), { ...state, headers: ['Origin: http://undefined'] })).toMatchObject({ status: 403 });
});

test('the commands take nothing but POST: a picture of another site gives none', async () => {
	const path = `/RestApi/userinfo?${new URLSearchParams(OFFICE_LINE)}`;
	for (const method of ['GET', 'PUT', 'DELETE']) expect(await ask({ method, path })).toMatchObject({ status: 404 });
	expect((await simulator.state()).requests).toEqual([]);
});

test('the page may be shown in no frame, where its buttons could be pressed unseen', async () => {
	expect((await ask({ method: 'GET', path: '/' })).headers['content-security-policy']).toContain("frame-ancestors 'none'");
});

test('the name after --host is its name too, however it is written', async () => {
	const app = fastify();
	refuseStrangers(app, 'Office-PC.lan');
	app.get('/', () => 'here');
	const url = await app.listen({ port: 0, host: '127.0.0.1' });
	const route = { method: 'GET', path: '/' };
	const answers = [await ask(route, { host: 'office-pc.lan:7070', origin: 'http://office-pc.lan:7070' }, url), await ask(route, { host: 'other-pc.lan' }, url)];
	await app.close();
	expect(answers).toMatchObject([{ status: 200 }, { status: 403 }]);
});
