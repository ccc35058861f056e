import { errorAnswer, OFFICE_LINE, useSimulator } from '../helpers';

const simulator = useSimulator();
const { answer, office, post } = simulator;
const NAME = '1000-01000001234_20261121093000_mix.wav';
const OTHER = '1000-01000001234_20261121100000_mix.wav';
const recording = (startedAt: string) => ({ direction: 'outbound', number: '01000001234', startedAt, seconds: 1 });

beforeEach(async () => {
	const recordings = [recording('2026-11-21T09:30:00+09:00'), recording('2026-11-21T10:00:00+09:00')];
	await simulator.setLine({ recordings, downloadPauseSeconds: 0 });
});

test('deletes one recording; done, there is no DATAS', async () => {
	expect(await answer('recordremove', { filename: NAME })).toBe('{"SVC_RT":"0000","SVC_MSG":"OK"}');
	expect((await office()).recordings).toEqual([recording('2026-11-21T10:00:00+09:00')]);
	expect(await answer('recordlist', { page: '1' })).not.toContain(NAME);
	expect(await answer('recordremove', { filename: NAME })).toBe(errorAnswer('4004', 'NO_CHANNEL'));
});

describe.each(['recordremove', 'recorddownload'])('%s', (command) => {
	test('a file that is not there is 4004', async () => {
		const filename = NAME.replace('1234', '9999');
		expect(await answer(command, { filename })).toBe(errorAnswer('4004', 'NO_CHANNEL'));
	});

	test.each([
		['another extension’s', '1001-01000001234_20261121093000_mix.wav'],
		['no wav', NAME.replace('.wav', '.mp3')],
		['a longer extension’s', NAME.replace('1000-', '10001-')],
	])('%s is 4001: a message in Korean, and the name', async (_what, filename) => {
		const answered = JSON.parse(await answer(command, { filename }));
		expect(answered).toEqual({ SVC_RT: '4001', SVC_MSG: expect.stringMatching(/[가-힣]/), DATAS: filename });
		expect((await office()).recordings).toHaveLength(2);
	});

	test('needs a name', async () => {
		expect(JSON.parse(await answer(command)).SVC_RT).toBe('1001');
	});
});

test('today a download needs no cpcode, and none is looked at', async () => {
	for (const cpcode of [undefined, '', '-1', 'x']) {
		const form = { ...OFFICE_LINE, filename: OTHER, ...(cpcode === undefined ? {} : { cpcode }) };
		const response = await post('recorddownload', form);
		expect(Buffer.from(await response.arrayBuffer()).toString('latin1', 0, 4)).toBe('RIFF');
	}
});
