import { furnishDemoOffice } from '../scripts/demoOffice';
import { newOwner } from '../scripts/demoOwner';
import type { Credential, N8nApi } from '../scripts/n8nApi';
import demoOffice from '../simulator/demo-office.json';
import { hash, useSimulator } from './simulator/helpers';

const simulator = useSimulator();

/** The credential that `npm start` saves in an n8n which has none. */
async function demoCredential(): Promise<Credential['data']> {
	const createCredential = jest.fn(async (credential: Credential) => ({ id: '1', ...credential }));
	const n8n = {
		signIn: async () => undefined,
		credentials: async () => [],
		createCredential,
		workflows: async () => [],
		createWorkflow: async () => ({ id: '1', active: false, versionId: '1' }),
		activateWorkflow: async () => undefined,
	};
	await furnishDemoOffice(n8n as unknown as N8nApi, simulator.url(), newOwner());
	return createCredential.mock.calls[0][0].data;
}

test("the demo's credential has every line of its password, and each signs in", async () => {
	const { number, moreNumbers, password } = await demoCredential();
	const numbers = [number, ...String(moreNumbers).split('\n')].map((written) => String(written).replaceAll('-', ''));
	const sharing = demoOffice.lines.filter((line) => line.password === password);
	expect(numbers).toEqual(sharing.map((line) => line.number));
	expect(numbers.length).toBeGreaterThan(2);
	for (const id of numbers) expect(await simulator.resultCode('userinfo', { id, pass: hash(String(password)) })).toBe('0000');
});

test('one line of them refuses, whatever the reason, and the others go on', async () => {
	const pass = hash('demo-1000');
	const answers = async () =>
		await Promise.all(['07000001000', '07000001001', '07000001002'].map(async (id) => await simulator.resultCode('userinfo', { id, pass })));
	for (const [settings, code] of [
		[{ password: 'another' }, '1004'],
		[{ password: 'demo-1000', locked: true }, '1004'],
		[{ locked: false, passwordExpiresAt: '1 day ago, 09:00:00' }, '1008'],
	] as const) {
		await simulator.setLine(settings, '07000001001');
		expect(await answers()).toEqual(['0000', code, '0000']);
	}
});
