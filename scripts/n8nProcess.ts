import { once } from 'node:events';
import { delimiter, dirname } from 'node:path';
import { ensureN8n } from './n8nHost';
import { words } from './language';
import { n8nSettings } from './n8nSettings';
import { PlainError } from './plainError';
import { anyFreePort } from './ports';
import { startProgram, stopProgram } from './processes';
import { waitFor } from './waitFor';

/** What `startN8n` needs to know. */
export interface N8nSettings {
	/** The folder in which n8n keeps everything it has: it makes a folder `.n8n` there. */
	userFolder: string;
	/** The TCP port of 127.0.0.1 on which it shall answer; callbacks reach 80, 443, 8000 and 8080 only. */
	port: number;
	/** Which of n8n's programs: all of n8n, which is `start` and the default, or in queue mode one that only receives or works. */
	command?: keyof typeof READY_LINES;
	/** More of n8n's own settings, such as { N8N_PROXY_HOPS: '1' }; they go before those that it gets in any case. */
	env?: Record<string, string>;
	/** Called with each line n8n prints. */
	onLine: (line: string) => void;
}

/** A running n8n. */
export interface N8nProcess {
	/** Its address, such as http://127.0.0.1:8080 */
	url: string;
	/** The id of its process, whose children are n8n's as well. */
	pid: number;
	/** The last lines it printed, for messages about failures. */
	lastLines: () => string;
	/** Resolves when it has ended, for whatever reason. */
	ended: Promise<unknown>;
	/** Ends it and everything that it started. */
	stop: () => Promise<void>;
	/** Ends it and everything that it started at once, as a power cut would. */
	kill: () => Promise<void>;
}

/** What each of n8n's programs prints when it is ready. */
const READY_LINES = {
	start: 'Editor is now accessible',
	webhook: 'Webhook listener waiting for requests',
	worker: 'n8n worker is now ready',
};

/** A first start migrates its database, which takes a slow machine minutes. */
const START_SECONDS = 300;
const KEPT_LINES = 40;

/** What programs need to find their files; anything else in our environment is none of n8n's business. */
const INHERITED = ['HOME', 'LANG', 'LC_ALL', 'TMPDIR', 'TEMP', 'TMP', 'USERPROFILE', 'APPDATA', 'SystemRoot'];

/**
 * Starts n8n and waits until it is ready. Installs it first where it is missing.
 *
 * @throws PlainError when n8n cannot be installed; with its last lines when it ends early or is not ready in five minutes
 */
export async function startN8n({ userFolder, port, onLine, command = 'start', env }: N8nSettings): Promise<N8nProcess> {
	const host = await ensureN8n(onLine);
	const url = `http://127.0.0.1:${port}`;
	const lines: string[] = [];
	const lastLines = () => `${words('The last lines of n8n:', 'n8n의 마지막 메시지:')}\n${lines.map((line) => `  ${line}`).join('\n')}`;
	let saysReady = false;

	const n8n = startProgram(host.node, [host.script, command], {
		cwd: userFolder,
		env: {
			...Object.fromEntries(INHERITED.map((name) => [name, process.env[name]])),
			PATH: dirname(host.node) + delimiter + process.env.PATH,
			...n8nSettings(userFolder, port),
			// Its default is one fixed port, on which a second n8n of this machine would fail.
			N8N_RUNNERS_BROKER_PORT: String(await anyFreePort()),
			// A worker has no other address to ask whether it is well.
			...(command === 'worker' && {
				QUEUE_HEALTH_CHECK_ACTIVE: 'true',
				N8N_WORKER_SERVER_ADDRESS: '127.0.0.1',
				QUEUE_HEALTH_CHECK_PORT: String(port),
			}),
			...env,
		},
		onLine: (line) => {
			lines.push(line);
			if (lines.length > KEPT_LINES) lines.shift();
			if (line.includes(READY_LINES[command])) saysReady = true;
			onLine(line);
		},
	});
	let hasEnded = false;
	const ended = once(n8n, 'close').finally(() => {
		hasEnded = true;
	});

	const stop = async () => await stopProgram(n8n);

	try {
		const state = await waitFor(
			words('n8n to start', 'n8n 시작'),
			START_SECONDS,
			async () => {
				if (hasEnded) return 'ended';
				return saysReady && (await fetch(`${url}/healthz`)).ok ? 'ready' : undefined;
			},
			lastLines,
		);
		if (state === 'ended') throw new PlainError(`${words('n8n stopped while it was starting.', 'n8n이 시작하다가 멈췄습니다.')}\n${lastLines()}`);
	} catch (error) {
		await stop();
		throw error;
	}
	return { url, pid: n8n.pid as number, lastLines, ended, stop, kill: async () => await stopProgram(n8n, 'SIGKILL') };
}
