import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer as createHttpServer } from 'node:http';
import { createServer } from 'node:net';
import type { AddressInfo, Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createServer as createTlsServer } from 'node:tls';

import type { CentrexError } from '../../nodes/UplusCentrex/api/error';
import { request } from '../../nodes/UplusCentrex/api/request';
import { lineFor } from '../support/fakeCaller';
import { errorOf, runAction } from '../support/runAction';
import { credentialFor, listenOnTheWire } from '../support/wire';
import type { WireAnswer } from '../support/wire';

const HASH = 'f64eedc88c765f9c4d96c414b6b309014cd9f15ee67c7e072e0576e6a0229327c1507aa5935b0821a8821fe856124c3db786aec88ad8af123396a13afec5cc66';
const userinfo = JSON.stringify({
	SVC_RT: '0000',
	SVC_MSG: 'OK',
	DATAS: { NAME: 'tmpname', EXTEN: '0262', NUMBER070: '07000000262', FORWARD_TYPE: '0', FORWARD_DATA: '_', FORWARD_STR: '' },
});
/** A key and a certificate, made anew. */
function certificate(): { key: Buffer; cert: Buffer } {
	const folder = mkdtempSync(join(tmpdir(), 'centrex-tls-'));
	const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
	spawnSync('openssl', ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-keyout', key, '-out', cert, '-days', '2', '-subj', '/CN=localhost']);
	const made = { key: readFileSync(key), cert: readFileSync(cert) };
	rmSync(folder, { recursive: true });
	return made;
}

const broken: WireAnswer = (response) => response.destroy();
const unavailable: WireAnswer = (response) => response.writeHead(503).end('busy');

let wire: Awaited<ReturnType<typeof listenOnTheWire>>;
afterEach(async () => await wire.close());

const get = (credential: Record<string, string | boolean> = {}, more: Partial<Parameters<typeof runAction>[0]> = {}) =>
	runAction({
		parameters: { resource: 'line', operation: 'get' },
		credential: credentialFor(wire.baseUrl, credential),
		...more,
	});

describe('the credential', () => {
	test('puts its values into the query when told to', async () => {
		wire = await listenOnTheWire(userinfo);
		await get({ sendParametersIn: 'query' });
		expect(wire.requests[0]).toMatchObject({ method: 'POST', url: `/RestApi/userinfo?id=07000001000&pass=${HASH}`, body: '' });
	});

	test('takes a hash as it is, in lower case', async () => {
		wire = await listenOnTheWire(userinfo);
		await get({ password: HASH.toUpperCase(), alreadyHashed: true });
		expect(wire.form(0)).toEqual({ id: '07000001000', pass: HASH });
	});

	test('hashes a password in UTF-8, and one that looks like a hash too', async () => {
		wire = await listenOnTheWire(userinfo);
		await get({ password: '비밀번호' });
		// printf 비밀번호 | sha512sum
		expect(wire.form(0).pass).toBe(
			'76f7d5ea7c8b451b773712929531ce92410682a5b61d1b5fbb5f4ebbfa6c517bf095e6db5c26e8c483e60d8385448a6a6afd9e513045b87699ae2e71faeb32d6',
		);
		await get({ password: HASH });
		expect(wire.form(1).pass).not.toBe(HASH);
	});

	test('does not mind a slash at the end of the address', async () => {
		wire = await listenOnTheWire(userinfo);
		await get({ baseUrl: `${wire.baseUrl}/` });
		expect(wire.requests[0].url).toBe('/RestApi/userinfo');
	});

	test.each([
		[{ password: 'secret', alreadyHashed: true }, /Password in the credential must be 128 hexadecimal digits/],
		[{ password: '' }, /Password in the credential is empty/],
		[{ number: 'office' }, /Number in the credential must be/],
		[{ baseUrl: 'icentrex' }, /Base URL in the credential must be/],
		[{ service: 'IMS' }, /Service in the credential must be IMS Centrex, Centrex or Other Address/],
		[{ service: 'constructor' }, /Service in the credential must be/],
		[{ password: 'secret', alreadyHashed: 'true' }, /Already Hashed in the credential must be on or off/],
		[{ sendParametersIn: 'Query' }, /Send Parameters In in the credential must be Body or Query/],
	])('with %p is refused before anything is sent', async (credential, message) => {
		wire = await listenOnTheWire(userinfo);
		const error = await errorOf(get(credential));
		expect(error.message).toMatch(message);
		expect(error.description).toMatch(/Nothing was sent\.$/);
		expect(wire.requests).toHaveLength(0);
	});
});

describe('a reading command', () => {
	test('is asked up to three times when the connection breaks or the service answers 5xx', async () => {
		wire = await listenOnTheWire(broken, unavailable, userinfo);
		const [item] = await get();
		expect(item.json).toMatchObject({ name: 'tmpname' });
		expect(wire.requests).toHaveLength(3);
		expect(wire.requests[2].at - wire.requests[0].at).toBeGreaterThan(1500);
	});

	test('is not asked a fourth time', async () => {
		wire = await listenOnTheWire(unavailable);
		const error = await errorOf(get());
		expect(error.message).toBe('The service answered with HTTP status 503');
		expect(wire.requests).toHaveLength(3);
	});

	test('is not asked again after a refusal', async () => {
		wire = await listenOnTheWire(JSON.stringify({ SVC_RT: '1004', SVC_MSG: 'AUTH_ERR', DATAS: { STATUS: '' } }));
		const error = await errorOf(get());
		expect(error.name).toBe('NodeApiError');
		expect(error.message).toBe('The password is wrong, or the account is locked after repeated wrong passwords (1004 AUTH_ERR)');
		expect(error.description).toMatch(/Do not keep trying/);
		expect(wire.requests).toHaveLength(1);
	});
});

test('"OK" as a result code means done', async () => {
	wire = await listenOnTheWire(userinfo.replace('"0000"', '"OK"'));
	expect(await get()).toHaveLength(1);
});

test('a code that nobody listed is told with the name the service gives', async () => {
	wire = await listenOnTheWire(JSON.stringify({ SVC_RT: '7777', SVC_MSG: 'NEW_ERR' }));
	expect((await errorOf(get())).message).toBe('The service refused the request (7777 NEW_ERR)');
});

test('an address without the API says so', async () => {
	wire = await listenOnTheWire((response) => response.writeHead(404).end('<h1>Not Found</h1>'));
	const error = await errorOf(get());
	expect(error.message).toBe('The address answered with HTTP status 404 instead of a result');
	expect(error.description).toMatch(/Base URL/);
});

describe('whether a command may have left this machine is told from how the connection failed:', () => {
	const failing = (code: string, syscall?: string) =>
		({
			helpers: {
				httpRequestWithAuthentication: async () => {
					throw Object.assign(new Error('wrapped'), { cause: Object.assign(new Error(code), { code, syscall, request: {} }) });
				},
			},
		}) ;
	/** As n8n 2.6 hands it on: the cause is gone. */
	const failingIn26 = (code: string, syscall?: string) =>
		({
			helpers: {
				httpRequestWithAuthentication: async () => {
					const said = syscall ? `${syscall} ${code} 127.0.0.1:1` : 'socket hang up';
					throw Object.assign(new Error('other words'), { cause: undefined, httpCode: code, messages: [said] });
				},
			},
		}) ;
	const outcomeOf = async (caller: unknown) =>
		await request(lineFor(caller), 'smssend').then(
			() => 'done',
			(error: CentrexError) => error.outcome,
		);

	test.each([
		['ECONNREFUSED', 'connect'],
		['ETIMEDOUT', 'connect'],
		['EHOSTUNREACH', 'connect'],
		['ENOTFOUND', 'getaddrinfo'],
		['CERT_HAS_EXPIRED', undefined],
		['DEPTH_ZERO_SELF_SIGNED_CERT', undefined],
		['ERR_TLS_CERT_ALTNAME_INVALID', undefined],
		['EPROTO', 'write'],
	])('%s in %s: not sent', async (code, syscall) => {
		expect(await outcomeOf(failing(code, syscall))).toBe('notSent');
		expect(await outcomeOf(failingIn26(code, syscall))).toBe('notSent');
	});

	test.each([
		['ECONNRESET', 'read'],
		['EHOSTUNREACH', 'read'],
		['ENETUNREACH', 'write'],
		['ERR_SSL_DECRYPTION_FAILED_OR_BAD_RECORD_MAC', undefined],
		['ECONNABORTED', undefined],
		['ERR_BAD_RESPONSE', undefined],
		['', undefined],
	])('%s in %s: unknown', async (code, syscall) => {
		expect(await outcomeOf(failing(code, syscall))).toBe('unknown');
		if (code) expect(await outcomeOf(failingIn26(code))).toBe('unknown');
	});
});

describe('a handshake that fails sent nothing, and the error says what to look at:', () => {
	const servers: Server[] = [];
	afterAll(() => servers.forEach((server) => server.close()));
	beforeEach(async () => void (wire = await listenOnTheWire(userinfo)));

	test.each<[string, () => Server]>([
		['an address that speaks plain HTTP', () => createHttpServer((_request, response) => response.end('x'))],
		['an old TLS', () => createTlsServer({ ...certificate(), minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT@SECLEVEL=0' })],
		['garbage', () => createServer((socket) => void socket.on('error', () => undefined).write('hello\r\n'.repeat(10)))],
		['one that hangs up', () => createServer((socket) => void socket.on('error', () => undefined).once('data', () => socket.destroy()))],
	])('%s', async (_, open) => {
		const server = open().on('tlsClientError', () => undefined);
		servers.push(server);
		await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
		const { port } = server.address() as AddressInfo;
		const [item] = await runAction({
			parameters: { resource: 'message', operation: 'send', to: '010-0000-1234', text: 'test' },
			credential: credentialFor(`https://127.0.0.1:${port}/RestApi`),
			settings: { onError: 'continueRegularOutput' },
		});
		expect(item.json).toMatchObject({ outcome: 'notSent', code: null });
		expect(item.json.error).toMatch(/^The service and this n8n could not agree on HTTPS\. Check Base URL .* http:\/\/\..* Nothing was sent\.$/);
	});
});

describe('neither password nor hash is in an item or an error', () => {
	const echo: WireAnswer = (response, request) => {
		void request;
		response.end(JSON.stringify({ SVC_RT: '1002', SVC_MSG: `PARAM_ERR id=07000001000&pass=${HASH}`, DATAS: { STATUS: HASH } }));
	};
	const everything = (value: unknown) => {
		const seen = new Set<unknown>();
		return JSON.stringify(value, (_, part: unknown) => {
			if (typeof part !== 'object' || part === null) return part;
			if (seen.has(part)) return undefined;
			seen.add(part);
			return part instanceof Error ? { ...part, message: part.message, stack: part.stack, cause: part.cause } : part;
		});
	};

	test.each<[string, WireAnswer, Record<string, string | boolean>]>([
		['when the service echoes the request', echo, {}],
		['when the connection breaks', broken, {}],
		['when the connection breaks and the hash is in the address', broken, { sendParametersIn: 'query' }],
		['when the answer is an error page that shows the request', (response) => response.writeHead(500).end(`pass=${HASH}`), {}],
		['when the password is no hash though it should be', userinfo, { alreadyHashed: true }],
		['when the service echoes the request in a result that is done', userinfo.replace('tmpname', HASH), {}],
		['when the service escapes what it echoes', userinfo.replace('tmpname', HASH.replaceAll('a', '\\u0061')), {}],
	])('%s', async (_, answer, credential) => {
		wire = await listenOnTheWire(answer);
		for (const settings of [{}, { onError: 'continueRegularOutput' as const }]) {
			const outcome = await get(credential, {
				settings,
				parameters: { resource: 'message', operation: 'send', to: '010-0000-1234', text: 'test' },
			}).catch((error: unknown) => error);
			const raw = await get(credential, {
				settings,
				parameters: { resource: 'line', operation: 'get', simplify: false },
			}).catch((error: unknown) => error);
			for (const text of [everything(outcome), everything(raw)]) {
				expect(text.length).toBeGreaterThan(20);
				expect(text.toLowerCase()).not.toContain(HASH);
				expect(text).not.toContain('demo-1000');
			}
		}
	}, 20_000);
});
