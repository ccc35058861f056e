import fc from 'fast-check';

import {
	CALLBACK_EVENTS,
	CALLBACK_PORTS,
	eventOfKind,
	getRegistration,
	isPort,
	isSameAddress,
	readRegistration,
	readUrl,
	register,
	showAddress,
	showPlace,
	unregister,
} from '../../nodes/UplusCentrex/api/callback';
import type { CallbackAddress } from '../../nodes/UplusCentrex/api/callback';
import { fakeCaller } from '../support/fakeCaller';

describe('CALLBACK', () => {
	test('has six parts', () => {
		expect(readRegistration('2015-12-14 19:42:06^07000000262^203.0.113.5^/WWW/BBB.html^80^2')).toEqual({
			registeredAt: '2015-12-14T19:42:06+09:00',
			number: '07000000262',
			host: '203.0.113.5',
			url: '/WWW/BBB.html',
			port: '80',
			kind: '2',
		});
	});

	test('has eight parts today', () => {
		expect(readRegistration('2025-12-14 19:42:06^07000000262^203.0.113.5^/www/call.html^80^1^20140904183523^299912122400')).toEqual({
			registeredAt: '2025-12-14T19:42:06+09:00',
			number: '07000000262',
			host: '203.0.113.5',
			url: '/www/call.html',
			port: '80',
			kind: '1',
			validFrom: '2014-09-04T18:35:23+09:00',
			validUntil: '2999-12-13T00:00:00+09:00',
		});
	});

	test.each([
		['2025-12-14 19:42:06^2026-01-01 00:00:00', { validFrom: '2025-12-14T19:42:06+09:00', validUntil: '2026-01-01T00:00:00+09:00' }],
		['2025-12-14^forever', { validFrom: '2025-12-14', validUntil: 'forever' }],
		['20140904183523^29991212240', { validFrom: '2014-09-04T18:35:23+09:00', validUntil: '29991212240' }],
		['20140904183523^', { validFrom: '2014-09-04T18:35:23+09:00' }],
		['^', {}],
	])('has its validity as the service wrote it, or readable: %s', (validity, expected) => {
		const place = { registeredAt: '2025-12-14T19:42:06+09:00', number: '07000000262', host: '203.0.113.5', url: '/a.html', port: '80', kind: '2' };
		expect(readRegistration(`2025-12-14 19:42:06^07000000262^203.0.113.5^/a.html^80^2^${validity}`)).toEqual({ ...place, ...expected });
	});

	test('is read with eight, six and five parts, whatever ^ its URL has', () => {
		const url = fc.stringMatching(/^\/[a-z]{1,8}\.html\?[a-z0-9^=&]{0,20}$/);
		const validities = ['', '^20140904183523^299912122400'];
		fc.assert(
			fc.property(url, fc.constantFrom('07000000262^', ''), fc.constantFrom(...validities), fc.constantFrom('1', '2'), (one, number, validity, kind) => {
				expect(readRegistration(`2025-12-14 19:42:06^${number}203.0.113.5^${one}^8080^${kind}${validity}`)).toMatchObject({
					number: number.replace('^', ''),
					host: '203.0.113.5',
					url: one,
					port: '8080',
					kind,
				});
			}),
		);
	});

	test('may lack the number, as in a sample (service, 4.3)', () => {
		expect(readRegistration('2015-12-14 19:41:15^203.0.113.5 ^/wwww/AAA.html^80^1')).toMatchObject({
			number: '',
			host: '203.0.113.5',
			url: '/wwww/AAA.html',
			kind: '1',
		});
	});

	test('may have hyphens in its number', () => {
		expect(readRegistration('2015-12-14 19:42:06^070-0000-0262^203.0.113.5^/a.html^80^2')).toMatchObject({
			number: '07000000262',
			host: '203.0.113.5',
		});
	});

	test('may have a ^ in its URL', () => {
		expect(readRegistration('2015-12-14 19:42:06^07000000262^203.0.113.5^/a.html?x=^y^80^2')?.url).toBe('/a.html?x=^y');
	});

	test.each([[undefined], [null], [''], ['^^^'], ['2015-12-14 19:42:06'], [42]])('%p is no registration', (text) => {
		expect(readRegistration(text)).toBeUndefined();
	});

	test('any text is read or refused', () => {
		const parts = fc.array(fc.oneof(fc.string(), fc.constantFrom('80', '203.0.113.5', '/a.html', '07000001000')), { maxLength: 9 });
		fc.assert(
			fc.property(parts, (texts) => {
				const registration = readRegistration(texts.join('^'));
				if (registration) expect(typeof registration.url).toBe('string');
			}),
		);
	});
});

