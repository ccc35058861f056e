import { existsSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { newOwner } from '../../../scripts/demoOwner';
import { N8nApi } from '../../../scripts/n8nApi';
import { inFolder } from '../../../scripts/n8nFolder';
import { ensureN8n } from '../../../scripts/n8nHost';
import { PlainError } from '../../../scripts/plainError';
import { withProgress } from '../../../scripts/progress';
import { waitFor } from '../../../scripts/waitFor';
import { startSimulator } from '../../../simulator/server';
import { ensurePrograms } from './debian';
import { furnishOffice } from './furnishedOffice';

/** A first start migrates its database, which takes a slow machine minutes. */
const START_SECONDS = 300;

/** The n8n that somebody else has started, as the environment names it. */
export interface TheirN8n {
	url: string;
	/** Made by `npm run n8n:folder`. */
	folder: string;
	tarball: string;
}

/**
 * Reads which n8n the tests are to use.
 *
 * @throws PlainError when it is not said, or the folder is not one that `npm run n8n:folder` has made
 */
export function theirN8n({ E2E_N8N_URL: url, E2E_N8N_FOLDER: name }: NodeJS.ProcessEnv): TheirN8n {
	if (!url || !name) throw new PlainError('Say which n8n: E2E_N8N_URL is its address, E2E_N8N_FOLDER its folder. "npm run n8n:folder -- <folder>" makes one, and says how to go on.');
	const folder = resolve(name);
	const tarball = existsSync(folder) ? readdirSync(folder).find((file) => file.endsWith('.tgz')) : undefined;
	if (!tarball) throw new PlainError(`${folder} is no folder that "npm run n8n:folder" has made: the package is not there.`);
	if (!existsSync(inFolder(folder).log)) throw new PlainError(`There is no n8n.log in ${folder}: let what n8n prints go there. The tests read it.`);
	return { url: url.replace(/\/+$/, ''), folder, tarball: join(folder, tarball) };
}

/**
 * Waits until an n8n answers.
 *
 * @throws PlainError when it does not, or somebody owns it already: what the tests make is not for an n8n that is in use
 */
export async function seeThatFresh(url: string, seconds: number): Promise<void> {
	// Not its health: it says that it is well while it is still starting.
	const isOwned = await waitFor(`the n8n at ${url} to answer`, seconds, async () => await new N8nApi(url).isOwned());
	if (isOwned) throw new PlainError(`The n8n at ${url} has an owner already. The tests need a fresh one each time, since they make its owner and fill it.`);
}

/** Starts what the tests share but for n8n, which somebody else has started: one office. */
export default async function openTheirOffice(): Promise<void> {
	const say = (line: string) => process.stdout.write(`${line}\n`);
	const { url, folder, tarball } = theirN8n(process.env);
	ensurePrograms();
	// Of the one on npm the tests use the libraries for its database and for spreadsheets.
	await ensureN8n(say);
	await withProgress(say, () => `waiting for the n8n at ${url}`, async () => await seeThatFresh(url, START_SECONDS));
	const simulator = await startSimulator({ port: 0, host: '127.0.0.1' });
	const { log, files } = inFolder(folder);
	const empty = { n8nUrl: url, isTheirs: true, owner: newOwner(), simulatorUrl: simulator.url, n8nLog: log, files, tarball };
	const office = await furnishOffice(empty, () => `Its log: ${log}`);
	globalThis.closeOffices = simulator.close;
	process.env.E2E_OFFICES = JSON.stringify([office]);
}
