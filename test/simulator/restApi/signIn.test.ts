import { errorAnswer, hash, OFFICE, OFFICE_LINE, useSimulator } from '../helpers';

const simulator = useSimulator();
const { post, resultCode } = simulator;
const answerTo = async (command: string, parameters: Record<string, string>) =>
	await (await post(command, parameters)).text();

test.each([
	['an unknown command', 'nonsense', OFFICE_LINE, '4001', 'UNKNOWN_COMMNAD'],
	['an unknown command, before everything else', 'userInfo', {}, '4001', 'UNKNOWN_COMMNAD'],
	['a name that every object has', 'constructor', OFFICE_LINE, '4001', 'UNKNOWN_COMMNAD'],
	['no command', '', OFFICE_LINE, '4001', 'UNKNOWN_COMMNAD'],
	['no id', 'userinfo', { pass: hash('demo-1000') }, '1001', 'PARAM_ERR'],
	['no pass', 'userinfo', { id: OFFICE }, '1001', 'PARAM_ERR'],
	['an empty id', 'userinfo', { ...OFFICE_LINE, id: '' }, '1001', 'PARAM_ERR'],
	['an unknown line', 'userinfo', { ...OFFICE_LINE, id: '07000009999' }, '1003', 'AUTH_ERR'],
	['hyphens in id', 'userinfo', { ...OFFICE_LINE, id: '070-0000-1000' }, '1003', 'AUTH_ERR'],
	['a wrong password', 'userinfo', { id: OFFICE, pass: hash('wrong') }, '1004', 'AUTH_ERR'],
	['the password in clear', 'userinfo', { id: OFFICE, pass: 'demo-1000' }, '1004', 'AUTH_ERR'],
	[
		'the hash in capitals',
		'userinfo',
		{ id: OFFICE, pass: hash('demo-1000').toUpperCase() },
		'1004',
		'AUTH_ERR',
	],
	['a caller not allowed', 'userinfo', { id: '07000002001', pass: hash('demo-2001') }, '2001', 'NO_HOST'],
	[
		'a wrong password of a caller not allowed',
		'userinfo',
		{ id: '07000002001', pass: 'x' },
		'1004',
		'AUTH_ERR',
	],
	['no permission', 'userinfo', { id: '07000002002', pass: hash('demo-2002') }, '2002', 'NO_PERM'],
	[
		'no permission, before parameters',
		'smssend',
		{ id: '07000002002', pass: hash('demo-2002') },
		'2002',
		'NO_PERM',
	],
])('%s', async (_name, command, parameters, code, message) => {
	const response = await post(command, parameters as Record<string, string>);
	expect(response.status).toBe(200);
	expect(response.headers.get('content-type')).toBe('application/json; charset=utf-8');
	expect(await response.text()).toBe(errorAnswer(code, message));
});

test('a caller not allowed is told so before missing permission', async () => {
	await simulator.setLine({ permitted: false }, '07000002001');
	expect(await resultCode('userinfo', { id: '07000002001', pass: hash('demo-2001') })).toBe('2001');
});

test('parameters may stand in the query, in the body, or in both', async () => {
	const { url } = simulator;
	const query = new URLSearchParams(OFFICE_LINE).toString();
	const send = async (path: string, body?: URLSearchParams) =>
		await (await fetch(`${url()}/RestApi/${path}`, { method: 'POST', body })).text();
	expect(await send(`userinfo?${query}`)).toContain('"0000"');
	expect(await send(`userinfo?id=${OFFICE}`, new URLSearchParams({ pass: OFFICE_LINE.pass }))).toContain(
		'"0000"',
	);
	const { requests } = await simulator.state();
	expect(requests.map(({ sentIn }) => sentIn)).toEqual(['query', 'query']);
	expect(requests[0].contentType).toBeNull();
	expect(requests[1].contentType).toBe('application/x-www-form-urlencoded;charset=UTF-8');
});

test.each([
	{ Id: OFFICE, Pass: hash('demo-1000') },
	{ ID: OFFICE, PASS: hash('demo-1000') },
	{ iD: OFFICE, pAsS: hash('demo-1000') },
] as Array<Record<string, string>>)('the document’s tables write Id and Pass: %j signs in', async (parameters) => {
	expect(await answerTo('userinfo', parameters)).toContain('"0000"');
});

test('a JSON body holds no parameters', async () => {
	const response = await fetch(`${simulator.url()}/RestApi/userinfo`, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify(OFFICE_LINE),
	});
	expect(await response.text()).toBe(errorAnswer('1001', 'PARAM_ERR'));
});

test('only POST gives commands', async () => {
	const query = new URLSearchParams(OFFICE_LINE).toString();
	expect((await fetch(`${simulator.url()}/RestApi/userinfo?${query}`)).status).toBe(404);
});

test('5 wrong passwords in a row lock the account, until it is unlocked', async () => {
	const wrong = { id: OFFICE, pass: hash('wrong') };
	for (let i = 0; i < 4; i += 1) await answerTo('userinfo', wrong);
	const [{ locked, wrongPasswords }] = (await simulator.state()).lines;
	expect({ locked, wrongPasswords }).toEqual({ locked: false, wrongPasswords: 4 });
	await answerTo('userinfo', wrong);
	expect((await simulator.state()).lines[0].locked).toBe(true);
	expect(await simulator.answer('userinfo')).toBe(errorAnswer('1004', 'AUTH_ERR'));

	await simulator.setLine({ locked: false });
	expect((await simulator.state()).lines[0].wrongPasswords).toBe(0);
	expect(await resultCode('userinfo')).toBe('0000');
});

test('the right password starts the count anew', async () => {
	const wrong = { id: OFFICE, pass: hash('wrong') };
	for (let i = 0; i < 4; i += 1) await answerTo('userinfo', wrong);
	expect(await resultCode('userinfo')).toBe('0000');
	for (let i = 0; i < 4; i += 1) await answerTo('userinfo', wrong);
	expect(await resultCode('userinfo')).toBe('0000');
});

test('a lock is the line’s own', async () => {
	await simulator.setLine({ locked: true });
	expect(await resultCode('userinfo', { id: '07000003004', pass: hash('demo-3004') })).toBe('0000');
});