describe('two addresses', () => {
	const address = fc.record({
		url: fc
			.tuple(fc.array(fc.stringMatching(/^[a-z][\w.~%-]{0,11}$/), { minLength: 1, maxLength: 4 }), fc.stringMatching(/^[a-z]{1,5}=[\w.^:/-]{0,20}$/))
			.map(([folders, query]) => `/${folders.join('/')}/page.html?${query}`),
		host: fc.ipV4(),
		port: fc.constantFrom('80', '443', '8000', '8080'),
	});
	const written = (change: (url: string) => string) => (one: CallbackAddress) => ({ ...one, url: change(one.url) });

	test.each<[string, (one: CallbackAddress) => CallbackAddress]>([
		['are the same as themselves', (one) => one],
		['are the same with http:// and any host in the URL', written((url) => `http://any.example.com:1234${url}`)],
		['are the same with \\/ for /', written((url) => url.replaceAll('/', '\\/'))],
		['are the same as absolute URL with \\/ for /', written((url) => `http://any.example.com${url}`.replaceAll('/', '\\/'))],
		['are the same with percent-encoding that is not needed', written((url) => url.replace('html', '%68tm%6C'))],
		['are the same with spaces around the parts', ({ url, host, port }) => ({ url: ` ${url}`, host: `${host} `, port: ` ${port}` })],
	])('%s', (_, same) => {
		fc.assert(fc.property(address, (one) => expect(isSameAddress(same(one), one)).toBe(true)));
	});

	test.each<[string, (one: CallbackAddress) => CallbackAddress]>([
		['differ by their path', written((url) => `/x${url}`)],
		['differ by the end of their path', written((url) => url.replace('.html', '.htm'))],
		['differ by upper and lower case', written((url) => url.replace('page.html', 'Page.html'))],
		['differ by their query', written((url) => `${url}x`)],
		['differ by the lack of a query', written((url) => url.split('?')[0])],
		['differ by one more parameter', written((url) => `${url}&a=b`)],
		['differ by their host', (one) => ({ ...one, host: one.host === '8.8.8.8' ? '8.8.4.4' : '8.8.8.8' })],
		['differ by their port', (one) => ({ ...one, port: `${Number(one.port) + 1}` })],
	])('%s', (_, other) => {
		fc.assert(fc.property(address, (one) => expect(isSameAddress(other(one), one)).toBe(false)));
	});

	test('of any kind can be compared', () => {
		fc.assert(
			fc.property(fc.string(), fc.string(), (one, other) => {
				const place = { host: '203.0.113.5', port: '80' };
				const result = isSameAddress({ url: one, ...place }, { url: other, ...place });
				expect(isSameAddress({ url: other, ...place }, { url: one, ...place })).toBe(result);
			}),
		);
	});
});

test('an address is shown with the host that is called, whatever host the URL names, and without the secrets of its query', () => {
	const address = { host: '203.0.113.5', port: '80' };
	expect(showAddress({ url: 'http://example.com/a.html', ...address })).toBe('http://203.0.113.5:80/a.html');
	expect(showAddress({ url: '/a.html?key=secret', ...address })).toBe('http://203.0.113.5:80/a.html?…');
});

