import fc from 'fast-check';
import iconv from 'iconv-lite';

import { isIpv4, isPublicIpv4, readEvent, readRegistration, showAddress } from '../../nodes/UplusCentrex/api/callback';

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

describe('an event', () => {
	test('of a call, with the query of the registered URL in front', () => {
		expect(readEvent('user=AAAA&sender=01000001234&receiver=07000001000&kind=1&inner_num=500&message=')).toEqual({
			event: 'incomingCall',
			sender: '01000001234',
			receiver: '07000001000',
			extension: '500',
			message: '',
		});
	});

	test.each(['utf8', 'euc-kr'])('of a text in %s keeps its Hangul', (charset) => {
		const text = '안녕하세요! 50% 할인+쿠폰 & more = 똠방각하';
		const encoded = [...iconv.encode(text, charset)].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('');
		expect(readEvent(`sender=01000001234&receiver=07000001000&kind=2&inner_num=500&message=${encoded}`)?.message).toBe(text);
	});

	test('keeps percent signs that the sender wrote', () => {
		expect(readEvent('kind=2&message=%25C7%25D1+100%25')?.message).toBe('%C7%D1 100%');
	});

	test.each(['', 'kind=3', 'kind=', 'sender=01000001234', 'favicon.ico'])('is not read out of %p', (query) => {
		expect(readEvent(query)).toBeUndefined();
	});

	test('with any text in UTF-8 is read as sent', () => {
		// Texts that are valid Unicode: a lone half of a character cannot be sent.
		fc.assert(
			fc.property(fc.string({ unit: 'grapheme' }), (text) => {
				expect(readEvent(`kind=2&sender=1w234567&message=${encodeURIComponent(text)}`)?.message).toBe(text);
			}),
		);
	});

	test('of any query is read or refused', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: fc.constantFrom(...'%0fFgG&=+é') }), (one, other) => {
				expect(() => readEvent(`kind=1&message=${one}${other}`)).not.toThrow();
				expect(readEvent(`${other}&kind=1`)?.event).toBe('incomingCall');
			}),
		);
	});
});

describe('an address', () => {
	test.each(['203.0.113.5', '8.8.8.8', '255.255.255.255', '127.0.0.1'])('%s is IPv4', (text) => {
		expect(isIpv4(text)).toBe(true);
	});
	test.each(['', '1.2.3', '1.2.3.4.5', '256.1.1.1', '1.2.3.4.', 'n8n.example.com', '::1', '1.2.3.4:80'])('%p is not', (text) => {
		expect(isIpv4(text)).toBe(false);
	});
	test.each(['127.0.0.1', '10.1.2.3', '192.168.0.10', '172.20.0.2', '100.64.0.1', '169.254.1.1', '0.0.0.0', '224.0.0.1'])(
		'%s is not public',
		(text) => {
			expect(isPublicIpv4(text)).toBe(false);
		},
	);
	test.each(['203.0.113.5', '172.15.0.1', '172.32.0.1', '100.63.0.1', '211.0.0.1'])('%s is public', (text) => {
		expect(isPublicIpv4(text)).toBe(true);
	});
	test('is shown with the host that is called, whatever host the URL names', () => {
		expect(showAddress({ url: 'http://example.com/a.html', host: '203.0.113.5', port: '80' })).toBe('http://203.0.113.5:80/a.html');
	});
});
