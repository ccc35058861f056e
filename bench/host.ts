import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { installPackage } from '../scripts/communityPackage';
import { CREDENTIAL_TYPE } from '../scripts/demoOffice';
import { newOwner } from '../scripts/demoOwner';
import { N8nApi } from '../scripts/n8nApi';
import { ensureN8n } from '../scripts/n8nHost';
import { startN8n } from '../scripts/n8nProcess';
import { packPackage } from '../scripts/packageTarball';
import { PlainError } from '../scripts/plainError';
import { runProgram } from '../scripts/processes';
import { startSimulator } from '../simulator/server';
import type { Simulator } from '../simulator/server';
import { freeCallbackPort } from '../test/e2e/support/callbackPort';
import { temporaryFolder } from '../test/e2e/support/temporaryFolder';

/** The line that everything runs on. */
export const LINE = { number: '07000001000', password: 'demo-1000' };

/** A credential as a node of a workflow names it. */
export type NodeCredentials = Record<string, { id: string; name: string }>;

/** The n8n that is measured. */
export interface Host {
	url: string;
	pid: number;
	api: N8nApi;
	simulator: Simulator;
	/** Makes a credential of our package for a service at an address. @param moreNumbers further lines of it */
	ourCredential(baseUrl: string, moreNumbers?: string[]): Promise<NodeCredentials>;
	/** Makes the credential with which the HTTP Request node signs in to any service. */
	handMadeCredential(): Promise<NodeCredentials>;
	close(): Promise<void>;
}

/** Starts a simulator, and a fresh n8n with the packed package and the nodes to compare with. */
export async function startHost(say: (line: string) => void): Promise<Host> {
	await ensureN8n(say);
	const userFolder = temporaryFolder();
	await installPackage(userFolder, await packPackage(userFolder));
	await installPackage(userFolder, await packBenchNodes(userFolder));
	const simulator = await startSimulator({ port: 0, host: '127.0.0.1' });
	const log = createWriteStream(join(userFolder, 'n8n.log'));
	const port = await freeCallbackPort();
	const n8n = await startN8n({ userFolder, port, onLine: (line) => log.write(`${line}\n`) });
	const api = new N8nApi(n8n.url);
	await api.signIn(newOwner());

	const saved = async (name: string, type: string, data: Record<string, unknown>): Promise<NodeCredentials> => ({
		[type]: await api.createCredential({ name, type, data }),
	});
	return {
		url: n8n.url,
		pid: n8n.pid,
		api,
		simulator,
		ourCredential: async (baseUrl, moreNumbers = []) =>
			await saved(`Line at ${baseUrl}`, CREDENTIAL_TYPE, {
				...LINE,
				moreNumbers: moreNumbers.join('\n'),
				service: 'custom',
				baseUrl,
				alreadyHashed: false,
				sendParametersIn: 'body',
			}),
		handMadeCredential: async () => {
			// As long as the SHA-512 that belongs there.
			const body = { id: LINE.number, pass: '0'.repeat(128) };
			return await saved('Line by hand', 'httpCustomAuth', { json: JSON.stringify({ body }) });
		},
		close: async () => {
			await n8n.stop();
			await simulator.close();
		},
	};
}

async function packBenchNodes(folder: string): Promise<string> {
	const args = ['pack', '--silent', '--pack-destination', folder];
	const { exitCode, lines } = await runProgram('npm', args, { cwd: join(__dirname, 'nodes') });
	if (exitCode !== 0) throw new PlainError(`The nodes to compare with could not be packed. npm said:\n${lines.join('\n')}`);
	return join(folder, lines[lines.length - 1]);
}
