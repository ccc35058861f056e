import { LINE_LISTS } from '../../../simulator/office/lineLists';
import { SETTINGS, settingsOf } from '../../../simulator/restApi/settings';
import { hash, OFFICE, useSimulator } from '../helpers';

const simulator = useSimulator();
const { control } = simulator;

test('the state at the start', async () => {
	const { lines, ...lists } = await simulator.state();
	expect(lists).toEqual({
		clock: null,
		settings: settingsOf('today'),
		texts: [],
		calls: [],
		deliveries: [],
		requests: [],
		faults: [],
	});
	expect(lines[0]).toEqual({
		number: OFFICE,
		password: 'demo-1000',
		name: 'Demo Office',
		extension: '1000',
		sendsLeft: 1000,
		permitted: true,
		callerAllowed: true,
		locked: false,
		wrongPasswords: 0,
		addOn: 'B',
		lacks: [],
		otherForm: [],
		initialPassword: false,
		passwordExpiresAt: null,
		formerPasswords: [],
		passwordTries: [],
		authCode: null,
		forwarding: null,
		noAnswerSeconds: 15,
		unreachable: [],
		extraPorts: [],
		callbacks: { ring: null, sms: null },
		phoneStatus: 'OK',
		pickUpSeconds: 2,
		recordingsADay: 10,
		downloadPauseSeconds: 2,
		call: null,
		listDelaySeconds: 3,
		...Object.fromEntries(Object.keys(LINE_LISTS).map((name) => [name, expect.any(Array)])),
	});
	expect(lines.slice(1)).toMatchObject([
		{ number: '07000001001', password: 'demo-1000', callerAllowed: true, permitted: true, sendsLeft: 1000 },
		{ number: '07000001002', password: 'demo-1000', callerAllowed: true, permitted: true, sendsLeft: 1000 },
		{ number: '07000002001', password: 'demo-2001', callerAllowed: false, permitted: true, sendsLeft: 1000 },
		{ number: '07000002002', password: 'demo-2002', callerAllowed: true, permitted: false, sendsLeft: 1000 },
		{ number: '07000003004', password: 'demo-3004', callerAllowed: true, permitted: true, sendsLeft: 0 },
	]);
});

test('a line’s settings', async () => {
	const settings = {
		password: 'other',
		name: '새 이름',
		extension: '7',
		sendsLeft: 3,
		permitted: false,
		callerAllowed: false,
		locked: true,
		addOn: 'A',
		lacks: ['getrecvsmslist'],
		otherForm: ['recordlist', 'userinfo'],
		initialPassword: true,
		passwordExpiresAt: '2027-02-22T00:00:00+09:00',
		forwarding: { kind: 'number', to: '01000001234', when: 'busyOrNoAnswer' },
		noAnswerSeconds: 5,
		unreachable: ['01000001235'],
		extraPorts: [5678],
		phoneStatus: null,
		pickUpSeconds: 120,
		recordingsADay: 0,
		downloadPauseSeconds: 0,
		contacts: [
			{ name: '홍길동', phone1: '01000001234', phone2: '', groupName: '직원', groupCode: '1', note: '' },
		],
		history: [
			{
				direction: 'inbound',
				number: '01000001234',
				startedAt: '2026-11-21T09:30:00+09:00',
				durationSeconds: 20,
				talkSeconds: 0,
				status: 'NO ANSWER',
			},
		],
		recordings: [
			{
				direction: 'outbound',
				number: '01000001234',
				startedAt: '2026-11-21T09:30:00+09:00',
				seconds: 86_400,
			},
		],
		inboundCalls: [
			{
				from: '01000001234',
				startedAt: '2026-11-21T09:30:00+09:00',
				durationSeconds: 20,
				status: 'NO ANSWER',
				reached: '01000005678',
				channel: 'SIP/5060-b723dff8a7df',
			},
		],
		listDelaySeconds: 60,
		receivedTexts: [{ from: '01000001234', text: '안녕', at: '2026-11-21T09:30:00+09:00' }],
	};
	const body = await simulator.client().setLine(OFFICE, settings as never);
	expect(body).toMatchObject(settings);
	expect((await simulator.state()).lines[0]).toEqual(body);
	await simulator.setLine({ forwarding: null, passwordExpiresAt: null });
	expect((await simulator.state()).lines[0]).toEqual({ ...body, forwarding: null, passwordExpiresAt: null });
});

