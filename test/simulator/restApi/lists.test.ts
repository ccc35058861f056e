import { errorAnswer, OFFICE, OFFICE_LINE, setClock, useSimulator } from '../helpers';

const simulator = useSimulator('document');
const { answer } = simulator;
const list = async (command: string, parameters: Record<string, string> = {}) =>
	JSON.parse(await answer(command, { page: '1', ...parameters }));
const likePhp = (value: unknown) => JSON.stringify(value).replaceAll('/', '\\/');

const contact = (name: string, settings = {}) => ({
	name,
	phone1: '',
	phone2: '',
	groupName: '',
	groupCode: '',
	note: '',
	...settings,
});
const pastCall = (startedAt: string, settings = {}) => ({
	direction: 'outbound',
	number: '01000001234',
	startedAt: `${startedAt.replace(' ', 'T')}+09:00`,
	durationSeconds: 8,
	talkSeconds: 8,
	status: 'OK',
	...settings,
});
const recording = (startedAt: string, settings = {}) => ({
	direction: 'outbound',
	number: '07000006000',
	startedAt: `${startedAt.replace(' ', 'T')}+09:00`,
	seconds: 11,
	...settings,
});

describe('the document’s samples', () => {
	test('of addresslist; NO and page are strings, ETC is a carriage return', async () => {
		const numbers = [
			{ phone1: '08000001000', phone2: '0200001000' },
			{ phone1: '08000001001', phone2: '0200001001' },
		];
		await simulator.setLine({
			contacts: numbers.map((settings) =>
				contact('test1', { groupName: 'test_group', groupCode: '0', note: '\r', ...settings }),
			),
		});
		expect(await answer('addresslist', { page: '1' })).toBe(
			'{"SVC_RT":"0000","SVC_MSG":"OK","LISTINFO":{"page":"1","numperpage":10,"total":2},"DATAS":[' +
				'{"NO":"1","NAME":"test1","PHONE1":"08000001000","PHONE2":"0200001000","GROUP_NAME":"test_group","GROUP_CODE":"0","ETC":"\\r"},' +
				'{"NO":"2","NAME":"test1","PHONE1":"08000001001","PHONE2":"0200001001","GROUP_NAME":"test_group","GROUP_CODE":"0","ETC":"\\r"}]}',
		);
	});

	test('of recordlist; numbers are numbers, DATAS is inside LISTINFO', async () => {
		// The sizes are those of the simulator's own files: 16 KB a second.
		const samples = [
			['20151214110050', '2015-12-14 11:00:50', 11, '20151214110101', '172KB'],
			['20151214104625', '2015-12-14 10:46:25', 11, '20151214104636', '172KB'],
			['20151214103734', '2015-12-14 10:37:34', 6, '20151214103740', '94KB'],
		] as const;
		const oldestFirst = [...samples].reverse();
		await simulator.setLine({
			extension: '5000',
			recordings: oldestFirst.map(([, startedAt, seconds]) => recording(startedAt, { seconds })),
		});
		const DATAS = samples.map(([CALLDATE, , , FILE_TIME, FILE_SIZE], index) => ({
			NO: index + 1,
			FILE_NAME: `5000-07000006000_${CALLDATE}_mix.wav`,
			SRC: '5000',
			DST: '07000006000',
			CALLDATE,
			FILE_TIME,
			FILE_SIZE,
		}));
		const LISTINFO = { page: 1, numperpage: 10, total: 3, DATAS };
		expect(await answer('recordlist', { page: '1' })).toBe(
			JSON.stringify({ SVC_RT: '0000', SVC_MSG: 'OK', LISTINFO }),
		);
	});

	test('of callhistory; everything is a string, DATAS is inside LISTINFO', async () => {
		const samples = [
			['2015-12-11 16:53:36', '8'],
			['2015-12-11 16:52:47', '15'],
			['2015-12-11 16:37:14', '426'],
		];
		const settings = { direction: 'inbound', number: '07000002001' };
		await simulator.setLine({
			extension: '262',
			history: samples.map(([startedAt, seconds]) =>
				pastCall(startedAt, { ...settings, durationSeconds: Number(seconds), talkSeconds: Number(seconds) }),
			),
		});
		const DATAS = samples.map(([startedAt, seconds], index) => ({
			NO: `${index + 1}`,
			TIME: startedAt.replaceAll('-', '/'),
			SRC: '0700000****',
			DST: '262',
			DURATION: seconds,
			BILLSEC: seconds,
			STATUS: 'OK',
			KIND: '0',
		}));
		const LISTINFO = { page: '1', numperpage: '10', total: '3', DATAS };
		expect(await answer('callhistory', { page: '1', calltype: 'inbound' })).toBe(
			likePhp({ SVC_RT: '0000', SVC_MSG: 'OK', LISTINFO }),
		);
	});

	test.each([
		['recordlist', '"LISTINFO":{"page":1,"numperpage":10,"total":0,"DATAS":null}'],
		['addresslist', '"LISTINFO":{"page":1,"numperpage":10,"total":0},"DATAS":null'],
		['callhistory', '"LISTINFO":{"page":"1","numperpage":"10","total":"0","DATAS":null}'],
	])('of %s, empty', async (command, rest) => {
		await simulator.setLine({ contacts: [], history: [], recordings: [] });
		expect(await answer(command, { page: '1' })).toBe(`{"SVC_RT":"0000","SVC_MSG":"OK",${rest}}`);
	});
});

