import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

/** What a program needs to run, and who reads what it prints. */
export interface ProgramOptions {
	/** The folder it runs in. */
	cwd: string;
	/** Its environment; by default this process's own. */
	env?: NodeJS.ProcessEnv;
	/** Called with each line it prints, errors included. */
	onLine?: (line: string) => void;
}

const STOP_MS = 10_000;
const running = new Set<ChildProcess>();

// Whatever way this process ends, nothing that it started may stay behind.
process.on('exit', () => {
	for (const child of running) signalProgram(child, 'SIGKILL');
});

/**
 * Starts a program in a process group of its own, so that Ctrl-C reaches only us and we end it in order.
 *
 * @param command a program, looked up on the PATH
 * @param args its arguments
 * @param options folder, environment and reader
 */
export function startProgram(command: string, args: string[], options: ProgramOptions): ChildProcess {
	const child = spawn(command, args, {
		cwd: options.cwd,
		env: options.env ?? process.env,
		stdio: ['ignore', 'pipe', 'pipe'],
		detached: process.platform !== 'win32',
		// npm and npx are .cmd files there, which only a shell can start.
		shell: process.platform === 'win32' && ['npm', 'npx'].includes(command),
	});
	running.add(child);
	child.once('close', () => running.delete(child));
	for (const stream of [child.stdout, child.stderr]) {
		createInterface({ input: stream }).on('line', (line) => options.onLine?.(line));
	}
	return child;
}

/** Sends a signal to a program and everything that it started; does nothing when all of it has ended. */
export function signalProgram(child: ChildProcess, signal: NodeJS.Signals): void {
	if (child.pid === undefined) return;
	try {
		if (process.platform === 'win32') child.kill(signal);
		else process.kill(-child.pid, signal);
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
	}
}

/**
 * Ends a program and everything that it started, and waits for it.
 *
 * @param signal how to ask it; after ten seconds it is no longer asked, but killed
 */
export async function stopProgram(child: ChildProcess, signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
	const closed = running.has(child) ? once(child, 'close') : undefined;
	signalProgram(child, signal);
	const deadline = setTimeout(() => signalProgram(child, 'SIGKILL'), STOP_MS);
	await closed;
	clearTimeout(deadline);
	signalProgram(child, 'SIGKILL');
}

/**
 * Runs a program to its end.
 *
 * @returns its exit code (-1 when a signal ended it) and all it printed, a line each
 * @throws when it cannot be started, such as ENOENT for a program that is not installed
 */
export async function runProgram(
	command: string,
	args: string[],
	options: ProgramOptions,
): Promise<{ exitCode: number; lines: string[] }> {
	const lines: string[] = [];
	const child = startProgram(command, args, {
		...options,
		onLine: (line) => {
			lines.push(line);
			options.onLine?.(line);
		},
	});
	return await new Promise((resolve, reject) => {
		child.once('error', reject);
		child.once('close', (code) => resolve({ exitCode: code ?? -1, lines }));
	});
}
