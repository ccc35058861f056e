import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer, request as sendOn } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { connect } from 'node:net';
import type { AddressInfo, Server, Socket } from 'node:net';
import { join } from 'node:path';

/** What an n8n of ours reaches when it calls the internet. */
export interface Internet {
	/** The settings that n8n needs for it. */
	env: Record<string, string>;
	close: () => Promise<void>;
}

/** Where LG U+ answers IMS Centrex. */
const SERVICE_HOST = 'icentrex.uplus.co.kr';

/**
 * Lets an n8n install the packed package in its own editor, and reach the simulator at the address of the real service. Any other
 * address is answered as the package registry.
 *
 * A proxy through which every HTTPS request comes to one server on this machine, with a certificate of its own.
 *
 * @param folder where the certificate is made
 * @param tarball the packed package
 * @param packageJson what the package registry knows of it
 * @param simulatorUrl who answers instead of the service
 */
export async function startInternet(
	folder: string,
	tarball: string,
	packageJson: { name: string; version: string },
	simulatorUrl: string,
): Promise<Internet> {
	const key = join(folder, 'internet.key');
	const cert = join(folder, 'internet.crt');
	const subject = ['-subj', `/CN=${SERVICE_HOST}`, '-days', '2'];
	execFileSync('openssl', ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', ...subject, '-keyout', key, '-out', cert], { stdio: 'ignore' });

	const registry = packageRegistry(readFileSync(tarball), packageJson);
	const server = createTlsServer({ key: readFileSync(key), cert: readFileSync(cert) }, (request, response) => {
		if (request.headers.host === SERVICE_HOST) handOn(request, response, simulatorUrl);
		else registry(request, response);
	});
	const proxy = createServer();
	const sockets = new Set<Socket>();
	const listen = async (listener: Server) => {
		listener.on('connection', (socket: Socket) => {
			sockets.add(socket);
			socket.once('close', () => sockets.delete(socket));
			socket.on('error', () => undefined);
		});
		await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve));
		return (listener.address() as AddressInfo).port;
	};
	const serverPort = await listen(server);
	proxy.on('connect', (_request: IncomingMessage, client: Socket) => {
		const target = connect(serverPort, '127.0.0.1', () => {
			client.write('HTTP/1.1 200 Connection established\r\n\r\n');
			target.pipe(client);
			client.pipe(target);
		});
		target.on('error', () => client.destroy());
		client.on('close', () => target.destroy());
	});
	const proxyUrl = `http://127.0.0.1:${await listen(proxy)}`;

	return {
		env: {
			HTTPS_PROXY: proxyUrl,
			NO_PROXY: '127.0.0.1,localhost',
			// The certificate is our own.
			NODE_TLS_REJECT_UNAUTHORIZED: '0',
			npm_config_strict_ssl: 'false',
		},
		close: async () => {
			for (const socket of sockets) socket.destroy();
			await Promise.all([server, proxy].map(async (listener) => await new Promise((resolve) => listener.close(resolve))));
		},
	};
}

function handOn(request: IncomingMessage, response: ServerResponse, simulatorUrl: string): void {
	const url = new URL(request.url ?? '/', simulatorUrl);
	// The simulator does not go by the service's name.
	const headers = { ...request.headers, host: url.host };
	const onward = sendOn(url, { method: request.method, headers }, (answer) => {
		response.writeHead(answer.statusCode ?? 502, answer.headers);
		answer.pipe(response);
	});
	onward.once('error', () => response.destroy());
	request.pipe(onward);
}

/** Answers as the npm registry does, as far as n8n and npm ask for this one package. */
function packageRegistry(tarball: Buffer, packageJson: { name: string; version: string }) {
	const { name, version } = packageJson;
	return (request: IncomingMessage, response: ServerResponse) => {
		const thisVersion = {
			...packageJson,
			dist: {
				tarball: `https://${request.headers.host}/${name}/-/${name}-${version}.tgz`,
				integrity: `sha512-${createHash('sha512').update(tarball).digest('base64')}`,
			},
		};
		const answers: Record<string, object> = {
			[`/${name}`]: { name, 'dist-tags': { latest: version }, versions: { [version]: thisVersion } },
			[`/${name}/latest`]: thisVersion,
			[`/${name}/${version}`]: thisVersion,
		};
		const path = new URL(request.url ?? '/', 'https://registry').pathname;
		if (path === new URL(thisVersion.dist.tarball).pathname) response.end(tarball);
		else if (answers[path]) response.setHeader('content-type', 'application/json').end(JSON.stringify(answers[path]));
		else response.writeHead(404).end('{}');
	};
}
