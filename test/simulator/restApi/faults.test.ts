import type { SimulatorClient } from '../../../simulator/client';
import { COMMANDS } from '../../../simulator/restApi/commands';
import { DOCUMENT_CODES } from '../../../simulator/restApi/resultCodes';
import { errorAnswer, OFFICE_LINE, useSimulator } from '../helpers';

const simulator = useSimulator();
const { client, post, resultCode } = simulator;

type Fault = Parameters<SimulatorClient['cause']>[0];
const cause = async (fault: Fault) => await client().cause(fault);

const send = async (signal?: AbortSignal) =>
	await fetch(`${simulator.url()}/RestApi/smssend`, {
		method: 'POST',
		body: new URLSearchParams({ ...OFFICE_LINE, destnumber: '01000001234', smsmsg: 'x' }),
		signal,
	});

test('http: an HTML page with the status, once', async () => {
	await cause({ command: 'userinfo', kind: 'http', status: 503 });
	const response = await post('userinfo', OFFICE_LINE);
	expect(response.status).toBe(503);
	expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
	expect(await response.text()).toBe('<html><body><h1>503</h1></body></html>');
	expect(await resultCode('userinfo')).toBe('0000');
});

test('body: HTTP 200 with the body as given', async () => {
	await cause({ command: 'userinfo', kind: 'body', body: '{"SVC_RT": "OK"', contentType: 'text/plain' });
	const response = await post('userinfo', OFFICE_LINE);
	expect(response.status).toBe(200);
	expect(response.headers.get('content-type')).toContain('text/plain');
	expect(await response.text()).toBe('{"SVC_RT": "OK"');
});

test('body: JSON unless another content type is asked for', async () => {
	await cause({ command: 'userinfo', kind: 'body' });
	const response = await post('userinfo', OFFICE_LINE);
	expect(response.headers.get('content-type')).toBe('application/json; charset=utf-8');
	expect(await response.text()).toBe('');
});

test('disconnect: the socket is destroyed and the command not carried out', async () => {
	await cause({ command: 'smssend', kind: 'disconnect' });
	await expect(send()).rejects.toThrow('fetch failed');
	const { texts, requests } = await simulator.state();
	expect(texts).toEqual([]);
	expect(requests).toMatchObject([{ command: 'smssend', resultCode: null }]);
});

test('hang: no answer comes', async () => {
	await cause({ command: 'smssend', kind: 'hang' });
	await expect(send(AbortSignal.timeout(300))).rejects.toThrow(/timeout/);
	expect((await simulator.state()).texts).toEqual([]);
});

test.each(['resultCode', 'http', 'disconnect', 'hang', 'body'] as const)(
	'%s with carryOut: only the answer is lost',
	async (kind) => {
		await cause({ command: 'smssend', kind, carryOut: true });
		await send(AbortSignal.timeout(300)).catch(() => undefined);
		const { texts, lines, requests } = await simulator.state();
		expect(texts).toHaveLength(1);
		expect(lines[0].sendsLeft).toBe(999);
		expect(requests).toMatchObject([{ resultCode: kind === 'resultCode' ? '3001' : '0000', fault: kind }]);
	},
);

test('resultCode: the service says no, and the command is not carried out', async () => {
	await cause({ command: 'smssend', kind: 'resultCode', code: '9999' });
	expect(await (await send()).text()).toBe(errorAnswer('9999', 'ETC_ERR'));
	expect((await simulator.state()).texts).toEqual([]);
});

test.each([
	...Object.entries(DOCUMENT_CODES).filter(([code]) => code !== '0000'),
	['1007', 'AUTH_ERR'],
	['1008', 'AUTH_ERR'],
	['1202', 'OVER_CHANGE_ERR'],
	['1203', 'AUTHCODE_ERR'],
	['1204', 'AUTHCODE_ERR'],
])('resultCode %s can be caused', async (code, message) => {
	await cause({ command: 'userinfo', kind: 'resultCode', code: code as never });
	expect(await simulator.answer('userinfo')).toBe(errorAnswer(code, message));
	expect(await resultCode('userinfo')).toBe('0000');
});

describe('refused: a recipient who has refused at the provider', () => {
	const send = async (...numbers: string[]) =>
		JSON.parse(await simulator.answer('smssend', { destnumber: numbers.join(','), smsmsg: 'x' })).DATAS as Record<string, unknown>;
	const textedTo = async () => (await simulator.state()).texts.map(({ number }) => number);

	test('is sent nothing and named with a word that is not OK; the others get theirs', async () => {
		await cause({ command: 'smssend', kind: 'refused', number: '010-0000-1235' });
		expect(await send('01000001234', '01000001235', '01000001236')).toEqual({
			STATUS: 'OK',
			RESTCOUNT: 997,
			DEBUG: '01000001234=OK,01000001235=REFUSED,01000001236=OK',
		});
		expect(await textedTo()).toEqual(['01000001234', '01000001236']);
		expect(await send('01000001235')).toMatchObject({ DEBUG: '01000001235=OK' });
	});

	test('texts to others use nothing of it up, and neither do other commands and faults', async () => {
		await cause({ command: 'smssend', kind: 'refused', number: '01000001235', skip: 1, times: 2 });
		await cause({ command: 'smssend', kind: 'resultCode', code: '3001' });
		expect(await simulator.resultCode('smssend', { destnumber: '01000001235', smsmsg: 'x' })).toBe('3001');
		const told = [];
		for (const number of ['01000001236', '01000001235', '01000001235', '01000001236', '01000001235', '01000001235']) told.push((await send(number)).DEBUG);
		expect(told).toEqual(['01000001236=OK', '01000001235=OK', '01000001235=REFUSED', '01000001236=OK', '01000001235=REFUSED', '01000001235=OK']);
		expect(await client().faultsLeft()).toEqual([]);
	});

	test.each([
		[{ command: 'clickdial', kind: 'refused', number: '01000001235' }, 'command must be "smssend" where a recipient has refused.'],
		[{ command: 'smssend', kind: 'refused' }, 'number must say who has refused.'],
		[{ command: 'smssend', kind: 'refused', number: 'nobody' }, 'number must be digits only.'],
	] as Array<[Fault, string]>)('%j is none', async (fault, message) => {
		await expect(cause(fault)).rejects.toThrow(message);
	});
});

