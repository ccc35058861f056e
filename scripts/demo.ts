import { createWriteStream, existsSync } from 'node:fs';
import { join } from 'node:path';
import { startSimulator } from '../simulator/server';
import type { Simulator } from '../simulator/server';
import { furnishDemoOffice } from './demoOffice';
import { demoOwner } from './demoOwner';
import { portFor } from './demoPorts';
import { formUrl, N8nApi } from './n8nApi';
import type { Owner } from './n8nApi';
import { ensureN8n } from './n8nHost';
import { startN8n } from './n8nProcess';
import type { N8nProcess } from './n8nProcess';
import { PlainError } from './plainError';
import { withProgress } from './progress';

/** What differs between `npm start` and `npm run dev`. */
export interface DemoSettings {
	/** Puts the package into the folder of an n8n that does not run yet. */
	installPackage: (userFolder: string, say: (line: string) => void) => Promise<void>;
	/** More of n8n's own settings. */
	env?: Record<string, string>;
	/** Called with each line n8n prints, beside the log. */
	onN8nLine?: (line: string) => void;
	/** What to try, below the addresses. */
	hint: string;
}

const DEMO_FOLDER = join(__dirname, '../.demo');

let simulator: Simulator | undefined;
let n8n: N8nProcess | undefined;
let ending = false;

/** Runs n8n with the package, the simulator and the demo office until Ctrl-C; says what happens, failures too. */
export function runDemo(settings: DemoSettings): void {
	run(settings).catch(async (error: unknown) => {
		if (ending) return;
		console.error(error instanceof PlainError ? `\n${error.message}` : error);
		await end(1);
	});
}

async function run({ installPackage, env, onN8nLine, hint }: DemoSettings): Promise<void> {
	endOnSignals();
	const n8nPort = await portFor('n8n', 'N8N_PORT', 8080);
	const simulatorPort = await portFor('the simulator', 'SIMULATOR_PORT', 7070);

	const owner = await demoOwner(DEMO_FOLDER);
	await installPackage(DEMO_FOLDER, say);
	await ensureN8n(say);

	say('Starting the simulator ...');
	simulator = await startSimulator({ port: simulatorPort, host: '127.0.0.1' });

	const isFirst = !existsSync(join(DEMO_FOLDER, '.n8n', 'database.sqlite'));
	say(isFirst ? 'Starting n8n (this first time it sets up its database: about a minute) ...' : 'Starting n8n ...');
	const n8nLog = join(DEMO_FOLDER, 'n8n.log');
	const log = createWriteStream(n8nLog);
	n8n = await withProgress(
		say,
		() => 'n8n is starting',
		() =>
			startN8n({
				userFolder: DEMO_FOLDER,
				port: n8nPort,
				env,
				onLine: (line) => {
					log.write(line + '\n');
					onN8nLine?.(line);
				},
			}),
	);

	say('Setting up the demo office ...');
	const api = new N8nApi(n8n.url);
	const workflows = await furnishDemoOffice(api, simulator.url, owner);
	for (const { workflow, problem } of workflows) {
		if (problem) say(`\nn8n could not switch on "${workflow.name}". ${problem}`);
	}
	const form = await api.workflow(workflows[0].workflow.id);
	say(summary(formUrl(n8n.url, form), n8n.url, simulator.url, owner, hint));
	await n8n.ended;
	if (ending) return;
	throw new PlainError(`n8n has stopped by itself. Start again; ${n8nLog} says what it did last.`);
}

function summary(formUrl: string, n8nUrl: string, simulatorUrl: string, owner: Owner, hint: string): string {
	return `
Ready.

  The form        ${formUrl}
  The simulator   ${simulatorUrl}
  n8n's editor    ${n8nUrl}/home/workflows
                  sign in with ${owner.email} and ${owner.password}

${hint}

Ctrl-C stops everything. What you change in n8n is kept for the next start; the simulator begins anew.`;
}

function say(line: string): void {
	console.log(line);
}

function endOnSignals(): void {
	for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
		process.on(signal, () => {
			if (ending) return;
			say('\nStopping ...');
			void end(0);
		});
	}
}

async function end(exitCode: number): Promise<void> {
	ending = true;
	await n8n?.stop();
	await simulator?.close();
	process.exit(exitCode);
}
