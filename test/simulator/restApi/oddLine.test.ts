import { COMMANDS } from '../../../simulator/restApi/commands';
import { SETTINGS } from '../../../simulator/restApi/settings';
import { errorAnswer, OFFICE_LINE, useSimulator } from '../helpers';

/** A line whose contract lacks commands, and one whose answers have a form that no source has. */

const simulator = useSimulator();
const { answer, client, resultCode } = simulator;
const ask = async (command: string) => JSON.parse(await answer(command, { page: '1', calltype: 'inbound' }));
const CALL = { direction: 'inbound', number: '01000001234', startedAt: '2026-11-22T09:30:00+09:00' };

describe('lacks', () => {
	const MESSAGES = { '1005': 'ERR_COMMAND', '2002': 'NO_PERM', '4001': 'UNKNOWN_COMMNAD' };

	test.each([...COMMANDS.keys()])('%s is answered as the setting says, whatever else the code means', async (command) => {
		await simulator.setLine({ lacks: [command] });
		for (const lackingResult of SETTINGS.lackingResult) {
			await client().choose({ lackingResult });
			expect(await answer(command)).toBe(errorAnswer(lackingResult, MESSAGES[lackingResult]));
		}
	});

	test('the others work, the wrong password is refused first, and the document’s service can lack one, too', async () => {
		await simulator.setLine({ lacks: ['userinfo', 'recordlist'] });
		expect(await resultCode('phonestatus')).toBe('0000');
		expect(await resultCode('userinfo', { ...OFFICE_LINE, pass: 'x' })).toBe('1004');
		await client().choose({ service: 'document' });
		expect(await resultCode('userinfo')).toBe('1005');
		await client().reset();
		expect(await resultCode('userinfo')).toBe('0000');
	});

	test('what the contract lacks is not carried out', async () => {
		await simulator.setLine({ lacks: ['smssend', 'setforward'] });
		await resultCode('smssend', { destnumber: '01000001234', smsmsg: 'x' });
		await resultCode('setforward', { destnumber: '01000001234' });
		expect((await simulator.state()).texts).toEqual([]);
		expect((await simulator.office()).forwarding).toBeNull();
	});
});

describe('otherForm', () => {
	beforeEach(async () => {
		await simulator.setLine({
			history: [{ ...CALL, durationSeconds: 8, talkSeconds: 7, status: 'OK' }],
			recordings: [{ ...CALL, seconds: 2 }],
			otherForm: ['callhistory', 'recordlist', 'userinfo', 'phonestatus', 'getringcallback', 'recorddownload'],
		});
	});

	test('a list', async () => {
		const LISTINFO = { page: '1', numperpage: '10', total: '1' };
		const record = { NO: 1, TIME: '2026.11.22 09:30', SRC: '0100000****', DST: 1000, DURATION: 8, BILLSEC: 7, STATUS: 'PARKED', SEND_TYPE: 'A' };
		expect(await ask('callhistory')).toEqual({ SVC_RT: '0000', SVC_MSG: 'OK', LISTINFO, DATAS: [record] });
	});

	test('a list of the document, inside LISTINFO', async () => {
		await client().choose({ service: 'document' });
		const DATAS = [expect.objectContaining({ CALLDATE: '2026.11.22 09:30', SRC: '01000001234', SEND_TYPE: 'A' })];
		const given = await ask('recordlist');
		expect(given).toEqual({ SVC_RT: '0000', SVC_MSG: 'OK', LISTINFO: { page: 1, numperpage: 10, total: 1, DATAS } });
		expect(given.LISTINFO.DATAS[0]).not.toHaveProperty('FILE_SIZE');
	});

	test('values', async () => {
		expect((await ask('userinfo')).DATAS).toEqual({
			NAME: 'Demo Office',
			EXTEN: 1000,
			NUMBER070: '07000001000',
			FORWARD_TYPE: 'N',
			FORWARD_DATA: '_',
			SEND_TYPE: 'A',
		});
		expect((await ask('phonestatus')).DATAS).toEqual({ STATUS: 'PARKED', SEND_TYPE: 'A' });
	});

	test('a registration', async () => {
		await client().setTime('2026-11-22T09:30:00+09:00');
		await answer('setringcallback', { callbackurl: '/a.html', callbackhost: '203.0.113.5', callbackport: '80' });
		expect((await ask('getringcallback')).DATAS.CALLBACK).toMatch(/^2026\.11\.22 09:30\^07000001000\^203\.0\.113\.5\^/);
	});

	test('a refusal, an empty list, a file and the other commands stay as they are', async () => {
		await simulator.setLine({ history: [] });
		expect(await ask('callhistory')).toMatchObject({ SVC_RT: 'OK', LISTINFO: { total: '0' }, DATAS: null });
		expect(await answer('getringcallback')).toBe(errorAnswer('4002', 'NO_DATA'));
		expect((await answer('recorddownload', { filename: '1000-01000001234_20261122093000_mix.wav' })).slice(0, 4)).toBe('RIFF');
		expect((await ask('channelstatus')).SVC_RT).toBe('4004');
		expect((await ask('addresslist')).DATAS[0]).not.toHaveProperty('SEND_TYPE');
	});
});