test('the client says which are left', async () => {
	await cause({ command: 'userinfo', kind: 'http', skip: 1, times: 2 });
	await cause({ command: 'smssend', kind: 'http' });
	for (let request = 0; request < 3; request++) {
		expect(await client().faultsLeft()).toEqual(['userinfo', 'smssend']);
		await post('userinfo', OFFICE_LINE);
	}
	expect(await client().faultsLeft()).toEqual(['smssend']);
	await send();
	expect(await client().faultsLeft()).toEqual([]);
});

test('delay: the command is carried out at once, and answered late', async () => {
	await cause({ command: 'smssend', kind: 'delay', seconds: 1 });
	const before = performance.now();
	const answered = send();
	while ((await simulator.state()).texts.length === 0) await new Promise((resolve) => setImmediate(resolve));
	expect(performance.now() - before).toBeLessThan(900);
	expect(await (await answered).json()).toMatchObject({ SVC_RT: '0000' });
	expect(performance.now() - before).toBeGreaterThan(990);
});

test('short: the whole length is announced, half of the answer comes, and the connection ends', async () => {
	const whole = await simulator.answer('userinfo');
	await cause({ command: 'userinfo', kind: 'short' });
	const response = await post('userinfo', OFFICE_LINE);
	expect(response.headers.get('content-length')).toBe(`${Buffer.byteLength(whole)}`);
	let received = '';
	await expect(
		(async () => {
			const decoder = new TextDecoder();
			for await (const chunk of response.body as AsyncIterable<Uint8Array>) received += decoder.decode(chunk);
		})(),
	).rejects.toThrow('terminated');
	expect(received).toBe(whole.slice(0, Math.floor(whole.length / 2)));
	expect(await simulator.answer('userinfo')).toBe(whole);
});

test('HTML instead of JSON, with HTTP status 200', async () => {
	await cause({ command: 'userinfo', kind: 'http', status: 200 });
	const response = await post('userinfo', OFFICE_LINE);
	expect([response.status, await response.text()]).toEqual([200, '<html><body><h1>200</h1></body></html>']);
});

test('skip and times; other commands are left alone', async () => {
	await cause({ command: 'smssend', kind: 'http', skip: 2, times: 2 });
	expect(await resultCode('userinfo')).toBe('0000');
	const statuses = [];
	for (let i = 0; i < 5; i += 1) statuses.push((await send()).status);
	expect(statuses).toEqual([200, 200, 502, 502, 200]);
	expect((await simulator.state()).texts).toHaveLength(3);
});

test('several faults come one after the other', async () => {
	await cause({ command: 'smssend', kind: 'http', status: 500 });
	await cause({ command: 'smssend', kind: 'http', status: 501, skip: 1 });
	const statuses = [];
	for (let i = 0; i < 4; i += 1) statuses.push((await send()).status);
	expect(statuses).toEqual([500, 200, 501, 200]);
});

test('faults are cleared', async () => {
	await cause({ command: 'userinfo', kind: 'http' });
	expect((await simulator.state()).faults).toHaveLength(1);
	await client().clearFaults();
	expect((await simulator.state()).faults).toEqual([]);
	expect(await resultCode('userinfo')).toBe('0000');
});

describe('every command', () => {
	const names = [...COMMANDS.keys()];

	test.each(names)('%s can go wrong, and is not carried out', async (command) => {
		const before = (await simulator.state()).lines;
		await cause({ command, kind: 'http' });
		await cause({ command, kind: 'body', body: 'nonsense' });
		await cause({ command, kind: 'disconnect' });
		expect((await post(command, OFFICE_LINE)).status).toBe(502);
		expect(await (await post(command, OFFICE_LINE)).text()).toBe('nonsense');
		await expect(post(command, OFFICE_LINE)).rejects.toThrow('fetch failed');
		const { lines, requests } = await simulator.state();
		expect(lines).toEqual(before);
		expect(requests.map(({ resultCode: code }) => code)).toEqual([null, null, null]);
	});
});

test('clickdial with carryOut: the phone is picked up, and the answer is lost', async () => {
	await simulator.setLine({ pickUpSeconds: 0 });
	await cause({ command: 'clickdial', kind: 'disconnect', carryOut: true });
	await expect(post('clickdial', { ...OFFICE_LINE, destnumber: '01000001234' })).rejects.toThrow(
		'fetch failed',
	);
	expect((await simulator.office()).call?.state).toBe('talking');
});
