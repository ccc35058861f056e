import fc from 'fast-check';

import { isInRange, isIpv4, isIpv4Range, isPublicIpv4, splitRanges } from '../../nodes/UplusCentrex/api/ipv4';

test.each(['203.0.113.5', '8.8.8.8', '255.255.255.255', '127.0.0.1'])('%s is IPv4', (text) => {
	expect(isIpv4(text)).toBe(true);
});

test.each(['', '1.2.3', '1.2.3.4.5', '256.1.1.1', '1.2.3.4.', 'n8n.example.com', '::1', '1.2.3.4:80'])('%p is not', (text) => {
	expect(isIpv4(text)).toBe(false);
});

test.each(['127.0.0.1', '10.1.2.3', '192.168.0.10', '172.20.0.2', '100.64.0.1', '100.70.0.1', '100.99.0.1', '100.101.0.1', '100.110.0.1', '100.127.0.1', '169.254.1.1', '0.0.0.0', '224.0.0.1'])(
	'%s is not public',
	(text) => {
		expect(isPublicIpv4(text)).toBe(false);
	},
);

test.each(['203.0.113.5', '172.15.0.1', '172.32.0.1', '100.63.0.1', '100.128.0.1', '100.129.0.1', '100.200.0.1', '211.0.0.1'])('%s is public', (text) => {
	expect(isPublicIpv4(text)).toBe(true);
});

describe('a range', () => {
	test.each(['203.0.113.5', '203.0.113.0/24', '0.0.0.0/0', '203.0.113.5/32'])('can be %s', (text) => {
		expect(isIpv4Range(text)).toBe(true);
	});

	test.each(['', '203.0.113', '203.0.113.0/33', '203.0.113.0/', '203.0.113.0/24/24', '203.0.113.0/-1', '*', '::1'])(
		'cannot be %p',
		(text) => {
			expect(isIpv4Range(text)).toBe(false);
			expect(isInRange('203.0.113.5', text)).toBe(false);
		},
	);

	test.each([
		['203.0.113.5', '203.0.113.5', true],
		['203.0.113.6', '203.0.113.5', false],
		['::ffff:203.0.113.5', '203.0.113.5', true],
		['203.0.113.255', '203.0.113.0/24', true],
		['203.0.114.0', '203.0.113.0/24', false],
		// A range may be written with any of its addresses.
		['203.0.113.1', '203.0.113.77/24', true],
		['255.255.255.255', '0.0.0.0/0', true],
		['128.0.0.0', '0.0.0.0/1', false],
		['200.0.0.1', '128.0.0.0/1', true],
		['::1', '0.0.0.0/0', false],
		['', '0.0.0.0/0', false],
	])('%p in %s: %p', (address, range, expected) => {
		expect(isInRange(address, range)).toBe(expected);
	});

	test('holds 2 to the power of its free bits', () => {
		// Bit by bit, as the definition says: the fixed bits agree.
		const bitsOf = (address: string) => address.split('.').map((part) => Number(part).toString(2).padStart(8, '0')).join('');
		fc.assert(
			fc.property(fc.ipV4(), fc.ipV4(), fc.integer({ min: 0, max: 32 }), (one, other, bits) => {
				const agree = bitsOf(one).slice(0, bits) === bitsOf(other).slice(0, bits);
				expect(isInRange(one, `${other}/${bits}`)).toBe(agree);
			}),
		);
	});

	test('stands among others with commas, spaces or lines between them', () => {
		expect(splitRanges(' 203.0.113.0/24, 198.51.100.7;\n192.0.2.1 ')).toEqual(['203.0.113.0/24', '198.51.100.7', '192.0.2.1']);
		expect(splitRanges(' ')).toEqual([]);
	});
});