describe('a URL that is registered', () => {
	test.each([
		['/a.html', '/a.html', ''],
		['a.html', '/a.html', ''],
		['//a.html', '/a.html', ''],
		['http://example.com', '/', ''],
		['HTTP://example.com/a.html?b=c', '/a.html', 'b=c'],
		['http://example.com?b=c', '/', 'b=c'],
		['xhttp://example.com/a.html', '/xhttp://example.com/a.html', ''],
		[' \\/a\\/b.html?c=d\\/e ', '/a/b.html', 'c=d/e'],
		['/%41%2d%2F.html?%7e=%c7%D1', '/A-%2F.html', '~=%C7%D1'],
		['/a\nb.html', '/ab.html', ''],
	])('%j calls %j with %j', (url, path, query) => {
		expect(readUrl(url)).toEqual({ path, query });
	});

	test.each([
		['/a.html', 'http://203.0.113.5:80/a.html'],
		['/call/07000001000.html', 'http://203.0.113.5:80/call/….html'],
		['/021234567/x', 'http://203.0.113.5:80/…/x'],
		['/02123456/x', 'http://203.0.113.5:80/02123456/x'],
		['/012345678901/x', 'http://203.0.113.5:80/012345678901/x'],
		['/107000001000/x', 'http://203.0.113.5:80/107000001000/x'],
	])('%s is shown without a phone number: %s', (url, shown) => {
		expect(showAddress({ url, host: '203.0.113.5', port: '80' })).toBe(shown);
	});

	test('is shown without its path where that may be a secret, and not at all where it is no address', () => {
		const url = '/secret.html';
		expect(showPlace({ url, host: ' 203.0.113.5 ', port: '080' })).toBe('http://203.0.113.5:80');
		expect(showPlace({ url, host: 'example.com', port: '80' })).toBe('an address that cannot be read');
	});
});

test.each([
	['1', true],
	['65535', true],
	['0', false],
	['65536', false],
	['', false],
	['123456', false],
	['80 ', false],
	['x80', false],
	['1e3', false],
])('%p is a port: %p', (text, is) => {
	expect(isPort(text)).toBe(is);
});

test('the service calls for calls and for texts, on four ports', () => {
	expect(['1', '2', '3', ''].map(eventOfKind)).toEqual(['incomingCall', 'incomingSms', undefined, undefined]);
	expect([CALLBACK_EVENTS, CALLBACK_PORTS]).toEqual([['incomingCall', 'incomingSms'], ['80', '443', '8000', '8080']]);
});

describe.each([
	['incomingCall', 'ring', '1'],
	['incomingSms', 'sms', '2'],
] as const)('the registration for %s', (event, word, kind) => {
	test.each(['4002', '4004'])('is none where the service says %s', async (code) => {
		const { line, requests } = fakeCaller(JSON.stringify({ SVC_RT: code }));
		expect(await getRegistration(line, event)).toBeUndefined();
		expect(requests[0].options.url).toBe(`/get${word}callback`);
	});

	test('is read', async () => {
		const CALLBACK = `2015-12-14 19:42:06^07000000262^203.0.113.5^/a.html^80^${kind}`;
		expect(await getRegistration(fakeCaller(JSON.stringify({ SVC_RT: '2000', SVC_MSG: 'OK, OK', DATAS: { CALLBACK } })).line, event)).toMatchObject({ url: '/a.html', kind });
		await expect(getRegistration(fakeCaller('{"SVC_RT":"1004"}').line, event)).rejects.toMatchObject({ code: '1004' });
	});

	test('is made and removed, with the status of that', async () => {
		const { line, requests } = fakeCaller('{"SVC_RT":"2000","SVC_MSG":"OK","DATAS":{"STATUS":" Done "}}');
		expect(await register(line, event, { url: '/a.html', host: '203.0.113.5', port: '80' })).toBe('Done');
		expect(await unregister(line, event)).toBe('Done');
		expect(requests.map(({ options: { url, body } }) => [url, body])).toEqual([
			[`/set${word}callback`, { callbackurl: '/a.html', callbackhost: '203.0.113.5', callbackport: '80' }],
			[`/del${word}callback`, {}],
		]);
	});
});

test.each([
	// What stands between the time and the port, and what is read of it.
	['070-0000-0262^203.0.113.5^/a.html', { number: '07000000262', host: '203.0.113.5', url: '/a.html' }],
	['12345678^203.0.113.5^/a.html', { number: '', host: '12345678', url: '203.0.113.5^/a.html' }],
	['123456789^203.0.113.5^/a.html', { number: '123456789', host: '203.0.113.5', url: '/a.html' }],
	['123456789012345^/a.html', { number: '', host: '123456789012345', url: '/a.html' }],
	['x070-0000-0262^/a.html', { number: '', host: 'x070-0000-0262', url: '/a.html' }],
	['070-0000-0262x^/a.html', { number: '', host: '070-0000-0262x', url: '/a.html' }],
	['203.0.113.5^', { number: '', host: '203.0.113.5', url: '' }],
])('CALLBACK with %s in its middle', (middle, read) => {
	expect(readRegistration(`2015-12-14 19:42:06^${middle}^80^1`)).toMatchObject(read);
});
