import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { installPackage } from '../../scripts/communityPackage';
import { anyFreePort } from '../../scripts/ports';
import { startN8n } from '../../scripts/n8nProcess';
import type { N8nProcess } from '../../scripts/n8nProcess';
import { waitFor } from '../../scripts/waitFor';
import { createChain } from './support/chainWorkflow';
import { office, signedInApi } from './support/office';
import { setFault, simulator } from './support/simulator';
import { temporaryFolder } from './support/temporaryFolder';
import { lineCredential } from './support/triggerWorkflow';

const NUMBER = '01000007401';
const FILE = `1000-${NUMBER}_20261122093000_mix.wav`;

/** Somebody in place of n8n's makers: by default n8n sends them the message of each error of a run by hand. */
async function listenForTelemetry() {
	const heard: string[] = [];
	const server = createServer((request, response) => {
		const parts: Buffer[] = [];
		request.on('data', (part: Buffer) => parts.push(part));
		request.on('end', () => {
			heard.push(Buffer.concat(parts).toString());
			response.end('OK');
		});
	});
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	const close = () => {
		server.closeAllConnections();
		server.close();
	};
	return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, heard, close };
}

test("what n8n tells its makers of failed runs has no number, name or file's name in it", async () => {
	const telemetry = await listenForTelemetry();
	const userFolder = temporaryFolder();
	await installPackage(userFolder, office().tarball);
	const makers = `key;${telemetry.url}`;
	const env = {
		N8N_DIAGNOSTICS_ENABLED: 'true',
		N8N_DIAGNOSTICS_CONFIG_BACKEND: makers,
		N8N_DIAGNOSTICS_CONFIG_FRONTEND: makers,
		N8N_DIAGNOSTICS_POSTHOG_API_HOST: telemetry.url,
	};
	let n8n: N8nProcess | undefined;
	try {
		n8n = await startN8n({ userFolder, port: await anyFreePort(), env, onLine: () => undefined });
		const api = await signedInApi(n8n.url);
		const steps = [
			{ operation: 'message.send', fields: { to: `${NUMBER}9`, text: '안녕하세요' } },
			{ operation: 'message.send', fields: { to: NUMBER, text: '홍길동님 😀', options: { unsupported: 'fail' } } },
			{ operation: 'recording.download', fields: { fileName: FILE } },
			{ operation: 'line.get' },
		];
		const told: string[] = [];
		for (const [index, step] of steps.entries()) {
			await setFault({ command: 'userinfo', kind: 'body', body: JSON.stringify({ SVC_RT: '5050', SVC_MSG: `${NUMBER} 홍길동` }) });
			await setFault({ command: 'recorddownload', kind: 'body', body: JSON.stringify({ SVC_RT: '4001', SVC_MSG: FILE }) });
			const chain = await createChain(api, `told-${index}`, lineCredential('07000003004'), [step]);
			const { error } = await chain.runByHand();
			told.push(error ?? '');
			await chain.remove();
		}
		expect(told).toEqual([
			'To: it is not a Korean phone number',
			'Text: it has characters that phones in Korea cannot show',
			expect.stringMatching(/^The service does not accept this file name.* \(4001 UNKNOWN_COMMNAD\)$/),
			'The service refused the request (5050 UNLISTED)',
		]);
		const all = () => telemetry.heard.join('\n');
		await waitFor("n8n's makers to hear of it", 60, () => (told.every((message) => all().includes(message)) ? true : undefined));
		for (const secret of [NUMBER, '홍길동', FILE, '😀']) expect({ secret, isTold: all().includes(secret) }).toEqual({ secret, isTold: false });
	} finally {
		await n8n?.stop();
		telemetry.close();
		await simulator().clearFaults();
	}
}, 300_000);