test('reset brings everything back to the start', async () => {
	const before = await simulator.state();
	await simulator.setLine({ sendsLeft: 3 });
	await simulator.answer('smssend', { destnumber: '01000001234', smsmsg: 'x' });
	await simulator.answer('setringcallback', {
		callbackurl: '/a.html',
		callbackhost: '127.0.0.1',
		callbackport: '80',
	});
	const client = simulator.client();
	await client.incomingCall({ line: OFFICE, from: '01000001234' });
	await client.cause({ command: 'userinfo', kind: 'http' });
	await client.setTime('2026-11-22T09:30:00+09:00');
	await client.choose({ numbers: 'strings' });
	const during = await simulator.state();
	for (const name of Object.keys(before)) expect(during).not.toHaveProperty(name, before[name as 'texts']);
	await client.reset();
	expect(await simulator.state()).toEqual(before);
	expect(await simulator.resultCode('userinfo')).toBe('0000');
});

test.each([
	['PATCH', '/_simulator/lines/07000009999', {}, /^number must be one of 07000001000, /],
	['PATCH', `/_simulator/lines/${OFFICE}`, { sendsLeft: 'many' }, /^sendsLeft must be a number\.$/],
	['PATCH', `/_simulator/lines/${OFFICE}`, { sendsLeft: -1 }, /^sendsLeft must not be below 0\.$/],
	['PATCH', `/_simulator/lines/${OFFICE}`, { permitted: 'yes' }, /^permitted must be true or false\.$/],
	['PATCH', `/_simulator/lines/${OFFICE}`, { password: '' }, /^password must not be empty\.$/],
	[
		'PATCH',
		`/_simulator/lines/${OFFICE}`,
		{ unreachable: ['010-0000-1234'] },
		/^unreachable\.0 must be digits only\.$/,
	],
	[
		'PATCH',
		`/_simulator/lines/${OFFICE}`,
		{ extraPorts: [0] },
		/^extraPorts\.0 must be a port, 1 to 65535\.$/,
	],
	['PATCH', `/_simulator/lines/${OFFICE}`, { forwarding: 'x' }, /^forwarding must be null or an object\.$/],
	['PATCH', `/_simulator/lines/${OFFICE}`, { sendsleft: 1 }, /^sendsleft is no field that can be set here\.$/],
	[
		'PATCH',
		`/_simulator/lines/${OFFICE}`,
		{ forwarding: { kind: 'fax' } },
		/^forwarding\.kind must be "number" or "voicemail"\.$/,
	],
	...[{}, { to: '' }].map((forwarding): [string, string, unknown, RegExp] => [
		'PATCH',
		`/_simulator/lines/${OFFICE}`,
		{ forwarding },
		/^forwarding\.to must be a number, digits only\.$/,
	]),
	['PATCH', `/_simulator/lines/${OFFICE}`, { forwarding: { to: '010-0000-1234' } }, /^forwarding\.to must be digits only\.$/],
	[
		'PATCH',
		`/_simulator/lines/${OFFICE}`,
		{ forwarding: { kind: 'voicemail', to: '01000001234' } },
		/^forwarding\.to must be empty with voice mail\.$/,
	],
	[
		'PATCH',
		`/_simulator/lines/${OFFICE}`,
		{ forwarding: { to: '01000001234', when: 'often' } },
		/^forwarding\.when must be "always", .* or "busyOrNoAnswer"\.$/,
	],
	['PATCH', `/_simulator/lines/${OFFICE}`, { noAnswerSeconds: 121 }, /^noAnswerSeconds must not be above 120\.$/],
	['PATCH', `/_simulator/lines/${OFFICE}`, { listDelaySeconds: 61 }, /^listDelaySeconds must not be above 60\.$/],
	['PATCH', `/_simulator/lines/${OFFICE}`, { inboundCalls: {} }, /^inboundCalls must be a list of inbound calls\.$/],
	[
		'PATCH',
		`/_simulator/lines/${OFFICE}`,
		{ inboundCalls: [{ from: '', startedAt: '1 day ago, 09:30:00', durationSeconds: 1, status: 'LOST' }] },
		/^inboundCalls\.0\.status must be "ANSWERED", "NO ANSWER", "CANCEL", "BUSY" or "FAILED"\.$/,
	],
	[
		'PATCH',
		`/_simulator/lines/${OFFICE}`,
		{ number: '07000001001' },
		/^number is no field that can be set here\.$/,
	],
	['PATCH', `/_simulator/lines/${OFFICE}`, { pickUpSeconds: 121 }, /^pickUpSeconds must not be above 120\.$/],
	['PATCH', `/_simulator/lines/${OFFICE}`, { phoneStatus: 1 }, /^phoneStatus must be a text\.$/],
	['PATCH', `/_simulator/lines/${OFFICE}`, { contacts: {} }, /^contacts must be a list of contacts\.$/],
	['PATCH', `/_simulator/lines/${OFFICE}`, { contacts: [{}] }, /^contacts\.0\.name must be a text\.$/],
	['PATCH', `/_simulator/lines/${OFFICE}`, { history: null }, /^history must be a list of past calls\.$/],
	[
		'PATCH',
		`/_simulator/lines/${OFFICE}`,
		{ history: [{ direction: 'both' }] },
		/^history\.0\.direction must be "outbound" or "inbound"\.$/,
	],
	['PATCH', `/_simulator/lines/${OFFICE}`, { recordings: 3 }, /^recordings must be a list of recordings\.$/],
	...['2026-11-22 09:30:00', '2026-11-22T09:30:00Z', '2026-13-22T09:30:00+09:00'].map(
		(startedAt): [string, string, unknown, RegExp] => [
			'PATCH',
			`/_simulator/lines/${OFFICE}`,
			{ recordings: [{ direction: 'inbound', number: '01000001234', startedAt, seconds: 1 }] },
			/^recordings\.0\.startedAt must be a time like 2026-11-22T09:30:00\+09:00\.$/,
		],
	),
	...[0, 86_401].map((seconds): [string, string, unknown, RegExp] => [
		'PATCH',
		`/_simulator/lines/${OFFICE}`,
		{ recordings: [{ direction: 'inbound', number: '', startedAt: '2026-11-22T09:30:00+09:00', seconds }] },
		/^recordings\.0\.seconds must (?:be at least 1|not be above 86400)\.$/,
	]),
	['PATCH', `/_simulator/lines/${OFFICE}`, { lacks: 'getrecvsmslist' }, /^lacks must be a list of commands\.$/],
	['PATCH', `/_simulator/lines/${OFFICE}`, { otherForm: ['userinfo', 'userInfo'] }, /^otherForm\.1 must be a command of the API\.$/],
	['PATCH', `/_simulator/lines/${OFFICE}`, { addOn: 'C' }, /^addOn must be "none", "A" or "B"\.$/],
	['PATCH', `/_simulator/lines/${OFFICE}`, { initialPassword: 1 }, /^initialPassword must be true or false\.$/],
	[
		'PATCH',
		`/_simulator/lines/${OFFICE}`,
		{ passwordExpiresAt: 'soon' },
		/^passwordExpiresAt must be a time like 2026-11-22T09:30:00\+09:00\.$/,
	],
	['PATCH', `/_simulator/lines/${OFFICE}`, { receivedTexts: 1 }, /^receivedTexts must be a list of received texts\.$/],
	[
		'PATCH',
		`/_simulator/lines/${OFFICE}`,
		{ receivedTexts: [{ from: '01000001234', text: 'x', at: 'now' }] },
		/^receivedTexts\.0\.at must be a time like 2026-11-22T09:30:00\+09:00\.$/,
	],
	['PATCH', `/_simulator/lines/${OFFICE}`, { authCode: null }, /^authCode is no field that can be set here\.$/],
	['PATCH', `/_simulator/lines/${OFFICE}`, { call: null }, /^call is no field that can be set here\.$/],
	['PATCH', `/_simulator/lines/${OFFICE}`, [], /^It must be a JSON object\.$/],
	['PATCH', `/_simulator/lines/${OFFICE}`, undefined, /^It must be a JSON object\.$/],
	['POST', '/_simulator/incoming-text', { from: '01000001234', text: 'x' }, /^line must be a text\.$/],
	[
		'POST',
		'/_simulator/incoming-text',
		{ line: '070', from: '01000001234', text: 'x' },
		/^line must be one of /,
	],
	['POST', '/_simulator/incoming-text', { line: OFFICE, from: '', text: 'x' }, /^from must not be empty\.$/],
	['POST', '/_simulator/incoming-text', { line: OFFICE, from: '01000001234' }, /^text must be a text\.$/],
	[
		'POST',
		'/_simulator/incoming-text',
		{ line: OFFICE, from: '01000001234', text: '' },
		/^text must not be empty\.$/,
	],
	[
		'POST',
		'/_simulator/incoming-text',
		{ line: OFFICE, from: '01000001234', text: 'x', charset: 'latin1' },
		/^charset must be "utf-8" or "euc-kr"\.$/,
	],
	[
		'POST',
		'/_simulator/incoming-text',
		{ line: OFFICE, from: '01000001234', text: 'x', dialled: 'office' },
		/^dialled must be digits only\.$/,
	],
	['POST', '/_simulator/incoming-call', { line: OFFICE }, /^from must be a text\.$/],
	['POST', '/_simulator/incoming-call', { line: OFFICE, from: '- -' }, /^from must not be empty\.$/],
	[
		'POST',
		'/_simulator/incoming-call',
		{ line: OFFICE, from: '01000001234', seconds: 121 },
		/^seconds must not be above 120\.$/,
	],
	...[
		[{ end: 'bored' }, /^end must be "callerGivesUp" or "noAnswer"\.$/],
		[{ dialled: 'office' }, /^dialled must be digits only\.$/],
		[{ mobileApp: 1 }, /^mobileApp must be true or false\.$/],
		[{ talkSeconds: 3601 }, /^talkSeconds must not be above 3600\.$/],
	].map(([fields, sentence]) => [
		'POST',
		'/_simulator/incoming-call',
		{ line: OFFICE, from: '01000001234', ...fields },
		sentence,
	]),
	['POST', '/_simulator/pick-up', {}, /^line must be a text\.$/],
	['POST', '/_simulator/hang-up', { line: '070' }, /^line must be one of /],
	[
		'POST',
		'/_simulator/faults',
		{ command: 'nonsense', kind: 'http' },
		/^command must be a command of the API\.$/,
	],
	[
		'POST',
		'/_simulator/faults',
		{ command: 'userinfo', kind: 'fire' },
		/^kind must be "resultCode", .* or "refused"\.$/,
	],
	['POST', '/_simulator/faults', { kind: 'hang' }, /^command must be a text\.$/],
	...['0000', '1234', 'OK'].map((code): [string, string, unknown, RegExp] => [
		'POST',
		'/_simulator/faults',
		{ command: 'userinfo', kind: 'resultCode', code },
		/^code must be "1001", "1002", .*"9999"\.$/,
	]),
	[
		'POST',
		'/_simulator/faults',
		{ command: 'userinfo', kind: 'delay', seconds: 121 },
		/^seconds must not be above 120\.$/,
	],
	['PATCH', '/_simulator/settings', { colour: 'red' }, /^colour is no field that can be set here\.$/],
	...Object.keys(SETTINGS).map((name): [string, string, unknown, RegExp] => [
		'PATCH',
		'/_simulator/settings',
		{ [name]: 'nonsense' },
		new RegExp(`^${name} must be "[^"]+"(, "[^"]+")* or "[^"]+"\\.$`),
	]),
	['PUT', '/_simulator/time', {}, /^time must be a text\.$/],
	...['2026-11-22T09:30:00Z', '2026-11-22 09:30:00', 'now', '3 days ago, 09:30:00'].map(
		(time): [string, string, unknown, RegExp] => [
			'PUT',
			'/_simulator/time',
			{ time },
			/^time must be a time like 2026-11-22T09:30:00\+09:00\.$/,
		],
	),
	[
		'POST',
		'/_simulator/faults',
		{ command: 'userinfo', kind: 'http', status: 99 },
		/^status must be an HTTP status/,
	],
	[
		'POST',
		'/_simulator/faults',
		{ command: 'userinfo', kind: 'hang', times: 0 },
		/^times must be at least 1\.$/,
	],
] as Array<[string, string, unknown, RegExp]>)(
	'%s %s with %j is 400',
	async (method, path, body, sentence) => {
		const before = await simulator.state();
		const answer = await control(method, path, body);
		expect(answer.body.error).toMatch(sentence);
		expect(answer.status).toBe(400);
		expect(await simulator.state()).toEqual(before);
	},
);

