import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { COMMANDS } from '../../../simulator/restApi/commands';
import { OFFICE, OFFICE_LINE, useSimulator } from '../helpers';
import { describeContracts, inBody, readJson } from './contracts';
import type { Contract, Value } from './contracts';

/**
 * The contract of the provider's document (v2.0), written down by hand, and every answer of that service checked against it. Where the spec
 * stands beside this checkout, what is written down here is compared with it.
 */

/** Chapter 3. */
const CODES: Record<string, string> = {
	'0000': 'OK',
	'1001': 'PARAM_ERR',
	'1002': 'PARAM_ERR',
	'1003': 'AUTH_ERR',
	'1004': 'AUTH_ERR',
	'1005': 'ERR_COMMAND',
	'2001': 'NO_HOST',
	'2002': 'NO_PERM',
	'3001': 'ERR_PROCESS',
	'3002': 'OVER_MSGLENGTH',
	'3003': 'OVER_DSTNUMBERS',
	'3004': 'NO_SMSCOUNT',
	'4001': 'UNKNOWN_COMMNAD',
	'4002': 'NO_DATA',
	'4003': 'NO_STATUS',
	'4004': 'NO_CHANNEL',
	'9999': 'ETC_ERR',
};

// Every code of every command is a request of its own.
jest.setTimeout(30_000);

const simulator = useSimulator('document');
const { answer, client } = simulator;

const OK = /^OK$/;
const NUMBER = '01000001234';
const CHANNEL = /^SIP\/100C\d{4}-[0-9a-f]{4}$/;
const DIGITS = /^\d+$/;
const TIME = /^20\d{12}$/;
const A_STRING: Value = /^\d+$/;
const FILE = /^\d{4}-\d+_20\d{12}_mix\.wav$/;

const dial = async () => await answer('clickdial', { destnumber: NUMBER });
const hold = async () => [await dial(), await answer('starthold')];
const record = async () => [await dial(), await answer('startrecord')];
const register = (kind: string) => async () =>
	await answer(`set${kind}callback`, { callbackurl: '/www/AAA.html', callbackhost: '211.0.0.1', callbackport: '80' });
const empty = async () => await simulator.setLine({ contacts: [], history: [], recordings: [] });

const setCallback = (kind: '1' | '2'): Contract => ({
	parameters: { callbackurl: '/www/AAA.html', callbackhost: '211.0.0.1', callbackport: '80' },
	message: 'OK',
	datas: {
		STATUS: OK,
		DEBUG: new RegExp(
			`^\\|RES\\|SUC\\|tmpid@premium_c_xxxx\\.070-lguplus\\.co\\.kr\\|${OFFICE}\\|100C0262\\|211\\.0\\.0\\.1\\|/www/AAA\\.html\\|80\\|${kind}\\|20\\d{12}\\|$`,
		),
	},
	refusals: [
		['1002', { callbackurl: 'AAA.html' }],
		['2001', { callbackhost: 'n8n.example.com' }],
		['1002', { callbackport: '5678' }],
	],
});
const CALLBACK = (kind: '1' | '2') =>
	new RegExp(`^20\\d\\d-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d\\^${OFFICE}\\^211\\.0\\.0\\.1\\^/www/AAA\\.html\\^80\\^${kind}$`);
const inCall: Contract['refusals'] = [['4004', async () => undefined]];

