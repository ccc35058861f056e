import { COMMANDS } from '../../../simulator/restApi/commands';
import { hash, OFFICE, OFFICE_LINE, useSimulator } from '../helpers';

/**
 * Two clients that nobody here wrote have to run against the simulator's default, unchanged but for the address. What they
 * send, and how strictly they read, is written down here in our words; the clients themselves are not kept.
 */

const simulator = useSimulator();
const { client } = simulator;
const NUMBER = '01000001234';
const FILE = '1000-01000001234_20261121093000_mix.wav';
const GOOD = 'new-Pw.42';

type Form = Record<string, string>;
// eslint-disable-next-line @typescript-eslint/no-explicit-any
type Json = any;

const isText = (value: unknown): value is string => typeof value === 'string';
const isRecord = (value: unknown): value is Record<string, unknown> =>
	typeof value === 'object' && value !== null && !Array.isArray(value);
/** A command of the simulator's other half may not be there yet. */
const testOf = (command: string) => (COMMANDS.has(command) ? test : test.skip);

beforeEach(async () => {
	await simulator.setLine({
		pickUpSeconds: 0,
		recordings: [{ direction: 'outbound', number: NUMBER, startedAt: '2026-11-21T09:30:00+09:00', seconds: 1 }],
	});
});

describe('KnifeLemon’s PHP client, which takes nothing but 0000 for done', () => {
	/** As PHP's http_build_query and cURL send it: a form, the id without hyphens, lower-case names, no Accept of JSON. */
	const ask = async (command: string, form: Form = {}, password = 'demo-1000'): Promise<Json> => {
		const response = await fetch(`${simulator.url()}/RestApi/${command}`, {
			method: 'POST',
			headers: { 'content-type': 'application/x-www-form-urlencoded', accept: '*/*' },
			body: new URLSearchParams({ id: OFFICE, pass: hash(password), ...form }).toString(),
			signal: AbortSignal.timeout(10_000),
		});
		return await response.json();
	};
	const done = async (command: string, form: Form = {}, password?: string): Promise<Json> => {
		const answered = await ask(command, form, password);
		expect({ [command]: answered.SVC_RT }).toEqual({ [command]: '0000' });
		return answered;
	};
	/** It maps DATAS, one array for each entry, and the whole of DATAS to strings or whole numbers. */
	const entries = async (command: string, fields: string[], form: Form = { page: '1' }): Promise<void> => {
		const { LISTINFO, DATAS } = await done(command, form);
		expect(Array.isArray(DATAS)).toBe(true);
		expect(DATAS.length).toBeGreaterThan(0);
		for (const entry of DATAS) {
			expect(Object.keys(entry).sort()).toEqual([...fields].sort());
			for (const value of Object.values(entry)) expect(['string', 'number']).toContain(typeof value);
		}
		for (const name of ['page', 'total', 'numperpage']) expect(Number.isInteger(Number(LISTINFO[name]))).toBe(true);
	};

	test('calls, holds, records and hangs up', async () => {
		await done('clickdial', { destnumber: NUMBER });
		expect((await done('channelstatus')).DATAS.STATUS).toMatch(/^SIP\//);
		for (const command of ['starthold', 'stophold', 'startrecord', 'stoprecord', 'hangup']) await done(command);
		expect((await ask('channelstatus')).SVC_RT).toBe('4004');
	});

	test('its conference, with destnumbers, is refused as the service would', async () => {
		expect(await ask('conference', { destnumbers: `${NUMBER},0310001234` })).toMatchObject({ SVC_RT: '1001' });
		expect((await simulator.office()).call).toBeNull();
	});

	test('lists have their entries in DATAS, beside LISTINFO', async () => {
		await entries('addresslist', ['NO', 'NAME', 'PHONE1', 'PHONE2', 'GROUP_NAME', 'GROUP_CODE', 'ETC']);
		await entries('recordlist', ['NO', 'FILE_NAME', 'SRC', 'DST', 'CALLDATE', 'FILE_TIME', 'FILE_SIZE']);
		await entries('getrecvsmslist', ['NO', 'TIME', 'SRC', 'MNESSAGE']);
		const call = ['NO', 'TIME', 'SRC', 'DST', 'DURATION', 'BILLSEC', 'STATUS', 'KIND'];
		for (const calltype of ['inbound', 'outbound']) await entries('callhistory', call, { page: '1', calltype });
	});

	test('texts: RESTCOUNT is the number left', async () => {
		const { DATAS } = await done('smssend', { destnumber: `${NUMBER},0310001234`, smsmsg: '안녕하세요' });
		expect(DATAS).toMatchObject({ STATUS: 'OK', RESTCOUNT: 998, DEBUG: `${NUMBER}=OK,0310001234=OK` });
	});

	test('the subscriber and the phone', async () => {
		const { DATAS } = await done('userinfo');
		for (const name of ['NAME', 'EXTEN', 'NUMBER070', 'FORWARD_TYPE', 'FORWARD_DATA', 'FORWARD_STR']) {
			expect({ [name]: DATAS[name] }).toEqual({ [name]: expect.any(String) });
		}
		await done('phonestatus');
		await done('setforward', { destnumber: NUMBER });
		await done('stopforward');
	});

	test.each([
		['ring', '1'],
		['sms', '2'],
	])('a %s URL: CALLBACK has eight parts', async (kind, which) => {
		await done(`set${kind}callback`, { callbackurl: '/call.php', callbackhost: '203.0.113.5', callbackport: '8080' });
		const { DATAS } = await done(`get${kind}callback`);
		const [registeredAt, number, host, url, port, is, start, end, ...others] = DATAS.CALLBACK.split('^');
		expect({ number, host, url, port, is, end, others }).toEqual({
			number: OFFICE,
			host: '203.0.113.5',
			url: '/call.php',
			port: '8080',
			is: which,
			end: '299912122400',
			others: [],
		});
		expect(start).toBe(registeredAt.replace(/\D/g, ''));
		await done(`del${kind}callback`);
	});

	test('downloads without cpcode, anything but a JSON object is the file; and deletes', async () => {
		const response = await simulator.post('recorddownload', { ...OFFICE_LINE, filename: FILE });
		const file = Buffer.from(await response.arrayBuffer());
		expect(() => JSON.parse(file.toString())).toThrow();
		expect(file.toString('latin1', 0, 4)).toBe('RIFF');
		await done('recordremove', { filename: FILE });
		expect((await ask('recorddownload', { filename: FILE })).SVC_RT).toBe('4004');
	});

	test('a forgotten password: pass goes along, newpass2 does not', async () => {
		const { DATAS } = await done('getauthcode', {}, 'forgotten');
		expect(Number(DATAS.TRYCNT)).toBe(1);
		const authcode = (await simulator.office()).authCode?.code as string;
		const form = { sessionid: DATAS.SESSIONID, newpass: GOOD, authcode };
		const { DATAS: set } = await done('setauthchange', form, 'forgotten');
		for (const name of ['STATUS', 'DOMAIN', 'SESSIONID', 'AUTHCODE']) expect(set[name]).toEqual(expect.any(String));
		await done('userinfo', {}, GOOD);
	});

	test('a known one is changed, and put off', async () => {
		expect((await done('extendauth')).DATAS).toEqual(expect.any(String));
		expect((await done('updateauth', { newpass: GOOD })).DATAS).toEqual(expect.any(String));
		await done('extendauth', {}, GOOD);
	});

	testOf('setforwardtype')('forwarding by type', async () => {
		for (const ftype of ['0', '1', '2', '3', '4']) {
			await done('setforwardtype', { destnumber: NUMBER, ftype });
			const { DATAS } = await done('getforwardtype');
			expect(DATAS).toMatchObject({ FORWARD_USE: 'F', FORWARD_DATA: NUMBER, FORWARD_TYPE: ftype });
		}
	});

	testOf('getinboundcall')('inbound calls, up to 200 a page; none is no success for it', async () => {
		expect((await ask('getinboundcall', { page: '1', num_per_page: '200' })).SVC_RT).toMatch(/^(?:0000|4004)$/);
	});

	test('an error has its code and message as texts', async () => {
		for (const answered of [await ask('userinfo', {}, 'wrong'), await ask('smssend'), await ask('nonsense')]) {
			expect(answered).toMatchObject({ SVC_RT: expect.stringMatching(/^\d{4}$/), SVC_MSG: expect.stringMatching(/./) });
		}
	});
});

describe('lawand’s TypeScript client, which takes whatever is not as it knows it for unreadable', () => {
	const KIB = 1024;
	/** Answers the text of a JSON object, at most so long, with HTTP status 200 and SVC_RT a text. */
	const ask = async (command: string, form: Form, mostCharacters: number): Promise<Json> => {
		const response = await fetch(`${simulator.url()}/RestApi/${command}`, {
			method: 'POST',
			headers: {
				accept: 'application/json',
				'content-type': 'application/x-www-form-urlencoded;charset=UTF-8',
			},
			body: new URLSearchParams({ ...OFFICE_LINE, ...form }),
		});
		expect(response.ok).toBe(true);
		const text = await response.text();
		expect(text.length).toBeLessThanOrEqual(mostCharacters);
		const answered = JSON.parse(text);
		expect(isRecord(answered)).toBe(true);
		const codes = command === 'callhistory' ? /^(?:\d{4}|OK)$/ : /^\d{4}$/;
		expect(answered.SVC_RT).toEqual(expect.stringMatching(codes));
		return answered;
	};
	const isCount = (value: unknown) =>
		Number.isSafeInteger(typeof value === 'number' ? value : isText(value) && /^\d+$/.test(value) ? Number(value) : NaN) &&
		Number(value) >= 0;
	/** DATAS beside LISTINFO: null, or an array of at most 200 records, each with a position; one odd record spoils all. */
	const records = ({ DATAS }: Json): Json[] => {
		if (DATAS === null) return [];
		expect(Array.isArray(DATAS)).toBe(true);
		expect(DATAS.length).toBeLessThanOrEqual(200);
		for (const record of DATAS) {
			expect(isRecord(record)).toBe(true);
			expect(isText(record.NO) || typeof record.NO === 'number').toBe(true);
		}
		return DATAS;
	};
	const expectTexts = (record: Json, names: string[]) => {
		for (const name of names) expect({ [name]: typeof record[name] }).toEqual({ [name]: 'string' });
	};

	test('dials, and wants STATUS OK', async () => {
		const answered = await ask('clickdial', { destnumber: NUMBER }, 64 * KIB);
		expect(answered).toMatchObject({ SVC_RT: '0000', DATAS: { STATUS: 'OK' } });
	});

	test('sends a text, and wants STATUS OK and a whole RESTCOUNT', async () => {
		const { SVC_RT, DATAS } = await ask('smssend', { destnumber: NUMBER, smsmsg: '안녕하세요' }, 64 * KIB);
		expect([SVC_RT, DATAS.STATUS, isCount(DATAS.RESTCOUNT)]).toEqual(['0000', 'OK', true]);
	});

	test('knows too long, too many and none left by their codes', async () => {
		const send = async (form: Form) => (await ask('smssend', { destnumber: NUMBER, smsmsg: 'x', ...form }, 64 * KIB)).SVC_RT;
		expect(await send({ smsmsg: '가'.repeat(361) })).toBe('3002');
		expect(await send({ destnumber: Array.from({ length: 11 }, () => NUMBER).join(',') })).toBe('3003');
		await simulator.setLine({ sendsLeft: 0 });
		expect(await send({})).toBe('3004');
	});

	test('userinfo: digits of an extension, and an 070 number of 11', async () => {
		const { SVC_RT, DATAS } = await ask('userinfo', {}, 64 * KIB);
		expect(SVC_RT).toBe('0000');
		expect(DATAS.EXTEN.replace(/\D/g, '')).toMatch(/^\d+$/);
		expect(DATAS.NUMBER070.replace(/\D/g, '')).toMatch(/^070\d{8}$/);
	});

	test.each([
		['with calls', async () => undefined],
		['without any', async () => await simulator.setLine({ history: [] })],
	])('the call history %s: 0000 or OK', async (_what, before) => {
		await before();
		const answered = await ask('callhistory', { page: '1', calltype: 'outbound' }, 512 * KIB);
		expect(['0000', 'OK']).toContain(answered.SVC_RT);
		const calls = records(answered);
		expect(calls.length).toBe((await simulator.office()).history.length === 0 ? 0 : 10);
		for (const call of calls) {
			expectTexts(call, ['TIME', 'SRC', 'DST', 'STATUS', 'KIND']);
			expect([isCount(call.DURATION), isCount(call.BILLSEC)]).toEqual([true, true]);
		}
	});

	test('received texts: a phone number, some text of at most 720 bytes, and LISTINFO', async () => {
		await client().incomingText({ line: OFFICE, from: '010-0000-5678', text: '가'.repeat(360) });
		const answered = await ask('getrecvsmslist', { page: '1' }, KIB * KIB);
		expect(answered.SVC_RT).toBe('0000');
		const { page, numperpage, total } = answered.LISTINFO;
		expect([isCount(page) && Number(page) >= 1, isCount(numperpage), isCount(total)]).toEqual([true, true, true]);
		const texts = records(answered);
		expect(texts.length).toBe(5);
		for (const text of texts) {
			expectTexts(text, ['TIME', 'SRC', 'MNESSAGE']);
			expect(text.SRC.replace(/\D/g, '')).toMatch(/^0\d{8,10}$/);
			expect(text.MNESSAGE.trim()).not.toBe('');
			const bytes = [...text.MNESSAGE].reduce((sum, one) => sum + (one <= '\x7f' ? 1 : 2), 0);
			expect(bytes).toBeLessThanOrEqual(720);
		}
	});

	test('no received texts: 4002 or 4004 is no error', async () => {
		await simulator.setLine({ receivedTexts: [] });
		const { SVC_RT, LISTINFO } = await ask('getrecvsmslist', { page: '1' }, KIB * KIB);
		expect(['4002', '4004']).toContain(SVC_RT);
		expect(Number(LISTINFO.total)).toBe(0);
	});

	test('registers a page that ends in .html, and wants STATUS OK', async () => {
		const form = { callbackurl: '/hooks/line-1/ring.html', callbackhost: '203.0.113.5', callbackport: '8080' };
		expect(await ask('setringcallback', form, 64 * KIB)).toMatchObject({ SVC_RT: '0000', DATAS: { STATUS: 'OK' } });
	});

	testOf('getinboundcall')('inbound calls: 50 a page, one of five words, and four texts more', async () => {
		const read = async () => await ask('getinboundcall', { page: '1', num_per_page: '50' }, KIB * KIB);
		await client().incomingCall({ line: OFFICE, from: NUMBER });
		await client().hangUp(OFFICE);
		// It is listed only a while after its end.
		let answered = await read();
		for (let i = 0; i < 100 && answered.SVC_RT !== '0000'; i += 1) {
			await new Promise((resolve) => setTimeout(resolve, 100));
			answered = await read();
		}
		expect(answered.SVC_RT).toBe('0000');
		const calls = records(answered);
		expect(calls.length).toBeGreaterThan(0);
		for (const call of calls) {
			expectTexts(call, ['TIME', 'SRC', 'DST', 'CHANNEL', 'DSTCHANNEL', 'ENDTIME', 'APPDATA']);
			expect(isCount(call.DURATION)).toBe(true);
			expect(['ANSWERED', 'NO ANSWER', 'CANCEL', 'BUSY', 'FAILED']).toContain(call.STATUS.trim().toUpperCase());
		}
	}, 20_000);

	test('a line that may not is known by its code', async () => {
		await simulator.setLine({ addOn: 'none' });
		expect((await ask('userinfo', {}, 64 * KIB)).SVC_RT).toBe('1005');
		await simulator.setLine({ addOn: 'B', passwordExpiresAt: '2020-01-01T00:00:00+09:00' });
		expect((await ask('userinfo', {}, 64 * KIB)).SVC_RT).toBe('1008');
		await simulator.setLine({ initialPassword: true });
		expect((await ask('userinfo', {}, 64 * KIB)).SVC_RT).toBe('1007');
	});
});
