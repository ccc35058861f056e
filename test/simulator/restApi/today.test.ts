import { emptyLists } from '../../../simulator/office/lineLists';
import { COMMANDS } from '../../../simulator/restApi/commands';
import { OFFICE, OFFICE_LINE, useSimulator } from '../helpers';
import { describeContracts, expectRecord, inBody, readJson } from './contracts';
import type { Contract, Value } from './contracts';

/**
 * The contract of the service of today (v4.2, and its clients in production), written down by hand from
 * its papers, and every answer of that service checked against it. It is the simulator's default.
 */

/** Section 4, and chapter 3 of the older document. */
const CODES: Record<string, string> = {
	'0000': 'OK',
	'1001': 'PARAM_ERR',
	'1002': 'PARAM_ERR',
	'1003': 'AUTH_ERR',
	'1004': 'AUTH_ERR',
	'1005': 'ERR_COMMAND',
	'1007': 'AUTH_ERR',
	'1008': 'AUTH_ERR',
	'1202': 'OVER_CHANGE_ERR',
	'1203': 'AUTHCODE_ERR',
	'1204': 'AUTHCODE_ERR',
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

const simulator = useSimulator();
const { answer } = simulator;

const OK = /^OK$/;
const NUMBER = '01000001234';
const CHANNEL = /^SIP\/100C\d{4}-[0-9a-f]{4}$/;
const DIGITS = /^\d+$/;
const PACKED_TIME = /^20\d{12}$/;
const TIME = /^20\d\d-\d\d-\d\d \d\d:\d\d:\d\d$/;
const A_STRING: Value = /^\d+$/;
const SENTENCE = /^[가-힣].*[가-힣]\.$/;
const FILE = '1000-01000001234_20261121093000_mix.wav';
const GOOD_PASSWORD = 'new-Pw.42';

const dial = async () => await answer('clickdial', { destnumber: NUMBER });
const hold = async () => [await dial(), await answer('starthold')];
const record = async () => [await dial(), await answer('startrecord')];
const register = (kind: string) => async () =>
	await answer(`set${kind}callback`, { callbackurl: '/www/AAA.html', callbackhost: '211.0.0.1', callbackport: '80' });
const haveFile = async () =>
	await simulator.setLine({
		recordings: [{ direction: 'outbound', number: NUMBER, startedAt: '2026-11-21T09:30:00+09:00', seconds: 1 }],
	});
/** Asks for a code, and reads it off the phone. */
const haveCode = async (used = false) => {
	const { DATAS } = JSON.parse(await answer('getauthcode'));
	const code = { sessionid: DATAS.SESSIONID, authcode: (await simulator.office()).authCode?.code as string };
	if (used) await answer('setauthchange', { ...code, newpass: GOOD_PASSWORD });
	return code;
};
const useUpTries = async () => {
	for (let i = 0; i < 20; i += 1) await answer('updateauth', { newpass: 'x' });
	return await haveCode();
};

const inCall: Contract['refusals'] = [['4004', async () => undefined]];
const noFile: Contract['refusals'] = [
	['4004', { filename: FILE.replace('1234', '9999') }],
	['4001', { filename: FILE.replace('1000-', '1001-') }],
	['4001', { filename: FILE.replace('.wav', '.mp3') }],
];
const noFileSaid = { messages: { '4001': SENTENCE }, errorDatas: { '4001': /^100[01]-\d+_20\d{12}_mix\.(?:wav|mp3)$/ } };
const noHost = /^\d{7} lgdacom\.net$/;

const setCallback = (kind: '1' | '2'): Contract => ({
	parameters: { callbackurl: '/www/AAA.html', callbackhost: '211.0.0.1', callbackport: '80' },
	message: 'OK',
	datas: {
		STATUS: OK,
		DEBUG: new RegExp(`^\\|RES\\|1\\|ICA\\|${OFFICE}\\|211\\.0\\.0\\.1\\|/www/AAA\\.html\\|80\\|${kind}\\|20\\d{12}\\|299912122400\\|$`),
	},
	refusals: [
		['1002', { callbackurl: 'AAA.html' }],
		// The page's extension is required.
		['1002', { callbackurl: '/www/AAA' }],
		['1002', { callbackurl: 'https://n8n.example/AAA.html' }],
		['2001', { callbackhost: 'n8n.example.com' }],
		['1002', { callbackport: '5678' }],
	],
});
/** Eight parts, with start and end. */
const CALLBACK = (kind: '1' | '2') =>
	new RegExp(
		`^20\\d\\d-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d\\^${OFFICE}\\^211\\.0\\.0\\.1\\^/www/AAA\\.html\\^80\\^${kind}\\^20\\d{12}\\^299912122400$`,
	);

const CONTRACTS: Record<string, Contract> = {
	clickdial: {
		parameters: { destnumber: NUMBER },
		message: '',
		datas: { STATUS: OK, DESTNUMBER: new RegExp(`^${NUMBER}$`) },
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
		],
	},
	startrecord: {
		parameters: {},
		message: '',
		datas: { STATUS: OK, CHANNEL },
		before: dial,
		refusals: [...inCall, ['3001', record]],
	},
	stoprecord: {
		parameters: {},
		message: '',
		datas: { STATUS: OK, CHANNEL, DEBUG: /./ },
		before: record,
		refusals: [...inCall, ['3001', dial]],
	},
	recordlist: {
		parameters: { page: '1' },
		message: 'OK',
		list: {
			info: { page: 1, numperpage: 10, total: 3 },
			whenEmpty: { code: '0000', message: /^OK$/, info: { page: 1, numperpage: 10, total: 0 } },
			entry: {
				NO: 1,
				FILE_NAME: /^\d{4}-\d+_20\d{12}_mix\.wav$/,
				SRC: DIGITS,
				DST: DIGITS,
				CALLDATE: PACKED_TIME,
				FILE_TIME: PACKED_TIME,
				FILE_SIZE: /^\d+KB$/,
			},
			datas: 'beside',
		},
		refusals: [['1002', { page: '0' }]],
	},
	smssend: {
		parameters: { destnumber: `${NUMBER},0310001234`, smsmsg: '안녕하세요' },
		message: '',
		datas: { STATUS: OK, RESTCOUNT: 998, DEBUG: /^01000001234=OK,0310001234=OK$/ },
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
			whenEmpty: { code: '0000', message: /^OK$/, info: { page: 1, numperpage: 10, total: 0 } },
			entry: { NO: A_STRING, NAME: /./, PHONE1: DIGITS, PHONE2: /^\d*$/, GROUP_NAME: /./, GROUP_CODE: DIGITS, ETC: /^.*\r$/ },
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
			whenEmpty: { code: 'OK', message: /^$/, info: { page: A_STRING, numperpage: A_STRING, total: A_STRING } },
			entry: {
				NO: A_STRING,
				TIME,
				SRC: /^\d+\**$/,
				DST: /^(?:\d{7}\*+|\d{1,7})$/,
				DURATION: A_STRING,
				BILLSEC: A_STRING,
				STATUS: /./,
				KIND: /^[0-3]$/,
			},
			datas: 'beside',
		},
		refusals: [
			['1002', { page: '1.5' }],
			['1002', { calltype: 'both' }],
		],
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
		datas: { STATUS: OK, CALLBACK: CALLBACK('2'), DEBUG: /^$/ },
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
		parameters: { filename: FILE },
		message: 'OK',
		before: haveFile,
		refusals: noFile,
		...noFileSaid,
		messages: { ...noFileSaid.messages, '1001': 'Parameter Error' },
	},
	getrecvsmslist: {
		parameters: { page: '1' },
		message: 'OK',
		list: {
			info: { page: A_STRING, numperpage: 10, total: 4 },
			whenEmpty: { code: '4002', message: /^NO_DATA\(.+\)$/, info: { page: A_STRING, numperpage: 10, total: 0 } },
			entry: { NO: 1, TIME, SRC: /^010\d{8}$/, MNESSAGE: /./ },
			datas: 'beside',
		},
		refusals: [['1002', { page: '0' }]],
	},
	recordremove: {
		parameters: { filename: FILE },
		message: 'OK',
		before: haveFile,
		refusals: noFile,
		...noFileSaid,
	},
	getauthcode: {
		parameters: {},
		withoutPassword: true,
		message: 'OK',
		datas: { STATUS: SENTENCE, SESSIONID: /^[0-9a-f]{32}$/, TRYCNT: /^1$/ },
		refusals: [],
	},
	setauthchange: {
		parameters: { sessionid: '', authcode: '', newpass: GOOD_PASSWORD, newpass2: GOOD_PASSWORD },
		optional: ['newpass2'],
		withoutPassword: true,
		message: 'OK',
		datas: { STATUS: SENTENCE, DOMAIN: /^lgdacom\.net$/, SESSIONID: /^[0-9a-f]{32}$/, AUTHCODE: /^\d{6}$/ },
		before: haveCode,
		refusals: [
			['1002', { newpass2: 'other-Pw.1' }],
			['1202', useUpTries],
			['1203', async () => await haveCode(true)],
			['1204', { authcode: '12345' }],
			['1204', { sessionid: '0'.repeat(32) }],
			['3001', { newpass: 'demo-1000', newpass2: 'demo-1000' }],
			['3001', { newpass: 'password', newpass2: 'password' }],
		],
		errorDatas: {
			'1204': SENTENCE,
			'3001': { STATUS: SENTENCE, DOMAIN: /^lgdacom\.net$/, SESSIONID: /^[0-9a-f]{32}$/, AUTHCODE: /^\d{6}$/ },
		},
	},
	updateauth: {
		parameters: { newpass: GOOD_PASSWORD },
		message: 'OK',
		datas: SENTENCE,
		refusals: [
			['1202', useUpTries],
			['3001', { newpass: 'demo-1000' }],
			['3001', { newpass: 'password' }],
		],
		errorDatas: { '1004': new RegExp(`^${OFFICE} LOGIN FAIL$`), '2001': noHost, '3001': SENTENCE },
	},
	extendauth: { parameters: {}, message: 'OK', datas: SENTENCE, refusals: [], errorDatas: { '2001': noHost } },
};

