import { randomBytes } from 'node:crypto';
import { chmodSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { installPackage } from '../../../scripts/communityPackage';
import { startN8n } from '../../../scripts/n8nProcess';
import type { N8nProcess } from '../../../scripts/n8nProcess';
import { anyFreePort } from '../../../scripts/ports';
import { runProgram } from '../../../scripts/processes';
import { waitFor } from '../../../scripts/waitFor';
import { freeCallbackPort } from './callbackPort';
import { postgresProgram, PROGRAMS } from './debian';
import { office } from './office';
import { startNginx, startServer } from './servers';
import { temporaryFolder } from './temporaryFolder';

interface Stoppable {
	stop: () => Promise<void>;
}

/** One of n8n's processes, with each line that it has printed. */
type LoggedN8n = N8nProcess & { lines: string[] };

/** An n8n of five processes, with all that it needs. */
export interface QueueMode {
	/** The one with the editor; it takes no events. */
	main: LoggedN8n;
	/** Two that take events, in turn, behind a reverse proxy. */
	processors: LoggedN8n[];
	/** Two that run workflows. */
	workers: LoggedN8n[];
	/** Asks the database; one line for each row. */
	query: (sql: string) => Promise<string[]>;
	/** Ends everything. */
	stop: () => Promise<void>;
}

/** PostgreSQL refuses to run as root. */
const AS_POSTGRES = process.getuid?.() === 0 ? ['setpriv', '--reuid=postgres', '--regid=postgres', '--clear-groups'] : [];

/**
 * Starts n8n in queue mode as its documentation lays it out: PostgreSQL, Redis, nginx in front of two webhook processors, two workers.
 *
 * @throws Error when one of them does not start; whatever had started is ended
 */
export async function startQueueMode(): Promise<QueueMode> {
	const folder = temporaryFolder();
	const servers: Stoppable[] = [];
	const processes: N8nProcess[] = [];
	const stop = async () => {
		// Nothing is expected of them any more: an orderly end takes each of them seconds.
		await Promise.all(processes.map(async (n8n) => await n8n.kill()));
		for (const server of servers.reverse()) await server.stop();
	};
	try {
		const subfolder = (name: string) => {
			mkdirSync(join(folder, name));
			return join(folder, name);
		};
		const userFolder = subfolder('n8n');
		await installPackage(userFolder, office().tarball);
		const postgresPort = await anyFreePort();
		const query = await startPostgres(folder, postgresPort, servers);
		const redisPort = await anyFreePort();
		const redis = [PROGRAMS['redis-server'], '--bind', '127.0.0.1', '--port', String(redisPort), '--save', ''];
		servers.push(await startServer(redis, { port: redisPort, folder: subfolder('redis') }));

		const proxyPort = await freeCallbackPort();
		const env = {
			EXECUTIONS_MODE: 'queue',
			// By default n8n makes a sandbox for expressions whether there are any or not, which makes an event five times as dear.
			N8N_EXPRESSION_ENGINE_LAZY_ACQUIRE: 'true',
			N8N_EXPRESSION_ENGINE_COMPILE_CACHE: 'true',
			N8N_DISABLE_PRODUCTION_MAIN_PROCESS: 'true',
			N8N_ENCRYPTION_KEY: randomBytes(24).toString('hex'),
			// Files would have to reach every process.
			N8N_DEFAULT_BINARY_DATA_MODE: 'database',
			WEBHOOK_URL: `http://127.0.0.1:${proxyPort}/`,
			DB_TYPE: 'postgresdb',
			DB_POSTGRESDB_HOST: '127.0.0.1',
			DB_POSTGRESDB_PORT: String(postgresPort),
			DB_POSTGRESDB_DATABASE: 'postgres',
			DB_POSTGRESDB_USER: 'postgres',
			QUEUE_BULL_REDIS_HOST: '127.0.0.1',
			QUEUE_BULL_REDIS_PORT: String(redisPort),
		};
		const start = async (command: 'start' | 'webhook' | 'worker'): Promise<LoggedN8n> => {
			const lines: string[] = [];
			const onLine = (line: string) => void lines.push(line);
			const n8n = await startN8n({ userFolder, port: await anyFreePort(), command, env, onLine });
			processes.push(n8n);
			return { ...n8n, lines };
		};
		// The first makes the database's tables.
		const main = await start('start');
		const others = (['webhook', 'webhook', 'worker', 'worker'] as const).map(start);
		await Promise.allSettled(others);
		const [first, second, ...workers] = await Promise.all(others);
		const processors = [first, second];
		const upstream = processors.map(({ url }) => `server ${new URL(url).host};`).join(' ');
		servers.push(
			await startNginx(
				subfolder('nginx'),
				proxyPort,
				`upstream processors { ${upstream} }
	server {
		listen 127.0.0.1:${proxyPort};
		location / { proxy_pass http://processors; }
	}`,
			),
		);
		return { main, processors, workers, query, stop };
	} catch (error) {
		await stop();
		throw error;
	}
}

async function startPostgres(folder: string, port: number, servers: Stoppable[]): Promise<QueueMode['query']> {
	// The user postgres has to get into it.
	chmodSync(folder, 0o755);
	const postgresFolder = join(folder, 'postgres');
	mkdirSync(postgresFolder);
	if (AS_POSTGRES.length > 0) await run(['chown', 'postgres', postgresFolder], folder);
	const data = join(postgresFolder, 'data');
	await run([...AS_POSTGRES, postgresProgram('initdb'), '-D', data, '-U', 'postgres', '--auth=trust', '-E', 'UTF8'], postgresFolder);
	const settings = [
		...['listen_addresses=127.0.0.1', `port=${port}`, `unix_socket_directories=${postgresFolder}`],
		// All that is shared with other processes lies in its folder too.
		...['dynamic_shared_memory_type=mmap', 'fsync=off'],
	].flatMap((setting) => ['-c', setting]);
	servers.push(
		await startServer([...AS_POSTGRES, postgresProgram('postgres'), '-D', data, ...settings], { port, folder: postgresFolder }),
	);
	const psql = [postgresProgram('psql'), '-h', '127.0.0.1', '-p', String(port), '-U', 'postgres', '-At', '-c'];
	const query = async (sql: string) => await run([...psql, sql], folder);
	await waitFor('PostgreSQL to answer', 30, async () => await query('select 1'));
	return query;
}

async function run([program, ...args]: string[], cwd: string): Promise<string[]> {
	const { exitCode, lines } = await runProgram(program, args, { cwd });
	if (exitCode !== 0) throw new Error(`${program} failed:\n${lines.join('\n')}`);
	return lines;
}
