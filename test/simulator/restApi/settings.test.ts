import type { IncomingMessage } from 'node:http';
import { createServer } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';
import type { Settings } from '../../../simulator/restApi/settings';
import { SETTINGS, settingsOf } from '../../../simulator/restApi/settings';
import { errorAnswer, OFFICE, OFFICE_LINE, setClock, startReceiver, useSimulator } from '../helpers';

const simulator = useSimulator();
const { client } = simulator;
const choose = async (settings: Partial<Settings>) => await client().choose(settings);
const ask = async (command: string, parameters: Record<string, string> = {}) =>
	JSON.parse(await simulator.answer(command, { page: '1', ...parameters }));

const past = { direction: 'inbound', number: '01000001234', startedAt: '2026-11-22T09:30:00+09:00' } as const;
beforeEach(async () => {
	await simulator.setLine({
		pickUpSeconds: 0,
		contacts: [{ name: '홍길동', phone1: '01000001234' }],
		history: [{ ...past, durationSeconds: 8, talkSeconds: 7, status: 'OK' }],
		recordings: [{ ...past, seconds: 2 }],
		receivedTexts: [{ from: past.number, text: 'x', at: past.startedAt }],
	});
});
const inbound = { calltype: 'inbound' };

test('by default everything is as today’s service has it, the first choice of each', async () => {
	expect((await simulator.state()).settings).toEqual(settingsOf('today'));
	expect(Object.values(SETTINGS).map(([first]) => first)).toEqual(Object.values(settingsOf('today')));
});

test('the choices in which the two services differ', () => {
	const [today, document] = [settingsOf('today'), settingsOf('document')];
	const differing = Object.keys(SETTINGS).filter((name) => today[name as 'times'] !== document[name as 'times']);
	expect(differing).toEqual(['service', 'sendsLeft', 'historyResult', 'callbackParts', 'recordingType']);
	expect(document).toMatchObject({
		sendsLeft: 'RESCNT',
		historyResult: '0000',
		callbackParts: '6',
		recordingType: 'application/octet-stream',
	});
});

test('a service chooses all settings, and what is named beside it stands on top', async () => {
	await choose({ numbers: 'strings', times: 'digits' });
	expect(await choose({ service: 'document' })).toEqual(settingsOf('document'));
	const some = { numbers: 'strings', callbackParts: '5' } as const;
	expect(await choose({ ...some, service: 'document' })).toEqual({ ...settingsOf('document'), ...some });
	expect(await choose({ service: 'today' })).toEqual(settingsOf('today'));
});

test('a choice is answered with all settings, and leaves the others alone', async () => {
	const settings = { ...settingsOf('today'), numbers: 'strings' };
	expect(await choose({ numbers: 'strings' })).toEqual(settings);
	expect(await choose({ sendsLeft: 'RESCNT' })).toEqual({ ...settings, sendsLeft: 'RESCNT' });
	expect((await simulator.state()).settings).toEqual({ ...settings, sendsLeft: 'RESCNT' });
});

describe('numbers', () => {
	const numbers = async () => {
		const [records, contacts, calls] = [
			await ask('recordlist'),
			await ask('addresslist'),
			await ask('callhistory', inbound),
		];
		const all = ({ LISTINFO, DATAS }: typeof records) => [...Object.values(LISTINFO), DATAS[0].NO];
		return {
			recordlist: all(records),
			addresslist: all(contacts),
			callhistory: all(calls),
			getrecvsmslist: all(await ask('getrecvsmslist')),
			smssend: (await ask('smssend', { destnumber: '01000001234', smsmsg: 'x' })).DATAS.RESTCOUNT,
			others: [calls.DATAS[0].DURATION, calls.DATAS[0].BILLSEC, calls.DATAS[0].KIND],
		};
	};
	const others = ['8', '7', '2'];

	test('as in the samples', async () => {
		expect(await numbers()).toEqual({
			recordlist: [1, 10, 1, 1],
			addresslist: ['1', 10, 1, '1'],
			callhistory: ['1', '10', '1', '1'],
			getrecvsmslist: ['1', 10, 1, 1],
			smssend: 999,
			others,
		});
	});

	test('as strings', async () => {
		await choose({ numbers: 'strings' });
		const strings = ['1', '10', '1', '1'];
		expect(await numbers()).toEqual({
			recordlist: strings,
			addresslist: strings,
			callhistory: strings,
			getrecvsmslist: strings,
			smssend: '999',
			others,
		});
	});

	test('as numbers', async () => {
		await choose({ numbers: 'numbers' });
		const all = [1, 10, 1, 1];
		const lists = { recordlist: all, addresslist: all, callhistory: all, getrecvsmslist: all };
		expect(await numbers()).toEqual({ ...lists, smssend: 999, others });
	});
});

