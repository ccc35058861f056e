import { errorAnswer, hash, OFFICE, OFFICE_LINE, setClock, useSimulator } from '../helpers';

const simulator = useSimulator();
const { client, office, post } = simulator;
const GOOD = 'new-Pw.42';

const ask = async (command: string, parameters: Record<string, string> = {}) =>
	// eslint-disable-next-line @typescript-eslint/no-explicit-any
	(await (await post(command, parameters)).json()) as any;
const update = async (newpass: string, password = 'demo-1000') =>
	await ask('updateauth', { id: OFFICE, pass: hash(password), newpass });
/** Asks for a code, and looks it up on the phone. */
const codeSent = async () => {
	const { DATAS } = await ask('getauthcode', { id: OFFICE });
	return { sessionid: DATAS.SESSIONID as string, authcode: (await office()).authCode?.code as string };
};
const reset = async (parameters: Record<string, string>) => await ask('setauthchange', { id: OFFICE, newpass: GOOD, ...parameters });
const signsIn = async (password: string) =>
	(await ask('userinfo', { id: OFFICE, pass: hash(password) })).SVC_RT === '0000';

describe('getauthcode', () => {
	test('sends six digits to the phone, and answers the session', async () => {
		setClock('2026-11-22 09:30:00');
		const answered = await ask('getauthcode', { id: OFFICE });
		expect(answered).toEqual({
			SVC_RT: '0000',
			SVC_MSG: 'OK',
			DATAS: { STATUS: expect.any(String), SESSIONID: expect.stringMatching(/^[0-9a-f]{32}$/), TRYCNT: '1' },
		});
		expect((await office()).authCode).toEqual({
			code: expect.stringMatching(/^\d{6}$/),
			sessionId: answered.DATAS.SESSIONID,
			issuedAt: '2026-11-22T09:30:00+09:00',
			used: false,
			tries: 1,
		});
		expect(JSON.stringify(answered)).not.toContain((await office()).authCode?.code);
	});

	test('asked for again, the old code is good no more', async () => {
		const first = await codeSent();
		const second = await ask('getauthcode', { id: OFFICE });
		expect(second.DATAS.TRYCNT).toBe('2');
		expect((await reset(first)).SVC_RT).toBe('1204');
	});

	test.each([{}, { pass: hash('wrong') }, OFFICE_LINE] as Array<Record<string, string>>)('does not look at the password: %j', async (pass) => {
		expect((await ask('getauthcode', { id: OFFICE, ...pass })).SVC_RT).toBe('0000');
		expect((await office()).wrongPasswords).toBe(0);
	});

	test('needs a line that there is', async () => {
		expect((await ask('getauthcode')).SVC_RT).toBe('1001');
		expect((await ask('getauthcode', { id: '07000009999' })).SVC_RT).toBe('1003');
	});
});

describe('setauthchange', () => {
	test('sets the password, once', async () => {
		const code = await codeSent();
		expect(await reset({ ...code, newpass2: GOOD, pass: hash('demo-1000') })).toEqual({
			SVC_RT: '0000',
			SVC_MSG: 'OK',
			DATAS: { STATUS: expect.any(String), DOMAIN: 'lgdacom.net', SESSIONID: code.sessionid, AUTHCODE: code.authcode },
		});
		expect(await signsIn(GOOD)).toBe(true);
		expect(await signsIn('demo-1000')).toBe(false);
		expect(await reset({ ...code, newpass: 'other-Pw.1' })).toMatchObject({ SVC_RT: '1203', SVC_MSG: 'AUTHCODE_ERR' });
		expect(await signsIn(GOOD)).toBe(true);
	});

	test('after it a code is the first again', async () => {
		await reset(await codeSent());
		expect((await ask('getauthcode', { id: OFFICE })).DATAS.TRYCNT).toBe('1');
	});

	test.each([
		['no code was sent', async () => ({ sessionid: 'x', authcode: '000000' })],
		['a wrong code', async () => ({ ...(await codeSent()), authcode: 'x' })],
		['a wrong session', async () => ({ ...(await codeSent()), sessionid: 'x' })],
	])('%s is 1204, DATAS a sentence', async (_what, code) => {
		expect(await reset(await code())).toEqual({ SVC_RT: '1204', SVC_MSG: 'AUTHCODE_ERR', DATAS: expect.any(String) });
		expect(await signsIn('demo-1000')).toBe(true);
	});

	test.each([
		['2026-11-22T09:34:59+09:00', '0000'],
		['2026-11-22T09:35:00+09:00', '1204'],
	])('a code of 09:30:00 at %s is %s', async (time, result) => {
		await client().setTime('2026-11-22T09:30:00+09:00');
		const code = await codeSent();
		await client().setTime(time);
		expect((await reset(code)).SVC_RT).toBe(result);
	});

	test('a password against the rules is 3001, and the code is still good', async () => {
		const code = await codeSent();
		expect(await reset({ ...code, newpass: 'short.1' })).toEqual({
			SVC_RT: '3001',
			SVC_MSG: 'ERR_PROCESS',
			DATAS: { STATUS: expect.stringMatching(/8~10/), DOMAIN: 'lgdacom.net', SESSIONID: code.sessionid, AUTHCODE: code.authcode },
		});
		expect((await reset(code)).SVC_RT).toBe('0000');
	});

	test('two new passwords that differ are 1002; one is enough', async () => {
		const code = await codeSent();
		expect((await reset({ ...code, newpass2: 'other-Pw.1' })).SVC_RT).toBe('1002');
		expect((await reset(code)).SVC_RT).toBe('0000');
	});

	test.each(['sessionid', 'newpass', 'authcode'])('without %s it is 1001', async (name) => {
		expect((await reset({ ...(await codeSent()), [name]: '' })).SVC_RT).toBe('1001');
	});
});