describe.each([
	['recordlist', (page: number) => `"LISTINFO":{"page":${page},"numperpage":10,"total":25,"DATAS":null}`],
	['addresslist', (page: number) => `"LISTINFO":{"page":${page},"numperpage":10,"total":25},"DATAS":null`],
	[
		'callhistory',
		(page: number) => `"LISTINFO":{"page":"${page}","numperpage":"10","total":"25","DATAS":null}`,
	],
])('the pages of %s', (command, beyondTheEnd) => {
	const times = Array.from({ length: 25 }, (_, i) => `2026-11-01 09:00:${`${i}`.padStart(2, '0')}`);
	beforeEach(
		async () =>
			await simulator.setLine({
				contacts: times.map((_, i) => contact(`${i}`)),
				history: times.map((time) => pastCall(time)),
				recordings: times.map((time) => recording(time)),
			}),
	);
	const positions = async (page: string) => {
		const { LISTINFO, DATAS } = await list(command, { page });
		return (LISTINFO.DATAS ?? DATAS).map(({ NO }: { NO: unknown }) => Number(NO));
	};
	const upTo = (first: number, last: number) => Array.from({ length: last - first + 1 }, (_, i) => first + i);

	test('hold ten each, and the last one what is left', async () => {
		expect(await positions('1')).toEqual(upTo(1, 10));
		expect(await positions('2')).toEqual(upTo(11, 20));
		expect(await positions('3')).toEqual(upTo(21, 25));
	});

	test('beyond the end are empty', async () => {
		expect(await answer(command, { page: '4' })).toBe(`{"SVC_RT":"0000","SVC_MSG":"OK",${beyondTheEnd(4)}}`);
		expect(await answer(command, { page: '999' })).toContain(beyondTheEnd(999));
	});

	test('exactly full, there is no next one', async () => {
		const ten = times.slice(0, 10);
		await simulator.setLine({
			contacts: ten.map(contact),
			history: ten.map((time) => pastCall(time)),
			recordings: ten.map((time) => recording(time)),
		});
		expect(await positions('1')).toEqual(upTo(1, 10));
		expect(await answer(command, { page: '2' })).toContain('"DATAS":null');
	});

	test.each(['', undefined])('%j is 1001', async (page) => {
		const parameters: Record<string, string> = page === undefined ? {} : { page };
		expect(await answer(command, parameters)).toBe(errorAnswer('1001', 'PARAM_ERR'));
	});

	test.each(['0', '-1', '1.5', 'one', '1 ', '01', '1e1'])('%j is 1002', async (page) => {
		expect(await answer(command, { page })).toBe(errorAnswer('1002', 'PARAM_ERR'));
	});
});

