import type { IDataObject } from 'n8n-workflow';

import type { SimulatorClient } from '../../simulator/client';

/**
 * All that the tests know of each operation, so that a new one is entered in this file and in no test: its public names, what its
 * command does, the service's samples with the items that come of them, and its step in a real n8n where a line may lack it.
 */

/** The public interface: saved workflows refer to these names. */
export const INTERFACE: Record<string, string[]> = {
	'call.dial': ['to'],
	'call.hangUp': [],
	'call.hold': [],
	'call.resume': [],
	'call.conference': ['to'],
	'call.startRecording': [],
	'call.stopRecording': [],
	'message.send': ['to', 'text', 'options'],
	'message.getAll': ['returnAll', 'limit', 'filters', 'simplify'],
	'message.sendAndWait': ['to', 'text', 'responseType', 'approvalOptions', 'options'],
	'recording.getAll': ['returnAll', 'limit', 'filters', 'simplify'],
	'recording.download': ['fileName', 'binaryPropertyName', 'options'],
	'recording.delete': ['fileName'],
	'callForwarding.get': ['simplify'],
	'callForwarding.set': ['to', 'when'],
	'callForwarding.stop': [],
	'contact.getAll': ['returnAll', 'limit', 'simplify'],
	'contact.find': ['phone'],
	'callHistory.getAll': ['direction', 'returnAll', 'limit', 'filters', 'simplify'],
	'callHistory.getAllInbound': ['returnAll', 'limit', 'filters', 'simplify'],
	'line.extendPassword': [],
	'line.check': [],
	'line.get': ['simplify'],
	'line.getPhoneStatus': [],
	'line.getCallStatus': [],
	'notificationUrl.get': ['event'],
	'notificationUrl.set': ['event', 'url', 'host', 'port'],
	'notificationUrl.delete': ['event'],
};

/** What the filters of each list are called. */
export const FILTERS: Record<string, string[]> = {
	'message.getAll': ['after', 'before', 'phone'],
	'recording.getAll': ['after', 'before', 'phone'],
	'callHistory.getAll': ['after', 'before', 'phone'],
	'callHistory.getAllInbound': ['after', 'before', 'phone', 'status'],
};

/**
 * What the document and the page on today's service say that each command does: it asks only, it changes something on the line, or it
 * reaches other people.
 */
export const EFFECTS = {
	reads: [
		...['addresslist', 'callhistory', 'channelstatus', 'getforwardtype', 'getinboundcall', 'getrecvsmslist', 'getringcallback', 'getsmscallback'],
		...['phonestatus', 'recorddownload', 'recordlist', 'userinfo'],
	],
	changes: [
		...['delringcallback', 'delsmscallback', 'extendauth', 'hangup', 'recordremove', 'setforward', 'setforwardtype', 'setringcallback'],
		...['setsmscallback', 'starthold', 'startrecord', 'stopforward', 'stophold', 'stoprecord'],
	],
	reaches: ['clickdial', 'conference', 'smssend'],
};

/**
 * What goes over the wire, and the item for every sample of the provider's document. The samples are
 * restored where the PDF damaged them, and their masked digits (xxxx) are zeros. Of the service of today the answers
 * are those of the later document and of its clients (service, 9).
 */
export interface Row {
	/** The section of docs/service.md. */
	section: string;
	/** `<resource>.<operation>`. */
	operation: string;
	fields?: IDataObject;
	command: string;
	/** What the request carries besides id and pass. */
	parameters?: Record<string, string>;
	sample: string;
	items: IDataObject[];
	/** With simplify off; the service's own records. */
	raw?: IDataObject[];
}