test('a body that is no JSON is 400', async () => {
	const response = await fetch(`${simulator.url()}/_simulator/incoming-call`, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: '{"line":',
	});
	expect(response.status).toBe(400);
	expect(await response.json()).toEqual({ error: expect.stringContaining('JSON') });
});

test('requests are recorded, newest last, without the password or its hash', async () => {
	const sent = { destnumber: '01000001234', smsmsg: '안녕' };
	await simulator.answer('smssend', sent);
	await simulator.post('userinfo', { id: OFFICE, Pass: hash('demo-1000'), PASS: 'demo-1000' });
	await fetch(`${simulator.url()}/RestApi/nonsense?pass=${hash('demo-1000')}`, { method: 'POST' });
	const { lines, requests } = await simulator.state();
	expect(lines).toHaveLength(6);
	const form = 'application/x-www-form-urlencoded;charset=UTF-8';
	const at = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+09:00$/);
	const [milliseconds, fault] = [expect.any(Number), null];
	const error = (code: string, message: string) =>
		`{"SVC_RT":"${code}","SVC_MSG":"${message}","DATAS":{"STATUS":""}}`;
	expect(requests).toEqual([
		{
			id: 1,
			at,
			command: 'smssend',
			parameters: { id: OFFICE, pass: 'f64eedc8…', ...sent },
			sentIn: 'body',
			contentType: form,
			resultCode: '0000',
			answer:
				'{"SVC_RT":"0000","SVC_MSG":"","DATAS":{"STATUS":"OK","RESTCOUNT":999,"DEBUG":"01000001234=OK"}}',
			fault,
			milliseconds,
		},
		{
			id: 2,
			at,
			command: 'userinfo',
			parameters: { id: OFFICE, Pass: 'f64eedc8…', PASS: '***' },
			sentIn: 'body',
			contentType: form,
			resultCode: '1004',
			answer: error('1004', 'AUTH_ERR'),
			fault,
			milliseconds,
		},
		{
			id: 3,
			at,
			command: 'nonsense',
			parameters: { pass: 'f64eedc8…' },
			sentIn: 'query',
			contentType: null,
			resultCode: '4001',
			answer: error('4001', 'UNKNOWN_COMMNAD'),
			fault,
			milliseconds,
		},
	]);
	expect(JSON.stringify(requests)).not.toContain(hash('demo-1000').slice(0, 9));
	expect(JSON.stringify(requests)).not.toContain('demo-1000');
});

