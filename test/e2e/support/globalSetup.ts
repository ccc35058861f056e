import { createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { installPackage } from '../../../scripts/communityPackage';
import { furnishDemoOffice } from '../../../scripts/demoOffice';
import { N8nApi } from '../../../scripts/n8nApi';
import { ensureN8n } from '../../../scripts/n8nHost';
import { startN8n } from '../../../scripts/n8nProcess';
import { packPackage } from '../../../scripts/packageTarball';
import { withProgress } from '../../../scripts/progress';
import { startSimulator } from '../../../simulator/server';
import { freeCallbackPort } from './callbackPort';
import { ensurePrograms } from './debian';
import type { Office } from './office';
import { temporaryFolder } from './temporaryFolder';

declare global {
	/** Ends what this file has started; called by globalTeardown.ts. */
	var closeOffice: () => Promise<void>;
}

/** Starts what all tests share: a simulator, and a fresh n8n with the packed tarball and the example workflows. */
export default async function openOffice(): Promise<void> {
	// Ending through process.exit takes n8n along.
	for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => process.exit(1));

	const say = (line: string) => process.stdout.write(`${line}\n`);
	const port = await freeCallbackPort();
	ensurePrograms();
	await ensureN8n(say);
	const userFolder = temporaryFolder();
	const tarball = await packPackage(userFolder);
	await installPackage(userFolder, tarball);

	const simulator = await startSimulator({ port: 0, host: '127.0.0.1' });
	const n8nLog = join(userFolder, 'n8n.log');
	const log = createWriteStream(n8nLog);
	// As behind a reverse proxy of this machine, which says who calls.
	const env = { N8N_PROXY_HOPS: '1' };
	const n8n = await withProgress(
		say,
		() => 'n8n is starting',
		async () => await startN8n({ userFolder, port, env, onLine: (line) => log.write(`${line}\n`) }),
	);
	globalThis.closeOffice = async () => {
		await n8n.stop();
		await simulator.close();
		await rm(userFolder, { recursive: true, force: true });
	};

	const workflows = await furnishDemoOffice(new N8nApi(n8n.url), simulator.url);
	const problem = workflows.find((workflow) => workflow.problem)?.problem;
	if (problem) throw new Error(`An example workflow could not be switched on: ${problem}\n${n8n.lastLines()}`);
	const office: Office = {
		n8nUrl: n8n.url,
		simulatorUrl: simulator.url,
		formToSmsId: workflows[0].workflow.id,
		autoReplyId: workflows[1].workflow.id,
		n8nLog,
		tarball,
	};
	process.env.E2E_OFFICE = JSON.stringify(office);
}
