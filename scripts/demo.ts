import { createWriteStream, existsSync } from 'node:fs';
import { join } from 'node:path';
import { startSimulator } from '../simulator/server';
import type { Simulator } from '../simulator/server';
import { furnishDemoOffice } from './demoOffice';
import { demoOwner } from './demoOwner';
import { portFor } from './demoPorts';
import { speak, words } from './language';
import type { Language } from './language';
import { formUrl, N8nApi } from './n8nApi';
import type { Owner } from './n8nApi';
import { ensureN8n } from './n8nHost';
import { startN8n } from './n8nProcess';
import type { N8nProcess } from './n8nProcess';
import { PlainError } from './plainError';
import { withProgress } from './progress';

/** What differs between `npm start` and `npm run dev`. */
export interface DemoSettings {
	/** Of the examples, and of what is printed. */
	language: Language;
	/** Puts the package into the folder of an n8n that does not run yet. */
	installPackage: (userFolder: string, say: (line: string) => void) => Promise<void>;
	/** More of n8n's own settings. */
	env?: Record<string, string>;
	/** Called with each line n8n prints, beside the log. */
	onN8nLine?: (line: string) => void;
	/** What to try, below the addresses: in the language. */
	hint: () => string;
}

const DEMO_FOLDER = join(__dirname, '../.demo');

let simulator: Simulator | undefined;
let n8n: N8nProcess | undefined;
let ending = false;

/** Runs n8n with the package, the simulator and the demo office until Ctrl-C; says what happens, failures too, those of `settings` as well. */
export function runDemo(settings: () => DemoSettings): void {
	run(settings).catch(async (error: unknown) => {
		if (ending) return;
		console.error(error instanceof PlainError ? `\n${error.message}` : error);
		await end(1);
	});
}

async function run(settings: () => DemoSettings): Promise<void> {
	const { language, installPackage, env, onN8nLine, hint } = settings();
	speak(language);
	endOnSignals();
	const n8nPort = await portFor('n8n', 'N8N_PORT', 8080);
	const simulatorPort = await portFor(words('the simulator', '시뮬레이터'), 'SIMULATOR_PORT', 7070);

	const owner = await demoOwner(DEMO_FOLDER);
	await installPackage(DEMO_FOLDER, say);
	await ensureN8n(say);

	say(words('Starting the simulator ...', '시뮬레이터를 시작하는 중 ...'));
	simulator = await startSimulator({ port: simulatorPort, host: '127.0.0.1' });

	const isFirst = !existsSync(join(DEMO_FOLDER, '.n8n', 'database.sqlite'));
	say(
		isFirst
			? words('Starting n8n (this first time it sets up its database: about a minute) ...', 'n8n을 시작하는 중(처음에는 데이터베이스를 준비하느라 1분쯤 걸립니다) ...')
			: words('Starting n8n ...', 'n8n을 시작하는 중 ...'),
	);
	const n8nLog = join(DEMO_FOLDER, 'n8n.log');
	const log = createWriteStream(n8nLog);
	n8n = await withProgress(
		say,
		() => words('n8n is starting', 'n8n 시작 중'),
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

	say(words('Setting up the demo office ...', '데모 사무실을 준비하는 중 ...'));
	const api = new N8nApi(n8n.url);
	const workflows = await furnishDemoOffice(api, simulator.url, owner, language);
	for (const { workflow, problem } of workflows) {
		if (problem) say(words(`\nn8n could not switch on "${workflow.name}". ${problem}`, `\nn8n에서 "${workflow.name}" 워크플로를 켜지 못했습니다. ${problem}`));
	}
	const form = await api.workflow(workflows[0].workflow.id);
	say(summary(formUrl(n8n.url, form), n8n.url, simulator.url, owner, hint()));
	await n8n.ended;
	if (ending) return;
	throw new PlainError(words(`n8n has stopped by itself. Start again; ${n8nLog} says what it did last.`, `n8n이 저절로 멈췄습니다. 다시 시작하세요. 마지막에 한 일은 ${n8nLog} 파일에 있습니다.`));
}

function summary(formUrl: string, n8nUrl: string, simulatorUrl: string, owner: Owner, hint: string): string {
	const english = `
Ready.

  The form        ${formUrl}
  The simulator   ${simulatorUrl}
  n8n's editor    ${n8nUrl}/home/workflows
                  sign in with ${owner.email} and ${owner.password}

${hint}

Ctrl-C stops everything. What you change in n8n is kept for the next start; the simulator begins anew.`;
	const korean = `
준비가 끝났습니다.

  폼            ${formUrl}
  시뮬레이터    ${simulatorUrl}
  n8n 편집기    ${n8nUrl}/home/workflows
                로그인: ${owner.email}, 비밀번호 ${owner.password}

${hint}

Ctrl-C를 누르면 모두 끝납니다. n8n에서 바꾼 것은 다음에 시작할 때 그대로 있고, 시뮬레이터는 처음 상태로 시작합니다.`;
	return words(english, korean);
}

function say(line: string): void {
	console.log(line);
}

function endOnSignals(): void {
	for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
		process.on(signal, () => {
			if (ending) return;
			say(words('\nStopping ...', '\n끝내는 중 ...'));
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
