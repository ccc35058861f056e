import { errorOf, runAction } from '../../support/runAction';
import { credentialFor, listenOnTheWire } from '../../support/wire';
import type { WireAnswer } from '../../support/wire';

const sent = (numbers: string[], remaining = 100) =>
	JSON.stringify({
		SVC_RT: '0000',
		SVC_MSG: '',
		DATAS: { STATUS: 'OK', RESCNT: remaining, DEBUG: numbers.map((number) => `${number}=OK`).join(',') },
	});

/** An answer without DEBUG: STATUS speaks for all. */
const ok: WireAnswer = JSON.stringify({ SVC_RT: '0000', SVC_MSG: '', DATAS: { STATUS: 'OK', RESCNT: 5 } });

const people = (count: number) => Array.from({ length: count }, (_, index) => `0100000${String(index).padStart(4, '0')}`);

let wire: Awaited<ReturnType<typeof listenOnTheWire>>;
afterEach(async () => await wire.close());

const send = (to: unknown, text: string, more: Partial<Parameters<typeof runAction>[0]> = {}, options: { longText?: string } = {}) =>
	runAction({
		parameters: { resource: 'message', operation: 'send', to: to as string, text, options },
		credential: credentialFor(wire.baseUrl),
		...more,
	});

test('a text goes out as one request with the hash and lower-case names, in UTF-8', async () => {
	wire = await listenOnTheWire(sent(['01000001234'], 41));
	const [item] = await send('010-0000-1234', '안녕하세요 & "hello" + 100%');

	expect(wire.requests).toHaveLength(1);
	expect(wire.requests[0]).toMatchObject({ method: 'POST', url: '/RestApi/smssend', contentType: 'application/x-www-form-urlencoded' });
	expect(wire.form(0)).toEqual({
		id: '07000001000',
		// printf demo-1000 | sha512sum
		pass: 'f64eedc88c765f9c4d96c414b6b309014cd9f15ee67c7e072e0576e6a0229327c1507aa5935b0821a8821fe856124c3db786aec88ad8af123396a13afec5cc66',
		destnumber: '01000001234',
		smsmsg: '안녕하세요 & "hello" + 100%',
	});
	expect(item.json).toEqual({
		success: true,
		type: 'SMS',
		bytes: 27,
		sent: 1,
		failed: 0,
		remaining: 41,
		recipients: [{ to: '01000001234', status: 'OK' }],
	});
	expect(item.pairedItem).toEqual({ item: 0 });
});

test('recipients go out in requests of ten each, in order, each once', async () => {
	wire = await listenOnTheWire(ok);
	const all = people(25);
	const [item] = await send([...all, all[3], '+82 10-0000-0000'], 'test');

	expect(wire.requests.map((_, index) => wire.form(index).destnumber.split(','))).toEqual([
		all.slice(0, 10),
		all.slice(10, 20),
		all.slice(20),
	]);
	expect(item.json).toMatchObject({ success: true, sent: 25, failed: 0, remaining: 5 });
});

test('a recipient that the answer does not mention is neither sent nor failed', async () => {
	wire = await listenOnTheWire(
		JSON.stringify({ SVC_RT: '0000', SVC_MSG: '', DATAS: { STATUS: 'OK', RESTCOUNT: '3', DEBUG: '01000000000=OK,01000000001=FAIL' } }),
	);
	const [item] = await send(people(3), 'test');
	expect(item.json).toMatchObject({
		success: false,
		sent: 1,
		failed: 1,
		remaining: 3,
		recipients: [
			{ to: '01000000000', status: 'OK' },
			{ to: '01000000001', status: 'FAIL' },
			{ to: '01000000002', status: 'UNKNOWN' },
		],
		outcome: 'unknown',
	});
});

test('only an item with a recipient of whom nothing is known has an outcome', async () => {
	wire = await listenOnTheWire(JSON.stringify({ SVC_RT: '0000', DATAS: { DEBUG: '01000000000=OK,01000000001=FAIL' } }));
	const [item] = await send(people(2), 'test');
	expect(item.json).toMatchObject({ success: false, sent: 1, failed: 1 });
	expect(item.json).not.toHaveProperty('outcome');
});