describe('callhistory', () => {
	test('tells outbound, the default, from inbound', async () => {
		await simulator.setLine({
			history: [
				pastCall('2026-11-20 09:00:00', { number: '01000001234' }),
				pastCall('2026-11-20 10:00:00', { number: '01000005678', direction: 'inbound' }),
			],
		});
		const outbound = { SRC: '1000', DST: '0100000****' };
		const inbound = { SRC: '0100000****', DST: '1000' };
		expect((await list('callhistory')).LISTINFO).toMatchObject({ total: '1', DATAS: [outbound] });
		expect((await list('callhistory', { calltype: '' })).LISTINFO.DATAS).toMatchObject([outbound]);
		expect((await list('callhistory', { calltype: 'outbound' })).LISTINFO.DATAS).toMatchObject([outbound]);
		expect((await list('callhistory', { calltype: 'inbound' })).LISTINFO.DATAS).toMatchObject([inbound]);
	});

	test.each(['Inbound', 'all', 'in'])('calltype %s is 1002', async (calltype) => {
		expect(await answer('callhistory', { page: '1', calltype })).toBe(errorAnswer('1002', 'PARAM_ERR'));
	});

	test('newest first, whatever the order they ended in', async () => {
		const times = ['2026-11-20 09:00:00', '2026-11-22 09:00:00', '2026-11-21 09:00:00'];
		await simulator.setLine({ history: times.map((time) => pastCall(time)) });
		const { DATAS } = (await list('callhistory')).LISTINFO;
		expect(DATAS.map(({ TIME }: { TIME: string }) => TIME)).toEqual([
			'2026/11/22 09:00:00',
			'2026/11/21 09:00:00',
			'2026/11/20 09:00:00',
		]);
	});

	test.each([
		['01000001234', '0100000****', '2'],
		['01100001234', '0110000****', '2'],
		['0200001000', '0200001***', '1'],
		['020000000', '0200000**', '1'],
		['07000009999', '0700000****', '1'],
		['15880000', '1588000*', '1'],
		['00100001234', '0010000****', '3'],
		// As in the sample, an internal call with an 070 number shows 7 digits too.
		['07000002001', '0700000****', '0'],
		['2001', '2001', '0'],
		['114', '114', '1'],
		['1w234567', '1w23456*', '1'],
		['', '', '1'],
	])('%j shows as %j, kind %s', async (number, DST, KIND) => {
		await simulator.setLine({ history: [pastCall('2026-11-20 09:00:00', { number })] });
		expect((await list('callhistory')).LISTINFO.DATAS).toMatchObject([{ DST, KIND }]);
	});

	test('a finished call, with its seconds from dialling and talked', async () => {
		await simulator.setLine({ pickUpSeconds: 120, history: [] });
		setClock('2026-11-22 09:30:00');
		const answered = answer('clickdial', { destnumber: '01000001234' });
		await simulator.untilRinging();
		setClock('2026-11-22 09:30:07');
		await simulator.hand('pick-up');
		await answered;
		expect((await list('callhistory')).LISTINFO.total).toBe('0');
		setClock('2026-11-22 09:31:00');
		await answer('hangup');
		expect((await list('callhistory')).LISTINFO.DATAS).toEqual([
			{
				NO: '1',
				TIME: '2026/11/22 09:30:00',
				SRC: '1000',
				DST: '0100000****',
				DURATION: '60',
				BILLSEC: '53',
				STATUS: 'OK',
				KIND: '2',
			},
		]);
	});

	test('a conference is one call for each party, the latest first', async () => {
		await simulator.setLine({ pickUpSeconds: 0, history: [] });
		setClock('2026-11-22 09:30:00');
		await answer('conference', { destnumber: '01000001234,0310005678' });
		setClock('2026-11-22 09:30:20');
		await answer('conference', { destnumber: '07000002001' });
		await simulator.client().pickUp('07000002001');
		setClock('2026-11-22 09:30:50');
		await answer('hangup');
		const { DATAS } = (await list('callhistory')).LISTINFO;
		expect(DATAS).toMatchObject([
			{ NO: '1', DST: '0700000****', DURATION: '30', BILLSEC: '30', KIND: '0' },
			{ NO: '2', DST: '0310005***', DURATION: '50', BILLSEC: '50', KIND: '1' },
			{ NO: '3', DST: '0100000****', DURATION: '50', BILLSEC: '50', KIND: '2' },
		]);
	});
});