const CONTRACTS: Record<string, Contract> = {
	clickdial: {
		parameters: { destnumber: NUMBER },
		message: '',
		datas: { STATUS: OK, DEBUG: /^CCC$/ },
		refusals: [
			['1002', { destnumber: '10001234' }],
			['3001', dial],
		],
	},
	hangup: { parameters: {}, message: 'OK', datas: { STATUS: OK, CHANNEL }, before: dial, refusals: inCall },
	starthold: {
		parameters: {},
		message: '',
		datas: { STATUS: OK, CHANNEL },
		before: dial,
		refusals: [...inCall, ['3001', hold]],
	},
	stophold: {
		parameters: {},
		message: '',
		datas: { STATUS: OK, CHANNEL },
		before: hold,
		refusals: [...inCall, ['3001', dial]],
	},
	conference: {
		parameters: { destnumber: `${NUMBER},0310001234,07000001001` },
		message: '',
		datas: { STATUS: OK },
		refusals: [
			['1002', { destnumber: `${NUMBER},` }],
			['3003', { destnumber: [NUMBER, NUMBER, NUMBER, NUMBER].join(',') }],
			['3001', async () => await client().incomingCall({ line: OFFICE, from: NUMBER })],
		],
	},
	startrecord: {
		parameters: {},
		message: '',
		datas: { STATUS: OK, CHANNEL },
		before: dial,
		refusals: [
			...inCall,
			['3001', record],
			['9999', async () => [await dial(), await simulator.setLine({ recordingsADay: 0 })]],
		],
	},
	stoprecord: {
		parameters: {},
		message: '',
		datas: { STATUS: OK, CHANNEL },
		before: record,
		refusals: [...inCall, ['3001', dial]],
	},
	recordlist: {
		parameters: { page: '1' },
		message: 'OK',
		list: {
			info: { page: 1, numperpage: 10, total: 3 },
			entry: { NO: 1, FILE_NAME: FILE, SRC: DIGITS, DST: DIGITS, CALLDATE: TIME, FILE_TIME: TIME, FILE_SIZE: /^\d+KB$/ },
			datas: 'inside',
		},
		refusals: [['1002', { page: '0' }]],
	},
	smssend: {
		parameters: { destnumber: `${NUMBER},0310001234`, smsmsg: '안녕하세요' },
		message: '',
		datas: { STATUS: OK, RESCNT: 998, DEBUG: /^01000001234=OK,0310001234=OK$/ },
		refusals: [
			['1002', { destnumber: '010-0000-1234' }],
			['3002', { smsmsg: '가'.repeat(361) }],
			['3003', { destnumber: Array.from({ length: 11 }, () => NUMBER).join(',') }],
			['3004', async () => await simulator.setLine({ sendsLeft: 1 })],
		],
	},
	setforward: {
		parameters: { destnumber: NUMBER },
		message: '',
		datas: { STATUS: OK },
		refusals: [['1002', { destnumber: '1234' }]],
	},
	stopforward: { parameters: {}, message: 'OK', datas: { STATUS: OK }, refusals: [] },
	addresslist: {
		parameters: { page: '1' },
		message: 'OK',
		list: {
			info: { page: A_STRING, numperpage: 10, total: 23 },
			entry: {
				NO: A_STRING,
				NAME: /./,
				PHONE1: DIGITS,
				PHONE2: /^\d*$/,
				GROUP_NAME: /./,
				GROUP_CODE: DIGITS,
				ETC: /^.*\r$/,
			},
			datas: 'beside',
		},
		refusals: [['1002', { page: 'x' }]],
	},
	callhistory: {
		parameters: { page: '1', calltype: 'outbound' },
		optional: ['calltype'],
		message: 'OK',
		list: {
			info: { page: A_STRING, numperpage: A_STRING, total: A_STRING },
			entry: {
				NO: A_STRING,
				TIME: /^20\d\d\/\d\d\/\d\d \d\d:\d\d:\d\d$/,
				SRC: /^\d+\**$/,
				DST: /^(?:\d{7}\*+|\d{1,7})$/,
				DURATION: A_STRING,
				BILLSEC: A_STRING,
				STATUS: /./,
				KIND: /^[0-3]$/,
			},
			datas: 'inside',
		},
		refusals: [
			['1002', { page: '1.5' }],
			['1002', { calltype: 'both' }],
		],
	},
	userinfo: {
		parameters: {},
		message: 'OK',
		datas: {
			NAME: /^Demo Office$/,
			EXTEN: /^1000$/,
			NUMBER070: /^07000001000$/,
			FORWARD_TYPE: /^0$/,
			FORWARD_DATA: /^_$/,
			FORWARD_STR: /^$/,
		},
		refusals: [],
	},
	phonestatus: {
		parameters: {},
		message: 'OK',
		datas: { STATUS: OK },
		refusals: [['4003', async () => await simulator.setLine({ phoneStatus: null })]],
	},
	channelstatus: { parameters: {}, message: 'OK', datas: { STATUS: CHANNEL }, before: dial, refusals: inCall },
	setringcallback: setCallback('1'),
	getringcallback: {
		parameters: {},
		message: 'OK',
		datas: { STATUS: OK, CALLBACK: CALLBACK('1'), DEBUG: /^1$/ },
		before: register('ring'),
		refusals: [['4002', register('sms')]],
	},
	delringcallback: {
		parameters: {},
		message: 'OK',
		datas: { STATUS: OK, DEBUG: /^1$/ },
		before: register('ring'),
		refusals: [['4002', register('sms')]],
	},
	setsmscallback: setCallback('2'),
	getsmscallback: {
		parameters: {},
		message: 'OK',
		// The sample says kind 1; the table, and everything else, says 2 for texts.
		datas: { CALLBACK: CALLBACK('2'), DEBUG: /^$/ },
		notInSample: ['STATUS'],
		before: register('sms'),
		refusals: [['4002', register('ring')]],
	},
	delsmscallback: {
		parameters: {},
		message: 'OK',
		datas: { STATUS: OK, DEBUG: /^2$/ },
		before: register('sms'),
		refusals: [['4002', register('ring')]],
	},
	recorddownload: {
		parameters: { filename: '1000-01000001234_20261121093000_mix.wav', cpcode: '-1' },
		message: 'OK',
		before: async () =>
			await simulator.setLine({
				recordings: [{ direction: 'outbound', number: NUMBER, startedAt: '2026-11-21T09:30:00+09:00', seconds: 1 }],
			}),
		refusals: [
			['1002', { cpcode: '0' }],
			['4002', { filename: '1000-01000009999_20261121093000_mix.wav' }],
		],
		messages: { '1001': 'Parameter Error' },
	},
};

