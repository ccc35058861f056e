import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { connect, type AddressInfo, type Server, type Socket } from 'node:net';
import { join } from 'node:path';

/** A package registry that has one package, as far as n8n and npm ask for it. */
export interface PackageRegistry {
	/** What n8n's environment needs, so that n8n and npm find the package there, whatever registry they ask. */
	env: Record<string, string>;
	close: () => Promise<void>;
}

/**
 * Serves a packed package to an n8n that installs it from its own editor: a proxy through which every HTTPS request reaches this
 * machine instead of the internet. Other packages and addresses are answered 404.
 *
 * @param folder where the certificate is made
 * @param tarball the path of the packed package
 */
export async function servePackage(folder: string, tarball: string, packageJson: { name: string; version: string }): Promise<PackageRegistry> {
	const key = join(folder, 'registry.key');
	const certificate = join(folder, 'registry.crt');
	execFileSync('openssl', ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-subj', '/CN=localhost', '-days', '2', '-keyout', key, '-out', certificate], {
		stdio: 'ignore',
	});
	const content = readFileSync(tarball);
	const { name, version } = packageJson;
	const sockets = new Set<Socket>();
	const listen = async (server: Server) => {
		server.on('connection', (socket: Socket) => {
			sockets.add(socket);
			socket.once('close', () => sockets.delete(socket));
			socket.on('error', () => undefined);
		});
		await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
		return (server.address() as AddressInfo).port;
	};

	const registry = createTlsServer({ key: readFileSync(key), cert: readFileSync(certificate) }, (request, response) => {
		const path = decodeURIComponent((request.url ?? '').split('?')[0]);
		const thisVersion = {
			...packageJson,
			dist: {
				tarball: `https://${request.headers.host}/${name}/-/${name}-${version}.tgz`,
				integrity: `sha512-${createHash('sha512').update(content).digest('base64')}`,
				shasum: createHash('sha1').update(content).digest('hex'),
			},
		};
		const json = (value: object) => response.setHeader('content-type', 'application/json').end(JSON.stringify(value));
		if (path.endsWith('.tgz') && path.startsWith(`/${name}/`)) response.end(content);
		else if (path === `/${name}`) json({ name, 'dist-tags': { latest: version }, versions: { [version]: thisVersion } });
		else if (path === `/${name}/latest` || path === `/${name}/${version}`) json(thisVersion);
		else response.writeHead(404).end('{}');
	});
	const registryPort = await listen(registry);

	const proxy = createServer();
	proxy.on('connect', (_request: IncomingMessage, client: Socket, head: Buffer) => {
		const target = connect(registryPort, '127.0.0.1', () => {
			client.write('HTTP/1.1 200 Connection established\r\n\r\n');
			target.write(head);
			target.pipe(client);
			client.pipe(target);
		});
		target.on('error', () => client.destroy());
		client.on('error', () => target.destroy());
	});
	const proxyUrl = `http://127.0.0.1:${await listen(proxy)}`;

	return {
		env: {
			HTTPS_PROXY: proxyUrl,
			https_proxy: proxyUrl,
			NO_PROXY: '127.0.0.1,localhost',
			no_proxy: '127.0.0.1,localhost',
			// The certificate is our own.
			NODE_TLS_REJECT_UNAUTHORIZED: '0',
			npm_config_strict_ssl: 'false',
		},
		close: async () => {
			for (const socket of sockets) socket.destroy();
			await Promise.all([registry, proxy].map((server) => new Promise((resolve) => server.close(resolve))));
		},
	};
}