test.each(SETTINGS.sendsLeft)('sendsLeft: %s', async (sendsLeft) => {
	await choose({ sendsLeft });
	expect(await simulator.answer('smssend', { destnumber: '01000001234', smsmsg: 'x' })).toBe(
		`{"SVC_RT":"0000","SVC_MSG":"","DATAS":{"STATUS":"OK","${sendsLeft}":999,"DEBUG":"01000001234=OK"}}`,
	);
});

describe('historyResult, where there is something and where there is nothing', () => {
	test.each([
		['OKWhenEmpty', ['0000', 'OK'], ['OK', '']],
		['0000', ['0000', 'OK'], ['0000', 'OK']],
		['OK', ['OK', 'OK'], ['OK', 'OK']],
	] as const)('%s', async (historyResult, some, none) => {
		await choose({ historyResult });
		const result = ({ SVC_RT, SVC_MSG }: Record<string, string>) => [SVC_RT, SVC_MSG];
		expect(result(await ask('callhistory', inbound))).toEqual(some);
		expect(result(await ask('callhistory'))).toEqual(none);
		expect((await ask('callhistory', { page: '0' })).SVC_RT).toBe('1002');
		expect(result(await ask('recordlist', { page: '2' }))).toEqual(['0000', 'OK']);
	});
});

describe('emptyList', () => {
	const LISTS = ['recordlist', 'addresslist', 'callhistory'];
	const beyond = { page: '2' };

	test.each(['asInSamples', 'null'] as const)('%s, of the lists that both documents have', async (emptyList) => {
		await choose({ emptyList });
		for (const command of LISTS) expect(await ask(command, beyond)).toMatchObject({ LISTINFO: {}, DATAS: null });
	});

	test('received texts', async () => {
		await simulator.setLine({ receivedTexts: [] });
		const LISTINFO = { page: '1', numperpage: 10, total: 0 };
		const SVC_MSG = expect.stringMatching(/^NO_DATA\(SELECT .+\)$/);
		expect(await ask('getrecvsmslist')).toEqual({ SVC_RT: '4002', SVC_MSG, LISTINFO, DATAS: null });
		const [{ resultCode }] = (await simulator.state()).requests;
		expect(resultCode).toBe('4002');
		await choose({ emptyList: 'null' });
		expect(await ask('getrecvsmslist')).toEqual({ SVC_RT: '0000', SVC_MSG: 'OK', LISTINFO, DATAS: null });
	});

	test.each([
		['4002', 'NO_DATA'],
		['4004', 'NO_CHANNEL'],
	] as const)('%s', async (code, message) => {
		await choose({ emptyList: code });
		for (const command of [...LISTS, 'getrecvsmslist']) {
			expect(await simulator.answer(command, beyond)).toBe(errorAnswer(code, message));
			expect((await ask(command, inbound)).SVC_RT).toBe('0000');
		}
	});
});

