import { createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { installPackage } from '../../../scripts/communityPackage';
import { newOwner } from '../../../scripts/demoOwner';
import type { Owner } from '../../../scripts/n8nApi';
import { ensureN8n } from '../../../scripts/n8nHost';
import { startN8n } from '../../../scripts/n8nProcess';
import { BEHIND_A_PROXY } from '../../../scripts/n8nSettings';
import { packPackage } from '../../../scripts/packageTarball';
import { withProgress } from '../../../scripts/progress';
import { startSimulator } from '../../../simulator/server';
import { freeCallbackPort } from './callbackPort';
import { ensurePrograms } from './debian';
import { furnishOffice } from './furnishedOffice';
import type { Office } from './office';
import { temporaryFolder } from './temporaryFolder';

declare global {
	/** Ends what this file has started; called by globalTeardown.ts. */
	var closeOffices: () => Promise<void>;
}

/** Starts what the tests share, an office for each of jest's workers; all at once, since most of it is waiting. */
export default async function openOffices({ maxWorkers }: { maxWorkers: number }): Promise<void> {
	// Ending through process.exit takes n8n along.
	for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => process.exit(1));

	const say = (line: string) => process.stdout.write(`${line}\n`);
	const workers = Array.from({ length: Math.min(maxWorkers, Number(process.env.E2E_FILES)) }, (_, index) => index + 1);
	const ports = await Promise.all(workers.map(freeCallbackPort));
	ensurePrograms();
	await ensureN8n(say);
	const tarball = await packPackage(temporaryFolder(), say);
	const owner = newOwner();
	const offices = await withProgress(
		say,
		() => 'n8n is starting',
		async () => await Promise.all(ports.map(async (port) => await openOffice(port, tarball, owner))),
	);
	globalThis.closeOffices = async () => void (await Promise.all(offices.map(async ({ close }) => await close())));
	process.env.E2E_OFFICES = JSON.stringify(offices);
}

/** Starts an office: a simulator, and a fresh n8n with the packed tarball and the example workflows. */
async function openOffice(port: number, tarball: string, owner: Owner): Promise<Office & { close: () => Promise<void> }> {
	const userFolder = temporaryFolder();
	await installPackage(userFolder, tarball);
	const simulator = await startSimulator({ port: 0, host: '127.0.0.1' });
	const n8nLog = join(userFolder, 'n8n.log');
	const log = createWriteStream(n8nLog);
	const n8n = await startN8n({ userFolder, port, env: BEHIND_A_PROXY, onLine: (line) => log.write(`${line}\n`) });
	const empty = { n8nUrl: n8n.url, isTheirs: false, owner, simulatorUrl: simulator.url, n8nLog, files: join(homedir(), '.n8n-files'), tarball };
	return {
		...(await furnishOffice(empty, n8n.lastLines)),
		close: async () => {
			await n8n.stop();
			await simulator.close();
			await rm(userFolder, { recursive: true, force: true });
		},
	};
}