/** Where calls go to and come from has tests of its own. */
const ELSEWHERE = ['userinfo', 'getinboundcall', 'setforwardtype', 'getforwardtype'];

beforeEach(async () => await simulator.setLine({ pickUpSeconds: 0, downloadPauseSeconds: 0 }));

describeContracts(simulator, {
	contracts: CONTRACTS,
	codes: CODES,
	fileHeaders: {
		'content-type': 'audio/wav',
		'cache-control': 'no-store, no-cache, must-revalidate',
		pragma: 'no-cache',
	},
});

const LISTS = Object.entries(CONTRACTS).flatMap(([command, { list }]) => (list?.whenEmpty ? [[command, list.whenEmpty.code, list.whenEmpty] as const] : []));

test.each(LISTS)('%s without entries: %s, DATAS is null beside LISTINFO', async (command, code, { message, info }) => {
	await simulator.setLine(emptyLists());
	const answered = await readJson(await inBody(simulator, command, { ...OFFICE_LINE, page: '1' }));
	expect(Object.keys(answered)).toEqual(['SVC_RT', 'SVC_MSG', 'LISTINFO', 'DATAS']);
	expect(answered).toMatchObject({ SVC_RT: code, SVC_MSG: expect.stringMatching(message), DATAS: null });
	expectRecord(answered.LISTINFO, info);
	expect(Number((answered.LISTINFO as Record<string, unknown>).total)).toBe(0);
});

test('what every list says that has no entries is in its contract', () => {
	expect(Object.entries(CONTRACTS).filter(([, { list }]) => list && !list.whenEmpty)).toEqual([]);
	expect(LISTS.length).toBeGreaterThan(3);
});

test.each(['nonsense', 'chgauth', 'renewauth'])('an unknown name is 4001: %s', async (command) => {
	const answered = await readJson(await inBody(simulator, command, OFFICE_LINE));
	expect(answered).toEqual({ SVC_RT: '4001', SVC_MSG: CODES['4001'], DATAS: { STATUS: '' } });
});

test('Korean and slashes are escaped', async () => {
	await dial();
	expect(await answer('channelstatus')).toContain('"STATUS":"SIP\\/100C1000-');
	expect(await answer('addresslist', { page: '1' })).toContain('"NAME":"\\ud64d\\uae38\\ub3d9"');
});

test('the simulator has the commands of the contract, and no other', () => {
	const commands = [...COMMANDS.keys()].filter((command) => !ELSEWHERE.includes(command));
	expect(commands.sort()).toEqual(Object.keys(CONTRACTS).sort());
});
