import type { IDataObject } from 'n8n-workflow';

import { factsOf } from '../nodes/UplusCentrex/api/commands';
import { resources } from '../nodes/UplusCentrex/resources';
import { NEWER } from './support/operations';
import { errorOf, runAction } from './support/runAction';
import { runWorkflow } from './support/runWorkflow';
import { credentialFor, listenOnTheWire } from './support/wire';

/** Chapter 3 of the provider's document, and the codes that the service of today adds. */
const CODES: Array<[string, string]> = [
	['1001', 'PARAM_ERR'],
	['1002', 'PARAM_ERR'],
	['1003', 'AUTH_ERR'],
	['1004', 'AUTH_ERR'],
	['1005', 'ERR_COMMAND'],
	['1007', 'INITIAL_PASSWORD'],
	['1008', 'PASSWORD_EXPIRED'],
	['1202', 'OVER_CHANGE_ERR'],
	['1203', 'AUTHCODE_ERR'],
	['1204', 'AUTHCODE_ERR'],
	['2001', 'NO_HOST'],
	['2002', 'NO_PERM'],
	['3001', 'ERR_PROCESS'],
	['3002', 'OVER_MSGLENGTH'],
	['3003', 'OVER_DSTNUMBERS'],
	['3004', 'NO_SMSCOUNT'],
	['4001', 'UNKNOWN_COMMNAD'],
	['4002', 'NO_DATA'],
	['4003', 'NO_STATUS'],
	['4004', 'NO_CHANNEL'],
	['9999', 'ETC_ERR'],
	['5050', 'BRAND_NEW'],
];

/** Codes by which the service says that it failed: nobody knows how far a text or a call had got. */
const INTERNAL_CODES = ['3001', '9999'];

/** One operation of each kind, and the codes that are an answer to it, no error. */
const OPERATIONS: Array<[string, Record<string, string>, string[]]> = [
	['sending', { resource: 'message', operation: 'send', to: '010-0000-1234', text: 'test' }, []],
	['calling', { resource: 'call', operation: 'dial', to: '010-0000-1234' }, []],
	['during a call', { resource: 'call', operation: 'hangUp' }, []],
	['setting', { resource: 'callForwarding', operation: 'set', to: '010-0000-1234' }, []],
	['reading', { resource: 'line', operation: 'get' }, []],
	['listing', { resource: 'recording', operation: 'getAll' }, ['4002', '4004']],
	['downloading', { resource: 'recording', operation: 'download', fileName: 'a.wav' }, []],
	['deleting', { resource: 'recording', operation: 'delete', fileName: 'a.wav' }, []],
	['extending', { resource: 'line', operation: 'extendPassword' }, []],
	['reading what older services lack', { resource: 'callHistory', operation: 'getAllInbound' }, ['4002', '4004']],
];

let wire: Awaited<ReturnType<typeof listenOnTheWire>>;
afterEach(async () => await wire.close());

describe.each(OPERATIONS)('%s', (kind, parameters, answers) => {
	test.each(CODES.filter(([code]) => !answers.includes(code)))('%s %s is told in words, on its item', async (code, name) => {
		wire = await listenOnTheWire(JSON.stringify({ SVC_RT: code, SVC_MSG: code === '5050' ? name : '', DATAS: { STATUS: '' } }));
		const run = { parameters, credential: credentialFor(wire.baseUrl) };

		const error = await errorOf(runAction(run));
		expect(error.name).toBe('NodeApiError');
		// One sentence what happened, with code and name; one what to do.
		const inDoubt = ['sending', 'calling'].includes(kind) && INTERNAL_CODES.includes(code);
		const asked = kind === 'sending' && inDoubt ? 'Request 1 of 1 failed: ' : '';
		expect(error.message).toMatch(new RegExp(`^${asked}[A-Z].{15,}[a-z] \\(${code} ${name}\\)$`));
		expect(error.description).toMatch(/^[A-Z].{15,}\.$/);
		expect(error.context).toMatchObject({ itemIndex: 0 });
		expect(wire.requests).toHaveLength(1);

		const [item] = await runAction({ ...run, settings: { onError: 'continueRegularOutput' } });
		const outcome = inDoubt ? 'unknown' : 'rejected';
		const recipients = asked ? [{ to: '01000001234', status: 'UNKNOWN' }] : undefined;
		expect(item.json).toEqual({ error: `${error.message}. ${error.description}`, code, codeName: name, outcome, recipients });
	});
});

