import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { CREDENTIAL_TYPE } from '../../scripts/demoOffice';
import type { SavedWorkflow } from '../../scripts/n8nApi';
import { runByHand, signedInApi } from './support/office';
import { lineCredential } from './support/triggerWorkflow';

/** The newest n8n does not even save such a workflow, the oldest does not know that yet. */
const IS_OLDEST = process.env.N8N_VERSION === 'oldest';
const LINE = '07000003004';
const HASH = createHash('sha512').update('demo-3004').digest('hex');

/** Somebody who may only use a shared credential, in a node that sends where he or she likes. */
describe('a node of somebody else gets neither number nor hash out of the credential:', () => {
	/** All that reached the proxy of that somebody. */
	const caught: string[] = [];
	let proxy: Server;
	let proxyUrl: string;
	beforeAll(async () => {
		proxy = createServer((request, response) => {
			caught.push(request.url ?? '');
			request.on('data', (part: Buffer) => caught.push(part.toString()));
			request.on('end', () => response.end('{}'));
		});
		proxy.on('connect', (request, socket) => {
			caught.push(request.url ?? '');
			socket.destroy();
		});
		proxy.listen(0, '127.0.0.1');
		await once(proxy, 'listening');
		proxyUrl = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`;
	});
	afterAll(() => void proxy.close());

	const authentication = { authentication: 'predefinedCredentialType', nodeCredentialType: CREDENTIAL_TYPE };
	test.each([
		['HTTP Request with a proxy', 'httpRequest', 4.2, () => ({ method: 'POST', url: 'http://elsewhere.example.com/', options: { proxy: proxyUrl, allowUnauthorizedCerts: true } })],
		['HTTP Request to an address of its own', 'httpRequest', 4.2, () => ({ method: 'POST', url: proxyUrl, options: {} })],
		['HTTP Request with the name of a command', 'httpRequest', 4.2, () => ({ method: 'POST', url: '/userinfo', options: { proxy: proxyUrl } })],
		['GraphQL', 'graphql', 1.1, () => ({ endpoint: proxyUrl, requestMethod: 'POST', query: '{ a }', allowUnauthorizedCerts: true })],
	])('%s', async (_, type, typeVersion, parameters) => {
		// n8n 2.6 gives GraphQL no credential of another node.
		if (IS_OLDEST && type === 'graphql') return;
		const api = await signedInApi();
		const { id, name } = await api.createCredential(lineCredential(LINE));
		let workflow: SavedWorkflow | undefined;
		const trying = async () => {
			workflow = await api.createWorkflow({
				name: 'Somebody else',
				nodes: [
					{ id: 'a', name: 'By hand', type: 'n8n-nodes-base.manualTrigger', typeVersion: 1, position: [0, 0], parameters: {} },
					{
						id: 'b',
						name: 'Elsewhere',
						type: `n8n-nodes-base.${type}`,
						typeVersion,
						position: [200, 0],
						parameters: { ...authentication, ...parameters() },
						credentials: { [CREDENTIAL_TYPE]: { id, name } },
					},
				],
				connections: { 'By hand': { main: [[{ node: 'Elsewhere', type: 'main', index: 0 }]] } },
				settings: { executionOrder: 'v1' },
			});
			return (await runByHand(api, workflow.id, 'By hand')).error;
		};
		try {
			const refusal = await trying().catch(({ message }: Error) => message);
			expect({ caught: caught.join('\n') }).toEqual({ caught: expect.not.stringContaining(HASH) as string });
			expect(caught.join('\n')).not.toContain(LINE);
			expect(refusal).toMatch(IS_OLDEST ? /signs requests of the LG U\+ Centrex nodes only|Invalid URL/ : /^Cannot save workflow: .* is restricted to: /);
			expect(caught).toEqual([]);
		} finally {
			if (workflow) await api.deleteWorkflow(workflow.id);
		}
	});

	test('the package\'s own node still signs in', async () => {
		expect(await (await signedInApi()).testCredential(lineCredential(LINE))).toMatchObject({ status: 'OK' });
	});
});