describe('nothing is sent', () => {
	test.each([
		['to a wrong number, which is named', '010-0000-1234, 010-12', 'hello', /To: one entry is not a Korean phone number/, /^Found: "010-12"\. Write it/],
		['to a wrong number alone', '010-12', 'hello', /To: it is not a Korean phone number/, /^Found: "010-12"\. /],
		['to two wrong numbers', '010-12, 010-0000-1234, x', 'hello', /To: 2 entries are not Korean phone numbers/, /^Found: "010-12", "x"\. /],
		['to nobody', '', 'hello', /To: it is empty/, /^Enter a phone number/],
		['without a text', '010-0000-1234', ' ', /Text: it is empty/, /^Enter what to send/],
		['with more than 720 bytes, which are counted', '010-0000-1234', '가'.repeat(361), /Text: it has 722 bytes, .* at most 720/, /^Shorten it/],
	])('%s', async (_, to, text, message, description) => {
		wire = await listenOnTheWire(ok);
		const error = await errorOf(send(to, text));
		expect(error.message).toMatch(message);
		expect(error.description).toMatch(description);
		expect(error.description).toMatch(/Nothing was sent\.$/);
		expect(error.context).toMatchObject({ itemIndex: 0 });
		expect(wire.requests).toHaveLength(0);
	});

	test('to a number that lost its 0 in a spreadsheet: the error says so', async () => {
		wire = await listenOnTheWire(ok);
		expect((await errorOf(send(1000001234, 'hello'))).description).toMatch(/lost in spreadsheets/);
	});

	test('while Retry On Fail would send again', async () => {
		wire = await listenOnTheWire(ok);
		const error = await errorOf(send('010-0000-1234', 'hello', { settings: { retryOnFail: true } }));
		expect(error.message).toMatch(/^Retry On Fail: it is on/);
		expect(wire.requests).toHaveLength(0);

		// On continuing, n8n must not take what came in for what went out.
		const items = await send('010-0000-1234', 'hello', { settings: { retryOnFail: true, onError: 'continueRegularOutput' } });
		expect(items[0].json).toMatchObject({ outcome: 'notSent', error: expect.stringMatching(/^Retry On Fail.*Nothing was sent\.$/) });
	});
});

test('a text of 720 bytes is an LMS', async () => {
	wire = await listenOnTheWire(ok);
	const [item] = await send('010-0000-1234', '가'.repeat(360));
	expect(item.json).toMatchObject({ type: 'LMS', bytes: 720 });
});

test('a longer one is split between characters when asked to, and each ten get all of it before the next', async () => {
	wire = await listenOnTheWire(ok);
	const text = `A${'가'.repeat(400)}`;
	const [item] = await send(people(11), text, {}, { longText: 'split' });
	const forms = wire.requests.map((_, index) => wire.form(index));
	expect(forms.map(({ destnumber }) => destnumber.split(',').length)).toEqual([10, 10, 1, 1]);
	expect(forms[0].smsmsg + forms[1].smsmsg).toBe(text);
	expect(forms[0].smsmsg).toBe(`A${'가'.repeat(359)}`);
	expect(item.json).toMatchObject({ success: true, type: 'LMS', bytes: 801, sent: 11 });
});

test('who was refused the first part of a long text is not sent the rest', async () => {
	const first = { STATUS: 'OK', RESCNT: 9, DEBUG: '01000000000=OK,01000000001=FAIL' };
	wire = await listenOnTheWire(
		JSON.stringify({ SVC_RT: '0000', SVC_MSG: '', DATAS: first }),
		'{"SVC_RT":"3004","SVC_MSG":"NO_SMSCOUNT"}',
	);
	const settings = { onError: 'continueRegularOutput' as const };
	const [item] = await send(people(3), '가'.repeat(400), { settings }, { longText: 'split' });
	// The third is in doubt: the answer does not mention it.
	expect(wire.form(1).destnumber).toBe('01000000000,01000000002');
	expect(item.json.recipients).toEqual([
		{ to: '01000000000', status: 'INCOMPLETE' },
		{ to: '01000000001', status: 'FAIL' },
		{ to: '01000000002', status: 'UNKNOWN' },
	]);
	expect(item.json.error).toMatch(/Possibly sent to: 01000000002\. Sent in part to: 01000000000\. Refused for: 01000000001\./);
});

test('who was refused the rest of a long text has a part of it: nobody is invited to send it again', async () => {
	const debug = (status: string) => JSON.stringify({ SVC_RT: '0000', SVC_MSG: '', DATAS: { STATUS: 'OK', RESCNT: 9, DEBUG: `01000000000=OK,01000000001=${status}` } });
	wire = await listenOnTheWire(debug('OK'), debug('FAIL'));
	const [item] = await send(people(2), '가'.repeat(400), {}, { longText: 'split' });
	expect(item.json).toMatchObject({
		success: false,
		sent: 1,
		failed: 1,
		outcome: 'unknown',
		recipients: [
			{ to: '01000000000', status: 'OK' },
			{ to: '01000000001', status: 'INCOMPLETE' },
		],
	});
});