const done = { success: true, status: 'OK' };
const recordings = [
	['5000-07000006000_20151214110050_mix.wav', '07000006000', '20151214110050', '20151214110101', '30KB'],
	['5000-07000006000_20151214104625_mix.wav', '07000006000', '20151214104625', '20151214104636', '24KB'],
	['5000-07000006000_20151214103734_mix.wav', '07000006000', '20151214103734', '20151214103740', '75KB'],
	['5000-07000006000_20151214103521_mix.wav', '07000006000', '20151214103521', '20151214103522', '11KB'],
	['5000-07000006000_20151214103254_mix.wav', '07000006000', '20151214103254', '20151214103256', '23KB'],
	['5000-07000006000_20151214102915_mix.wav', '07000006000', '20151214102915', '20151214102916', '9KB'],
	['5000-07000006000_20151214100349_mix.wav', '07000006000', '20151214100349', '20151214100352', '41KB'],
	['5000-07000006001_20151211162221_mix.wav', '07000006001', '20151211162221', '20151211162227', '74KB'],
	['5000-07000006002_20151211154513_mix.wav', '07000006002', '20151211154513', '20151211154528', '211KB'],
	['5000-07000006003_20151209114715_mix.wav', '07000006003', '20151209114715', '20151209114727', '184KB'],
].map(([FILE_NAME, DST, CALLDATE, FILE_TIME, FILE_SIZE], index) => ({
	NO: index + 1,
	FILE_NAME,
	SRC: '5000',
	DST,
	CALLDATE,
	FILE_TIME,
	FILE_SIZE,
}));
const iso = (digits: string) => digits.replace(/(....)(..)(..)(..)(..)(..)/, '$1-$2-$3T$4:$5:$6+09:00');
const contacts = [
	{ NO: '1', NAME: 'test1', PHONE1: '08000001000', PHONE2: '0200001000', GROUP_NAME: 'test_group', GROUP_CODE: '0', ETC: '\r' },
	{ NO: '2', NAME: 'test1', PHONE1: '08000001001', PHONE2: '0200001001', GROUP_NAME: 'test_group', GROUP_CODE: '0', ETC: '\r' },
];
const calls = [
	['16:53:36', '8'],
	['16:52:47', '15'],
	['16:44:37', '23'],
	['16:37:14', '426'],
	['16:36:53', '8'],
	['16:27:41', '55'],
	['16:25:42', '35'],
	['16:24:55', '39'],
	['16:10:08', '34'],
].map(([time, seconds], index) => ({
	NO: String(index + 1),
	TIME: `2015/12/11 ${time}`,
	SRC: '0700000****',
	DST: '262',
	DURATION: seconds,
	BILLSEC: seconds,
	STATUS: 'OK',
	KIND: '0',
}));

const inbound = [
	['01000001234', 'CANCEL', 'SIP/10235678'],
	['01000001235', 'ANSWERED', 'SIP/01000003000'],
	['01000001236', 'NO ANSWER', 'SIP/10235678'],
	['01000001237', ' busy', 'SIP/10235678'],
	['01000001238', 'FAILED', ''],
	['01000001239', 'NO_ANSWER', 'Local/5678'],
	['anonymous', 'PARKED', 'SIP/10235678'],
].map(([SRC, STATUS, APPDATA], index) => ({
	NO: index + 1,
	TIME: '2026-01-05 09:00:00',
	SRC,
	DST: '07000005678',
	DURATION: '6',
	STATUS,
	CHANNEL: 'SIP/5060-b723535034f7',
	DSTCHANNEL: 'SIP/10235678-1218',
	ENDTIME: '2026-01-05 09:00:06',
	APPDATA,
}));

