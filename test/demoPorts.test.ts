import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { portFor } from '../scripts/demoPorts';
import { anyFreePort } from '../scripts/ports';

const { platform } = process;
afterEach(() => {
	Object.defineProperty(process, 'platform', { value: platform });
	delete process.env.N8N_PORT;
	delete process.env.SIMULATOR_PORT;
});

test('a free port is taken, the one that the variable names or else the usual one', async () => {
	const [usual, named] = [await anyFreePort(), await anyFreePort()];
	expect(await portFor('n8n', 'N8N_PORT', usual)).toBe(usual);
	process.env.N8N_PORT = String(named);
	expect(await portFor('n8n', 'N8N_PORT', usual)).toBe(named);
});

test.each(['8000 ', 'eight', '0', '65536'])('"%s" is no port, and said to be none', async (text) => {
	process.env.N8N_PORT = text;
	await expect(portFor('n8n', 'N8N_PORT', 8080)).rejects.toThrow(`N8N_PORT must be a port from 1 to 65535, not "${text}".`);
});

test.each([
	['win32', 'N8N_PORT', '  set "N8N_PORT=8000"\n  npm start'],
	['win32', 'SIMULATOR_PORT', '  set "SIMULATOR_PORT=7071"\n  npm start'],
	['darwin', 'N8N_PORT', '  N8N_PORT=8000 npm start'],
	['linux', 'SIMULATOR_PORT', '  SIMULATOR_PORT=7071 npm start'],
])('where a port is in use, it says what to type on %s for %s', async (system, variable, lines) => {
	const server = createServer();
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as AddressInfo;
	Object.defineProperty(process, 'platform', { value: system });
	const error: unknown = await portFor('n8n', variable, port).catch((thrown: unknown) => thrown);
	server.close();
	expect((error as Error).message).toBe(
		`Port ${port} is in use by another program (is the demo running already?). Stop that program, or choose another port. Type:\n${lines}`,
	);
});