describe('updateauth', () => {
	test('changes the password, and answers a sentence', async () => {
		expect(await update(GOOD)).toEqual({ SVC_RT: '0000', SVC_MSG: 'OK', DATAS: expect.any(String) });
		expect(await signsIn(GOOD)).toBe(true);
		expect(await signsIn('demo-1000')).toBe(false);
		expect((await office()).formerPasswords).toEqual(['demo-1000']);
	});

	test('a wrong old password is 1004, with the number in DATAS', async () => {
		expect(await update(GOOD, 'wrong')).toEqual({ SVC_RT: '1004', SVC_MSG: 'AUTH_ERR', DATAS: `${OFFICE} LOGIN FAIL` });
		expect(await signsIn('demo-1000')).toBe(true);
	});

	test('a caller not allowed is 2001, with prefix and domain in DATAS', async () => {
		for (const command of ['updateauth', 'extendauth']) {
			const form = { id: '07000002001', pass: hash('demo-2001'), newpass: GOOD };
			expect(await ask(command, form)).toEqual({ SVC_RT: '2001', SVC_MSG: 'NO_HOST', DATAS: '0700000 lgdacom.net' });
		}
	});

	test.each(['abcdef.1', 'Zz9~!@$%^*', 'a1(b2)c3_d', 'x,1?Y-2^z.'])('%s is good', async (newpass) => {
		expect((await update(newpass)).SVC_RT).toBe('0000');
	});

	test.each([
		['7 characters', 'abcde.1'],
		['11 characters', 'abcdefgh.12'],
		['no letter', '12345678.'],
		['no digit', 'abcdefgh.'],
		['no special character', 'abcdefg12'],
		['another special character', 'abcdef1.#'],
		['a space', 'abcde 1.f'],
		['Hangul', 'abcde1.가나'],
		['a character twice in a row', 'abccdef.1'],
		['a digit twice in a row', 'abcdef.11'],
		['the password it is', 'demo-1000'],
	])('%s is 3001, DATAS a sentence', async (_what, newpass) => {
		expect(await update(newpass)).toEqual({ SVC_RT: '3001', SVC_MSG: 'ERR_PROCESS', DATAS: expect.any(String) });
		expect(await signsIn('demo-1000')).toBe(true);
		expect((await office()).formerPasswords).toEqual([]);
	});

	test('none of the last three, and the fourth again', async () => {
		const passwords = ['first-Pw.1', 'secon-Pw.2', 'third-Pw.3', 'fourt-Pw.4', 'fifth-Pw.5'];
		let now = 'demo-1000';
		for (const password of passwords) {
			expect((await update(password, now)).SVC_RT).toBe('0000');
			now = password;
		}
		for (const password of passwords.slice(1)) expect((await update(password, now)).SVC_RT).toBe('3001');
		expect((await update(passwords[0], now)).SVC_RT).toBe('0000');
	});

	test('more than 20 tries a day are 1202, and the next day is another', async () => {
		await client().setTime('2026-11-22T23:59:59+09:00');
		for (let i = 0; i < 20; i += 1) expect((await update('x')).SVC_RT).toBe('3001');
		expect(await update(GOOD)).toEqual({ SVC_RT: '1202', SVC_MSG: 'OVER_CHANGE_ERR', DATAS: { STATUS: '' } });
		expect((await reset(await codeSent())).SVC_RT).toBe('1202');
		await client().setTime('2026-11-23T00:00:00+09:00');
		expect((await update(GOOD)).SVC_RT).toBe('0000');
	});
});