test.each(['NOT_SENT', 'INCOMPLETE', 'UNKNOWN'])('a word of the service that is one of ours (%s) loses no item', async (word) => {
	wire = await listenOnTheWire(JSON.stringify({ SVC_RT: '0000', SVC_MSG: '', DATAS: { STATUS: word, RESCNT: 9, DEBUG: `01000000000=${word}` } }));
	const [item] = await send('010-0000-0000', 'test');
	expect(item.json).toMatchObject({ success: false, sent: 0, recipients: [{ to: '01000000000', status: word }] });
});

test('an empty line at the end is not paid for', async () => {
	wire = await listenOnTheWire(ok);
	const [item] = await send('010-0000-1234', `${'가'.repeat(360)}\n \n`, {}, { longText: 'split' });
	expect(wire.requests).toHaveLength(1);
	expect(item.json).toMatchObject({ bytes: 720 });
});

describe('when request 3 of 5 fails, the error says who has the text', () => {
	const three = (third: WireAnswer) => listenOnTheWire(ok, ok, third, ok);

	test('after a refusal', async () => {
		wire = await three(JSON.stringify({ SVC_RT: '3004', SVC_MSG: 'NO_SMSCOUNT', DATAS: { STATUS: '' } }));
		const error = await errorOf(send(people(50), 'test'));
		expect(wire.requests).toHaveLength(3);
		expect(error.message).toBe('Request 3 of 5 failed: The line has no texts left to send (3004 NO_SMSCOUNT)');
		expect(error.description).toContain(`Sent to: ${people(20).join(', ')}.`);
		expect(error.description).toContain(`Not sent to: ${people(50).slice(20).join(', ')}.`);
	});

	test('and never in the same breath that nothing was sent', async () => {
		wire = await listenOnTheWire(ok, (response) => {
			// Then nobody listens any more.
			response.on('finish', () => void wire.close());
			response.end(sent(people(20).slice(10)));
		});
		const [item] = await send(people(30), 'test', { settings: { onError: 'continueRegularOutput' } });
		expect(item.json.error).toMatch(/refused the connection.*Sent to: .*Not sent to: /);
		expect(item.json.error).not.toContain('Nothing was sent');
		wire = await listenOnTheWire(ok);
	});

	test('after a refusal, also on the item: its outcome keeps anybody from sending it all again', async () => {
		wire = await three(JSON.stringify({ SVC_RT: '3004', SVC_MSG: 'NO_SMSCOUNT', DATAS: { STATUS: '' } }));
		const [item] = await send(people(50), 'test', { settings: { onError: 'continueRegularOutput' } });
		expect(item.json).toMatchObject({ outcome: 'unknown', code: '3004', codeName: 'NO_SMSCOUNT' });
		const statuses = (item.json.recipients as Array<{ status: string }>).map(({ status }) => status);
		expect(statuses).toEqual([...Array(20).fill('OK'), ...Array(30).fill('NOT_SENT')]);
	});

	test('and who has the first part only, when the second is refused', async () => {
		wire = await listenOnTheWire(ok, '{"SVC_RT":"3004","SVC_MSG":"NO_SMSCOUNT"}');
		const run = send('010-0000-0001', '가'.repeat(400), { settings: { onError: 'continueRegularOutput' } }, { longText: 'split' });
		const [item] = await run;
		expect(item.json).toMatchObject({ outcome: 'unknown', recipients: [{ to: '01000000001', status: 'INCOMPLETE' }] });
		expect(item.json.error).toMatch(/^Request 2 of 2 failed: .* Sent in part to: 01000000001\./);
	});

	test.each<[string, WireAnswer, string | null]>([
		['a broken connection', (response) => response.destroy(), null],
		['an internal error of the service', '{"SVC_RT":"3001","SVC_MSG":"ERR_PROCESS"}', '3001'],
		['an error that it does not explain', '{"SVC_RT":"9999","SVC_MSG":"ETC_ERR"}', '9999'],
	])('and who may have it, after %s', async (_, answer, code) => {
		wire = await three(answer);
		const [item] = await send(people(50), 'test', { settings: { onError: 'continueRegularOutput' } });
		expect(wire.requests).toHaveLength(3);
		expect(item.json).toMatchObject({ outcome: 'unknown', code });
		expect(item.json.error).toContain(`Possibly sent to: ${people(50).slice(20, 30).join(', ')}.`);
		const statuses = (item.json.recipients as Array<{ status: string }>).map(({ status }) => status);
		expect(statuses).toEqual([...Array(20).fill('OK'), ...Array(10).fill('UNKNOWN'), ...Array(20).fill('NOT_SENT')]);
	});
});