export const ROWS: Row[] = [
	{
		section: '3.1.1',
		operation: 'call.dial',
		fields: { to: '010-0000-1234' },
		command: 'clickdial',
		parameters: { destnumber: '01000001234' },
		sample: '{"SVC_RT":"0000","SVC_MSG":"","DATAS":{"STATUS":"OK","DEBUG":"CCC"}}',
		items: [done],
	},
	{
		section: '3.1.2',
		operation: 'call.hangUp',
		command: 'hangup',
		sample: '{"SVC_RT":"0000","SVC_MSG":"OK","DATAS":{"STATUS":"OK","CHANNEL":"SIP\\/10013010-aaba"}}',
		items: [{ ...done, channel: 'SIP/10013010-aaba' }],
	},
	{
		section: '3.1.3',
		operation: 'call.hold',
		command: 'starthold',
		sample: '{"SVC_RT":"0000","SVC_MSG":"","DATAS":{"STATUS":"OK","CHANNEL":"SIP\\/10013010-aabc"}}',
		items: [{ ...done, channel: 'SIP/10013010-aabc' }],
	},
	{
		section: '3.1.4',
		operation: 'call.resume',
		command: 'stophold',
		sample: '{"SVC_RT":"0000","SVC_MSG":"","DATAS":{"STATUS":"OK","CHANNEL":"SIP\\/10013010-aabc"}}',
		items: [{ ...done, channel: 'SIP/10013010-aabc' }],
	},
	{
		section: '3.1.5',
		operation: 'call.conference',
		fields: { to: '010-0000-1234, 031-000-5678; 070-0000-1001' },
		command: 'conference',
		parameters: { destnumber: '01000001234,0310005678,07000001001' },
		sample: '{"SVC_RT":"0000","SVC_MSG":"","DATAS":{"STATUS":"OK"}}',
		items: [done],
	},
	{
		section: '3.1.6',
		operation: 'call.startRecording',
		command: 'startrecord',
		sample: '{"SVC_RT":"0000","SVC_MSG":"","DATAS":{"STATUS":"OK","CHANNEL":"SIP\\/10013010-aabb"}}',
		items: [{ ...done, channel: 'SIP/10013010-aabb' }],
	},
	{
		section: '3.1.7',
		operation: 'call.stopRecording',
		command: 'stoprecord',
		sample: '{"SVC_RT":"0000","SVC_MSG":"","DATAS":{"STATUS":"OK","CHANNEL":"SIP\\/10013010-aabb"}}',
		items: [{ ...done, channel: 'SIP/10013010-aabb' }],
	},
	{
		section: '3.3.1, with recordings; DATAS inside LISTINFO',
		operation: 'recording.getAll',
		fields: { returnAll: true },
		command: 'recordlist',
		parameters: { page: '1' },
		sample: JSON.stringify({
			SVC_RT: '0000',
			SVC_MSG: 'OK',
			LISTINFO: { page: 1, numperpage: 10, total: 10, DATAS: recordings },
		}),
		items: recordings.map(({ NO, FILE_NAME, SRC, DST, CALLDATE, FILE_TIME, FILE_SIZE }) => ({
			position: NO,
			fileName: FILE_NAME,
			from: SRC,
			to: DST,
			calledAt: iso(CALLDATE),
			createdAt: iso(FILE_TIME),
			size: FILE_SIZE,
		})),
		raw: recordings,
	},
	{
		section: '3.3.1, without recordings',
		operation: 'recording.getAll',
		fields: { returnAll: true },
		command: 'recordlist',
		parameters: { page: '1' },
		sample: '{"SVC_RT":"0000","SVC_MSG":"OK","LISTINFO":{"page":1,"numperpage":10,"total":0,"DATAS":null}}',
		items: [],
		raw: [],
	},
	{
		section: '3.2.1',
		operation: 'message.send',
		fields: { to: '010-0000-1234', text: 'test' },
		command: 'smssend',
		parameters: { destnumber: '01000001234', smsmsg: 'test' },
		sample: '{"SVC_RT":"0000","SVC_MSG":"","DATAS":{"STATUS":"OK","RESCNT":1,"DEBUG":"01000001234=OK"}}',
		items: [
			{
				success: true,
				type: 'SMS',
				bytes: 4,
				sent: 1,
				failed: 0,
				remaining: 1,
				recipients: [{ to: '01000001234', status: 'OK' }],
			},
		],
	},
	{
		section: '3.2.1, with a link',
		operation: 'message.sendAndWait',
		fields: { to: '010-0000-1234', text: 'test' },
		command: 'smssend',
		parameters: { destnumber: '01000001234', smsmsg: expect.stringMatching(/^test\nhttp:\/\/\S+$/) as string },
		sample: '{"SVC_RT":"0000","SVC_MSG":"","DATAS":{"STATUS":"OK","RESCNT":1,"DEBUG":"01000001234=OK"}}',
		// It comes out when nobody answers in time.
		items: [{}],
	},
	{
		section: '3.4.1',
		operation: 'callForwarding.set',
		fields: { to: '+82 10-0000-1234' },
		command: 'setforward',
		parameters: { destnumber: '01000001234' },
		sample: '{"SVC_RT":"0000","SVC_MSG":"","DATAS":{"STATUS":"OK"}}',
		items: [done],
	},
	{
		section: '3.4.2',
		operation: 'callForwarding.stop',
		command: 'stopforward',
		sample: '{"SVC_RT":"0000","SVC_MSG":"OK","DATAS":{"STATUS":"OK"}}',
		items: [done],
	},
	{
		section: '3.5.1, with contacts; fewer than the total says',
		operation: 'contact.getAll',
		fields: { returnAll: true },
		command: 'addresslist',
		parameters: { page: '1' },
		sample: JSON.stringify({
			SVC_RT: '0000',
			SVC_MSG: 'OK',
			LISTINFO: { page: '1', numperpage: 10, total: 3 },
			DATAS: contacts,
		}),
		items: [
			{ position: 1, name: 'test1', phone1: '08000001000', phone2: '0200001000', groupName: 'test_group', groupCode: '0', note: '' },
			{ position: 2, name: 'test1', phone1: '08000001001', phone2: '0200001001', groupName: 'test_group', groupCode: '0', note: '' },
		],
		raw: contacts,
	},
	{
		section: '3.5.1, without contacts',
		operation: 'contact.getAll',
		fields: { returnAll: true },
		command: 'addresslist',
		parameters: { page: '1' },
		sample: '{"SVC_RT":"0000","SVC_MSG":"OK","LISTINFO":{"page":1,"numperpage":10,"total":0},"DATAS":null}',
		items: [],
		raw: [],
	},
	{
		section: '3.5.1, with the number, and another contact that has it too',
		operation: 'contact.find',
		fields: { phone: '+82 80-0000-1001' },
		command: 'addresslist',
		parameters: { page: '1' },
		sample: JSON.stringify({
			SVC_RT: '0000',
			SVC_MSG: 'OK',
			LISTINFO: { page: '1', numperpage: 10, total: 3 },
			DATAS: [...contacts, { ...contacts[0], PHONE2: '080-0000-1001' }],
		}),
		items: [
			{
				found: true,
				phone: '08000001001',
				name: 'test1',
				phone1: '08000001001',
				phone2: '0200001001',
				groupName: 'test_group',
				groupCode: '0',
				note: '',
				others: 1,
			},
		],
	},
	{
		section: '3.5.1, without the number',
		operation: 'contact.find',
		fields: { phone: '010-0000-1234' },
		command: 'addresslist',
		parameters: { page: '1' },
		sample: '{"SVC_RT":"0000","SVC_MSG":"OK","LISTINFO":{"page":"1","numperpage":10,"total":0},"DATAS":null}',
		items: [{ found: false, phone: '01000001234' }],
	},
	{
		section: '3.6.1, with calls; numbers as strings',
		operation: 'callHistory.getAll',
		fields: { direction: 'outbound', limit: 9 },
		command: 'callhistory',
		parameters: { page: '1', calltype: 'outbound' },
		sample: JSON.stringify({
			SVC_RT: '0000',
			SVC_MSG: 'OK',
			LISTINFO: { page: '1', numperpage: '10', total: '20', DATAS: calls },
		}).replaceAll('/', '\\/'),
		items: calls.map(({ NO, TIME, SRC, DST, DURATION, BILLSEC }) => ({
			position: Number(NO),
			startedAt: `${TIME.replaceAll('/', '-').replace(' ', 'T')}+09:00`,
			from: SRC,
			to: DST,
			durationSeconds: Number(DURATION),
			talkSeconds: Number(BILLSEC),
			status: 'answered',
			kind: 'internal',
		})),
		raw: calls,
	},
	{
		section: '3.6.1, without calls',
		operation: 'callHistory.getAll',
		fields: { direction: 'inbound', returnAll: true },
		command: 'callhistory',
		parameters: { page: '1', calltype: 'inbound' },
		sample: '{"SVC_RT":"0000","SVC_MSG":"OK","LISTINFO":{"page":"1","numperpage":"10","total":"0","DATAS":null}}',
		items: [],
		raw: [],
	},
	{
		section: '3.7.1, without forwarding',
		operation: 'line.get',
		command: 'userinfo',
		sample:
			'{"SVC_RT":"0000","SVC_MSG":"OK","DATAS":{"NAME":"tmpname","EXTEN":"0262","NUMBER070":"07000000262","FORWARD_TYPE":"0","FORWARD_DATA":"_","FORWARD_STR":""}}',
		items: [
			{
				name: 'tmpname',
				extension: '0262',
				number: '07000000262',
				forwarding: { active: false, kind: 'none', type: '0', data: '', description: '' },
			},
		],
		raw: [
			{ NAME: 'tmpname', EXTEN: '0262', NUMBER070: '07000000262', FORWARD_TYPE: '0', FORWARD_DATA: '_', FORWARD_STR: '' },
		],
	},
	{
		section: '3.7.2',
		operation: 'line.getPhoneStatus',
		command: 'phonestatus',
		sample: '{"SVC_RT":"0000","SVC_MSG":"OK","DATAS":{"STATUS":"OK"}}',
		items: [{ status: 'OK' }],
	},
	{
		section: '3.7.3, during a call',
		operation: 'line.getCallStatus',
		command: 'channelstatus',
		sample: '{"SVC_RT":"0000","SVC_MSG":"OK","DATAS":{"STATUS":"SIP\\/100C0262-f73b"}}',
		items: [{ inCall: true, channel: 'SIP/100C0262-f73b' }],
	},
	{
		section: '3.7.3, without a call',
		operation: 'line.getCallStatus',
		command: 'channelstatus',
		sample: '{"SVC_RT":"4004","SVC_MSG":"NO_CHANNEL","DATAS":{"STATUS":""}}',
		items: [{ inCall: false, channel: '' }],
	},
	{
		section: '3.9.1',
		operation: 'notificationUrl.set',
		fields: { event: 'incomingCall', url: '/www/AAA.html', host: '203.0.113.5', port: 80 },
		command: 'setringcallback',
		parameters: { callbackurl: '/www/AAA.html', callbackhost: '203.0.113.5', callbackport: '80' },
		sample:
			'{"SVC_RT":"0000","SVC_MSG":"OK","DATAS":{"STATUS":"OK","DEBUG":"|RES|SUC|tmpid@premium_c_xxxx.070-lguplus.co.kr|07000000262|100C0262|203.0.113.5|\\/www\\/AAA.html|80|1|20151214193940|"}}',
		items: [done],
	},
	{
		section: '3.9.2, without the number',
		operation: 'notificationUrl.get',
		fields: { event: 'incomingCall' },
		command: 'getringcallback',
		sample:
			'{"SVC_RT":"0000","SVC_MSG":"OK","DATAS":{"STATUS":"OK","CALLBACK":"2015-12-14 19:41:15^203.0.113.5 ^\\/wwww\\/AAA.html^80^1","DEBUG":"1"}}',
		items: [
			{
				registered: true,
				registeredAt: '2015-12-14T19:41:15+09:00',
				number: '',
				host: '203.0.113.5',
				url: '/wwww/AAA.html',
				port: '80',
				kind: '1',
			},
		],
	},
	{
		section: '3.9.3',
		operation: 'notificationUrl.delete',
		fields: { event: 'incomingCall' },
		command: 'delringcallback',
		sample: '{"SVC_RT":"0000","SVC_MSG":"OK","DATAS":{"STATUS":"OK","DEBUG":"1"}}',
		items: [{ deleted: true, ...done }],
	},
	{
		section: '3.9.4',
		operation: 'notificationUrl.set',
		fields: { event: 'incomingSms', url: 'http://www.example.com/BBB.php?user=A', host: '203.0.113.5', port: 8080 },
		command: 'setsmscallback',
		parameters: { callbackurl: 'http://www.example.com/BBB.php?user=A', callbackhost: '203.0.113.5', callbackport: '8080' },
		sample:
			'{"SVC_RT":"0000","SVC_MSG":"OK","DATAS":{"STATUS":"OK","DEBUG":"|RES|SUC|tmpid@premium_c_xxxx.070-lguplus.co.kr|07000000262|100C0262|203.0.113.5|\\/www\\/BBB.html|80|2|20151214194206|"}}',
		items: [done],
	},
	{
		section: '3.9.5, without STATUS',
		operation: 'notificationUrl.get',
		fields: { event: 'incomingSms' },
		command: 'getsmscallback',
		sample:
			'{"SVC_RT":"0000","SVC_MSG":"OK","DATAS":{"CALLBACK":"2015-12-14 19:42:06^07000000262^203.0.113.5^\\/WWW\\/BBB.html^80^1","DEBUG":""}}',
		items: [
			{
				registered: true,
				registeredAt: '2015-12-14T19:42:06+09:00',
				number: '07000000262',
				host: '203.0.113.5',
				url: '/WWW/BBB.html',
				port: '80',
				kind: '1',
			},
		],
	},
	{
		section: '3.9.5, with nothing registered',
		operation: 'notificationUrl.get',
		fields: { event: 'incomingSms' },
		command: 'getsmscallback',
		sample: '{"SVC_RT":"4002","SVC_MSG":"NO_DATA","DATAS":{"STATUS":""}}',
		items: [{ registered: false }],
	},
	{
		section: '3.9.6',
		operation: 'notificationUrl.delete',
		fields: { event: 'incomingSms' },
		command: 'delsmscallback',
		sample: '{"SVC_RT":"0000","SVC_MSG":"OK","DATAS":{"STATUS":"OK","DEBUG":"2"}}',
		items: [{ deleted: true, ...done }],
	},
	{
		section: '3.3.2',
		operation: 'recording.download',
		fields: { fileName: '0200-01000009999_20160811144245_mix.wav' },
		command: 'recorddownload',
		parameters: { filename: '0200-01000009999_20160811144245_mix.wav', cpcode: '-1' },
		sample: 'RIFF and so on',
		items: [{ fileName: '0200-01000009999_20160811144245_mix.wav', bytes: 14 }],
	},
	{
		section: '3.2.2; the total as a number, the page as a text',
		operation: 'message.getAll',
		fields: { returnAll: true },
		command: 'getrecvsmslist',
		parameters: { page: '1' },
		sample:
			'{"SVC_RT":"0000","SVC_MSG":"OK","LISTINFO":{"page":"1","numperpage":10,"total":3},"DATAS":[{"NO":1,"TIME":"2026-01-05 09:10:11","SRC":"01000001234","MNESSAGE":"\\uc548\\ub155"},{"NO":2,"TIME":"2026-01-05 09:10:10","SRC":"010-0000-1234","MNESSAGE":null},{"NO":3,"TIME":"?","SRC":"w","MESSAGE":"spelt right"}]}',
		items: [
			{ position: 1, receivedAt: '2026-01-05T09:10:11+09:00', from: '01000001234', message: '안녕' },
			{ position: 2, receivedAt: '2026-01-05T09:10:10+09:00', from: '01000001234', message: '' },
			{ position: 3, receivedAt: '?', from: 'w', message: 'spelt right' },
		],
		raw: [
			{ NO: 1, TIME: '2026-01-05 09:10:11', SRC: '01000001234', MNESSAGE: '안녕' },
			{ NO: 2, TIME: '2026-01-05 09:10:10', SRC: '010-0000-1234', MNESSAGE: null },
			{ NO: 3, TIME: '?', SRC: 'w', MESSAGE: 'spelt right' },
		],
	},
	...['4002', '4004'].map((code) => ({
		section: `3.2.2, without texts (${code}); the server's SQL is in the message`,
		operation: 'message.getAll',
		fields: { returnAll: true },
		command: 'getrecvsmslist',
		parameters: { page: '1' },
		sample: `{"SVC_RT":"${code}","SVC_MSG":"NO_DATA(SELECT * FROM RECV_SMS)","LISTINFO":{"page":"1","numperpage":10,"total":0},"DATAS":null}`,
		items: [],
		raw: [],
	})),
	{
		section: '3.6.2',
		operation: 'callHistory.getAllInbound',
		fields: { returnAll: true },
		command: 'getinboundcall',
		parameters: { page: '1', num_per_page: '200' },
		sample: JSON.stringify({
			SVC_RT: '0000',
			SVC_MSG: 'OK',
			LISTINFO: { page: '1', numperpage: '200', total: `${inbound.length}` },
			DATAS: inbound,
		}).replaceAll('/', '\\/'),
		items: [
			['01000001234', 'canceled', '5678', 6],
			['01000001235', 'answered', '01000003000', 6],
			['01000001236', 'noAnswer', '5678', 6],
			['01000001237', 'busy', '5678', 6],
			['01000001238', 'failed', '', 6],
			['01000001239', 'noAnswer', 'Local/5678', 6],
			['anonymous', 'PARKED', '5678', 6],
		].map(([from, status, reached, durationSeconds], index) => ({
			position: index + 1,
			startedAt: '2026-01-05T09:00:00+09:00',
			endedAt: '2026-01-05T09:00:06+09:00',
			from,
			to: '07000005678',
			reached,
			durationSeconds,
			answered: status === 'answered',
			status,
		})),
		raw: inbound,
	},
	{
		section: '3.6.2, three of them',
		operation: 'callHistory.getAllInbound',
		fields: { limit: 3 },
		command: 'getinboundcall',
		parameters: { page: '1', num_per_page: '3' },
		sample: JSON.stringify({ SVC_RT: '0000', LISTINFO: { page: '1', numperpage: '3', total: '9' }, DATAS: inbound.slice(0, 3) }),
		items: [expect.objectContaining({ position: 1 }), expect.objectContaining({ position: 2 }), expect.objectContaining({ position: 3 })],
	},
	{
		section: '3.6.2, without calls',
		operation: 'callHistory.getAllInbound',
		fields: { returnAll: true },
		command: 'getinboundcall',
		parameters: { page: '1', num_per_page: '200' },
		sample: '{"SVC_RT":"4004","SVC_MSG":"NO_DATA(SELECT 1)","LISTINFO":{"page":"1","numperpage":"200","total":"0"},"DATAS":null}',
		items: [],
		raw: [],
	},
	...(['noAnswer', 'busy', 'simultaneous', 'busyOrNoAnswer'] as const).map((when, index) => ({
		section: `3.4.3, ${when}`,
		operation: 'callForwarding.set',
		fields: { to: '010-0000-1234', when },
		command: 'setforwardtype',
		parameters: { destnumber: '01000001234', ftype: `${index + 1}` },
		sample: `{"SVC_RT":"0000","SVC_MSG":"OK","DATAS":{"STATUS":"OK","DEBUG":"ftype:${index + 1}, 10235678"}}`,
		items: [done],
	})),
	{
		section: '3.4.4, to a number when busy',
		operation: 'callForwarding.get',
		command: 'getforwardtype',
		sample:
			'{"SVC_RT":"0000","SVC_MSG":"OK","DATAS":{"FORWARD_USE":"F","FORWARD_DATA":"070-0000-1111","FORWARD_STR":"매일외부:통화중일때:07000001111","FORWARD_TYPE":"2","DOMAIN":"lgdacom.net"}}',
		items: [{ active: true, kind: 'number', to: '07000001111', when: 'busy', description: '매일외부:통화중일때:07000001111' }],
		raw: [
			{
				FORWARD_USE: 'F',
				FORWARD_DATA: '070-0000-1111',
				FORWARD_STR: '매일외부:통화중일때:07000001111',
				FORWARD_TYPE: '2',
				DOMAIN: 'lgdacom.net',
			},
		],
	},
	{
		section: '3.4.4, to the voice mail',
		operation: 'callForwarding.get',
		command: 'getforwardtype',
		sample: '{"SVC_RT":"0000","SVC_MSG":"OK","DATAS":{"FORWARD_USE":"V","FORWARD_DATA":"","FORWARD_STR":"","FORWARD_TYPE":" "}}',
		items: [{ active: true, kind: 'voicemail', to: '', when: '', description: '' }],
	},
	{
		section: '3.4.4, a type that no document has',
		operation: 'callForwarding.get',
		command: 'getforwardtype',
		// A word that every object of JavaScript has.
		sample: '{"SVC_RT":"0000","DATAS":{"FORWARD_USE":"F","FORWARD_DATA":"01000001234","FORWARD_TYPE":"constructor"}}',
		items: [{ active: true, kind: 'number', to: '01000001234', when: 'constructor', description: '' }],
	},
	...['N', ''].map((use) => ({
		section: `3.4.4, not at all (${JSON.stringify(use)})`,
		operation: 'callForwarding.get',
		command: 'getforwardtype',
		sample: `{"SVC_RT":"0000","SVC_MSG":"OK","DATAS":{"FORWARD_USE":"${use}","FORWARD_DATA":"_","FORWARD_STR":null}}`,
		items: [{ active: false, kind: 'none', to: '', when: '', description: '' }],
	})),
	...['', ',"DATAS":null', ',"DATAS":"Z"', ',"DATAS":[]', ',"DATAS":{}'].map((datas) => ({
		section: `3.3.3, ${datas || 'without DATAS'}`,
		operation: 'recording.delete',
		fields: { fileName: '0262-01000009999_20160811144245_mix.wav' },
		command: 'recordremove',
		parameters: { filename: '0262-01000009999_20160811144245_mix.wav' },
		sample: `{"SVC_RT":"0000","SVC_MSG":"OK"${datas}}`,
		items: [{ deleted: true, fileName: '0262-01000009999_20160811144245_mix.wav' }],
	})),
	...['"연장되었습니다."', '{"STATUS":"연장되었습니다.","NUMBER070":"07000000262"}', '[{"STATUS":"연장되었습니다."}]'].map((datas) => ({
		section: `3.8.4, ${datas}`,
		operation: 'line.extendPassword',
		command: 'extendauth',
		sample: `{"SVC_RT":"0000","SVC_MSG":"OK","DATAS":${datas}}`,
		items: [{ success: true, message: '연장되었습니다.' }],
	})),
	...['N', 'F', 'V'].map((FORWARD_TYPE) => ({
		section: `3.7.1, userinfo with type ${FORWARD_TYPE}`,
		operation: 'line.get',
		command: 'userinfo',
		sample: JSON.stringify({ SVC_RT: '0000', DATAS: { NAME: 'n', EXTEN: '1000', NUMBER070: '07000001000', FORWARD_TYPE, FORWARD_DATA: '', FORWARD_STR: '' } }),
		items: [expect.objectContaining({ forwarding: expect.objectContaining({ active: FORWARD_TYPE !== 'N', type: FORWARD_TYPE }) })],
	})),
	{
		section: '3.2.1, RESTCOUNT',
		operation: 'message.send',
		fields: { to: '010-0000-1234', text: 'test' },
		command: 'smssend',
		parameters: { destnumber: '01000001234', smsmsg: 'test' },
		sample: '{"SVC_RT":"0000","SVC_MSG":"","DATAS":{"STATUS":"OK","RESTCOUNT":"1","DEBUG":"01000001234=OK"}}',
		items: [expect.objectContaining({ success: true, sent: 1, remaining: 1 })],
	},
	{
		section: '4.3, eight parts, and done as 2000',
		operation: 'notificationUrl.get',
		fields: { event: 'incomingCall' },
		command: 'getringcallback',
		sample:
			'{"SVC_RT":"2000","SVC_MSG":"OK","DATAS":{"STATUS":"OK","CALLBACK":"2015-12-14 19:41:15^07000000262^203.0.113.5^\\/www\\/call.html^80^1^20140904183523^299912122400","DEBUG":""}}',
		items: [
			{
				registered: true,
				registeredAt: '2015-12-14T19:41:15+09:00',
				number: '07000000262',
				host: '203.0.113.5',
				url: '/www/call.html',
				port: '80',
				kind: '1',
				validFrom: '2014-09-04T18:35:23+09:00',
				validUntil: '2999-12-13T00:00:00+09:00',
			},
		],
	},
	...(['null', '"removed"'] as const).map((datas) => ({
		section: `2.3, DATAS ${datas}, and done as 2000`,
		operation: 'notificationUrl.delete',
		fields: { event: 'incomingSms' },
		command: 'delsmscallback',
		sample: `{"SVC_RT":"2000","SVC_MSG":"OK","DATAS":${datas}}`,
		items: [{ deleted: true, success: true, status: '' }],
	})),
];

