import fc from 'fast-check';

import { isSameAddress, readRegistration, showAddress } from '../../nodes/UplusCentrex/api/callback';
import type { CallbackAddress } from '../../nodes/UplusCentrex/api/callback';

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

	test('may lack the number, as in the sample of 2.2.12.2', () => {
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
