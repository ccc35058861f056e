import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { installPackage } from './communityPackage';
import { BEHIND_A_PROXY, n8nSettings } from './n8nSettings';
import { packPackage } from './packageTarball';
import { PlainError } from './plainError';

/** `npm run n8n:folder -- <folder>`: makes the folder of an n8n that somebody starts by hand, for `npm run test:e2e:theirs`. */

/** A port that the simulated line may call back. */
const PORT = 8080;

/** Where all is that the end-to-end tests need of the folder of an n8n that they have not started. */
export function inFolder(folder: string) {
	return {
		/** The settings with which it has to be started, a line each. */
		settings: join(folder, 'n8n.env'),
		/** What it prints. */
		log: join(folder, 'n8n.log'),
		/** Its workflows and all else; there from its first start on. */
		database: join(folder, '.n8n', 'database.sqlite'),
		/** The only folder in which its nodes may read and write files. */
		files: join(folder, '.n8n-files'),
	};
}

/**
 * Puts the package, as npm would publish it, and the settings into the folder of an n8n that has never run.
 *
 * @param folder made where there is none
 * @returns the address at which n8n will answer
 * @throws PlainError when an n8n has run in it, or the package cannot be packed or installed
 */
export async function makeN8nFolder(folder: string, say: (line: string) => void): Promise<string> {
	const { settings, database, files } = inFolder(folder);
	if (existsSync(database)) throw new PlainError(`An n8n has run in ${folder}. The tests need a fresh one: delete the folder, or name another.`);
	await mkdir(files, { recursive: true });
	await installPackage(folder, await packPackage(folder, say));
	const all = { ...n8nSettings(folder, PORT), ...BEHIND_A_PROXY, N8N_RESTRICT_FILE_ACCESS_TO: files };
	await writeFile(settings, Object.entries(all).map(([name, value]) => `${name}=${value}\n`).join(''));
	return `http://127.0.0.1:${PORT}`;
}

async function main([name]: string[]): Promise<void> {
	if (!name) throw new PlainError('Say which folder: npm run n8n:folder -- <folder>');
	const folder = resolve(name);
	const url = await makeN8nFolder(folder, console.log);
	const { settings, log } = inFolder(folder);
	console.log(`
${folder} has the package now, and in n8n.env the settings. Start n8n with them, and let what it prints go to n8n.log:

  docker run --network host --user $(id -u):$(id -g) --env-file ${settings} --volume ${folder}:${folder} docker.n8n.io/n8nio/n8n:<version> > ${log} 2>&1
  env $(cat ${settings}) n8n start > ${log} 2>&1

Then:

  E2E_N8N_URL=${url} E2E_N8N_FOLDER=${folder} npm run test:e2e:theirs`);
}

if (require.main === module) {
	main(process.argv.slice(2)).catch((error: unknown) => {
		console.error(error instanceof PlainError ? error.message : error);
		process.exitCode = 1;
	});
}