describe('recordlist', () => {
	test('a finished recording, newest first; numbers are not masked', async () => {
		await simulator.setLine({ pickUpSeconds: 0, recordings: [recording('2026-11-21 09:00:00')] });
		await answer('clickdial', { destnumber: '01000001234' });
		setClock('2026-11-22 09:30:00');
		await answer('startrecord');
		setClock('2026-11-22 09:30:02');
		await answer('stoprecord');
		const { DATAS } = (await list('recordlist')).LISTINFO;
		expect(DATAS).toHaveLength(2);
		expect(DATAS[0]).toEqual({
			NO: 1,
			FILE_NAME: '1000-01000001234_20261122093000_mix.wav',
			SRC: '1000',
			DST: '01000001234',
			CALLDATE: '20261122093000',
			FILE_TIME: '20261122093002',
			FILE_SIZE: '31KB',
		});
	});

	test('of a call that came in: the other party is the caller', async () => {
		await simulator.setLine({ recordings: [recording('2026-11-21 09:00:00', { direction: 'inbound' })] });
		expect((await list('recordlist')).LISTINFO.DATAS).toMatchObject([
			{ FILE_NAME: '1000-07000006000_20261121090000_mix.wav', SRC: '07000006000', DST: '1000' },
		]);
	});
});

test('page, calltype and the others may be written as the document’s tables write them', async () => {
	await simulator.setLine({ history: [pastCall('2026-11-21 09:00:00', { direction: 'inbound' })] });
	const response = await simulator.post('callhistory', {
		Id: OFFICE,
		Pass: OFFICE_LINE.pass,
		Page: '1',
		callType: 'inbound',
	});
	expect(((await response.json()) as { LISTINFO: object }).LISTINFO).toMatchObject({ total: '1' });
});

describe('the demo office', () => {
	test('has 23 contacts, 14 calls in each direction and 3 recordings of them', async () => {
		expect((await list('addresslist')).LISTINFO.total).toBe(23);
		expect((await list('callhistory')).LISTINFO.total).toBe('14');
		expect((await list('callhistory', { calltype: 'inbound' })).LISTINFO.total).toBe('14');
		expect((await list('recordlist')).LISTINFO.total).toBe(3);
		const { contacts, history, recordings } = await simulator.office();
		expect(contacts.map(({ name }) => name)).toContain('홍길동');
		expect(new Set(contacts.map(({ groupName }) => groupName)).size).toBe(3);
		const isOfACall = ({ number, seconds }: (typeof recordings)[0]) =>
			history.some((call) => call.number === number && call.talkSeconds === seconds);
		expect(recordings.every(isOfACall)).toBe(true);
	});

	test('may record ten calls today, for nothing in its lists is of today', async () => {
		const today = new Date(Date.now() + 9 * 3600 * 1000).toISOString().slice(0, 10);
		const { history, recordings } = await simulator.office();
		for (const { startedAt } of [...history, ...recordings]) expect(startedAt < today).toBe(true);
	});

	test('has a second line with an address book and calls; the lines with a trouble have nothing', async () => {
		const [, second, ...others] = (await simulator.state()).lines;
		expect(second).toMatchObject({ number: '07000001001', contacts: expect.any(Array), recordings: [] });
		expect(second.contacts).toHaveLength(6);
		expect(second.history).toHaveLength(3);
		for (const line of others) expect(line).toMatchObject({ contacts: [], history: [], recordings: [] });
	});
});