describe('a contract or a service that lacks the command', () => {
	const newer = NEWER.map(({ operation, fields = {}, instead }) => [operation, fields, instead] as const);
	test('each operation that a line may lack is here', () => {
		const lacking = resources.flatMap(({ value: resource, operations }) =>
			operations.filter(({ commands }) => commands.some((command) => factsOf(command).instead)).map(({ value }) => `${resource}.${value}`));
		// Check tells of it in its items.
		expect([...newer.map(([both]) => both), 'line.check'].sort()).toEqual(lacking.sort());
	});

	const errorFor = async (both: string, fields: IDataObject, code: string, message: string) => {
		wire = await listenOnTheWire(JSON.stringify({ SVC_RT: code, SVC_MSG: message, DATAS: '07000001000 is not permitted' }));
		const [resource, operation] = both.split('.');
		return await errorOf(runAction({ parameters: { resource, operation, ...fields } as never, credential: credentialFor(wire.baseUrl) }));
	};
	const answers = [
		['1005', 'NO_API_PERM_ERR'],
		['1005', 'ERR_COMMAND'],
		['2002', 'NO_PERM'],
		['4001', 'UNKNOWN_COMMNAD'],
	];

	test.each(newer.flatMap(([both, fields, instead]) => answers.map(([code, message]) => [both, code, message, fields, instead] as const)))(
		'%s says so after %s %s, and what does the nearest thing',
		async (both, code, message, fields, instead) => {
			const { message: said, description } = await errorFor(both, fields, code, message);
			expect(said).toBe(`The service or the contract of this line lacks this operation (${code} ${message})`);
			expect(description).toMatch(/the API add-on/);
			expect(description).toMatch(instead);
			expect(/type B/.test(description ?? '')).toBe(both.startsWith('recording.'));
		},
	);

	test.each([
		['recording.download', { fileName: 'a.wav' }, /API add-on in its type B, which recordings need \(1005 NO_API_PERM_ERR\)$/],
		['message.send', { to: '010-0000-1234', text: 'x' }, /lacks the API add-on \(1005 NO_API_PERM_ERR\)$/],
	])('%s says that the add-on is missing', async (both, fields, expected) => {
		const { message, description } = await errorFor(both, fields, '1005', 'NO_API_PERM_ERR');
		expect(message).toMatch(expected);
		expect(description).toMatch(/^Ask LG U\+ customer service to make the API add-on part of the line's contract/);
	});

	test.each(['recording.download', 'recording.delete'])('%s: 4001 with words of its own is a bad file name', async (both) => {
		const { message } = await errorFor(both, { fileName: 'a.mp3' }, '4001', '파일명이 올바르지 않습니다');
		expect(message).toMatch(/^The service does not accept this file name: it belongs to another extension, or is no \.wav file \(4001 UNKNOWN_COMMNAD\)$/);
	});

	test.each(['4002', '4004'])('a recording that is gone is said to be (%s)', async (code) => {
		const { message } = await errorFor('recording.delete', { fileName: 'a.wav' }, code, 'NO_DATA(SELECT * FROM RECORDS)');
		expect(message).toMatch(/^The line has no recording of this name/);
	});

	test('2001 can mean the number or the IP address', async () => {
		const { message, description } = await errorFor('line.extendPassword', {}, '2001', '호스트 없음');
		expect(message).toMatch(/knows no host for this number, does not allow this computer's IP address/);
		expect(description).toMatch(/Number and Service in the credential.*public IP address/);
	});
});

test.each(['OK', 'ok', ['OK', 'OK']])('2000 with %p is done', async (SVC_MSG) => {
	wire = await listenOnTheWire(JSON.stringify({ SVC_RT: '2000', SVC_MSG, DATAS: { STATUS: 'OK' } }));
	const parameters = { resource: 'notificationUrl', operation: 'delete', event: 'incomingCall' };
	const [{ json }] = await runAction({ parameters, credential: credentialFor(wire.baseUrl) });
	expect(json).toEqual({ deleted: true, success: true, status: 'OK' });
});

test.each(['', 'NO_HOST', 'OK?', ['OK', 'NO_HOST'], []])('2000 with %p is an error', async (SVC_MSG) => {
	wire = await listenOnTheWire(JSON.stringify({ SVC_RT: '2000', SVC_MSG, DATAS: { STATUS: 'OK' } }));
	const parameters = { resource: 'notificationUrl', operation: 'delete', event: 'incomingCall' };
	expect((await errorOf(runAction({ parameters, credential: credentialFor(wire.baseUrl) }))).message).toMatch(/\(2000 /);
});

test.each([
	['5050', { a: 1 }, '5050', 'UNLISTED', 'The service refused the request (5050 UNLISTED). The service says: {"a":1}.'],
	['5050', { toString: 1 }, '5050', 'UNLISTED', 'The service refused the request (5050 UNLISTED). The service says: {"toString":1}.'],
	['5050', '점검 중입니다', '5050', 'UNLISTED', 'The service refused the request (5050 UNLISTED). The service says: 점검 중입니다.'],
	// Every object of JavaScript has these.
	['constructor', 'BRAND_NEW', 'constructor', 'BRAND_NEW', 'The service refused the request (no code BRAND_NEW). No document'],
	['toString', '', 'toString', 'UNLISTED', 'The service refused the request (no code UNLISTED). No document'],
])('a code %p with the message %p is told as the service wrote it', async (SVC_RT, SVC_MSG, code, codeName, words) => {
	wire = await listenOnTheWire(JSON.stringify({ SVC_RT, SVC_MSG }));
	const [{ json }] = await runAction({
		parameters: { resource: 'line', operation: 'get' },
		credential: credentialFor(wire.baseUrl),
		settings: { onError: 'continueRegularOutput' },
	});
	expect(json).toMatchObject({ code, codeName, outcome: 'rejected' });
	expect(json.error).toContain(words);
});

test("the server's SQL, which an empty list's message may hold, is in no error", async () => {
	const sql = 'SELECT SECRET FROM TABLE';
	for (const [code, SVC_MSG] of [['4002', `NO_DATA(${sql})`], ['4004', sql], ['7777', `X(${sql})`]]) {
		wire = await listenOnTheWire(JSON.stringify({ SVC_RT: code, SVC_MSG, DATAS: null }));
		const run = runAction({ parameters: { resource: 'line', operation: 'get' }, credential: credentialFor(wire.baseUrl) });
		const { message, description, context } = await errorOf(run);
		expect(JSON.stringify([message, description, context])).not.toMatch(/SECRET/);
		await wire.close();
	}
});

test('a failed item does not stop the others, and is paired with what it came from', async () => {
	const ok = '{"SVC_RT":"0000","SVC_MSG":"","DATAS":{"STATUS":"OK"}}';
	wire = await listenOnTheWire(ok, '{"SVC_RT":"4004","SVC_MSG":"NO_CHANNEL"}', ok);
	const items = await runAction({
		parameters: { resource: 'call', operation: 'hold' },
		credential: credentialFor(wire.baseUrl),
		items: [{}, {}, {}],
		settings: { onError: 'continueRegularOutput' },
	});
	expect(items.map(({ json, pairedItem }) => [json.success ?? json.code, pairedItem])).toEqual([
		[true, { item: 0 }],
		['4004', { item: 1 }],
		[true, { item: 2 }],
	]);
});

test('after a wrong password the other items are not tried: repeated ones lock the account', async () => {
	wire = await listenOnTheWire('{"SVC_RT":"1004","SVC_MSG":"AUTH_ERR"}');
	const items = await runAction({
		parameters: { resource: 'line', operation: 'get' },
		credential: credentialFor(wire.baseUrl),
		items: [{}, {}, {}],
		settings: { onError: 'continueRegularOutput' },
	});
	expect(wire.requests).toHaveLength(1);
	expect(items.map(({ json }) => [json.code, json.outcome])).toEqual([
		['1004', 'rejected'],
		['1004', 'notSent'],
		['1004', 'notSent'],
	]);
	expect(items[2].json.error).toMatch(/^Not tried, because an item before was refused: The password is wrong/);
});

test.each([0, -1, 'many', ''])('a limit of %p is refused', async (limit) => {
	wire = await listenOnTheWire('{"SVC_RT":"0000","DATAS":null}');
	const run = runAction({ parameters: { resource: 'contact', operation: 'getAll', limit }, credential: credentialFor(wire.baseUrl) });
	expect((await errorOf(run)).message).toMatch(/^Limit: it must be at least 1/);
});

describe("after n8n's own engine has had it, a failed item", () => {
	const answers = ['{"SVC_RT":"0000","DATAS":{"STATUS":"OK"}}', '{"SVC_RT":"4004","SVC_MSG":"NO_CHANNEL"}'];
	const failed = { error: expect.stringMatching(/\(4004 NO_CHANNEL\)/), code: '4004', codeName: 'NO_CHANNEL', outcome: 'rejected' };
	const run = async (onError: 'continueRegularOutput' | 'continueErrorOutput') => {
		wire = await listenOnTheWire(...answers);
		const parameters = { resource: 'call', operation: 'hold' };
		return await runWorkflow(parameters, credentialFor(wire.baseUrl), [{ name: 'a' }, { name: 'b' }], { onError });
	};

	test('still says all of it where the others go on', async () => {
		expect(await run('continueRegularOutput')).toEqual([[{ success: true, status: 'OK' }, failed]]);
	});

	test('still says all of it on the error output, with what came in', async () => {
		expect(await run('continueErrorOutput')).toEqual([[{ success: true, status: 'OK' }], [{ name: 'b', ...failed }]]);
	});
});

describe('an outcome that is unknown', () => {
	const rings: Array<[string, Record<string, string>]> = [
		['call.dial', { resource: 'call', operation: 'dial', to: '010-0000-1234' }],
		['call.conference', { resource: 'call', operation: 'conference', to: '010-0000-1234' }],
	];
	test.each(rings)('of %s is said, and it is not tried again', async (_, parameters) => {
		wire = await listenOnTheWire((response) => response.destroy());
		const [item] = await runAction({
			parameters,
			credential: credentialFor(wire.baseUrl),
			settings: { onError: 'continueRegularOutput' },
		});
		expect(item.json).toMatchObject({ outcome: 'unknown', code: null, codeName: null });
		expect(item.json.error).toMatch(/may have been carried out/);
		expect(wire.requests).toHaveLength(1);
	});

	test('is said when the workflow is stopped while the service carries it out', async () => {
		const stop = new AbortController();
		wire = await listenOnTheWire(() => stop.abort());
		const [item] = await runAction({
			parameters: { resource: 'message', operation: 'send', to: '010-0000-1234', text: 'test' },
			credential: credentialFor(wire.baseUrl),
			settings: { onError: 'continueRegularOutput' },
			abortSignal: stop.signal,
		});
		expect(item.json).toMatchObject({ outcome: 'unknown' });
		expect(item.json.error).toMatch(/had not answered when the workflow was stopped/);
	});
});

describe('nothing is sent', () => {
	test.each<[string, Record<string, string | number>, RegExp]>([
		['to two numbers at once', { resource: 'call', operation: 'dial', to: '010-0000-0001, 010-0000-0002' }, /^To: it has 2 numbers/],
		[
			'for a conference of four',
			{ resource: 'call', operation: 'conference', to: '010-0000-0001,010-0000-0002,010-0000-0003,010-0000-0004' },
			/^To: it has 4 numbers/,
		],
		['to forward to nobody', { resource: 'callForwarding', operation: 'set', to: '' }, /^To: it is empty/],
		['to download nothing', { resource: 'recording', operation: 'download', fileName: ' ' }, /^File Name: it is empty/],
		['for a page without an extension', { resource: 'notificationUrl', operation: 'set', url: '/call', host: '203.0.113.5', port: 80 }, /^URL: /],
		['for HTTPS', { resource: 'notificationUrl', operation: 'set', url: 'https://a.kr/a.html', host: '203.0.113.5', port: 80 }, /^URL: /],
		['for a host name', { resource: 'notificationUrl', operation: 'set', url: '/a.html', host: 'a.kr', port: 80 }, /^Host: it is not an IPv4 address$/],
		['for an event that an expression got wrong', { resource: 'notificationUrl', operation: 'delete', event: 'incomingFax' }, /^Event: there is none of this name$/],
		['for calls of no direction', { resource: 'callHistory', operation: 'getAll', direction: 'sideways' }, /^Direction: there is none of this name$/],
		['for port 0', { resource: 'notificationUrl', operation: 'set', url: '/a.html', host: '203.0.113.5', port: 0 }, /^Port: it is not a port$/],
	])('%s', async (_, parameters, message) => {
		wire = await listenOnTheWire('{"SVC_RT":"0000","DATAS":{"STATUS":"OK"}}');
		const error = await errorOf(runAction({ parameters, credential: credentialFor(wire.baseUrl) }));
		expect(error.message).toMatch(message);
		expect(error.description).toMatch(/Nothing was sent\.$/);
		expect(wire.requests).toHaveLength(0);
	});
});

test('a status or channel that comes as an object comes out as the service wrote it', async () => {
	wire = await listenOnTheWire('{"SVC_RT":"0000","DATAS":{"STATUS":{"code":"OK"},"CHANNEL":{"id":1}}}');
	const [{ json }] = await runAction({ parameters: { resource: 'call', operation: 'hold' }, credential: credentialFor(wire.baseUrl) });
	expect(json).toEqual({ success: false, status: '{"code":"OK"}', channel: '{"id":1}' });
});

test('a phone or call status that comes as an array is read', async () => {
	wire = await listenOnTheWire(
		'{"SVC_RT":"0000","DATAS":{"STATUS":["OK"]}}',
		'{"SVC_RT":"0000","DATAS":{"STATUS":["SIP/100C0262-f73b"]}}',
		'{"SVC_RT":"0000","DATAS":{"STATUS":[]}}',
	);
	const credential = credentialFor(wire.baseUrl);
	const status = async (operation: string) =>
		(await runAction({ parameters: { resource: 'line', operation }, credential })).map(({ json }) => json);
	expect(await status('getPhoneStatus')).toEqual([{ status: 'OK' }]);
	expect(await status('getCallStatus')).toEqual([{ inCall: true, channel: 'SIP/100C0262-f73b' }]);
	expect(await status('getCallStatus')).toEqual([{ inCall: false, channel: '' }]);
});