describe('a change makes everything good', () => {
	test.each(['updateauth', 'setauthchange'])('%s', async (command) => {
		await client().setTime('2026-11-30T09:30:00+09:00');
		await simulator.setLine({ initialPassword: true, passwordExpiresAt: '2026-11-29T00:00:00+09:00' });
		if (command === 'updateauth') await update(GOOD);
		else {
			await simulator.setLine({ locked: true });
			await reset(await codeSent());
		}
		expect(await office()).toMatchObject({
			password: GOOD,
			initialPassword: false,
			wrongPasswords: 0,
			locked: false,
			// November 30 has no counterpart in February.
			passwordExpiresAt: '2027-02-28T09:30:00+09:00',
		});
	});

	test('a reset brings back the password of the office', async () => {
		await update(GOOD);
		await client().reset();
		expect(await signsIn('demo-1000')).toBe(true);
	});
});

describe('extendauth', () => {
	const extend = async () => await ask('extendauth', OFFICE_LINE);
	beforeEach(async () => await client().setTime('2026-11-22T09:30:00+09:00'));

	test('puts off the expiry to three months from now, and answers a sentence', async () => {
		await simulator.setLine({ passwordExpiresAt: '2026-11-22T09:30:01+09:00' });
		expect(await extend()).toEqual({ SVC_RT: '0000', SVC_MSG: 'OK', DATAS: expect.any(String) });
		expect((await office()).passwordExpiresAt).toBe('2027-02-22T09:30:00+09:00');
		await extend();
		expect(await office()).toMatchObject({ passwordExpiresAt: '2027-02-22T09:30:00+09:00', password: 'demo-1000' });
	});

	test.each([null, '2028-01-01T00:00:00+09:00'])('leaves %j as it is', async (passwordExpiresAt) => {
		await simulator.setLine({ passwordExpiresAt });
		expect((await extend()).SVC_RT).toBe('0000');
		expect((await office()).passwordExpiresAt).toBe(passwordExpiresAt);
	});

	test('comes too late once the password has expired', async () => {
		await simulator.setLine({ passwordExpiresAt: '2026-11-22T09:30:00+09:00' });
		expect((await extend()).SVC_RT).toBe('1008');
		expect((await office()).passwordExpiresAt).toBe('2026-11-22T09:30:00+09:00');
	});
});

describe.each([
	['1007', 'an initial password', { initialPassword: true }],
	['1008', 'an expired password', { passwordExpiresAt: '2026-11-22T09:30:00+09:00' }],
])('%s: %s', (code, _what, settings) => {
	beforeEach(async () => {
		await client().setTime('2026-11-22T09:30:00+09:00');
		await simulator.setLine(settings);
	});

	test.each(['userinfo', 'smssend', 'getrecvsmslist', 'extendauth', 'recorddownload', 'getringcallback'])('%s is refused', async (command) => {
		expect(await simulator.answer(command)).toBe(errorAnswer(code, 'AUTH_ERR'));
	});

	test('a wrong password is 1004 all the same', async () => {
		expect((await ask('userinfo', { id: OFFICE, pass: hash('wrong') })).SVC_RT).toBe('1004');
	});

	test('a new password can be set, both ways', async () => {
		expect((await update('other-Pw.1')).SVC_RT).toBe('0000');
		expect(await signsIn('other-Pw.1')).toBe(true);
		await simulator.setLine(settings);
		expect((await reset(await codeSent())).SVC_RT).toBe('0000');
		expect(await signsIn(GOOD)).toBe(true);
	});

	test('the document’s service has no such code', async () => {
		await client().choose({ service: 'document' });
		expect(await signsIn('demo-1000')).toBe(true);
	});
});

test('a second before it expires, a password is good', async () => {
	await client().setTime('2026-11-22T09:29:59+09:00');
	await simulator.setLine({ passwordExpiresAt: '2026-11-22T09:30:00+09:00' });
	expect(await signsIn('demo-1000')).toBe(true);
});

test('what sets a password is neither in the record of requests nor in the answers kept there', async () => {
	const code = await codeSent();
	await reset({ ...code, newpass2: GOOD });
	await ask('updateauth', { ID: OFFICE, Pass: hash(GOOD), NewPass: 'other-Pw.1' });
	await ask('updateauth', { id: OFFICE, pass: hash('other-Pw.1'), newpass: '0'.repeat(64) });
	const { requests } = await simulator.state();
	const recorded = JSON.stringify(requests);
	for (const secret of [GOOD, 'other-Pw.1', '00000000', code.sessionid, code.authcode]) {
		expect(recorded).not.toContain(secret);
	}
	expect(requests[1].parameters).toEqual({
		id: OFFICE,
		newpass: '***',
		newpass2: '***',
		sessionid: '***',
		authcode: '***',
	});
	expect(requests[1].answer).toMatch(/"SESSIONID":"\*\*\*","AUTHCODE":"\*\*\*"/);
});