/** Those that list, each with a row of the service's own records. */
export const LISTINGS = [...new Map(ROWS.filter(({ operation, raw }) => /\.getAll/.test(operation) && raw?.length).map((row) => [row.operation, row])).values()];

const KOREAN_TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+09:00$/;

interface NewerStep {
	operation: string;
	fields?: IDataObject;
	command: string;
	/** What the line has before. */
	line?: Parameters<SimulatorClient['setLine']>[1];
	items: unknown[];
	instead: RegExp;
}

/** Steps for a real n8n, of what a line may lack: the command that an operation sends, what comes out, and what is said where a line lacks it. */
export const NEWER: NewerStep[] = [
	{
		operation: 'message.getAll',
		fields: { limit: 1, filters: { phone: '1588-0000' } },
		command: 'getrecvsmslist',
		items: [{ position: 1, receivedAt: expect.stringMatching(KOREAN_TIME), from: '15880000', message: '배송 완료' }],
		instead: /LG U\+ Centrex Trigger/,
	},
	{
		operation: 'callHistory.getAllInbound',
		fields: { limit: 1, filters: { phone: '010-0000-3108', status: ['busy', 'canceled', 'noAnswer'] } },
		command: 'getinboundcall',
		items: [
			{
				position: 1,
				startedAt: expect.stringMatching(KOREAN_TIME),
				endedAt: expect.stringMatching(KOREAN_TIME),
				from: '01000003108',
				to: '07000001000',
				reached: '1000',
				durationSeconds: expect.any(Number),
				answered: false,
				status: expect.stringMatching(/^(busy|canceled|noAnswer)$/),
			},
		],
		instead: /Call History → Get Many/,
	},
	{
		operation: 'callForwarding.set',
		fields: { to: '010-0000-3106', when: 'busy' },
		command: 'setforwardtype',
		items: [done],
		instead: /When at Always/,
	},
	{
		operation: 'callForwarding.get',
		command: 'getforwardtype',
		items: [{ active: true, kind: 'number', to: '01000003106', when: 'busy', description: expect.stringContaining('01000003106') }],
		instead: /Line → Get/,
	},
	{
		operation: 'line.extendPassword',
		command: 'extendauth',
		items: [{ success: true, message: expect.stringMatching(/./) }],
		instead: /Centrex website/,
	},
	{
		operation: 'recording.delete',
		fields: { fileName: '1000-01000003107_20261101090000_mix.wav' },
		command: 'recordremove',
		line: { recordings: [{ direction: 'inbound', number: '01000003107', startedAt: '2026-11-01T09:00:00+09:00', seconds: 2 }] },
		items: [{ deleted: true, fileName: '1000-01000003107_20261101090000_mix.wav' }],
		instead: /Centrex website/,
	},
];
