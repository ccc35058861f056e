import { writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { isPortFree } from '../../../scripts/ports';
import { startProgram, stopProgram } from '../../../scripts/processes';
import { waitFor } from '../../../scripts/waitFor';
import { PROGRAMS } from './debian';

/** A server that runs for one test. */
export interface Server {
	/** Each line it has printed. */
	lines: string[];
	/** Ends it. */
	stop: () => Promise<void>;
}

/**
 * Starts a server, and waits until its port of 127.0.0.1 answers.
 *
 * @param folder the folder it runs in
 * @throws Error when another program has taken the port meanwhile, which would answer in its place
 * @throws PlainError with what it has printed when it does not answer within 30 seconds
 */
export async function startServer(
	[program, ...args]: string[],
	{ port, folder, env }: { port: number; folder: string; env?: NodeJS.ProcessEnv },
): Promise<Server> {
	if (!(await isPortFree(port))) throw new Error(`Another program uses port ${port}, which ${program} needs.`);
	const lines: string[] = [];
	const child = startProgram(program, args, {
		cwd: folder,
		env: { ...process.env, ...env },
		onLine: (line) => lines.push(line),
	});
	const stop = async () => await stopProgram(child);
	try {
		await waitFor(`${program} to answer`, 30, async () => await answers(port), () => lines.join('\n'));
	} catch (error) {
		await stop();
		throw error;
	}
	return { lines, stop };
}

async function answers(port: number): Promise<true> {
	return await new Promise((resolve, reject) => {
		const socket = connect(port, '127.0.0.1');
		socket.once('error', reject);
		socket.once('connect', () => {
			socket.destroy();
			resolve(true);
		});
	});
}

/**
 * Starts nginx with a configuration as Debian lays it around a site's; its logs are access.log and error.log in the folder.
 *
 * @param port the one that the configuration listens on
 * @param http what stands within `http { }`
 */
export async function startNginx(folder: string, port: number, http: string): Promise<Server> {
	const config = join(folder, 'nginx.conf');
	const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((name) => `${name}_temp_path ${folder}/${name};`);
	writeFileSync(
		config,
		`daemon off;
master_process off;
pid ${folder}/nginx.pid;
error_log ${folder}/error.log;
events {}
http {
	${temporary.join('\n\t')}
	access_log ${folder}/access.log;
	${http}
}
`,
	);
	return await startServer([PROGRAMS.nginx, '-e', join(folder, 'error.log'), '-c', config], { port, folder });
}

/** Starts Caddy; its log is what it prints. */
export async function startCaddy(folder: string, port: number, caddyfile: string): Promise<Server> {
	const config = join(folder, 'Caddyfile');
	writeFileSync(config, caddyfile);
	// What it keeps goes into the folder, and it needs no port for its own administration.
	const env = { XDG_DATA_HOME: folder, XDG_CONFIG_HOME: folder, CADDY_ADMIN: `unix/${folder}/caddy.sock` };
	return await startServer([PROGRAMS.caddy, 'run', '--config', config], { port, folder, env });
}
