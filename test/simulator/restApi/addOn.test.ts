import { COMMANDS } from '../../../simulator/restApi/commands';
import { OFFICE, useSimulator } from '../helpers';

const simulator = useSimulator();
const { answer, client, resultCode } = simulator;
const FILE = { filename: '1000-01000001234_20261121093000_mix.wav', cpcode: '-1' };
const refused = {
	SVC_RT: '1005',
	SVC_MSG: 'NO_API_PERM_ERR',
	DATAS: expect.stringMatching(new RegExp(`^${OFFICE} .`)),
};

beforeEach(async () => {
	const recording = { direction: 'outbound', number: '01000001234', startedAt: '2026-11-21T09:30:00+09:00', seconds: 1 };
	await simulator.setLine({ recordings: [recording] });
});

test.each([...COMMANDS.keys()])('without the add-on, %s is 1005, DATAS a text', async (command) => {
	await simulator.setLine({ addOn: 'none' });
	expect(JSON.parse(await answer(command, FILE))).toEqual(refused);
});

test('with its type A, only what needs type B is', async () => {
	await simulator.setLine({ addOn: 'A' });
	for (const command of ['recorddownload', 'recordremove']) expect(JSON.parse(await answer(command, FILE))).toEqual(refused);
	for (const command of ['userinfo', 'getrecvsmslist', 'recordlist', 'extendauth']) {
		expect(await resultCode(command, { page: '1' })).toBe('0000');
	}
});

test('the document’s service has no add-on', async () => {
	await client().choose({ service: 'document' });
	for (const addOn of ['none', 'A']) {
		await simulator.setLine({ addOn });
		expect(await resultCode('userinfo')).toBe('0000');
		expect((await answer('recorddownload', FILE)).slice(0, 4)).toBe('RIFF');
		await simulator.setLine({ downloadPauseSeconds: 0 });
	}
});