const ALL = Object.entries(CONTRACTS);
const LISTS = ALL.filter(([, { list }]) => list);

beforeEach(async () => await simulator.setLine({ pickUpSeconds: 0, downloadPauseSeconds: 0 }));

describeContracts(simulator, {
	contracts: CONTRACTS,
	codes: CODES,
	fileHeaders: {
		'content-type': 'application/octet-stream',
		'accept-ranges': 'bytes',
		'content-transfer-encoding': 'binary',
		pragma: 'public',
		expires: '0',
	},
});

async function expectUnknown(command: string): Promise<void> {
	const answered = await readJson(await inBody(simulator, command, OFFICE_LINE));
	expect(answered).toEqual({ SVC_RT: '4001', SVC_MSG: CODES['4001'], DATAS: { STATUS: '' } });
}

test.each(LISTS)('%s without entries: DATAS is null', async (command, { parameters, list }) => {
	await empty();
	const answered = await readJson(await inBody(simulator, command, { ...OFFICE_LINE, ...parameters }));
	const { LISTINFO, DATAS } = answered as { LISTINFO: Record<string, unknown>; DATAS?: unknown };
	expect(list?.datas === 'inside' ? LISTINFO.DATAS : DATAS).toBeNull();
	expect(`${LISTINFO.total as string}`).toBe('0');
});

test('an unknown name is 4001', async () => {
	await expectUnknown('nonsense');
});

test('the simulator has the commands of the contract, and no other', () => {
	const commands = [...COMMANDS].filter(([, { since }]) => since !== 'today').map(([name]) => name);
	expect(commands.sort()).toEqual(Object.keys(CONTRACTS).sort());
	expect(ALL).toHaveLength(23);
});

test.each([...COMMANDS].filter(([, { since }]) => since === 'today').map(([name]) => name))(
	'%s, of the service of today, is an unknown name',
	async (command) => {
		await expectUnknown(command);
	},
);

const SPEC = join(__dirname, '../../../../shared/spec/commands.md');
const hasSpec = existsSync(SPEC);
if (!hasSpec) console.log(`${SPEC} is not there: what is written down here is not compared with it.`);

(hasSpec ? describe : describe.skip)('what is written down here is what the spec says', () => {
	const rows = (hasSpec ? readFileSync(SPEC, 'utf8') : '')
		.split('\n')
		.filter((line) => line.startsWith('| '))
		.map((line) => line.split('|').slice(1, -1).map((cell) => cell.trim()));
	const words = (cell: string) => [...cell.matchAll(/`([^`]+)`/g)].flatMap(([, text]) => text.split(', '));

	test('the result codes', () => {
		const codes = rows.filter(([code]) => /^\d{4}$/.test(code)).map(([code, message]) => [code, message]);
		expect(Object.fromEntries(codes)).toEqual(CODES);
	});

	test.each(ALL)('%s', (command, { parameters, datas, list, notInSample = [] }) => {
		const row = rows.find(([number, name]) => /^\d+$/.test(number) && name === `\`${command}\``);
		const [, , , given, answered] = row as string[];
		// Behind `=` and in brackets stand values.
		expect(words(given.replace(/=.*|\([^)]*\)/g, ''))).toEqual(Object.keys(parameters));
		const fields = words(answered.replace(/\([^)]*\)/g, '')).filter((word) => /^[A-Z][A-Z0-9_]+$/.test(word));
		expect(fields.sort()).toEqual([...Object.keys(datas ?? list?.entry ?? {}), ...notInSample].sort());
	});
});
