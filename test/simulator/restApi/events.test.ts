import type { IncomingMessage, ServerResponse } from 'node:http';
import { OFFICE, setClock, startReceiver, useSimulator } from '../helpers';

const simulator = useSimulator();
const { client } = simulator;

let receiver: Awaited<ReturnType<typeof startReceiver>>;
let received: IncomingMessage[];
let answerEvent: (response: ServerResponse) => void;

beforeAll(async () => {
	receiver = await startReceiver((request, response) => {
		received.push(request);
		answerEvent(response);
	});
});
beforeEach(async () => {
	received = [];
	answerEvent = (response) => response.end('ok');
	await simulator.setLine({ extraPorts: [receiver.port] });
});
afterAll(async () => await receiver.close());

async function register(kind: 'ring' | 'sms', callbackurl: string) {
	const callback = { callbackurl, callbackhost: '127.0.0.1', callbackport: `${receiver.port}` };
	expect(await simulator.resultCode(`set${kind}callback`, callback)).toBe('0000');
}

const ring = async (from = '01000001234') =>
	await client().incomingCall({ line: OFFICE, from });

const text = async (body: string, charset?: 'utf-8' | 'euc-kr') =>
	await client().incomingText({ line: OFFICE, from: '01000001234', text: body, charset });

test('a call: the document’s sample', async () => {
	setClock('2026-11-22 09:30:00');
	await simulator.setLine({ extension: '500' });
	await register('ring', '/event.html');
	const outcome = await ring();
	const path = `/event.html?sender=01000001234&receiver=${OFFICE}&kind=1&inner_num=500&message=`;
	expect(received.map(({ method, url }) => `${method} ${url}`)).toEqual([`GET ${path}`]);
	expect(outcome).toEqual({
		at: '2026-11-22T09:30:00+09:00',
		line: OFFICE,
		kind: 'ring',
		url: `http://127.0.0.1:${receiver.port}${path}`,
		status: 200,
	});
	const { calls, deliveries } = await simulator.state();
	expect(deliveries).toEqual([outcome]);
	expect(calls).toEqual([{ id: 1, at: '2026-11-22T09:30:00+09:00', line: OFFICE, from: '01000001234' }]);
});

test('a query that the registered URL has is kept', async () => {
	await register('ring', '/www/event.html?user=AAAA');
	await ring();
	expect(received[0].url).toBe(
		`/www/event.html?user=AAAA&sender=01000001234&receiver=${OFFICE}&kind=1&inner_num=1000&message=`,
	);
});

test('a URL that names a host is called at callbackhost and callbackport', async () => {
	await register('ring', 'http://n8n.example:9/www/event.html');
	await ring();
	expect(received[0].url).toMatch(/^\/www\/event\.html\?sender=/);
	expect(received[0].headers.host).toBe(`127.0.0.1:${receiver.port}`);
});

test('a text in UTF-8, encoded like PHP does it', async () => {
	setClock('2026-11-22 09:30:00');
	await register('sms', '/sms.html');
	await text('한글 a+b&c=~%*"\n😀');
	expect(received[0].url).toBe(
		`/sms.html?sender=01000001234&receiver=${OFFICE}&kind=2&inner_num=1000&message=%ED%95%9C%EA%B8%80+a%2Bb%26c%3D%7E%25%2A%22%0A%F0%9F%98%80`,
	);
	expect((await simulator.state()).texts).toEqual([
		{
			id: 1,
			at: '2026-11-22T09:30:00+09:00',
			direction: 'in',
			line: OFFICE,
			number: '01000001234',
			text: '한글 a+b&c=~%*"\n😀',
			type: 'SMS',
			bytes: 18,
		},
	]);
});

test('a text in EUC-KR', async () => {
	await register('sms', '/sms.html');
	await text('한글 a 똠 😀', 'euc-kr');
	expect(received[0].url).toMatch(/&message=%C7%D1%B1%DB\+a\+%3F\+%3F$/);
	expect((await simulator.state()).texts[0].text).toBe('한글 a ? ?');
});

test('the sender comes as digits, or as it is where it is no number', async () => {
	await register('ring', '/event.html');
	await ring('010-0000-1234');
	await ring('1w234567');
	expect(received.map(({ url }) => url?.match(/sender=(.*)&receiver/)?.[1])).toEqual([
		'01000001234',
		'1w234567',
	]);
});

test('nothing registered: the phone shows it, and nobody is told', async () => {
	await register('ring', '/event.html');
	expect(await text('안녕')).toMatchObject({ line: OFFICE, kind: 'sms', url: null, error: 'no URL is registered' });
	const { texts, deliveries } = await simulator.state();
	expect(texts).toHaveLength(1);
	expect(deliveries).toEqual([]);
	expect(received).toEqual([]);
});

test('each kind goes to its own URL', async () => {
	await register('ring', '/ring.html');
	await register('sms', '/sms.html');
	await ring();
	await text('x');
	expect(received.map(({ url }) => url?.split('?')[0])).toEqual(['/ring.html', '/sms.html']);
});

describe('one attempt', () => {
	test('what the server answers is recorded, and not followed', async () => {
		await register('ring', '/event.html');
		answerEvent = (response) => response.writeHead(302, { location: '/elsewhere.html' }).end();
		expect(await ring()).toMatchObject({ status: 302 });
		answerEvent = (response) => response.writeHead(500).end();
		expect(await ring()).toMatchObject({ status: 500 });
		expect(received).toHaveLength(2);
	});

	test('connection refused', async () => {
		const gone = await startReceiver(() => undefined);
		await gone.close();
		await simulator.setLine({ extraPorts: [gone.port] });
		const callback = { callbackurl: '/a.html', callbackhost: '127.0.0.1', callbackport: `${gone.port}` };
		await simulator.resultCode('setringcallback', callback);
		const outcome = await ring();
		expect(outcome).toMatchObject({ error: 'connection refused' });
		expect((await simulator.state()).deliveries).toEqual([outcome]);
	});

	test('a connection closed without an answer', async () => {
		await register('ring', '/event.html');
		answerEvent = (response) => response.destroy();
		expect(await ring()).toMatchObject({ error: 'the connection was closed without an answer' });
		expect(received).toHaveLength(1);
	});

	test('no answer within 10 seconds', async () => {
		await register('ring', '/event.html');
		answerEvent = () => undefined;
		const before = performance.now();
		expect(await ring()).toMatchObject({ error: 'no answer within 10 seconds' });
		const seconds = (performance.now() - before) / 1000;
		expect(seconds).toBeGreaterThan(9.5);
		expect(seconds).toBeLessThan(12);
	}, 15_000);
});
