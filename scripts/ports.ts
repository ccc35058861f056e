import { createServer } from 'node:net';

/**
 * Whether a program may listen on a TCP port of this machine.
 *
 * @param port 0 to 65535; 0 asks the system for any free port
 * @param host the address to try, or undefined for all addresses
 * @returns the port that was free, or undefined when another program uses it
 * @throws whatever else the system says, such as EACCES for a port below 1024
 */
async function tryPort(port: number, host?: string): Promise<number | undefined> {
	return await new Promise((resolve, reject) => {
		const server = createServer();
		server.once('error', (error: NodeJS.ErrnoException) =>
			error.code === 'EADDRINUSE' ? resolve(undefined) : reject(error),
		);
		server.listen({ port, host, exclusive: true }, () => {
			const address = server.address();
			server.close(() => resolve(typeof address === 'object' && address ? address.port : port));
		});
	});
}

/**
 * Whether nothing listens on a TCP port yet, neither on 127.0.0.1 nor on all addresses.
 *
 * @param port 1 to 65535
 * @throws when the system forbids the port, such as EACCES for a port below 1024
 */
export async function isPortFree(port: number): Promise<boolean> {
	return (await tryPort(port, '127.0.0.1')) !== undefined && (await tryPort(port)) !== undefined;
}

/** Any TCP port of 127.0.0.1 that is free at this moment. */
export async function anyFreePort(): Promise<number> {
	return (await tryPort(0, '127.0.0.1')) as number;
}