test('the key of a callback URL is cut in the record of requests, and whole in the registration', async () => {
	const key = '0123456789abcdef'.repeat(4);
	const callbackurl = `/webhook/1/callback.html?key=${key}`;
	await simulator.answer('setringcallback', { callbackurl, callbackhost: '127.0.0.1', callbackport: '80' });
	expect(await simulator.answer('getringcallback')).toContain(key);
	const { requests, lines } = await simulator.state();
	expect(lines[0].callbacks.ring?.url).toBe(callbackurl);
	expect(requests[0].parameters.callbackurl).toBe('/webhook/1/callback.html?key=01234567…');
	for (const { answer } of requests) expect(answer).toContain('callback.html?key=01234567…');
	expect(JSON.stringify(requests)).not.toContain(key.slice(0, 9));
});

test('a long answer is kept in part', async () => {
	await simulator.setLine({ name: 'a'.repeat(3000) });
	await simulator.answer('userinfo');
	expect((await simulator.state()).requests[0].answer).toHaveLength(2000);
});

test('the last 1000 of a list are kept, and ids count on', async () => {
	const recipients = Array.from({ length: 10 }, (_, i) => `0100000200${i}`).join(',');
	await simulator.setLine({ sendsLeft: 2000 });
	for (let i = 0; i < 101; i += 1)
		await simulator.answer('smssend', { destnumber: recipients, smsmsg: `${i}` });
	const { texts } = await simulator.state();
	expect(texts).toHaveLength(1000);
	expect(texts[0]).toMatchObject({ id: 11, text: '1' });
	expect(texts[999]).toMatchObject({ id: 1010, text: '100' });
});