test('a refusal of the only request is told as it is', async () => {
	wire = await listenOnTheWire(JSON.stringify({ SVC_RT: '3004', SVC_MSG: 'NO_SMSCOUNT', DATAS: { STATUS: '' } }));
	const [item] = await send('010-0000-1234', 'test', { settings: { onError: 'continueErrorOutput' } });
	expect(item.json).toEqual({
		error: expect.stringMatching(/^The line has no texts left to send \(3004 NO_SMSCOUNT\)\. Wait for/),
		code: '3004',
		codeName: 'NO_SMSCOUNT',
		outcome: 'rejected',
	});
});

describe('whether a text went out is unknown, and it is not sent again,', () => {
	test.each<[string, WireAnswer]>([
		['after a broken connection', (response) => response.destroy()],
		['after HTTP status 500', (response) => response.writeHead(500).end('<h1>Internal Server Error</h1>')],
		['after HTTP status 503 with a result', (response) => response.writeHead(503).end(sent(['01000001234']))],
		['after an answer that cannot be read', '<html>'],
		['after an empty answer', ''],
		['after an answer that leads elsewhere', (response) => response.writeHead(303, { location: '/done' }).end()],
		['after half an answer', (response) => void response.writeHead(200, { 'content-length': 500 }).end('{"SVC_RT"')],
	])('%s', async (_, answer) => {
		wire = await listenOnTheWire(answer);
		const [item] = await send('010-0000-1234', 'test', { settings: { onError: 'continueRegularOutput' } });
		expect(item.json).toMatchObject({ outcome: 'unknown' });
		expect(item.json.error).toMatch(/may have been carried out.*[Cc]heck .* before you send it again/);
		expect(wire.requests).toHaveLength(1);
	});

	test('after HTTP status 401, to which n8n would send a second time', async () => {
		wire = await listenOnTheWire((response) => response.writeHead(401).end('no'));
		const [item] = await send('010-0000-1234', 'test', { settings: { onError: 'continueRegularOutput' } });
		expect(item.json).toMatchObject({ outcome: 'rejected' });
		expect(wire.requests).toHaveLength(1);
	});

	test('after a 401 that breaks off, as well', async () => {
		wire = await listenOnTheWire((response) => void response.writeHead(401).write('{"SVC', () => response.destroy()), ok);
		const [item] = await send('010-0000-1234', 'test', { settings: { onError: 'continueRegularOutput' } });
		expect(item.json).toMatchObject({ outcome: 'unknown', error: expect.stringMatching(/may have been carried out/) });
		expect(wire.requests.map(({ url }) => url)).toEqual(['/RestApi/smssend']);
	});

	test('nor does it follow a redirect', async () => {
		wire = await listenOnTheWire((response) => response.writeHead(307, { location: '/RestApi/smssend' }).end());
		await send('010-0000-1234', 'test', { settings: { onError: 'continueRegularOutput' } });
		expect(wire.requests).toHaveLength(1);
	});
});

test('after Stop what was under way may have gone out, and what follows was not sent', async () => {
	const stop = new AbortController();
	wire = await listenOnTheWire(() => stop.abort());
	const parameters = { resource: 'message', operation: 'send', to: '={{ $json.to }}', text: 'test', options: { sendTogether: false } };
	const items = [{ to: '010-0000-0001' }, { to: '010-0000-0002' }];
	const run = { parameters, credential: credentialFor(wire.baseUrl), items, abortSignal: stop.signal };
	const [first, second] = await runAction({ ...run, settings: { onError: 'continueRegularOutput' } });
	expect(first.json).toMatchObject({ outcome: 'unknown', error: expect.stringMatching(/had not answered when the workflow was stopped/) });
	expect(second.json).toMatchObject({ outcome: 'notSent', error: 'The workflow was stopped before this was sent. Nothing was sent.' });
	expect(wire.requests).toHaveLength(1);
});

test('with nobody listening, nothing was sent', async () => {
	wire = await listenOnTheWire(ok);
	await wire.close();
	const [item] = await send('010-0000-1234', 'test', { settings: { onError: 'continueRegularOutput' } });
	expect(item.json).toMatchObject({ outcome: 'notSent', error: expect.stringMatching(/refused the connection.*Nothing was sent\./) });
	wire = await listenOnTheWire(ok);
});
