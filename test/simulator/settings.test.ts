import type { IncomingMessage } from 'node:http';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import type { Settings } from '../../simulator/settings';
import { documentSettings, SETTINGS } from '../../simulator/settings';
import { errorAnswer, OFFICE, setClock, startReceiver, useSimulator } from './helpers';

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
	});
});
const inbound = { calltype: 'inbound' };

test('by default everything is as the document says', async () => {
	expect((await simulator.state()).settings).toEqual(documentSettings());
	expect(Object.values(SETTINGS).map(([first]) => first)).toEqual(Object.values(documentSettings()));
});

test('a choice is answered with all settings, and leaves the others alone', async () => {
	const settings = { ...documentSettings(), numbers: 'strings' };
	expect(await choose({ numbers: 'strings' })).toEqual(settings);
	expect(await choose({ sendsLeft: 'RESTCOUNT' })).toEqual({ ...settings, sendsLeft: 'RESTCOUNT' });
	expect((await simulator.state()).settings).toEqual({ ...settings, sendsLeft: 'RESTCOUNT' });
});

describe('numbers', () => {
	const numbers = async () => {
		const [records, contacts, calls] = [
			(await ask('recordlist')).LISTINFO,
			await ask('addresslist'),
			(await ask('callhistory', inbound)).LISTINFO,
		];
		const { page, numperpage, total } = records;
		return {
			recordlist: [page, numperpage, total, records.DATAS[0].NO],
			addresslist: [...Object.values(contacts.LISTINFO), contacts.DATAS[0].NO],
			callhistory: [calls.page, calls.numperpage, calls.total, calls.DATAS[0].NO],
			smssend: (await ask('smssend', { destnumber: '01000001234', smsmsg: 'x' })).DATAS.RESCNT,
			others: [calls.DATAS[0].DURATION, calls.DATAS[0].BILLSEC, calls.DATAS[0].KIND],
		};
	};
	const others = ['8', '7', '2'];

	test('as in the samples', async () => {
		expect(await numbers()).toEqual({
			recordlist: [1, 10, 1, 1],
			addresslist: ['1', 10, 1, '1'],
			callhistory: ['1', '10', '1', '1'],
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
			smssend: '999',
			others,
		});
	});

	test('as numbers', async () => {
		await choose({ numbers: 'numbers' });
		const all = [1, 10, 1, 1];
		expect(await numbers()).toEqual({ recordlist: all, addresslist: all, callhistory: all, smssend: 999, others });
	});
});

test('sendsLeft: RESTCOUNT stands in the place of RESCNT', async () => {
	await choose({ sendsLeft: 'RESTCOUNT' });
	expect(await simulator.answer('smssend', { destnumber: '01000001234', smsmsg: 'x' })).toBe(
		'{"SVC_RT":"0000","SVC_MSG":"","DATAS":{"STATUS":"OK","RESTCOUNT":999,"DEBUG":"01000001234=OK"}}',
	);
});

test('historyResult: a call history says OK, also an empty one; nothing else does, nor does a refusal', async () => {
	await choose({ historyResult: 'OK' });
	expect((await ask('callhistory', inbound)).SVC_RT).toBe('OK');
	expect((await ask('callhistory')).SVC_RT).toBe('OK');
	expect((await ask('callhistory', { page: '0' })).SVC_RT).toBe('1002');
	for (const command of ['recordlist', 'addresslist', 'userinfo']) expect((await ask(command)).SVC_RT).toBe('0000');
});

describe('emptyList', () => {
	const LISTS = ['recordlist', 'addresslist', 'callhistory'];
	const beyond = { page: '2' };

	test('null', async () => {
		expect((await ask('recordlist', beyond)).LISTINFO.DATAS).toBeNull();
		expect((await ask('addresslist', beyond)).DATAS).toBeNull();
		expect((await ask('callhistory', beyond)).LISTINFO.DATAS).toBeNull();
	});

	test.each([
		['4002', 'NO_DATA'],
		['4004', 'NO_CHANNEL'],
	] as const)('%s', async (code, message) => {
		await choose({ emptyList: code });
		for (const command of LISTS) {
			expect(await simulator.answer(command, beyond)).toBe(errorAnswer(code, message));
			expect((await ask(command, inbound)).SVC_RT).toBe('0000');
		}
	});
});

test.each(['inside', 'beside'] as const)('listDatas: %s LISTINFO, for every list, empty ones too', async (listDatas) => {
	await choose({ listDatas });
	for (const command of ['recordlist', 'addresslist', 'callhistory']) {
		for (const page of ['1', '2']) {
			const answer = await ask(command, { ...inbound, page });
			const within = listDatas === 'inside' ? answer.LISTINFO : answer;
			const without = listDatas === 'inside' ? answer : answer.LISTINFO;
			expect(within.DATAS).toEqual(page === '1' ? [expect.objectContaining({ NO: expect.anything() })] : null);
			expect(without).not.toHaveProperty('DATAS');
		}
	}
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
	expect((await ask('callhistory', inbound)).LISTINFO.DATAS).toMatchObject([{ SRC: '010-0000-****', DST: '1-000' }]);
	expect((await ask('recordlist')).LISTINFO.DATAS).toMatchObject([
		{ SRC: '010-0000-1234', DST: '1-000', FILE_NAME: '1000-01000001234_20261122093000_mix.wav' },
	]);
	expect((await ask('addresslist')).DATAS).toMatchObject([{ PHONE1: '01000001234' }]);
	await simulator.setLine({ history: [{ ...past, number: '1w234567', durationSeconds: 8, talkSeconds: 7, status: 'OK' }] });
	expect((await ask('callhistory', inbound)).LISTINFO.DATAS).toMatchObject([{ SRC: '1w23456*' }]);
});

test.each([
	['asInSamples', '2026/11/22 09:30:00', '20261122093000', '20261122093002', '2026-11-22 09:30:00'],
	['digits', '20261122093000', '20261122093000', '20261122093002', '20261122093000'],
	['slashes', '2026/11/22 09:30:00', '2026/11/22 09:30:00', '2026/11/22 09:30:02', '2026/11/22 09:30:00'],
	['dashes', '2026-11-22 09:30:00', '2026-11-22 09:30:00', '2026-11-22 09:30:02', '2026-11-22 09:30:00'],
] as const)('times: %s', async (times, TIME, CALLDATE, FILE_TIME, registeredAt) => {
	await choose({ times });
	setClock('2026-11-22 09:30:00');
	await ask('setringcallback', { callbackurl: '/a.html', callbackhost: '211.0.0.1', callbackport: '80' });
	expect((await ask('callhistory', inbound)).LISTINFO.DATAS).toMatchObject([{ TIME }]);
	expect((await ask('recordlist')).LISTINFO.DATAS).toMatchObject([{ CALLDATE, FILE_TIME }]);
	expect((await ask('getringcallback')).DATAS.CALLBACK).toBe(`${registeredAt}^${OFFICE}^211.0.0.1^/a.html^80^1`);
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