describe('listDatas', () => {
	const isInside = async (command: string, page: string) => {
		const { LISTINFO, DATAS } = await ask(command, { ...inbound, page });
		const entries = page === '1' ? [expect.objectContaining({ NO: expect.anything() })] : null;
		const places = [LISTINFO.DATAS, DATAS];
		expect(places).toContainEqual(entries);
		expect(places).toContain(undefined);
		return DATAS === undefined;
	};

	test.each([
		['today', 'asInSamples', []],
		['today', 'inside', ['recordlist', 'addresslist', 'callhistory']],
		['today', 'beside', []],
		['document', 'asInSamples', ['recordlist', 'callhistory']],
		['document', 'inside', ['recordlist', 'addresslist', 'callhistory']],
		['document', 'beside', []],
	] as const)('%s, %s: inside LISTINFO for %j, empty ones too', async (service, listDatas, inside) => {
		await choose({ service, listDatas });
		for (const page of ['1', '2']) {
			const found = [];
			for (const command of ['recordlist', 'addresslist', 'callhistory']) {
				if (await isInside(command, page)) found.push(command);
			}
			expect(found).toEqual(inside);
		}
	});
});

test('status: an array, of phonestatus and channelstatus only', async () => {
	await choose({ status: 'array' });
	expect((await ask('phonestatus')).DATAS).toEqual({ STATUS: ['OK'] });
	expect((await ask('channelstatus')).SVC_RT).toBe('4004');
	expect((await ask('clickdial', { destnumber: '01000001234' })).DATAS.STATUS).toBe('OK');
	expect((await ask('channelstatus')).DATAS).toEqual({ STATUS: [expect.stringMatching(/^SIP\//)] });
});

test('phoneNumbers: hyphens in EXTEN, SRC and DST, and nowhere else', async () => {
	await choose({ phoneNumbers: 'hyphens' });
	expect((await ask('userinfo')).DATAS).toMatchObject({ EXTEN: '1-000', NUMBER070: OFFICE });
	expect((await ask('callhistory', inbound)).DATAS).toMatchObject([{ SRC: '010-0000-****', DST: '1-000' }]);
	expect((await ask('recordlist')).DATAS).toMatchObject([
		{ SRC: '010-0000-1234', DST: '1-000', FILE_NAME: '1000-01000001234_20261122093000_mix.wav' },
	]);
	expect((await ask('addresslist')).DATAS).toMatchObject([{ PHONE1: '01000001234' }]);
	await simulator.setLine({ history: [{ ...past, number: '1w234567', durationSeconds: 8, talkSeconds: 7, status: 'OK' }] });
	expect((await ask('callhistory', inbound)).DATAS).toMatchObject([{ SRC: '1w23456*' }]);
});

describe('times', () => {
	const times = async () => {
		setClock('2026-11-22 09:30:00');
		await ask('setringcallback', { callbackurl: '/a.html', callbackhost: '211.0.0.1', callbackport: '80' });
		const [{ CALLDATE, FILE_TIME }] = (await ask('recordlist')).DATAS;
		return {
			callhistory: (await ask('callhistory', inbound)).DATAS[0].TIME,
			getrecvsmslist: (await ask('getrecvsmslist')).DATAS[0].TIME,
			recordlist: [CALLDATE, FILE_TIME],
			CALLBACK: (await ask('getringcallback')).DATAS.CALLBACK.split('^')[0],
		};
	};
	const [digits, slashes, dashes] = ['20261122093000', '2026/11/22 09:30:00', '2026-11-22 09:30:00'];
	const later = (time: string) => time.replace(/00$/, '02');

	test('as in today’s samples', async () => {
		expect(await times()).toEqual({
			callhistory: dashes,
			getrecvsmslist: dashes,
			recordlist: [digits, later(digits)],
			CALLBACK: dashes,
		});
	});

	test('as in the document’s samples', async () => {
		await choose({ service: 'document', listDatas: 'beside' });
		expect((await ask('callhistory', inbound)).DATAS[0].TIME).toBe(slashes);
		expect((await ask('recordlist')).DATAS[0].CALLDATE).toBe(digits);
	});

	test.each([
		['digits', digits],
		['slashes', slashes],
		['dashes', dashes],
	] as const)('%s', async (choice, time) => {
		await choose({ times: choice });
		expect(await times()).toEqual({
			callhistory: time,
			getrecvsmslist: time,
			recordlist: [time, later(time)],
			CALLBACK: time,
		});
	});
});

describe('registrations', () => {
	const URL = { callbackurl: '/a.html', callbackhost: '211.0.0.1', callbackport: '80' };
	beforeEach(async () => {
		setClock('2026-11-22 09:30:00');
		for (const kind of ['ring', 'sms']) await ask(`set${kind}callback`, URL);
	});

	test.each([
		['8', `2026-11-22 09:30:00^${OFFICE}^211.0.0.1^/a.html^80^1^20261122093000^299912122400`],
		['6', `2026-11-22 09:30:00^${OFFICE}^211.0.0.1^/a.html^80^1`],
		['5', '2026-11-22 09:30:00^211.0.0.1^/a.html^80^1'],
	] as const)('callbackParts: %s', async (callbackParts, CALLBACK) => {
		await choose({ callbackParts });
		expect((await ask('getringcallback')).DATAS.CALLBACK).toBe(CALLBACK);
		expect((await ask('getsmscallback')).DATAS.CALLBACK).toBe(CALLBACK.replace('^1', '^2'));
	});

	test.each(['0000', '2000'] as const)('callbackResult: %s', async (callbackResult) => {
		await choose({ callbackResult });
		const results: Record<string, string[]> = {};
		for (const command of ['getringcallback', 'delringcallback', 'setringcallback', 'setsmscallback', 'getsmscallback', 'delsmscallback']) {
			const { SVC_RT, SVC_MSG } = await ask(command, URL);
			results[command] = [SVC_RT, SVC_MSG];
		}
		expect(results).toEqual({
			getringcallback: [callbackResult, 'OK'],
			delringcallback: [callbackResult, 'OK'],
			setringcallback: ['0000', 'OK'],
			setsmscallback: [callbackResult, 'OK'],
			getsmscallback: [callbackResult, 'OK'],
			delsmscallback: [callbackResult, 'OK'],
		});
		expect((await ask('getsmscallback')).SVC_RT).toBe('4002');
	});
});

describe('recordingType', () => {
	const NAMES = ['content-type', 'content-length', 'content-disposition', 'cache-control', 'pragma', 'accept-ranges', 'content-transfer-encoding', 'expires'];
	const filename = '1000-01000001234_20261122093000_mix.wav';
	const common = { 'content-length': '32044', 'content-disposition': `attachment; filename=${filename}` };

	test.each([
		['audio/wav', { ...common, 'cache-control': 'no-store, no-cache, must-revalidate', pragma: 'no-cache' }],
		[
			'application/octet-stream',
			{ ...common, 'accept-ranges': 'bytes', 'content-transfer-encoding': 'binary', pragma: 'public', expires: '0' },
		],
	] as const)('%s', async (recordingType, headers) => {
		await choose({ recordingType });
		const response = await simulator.post('recorddownload', { ...OFFICE_LINE, filename });
		await response.arrayBuffer();
		const found = NAMES.map((name) => [name, response.headers.get(name)]).filter(([, value]) => value !== null);
		expect(Object.fromEntries(found)).toEqual({ 'content-type': recordingType, ...headers });
	});
});

describe('what a service chooses by itself', () => {
	test('Hangul is \\uXXXX today, and UTF-8 in the document’s service', async () => {
		await simulator.setLine({ name: '홍길동 😀' });
		expect(await simulator.answer('userinfo')).toContain('"NAME":"\\ud64d\\uae38\\ub3d9 \\ud83d\\ude00"');
		await choose({ service: 'document' });
		expect(await simulator.answer('userinfo')).toContain('"NAME":"홍길동 😀"');
	});

	test('a slash is \\/ in both', async () => {
		await ask('clickdial', { destnumber: '01000001234' });
		for (const service of SETTINGS.service) {
			await choose({ service });
			expect(await simulator.answer('channelstatus')).toContain('SIP\\/100C1000');
		}
	});
});

describe('events', () => {
	let receiver: Awaited<ReturnType<typeof startReceiver>>;
	let received: IncomingMessage[];
	beforeAll(async () => {
		receiver = await startReceiver((request, response) => {
			received.push(request);
			response.end('ok');
		});
	});
	afterAll(async () => await receiver.close());

	const register = async (port: number, callbackurl = '/event.html') => {
		received = [];
		await simulator.setLine({ extraPorts: [port] });
		for (const kind of ['ring', 'sms']) {
			const callback = { callbackurl, callbackhost: '127.0.0.1', callbackport: `${port}` };
			expect(await simulator.resultCode(`set${kind}callback`, callback)).toBe('0000');
		}
	};
	const text = async (charset?: 'utf-8') =>
		await client().incomingText({ line: OFFICE, from: '01000001234', text: '한글', charset });
	const ring = async () => await client().incomingCall({ line: OFFICE, from: '01000001234' });

	test('eventCharset: EUC-KR, unless a text names another', async () => {
		await register(receiver.port);
		await text();
		await choose({ eventCharset: 'euc-kr' });
		await text();
		await text('utf-8');
		expect(received.map(({ url }) => url?.match(/message=(.*)/)?.[1])).toEqual([
			'%ED%95%9C%EA%B8%80',
			'%C7%D1%B1%DB',
			'%ED%95%9C%EA%B8%80',
		]);
	});

	test('eventHost: the IP address, another name, or HTTP/1.0 without one', async () => {
		await register(receiver.port);
		for (const eventHost of SETTINGS.eventHost) {
			await choose({ eventHost });
			expect(await ring()).toMatchObject({ status: 200 });
		}
		expect(received.map(({ httpVersion, headers }) => [httpVersion, headers.host])).toEqual([
			['1.1', `127.0.0.1:${receiver.port}`],
			['1.1', 'centrex-event.example.com'],
			['1.0', undefined],
		]);
		expect(new Set(received.map(({ url }) => url)).size).toBe(1);
	});

	test.each([
		['closes without an answer', (socket: Socket) => socket.end(), 'the connection was closed without an answer'],
		['is gone', null, 'connection refused'],
		['says 500', (socket: Socket) => socket.end('HTTP/1.1 500 Oh no\r\n\r\n'), 500],
	])('without Host, a server that %s', async (_what, answer, outcome) => {
		const server = createServer((socket) => socket.once('data', () => answer?.(socket)));
		await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
		await register((server.address() as AddressInfo).port);
		if (!answer) await new Promise((resolve) => server.close(resolve));
		await choose({ eventHost: 'none' });
		expect(await ring()).toMatchObject(typeof outcome === 'number' ? { status: outcome } : { error: outcome });
		if (answer) await new Promise((resolve) => server.close(resolve));
	});

	test('without Host, no answer within 10 seconds', async () => {
		const server = createServer((socket) => socket.resume());
		await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
		await register((server.address() as AddressInfo).port);
		await choose({ eventHost: 'none' });
		expect(await ring()).toMatchObject({ error: 'no answer within 10 seconds' });
		await new Promise((resolve) => server.close(resolve));
	}, 15_000);

	test('rings: told twice, and the phone rings once; a text is told once', async () => {
		await register(receiver.port);
		await choose({ rings: 'twice' });
		await ring();
		await text();
		expect(received.map(({ url }) => url?.match(/kind=(.)/)?.[1])).toEqual(['1', '1', '2']);
		const { deliveries, calls } = await simulator.state();
		expect(deliveries).toHaveLength(3);
		expect(calls).toHaveLength(1);
	});

	test('pageWithoutExtension: registered, and never called', async () => {
		await choose({ pageWithoutExtension: 'neverCalled' });
		await register(receiver.port, '/webhook/call');
		expect((await ask('getringcallback')).DATAS.CALLBACK).toContain('^/webhook/call^');
		expect(await ring()).toMatchObject({ url: null, error: 'the page of the registered URL has no extension' });
		expect(received).toEqual([]);
	});
});
