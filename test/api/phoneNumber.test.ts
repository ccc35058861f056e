import fc from 'fast-check';

import { mayBe, readPhoneNumbers, toPhoneNumber } from '../../nodes/UplusCentrex/api/phoneNumber';

describe('a phone number', () => {
	test.each([
		['010-0000-1234', '01000001234'],
		['01000001234', '01000001234'],
		['+82 10-0000-1234', '01000001234'],
		['+82-(0)10-0000-1234', '01000001234'],
		['０１０－００００－１２３４', '01000001234'],
		['010.0000.1234', '01000001234'],
		['010–0000–1234', '01000001234'],
		['\u202a010-0000-1234\u202c', '01000001234'],
		['(02) 000-0000', '020000000'],
		['02-0000-0000', '0200000000'],
		['031-000-1234', '0310001234'],
		['070-0000-1000', '07000001000'],
		['0505-0000-1234', '050500001234'],
		['1588-0000', '15880000'],
	])('%s is taken as %s', (written, number) => {
		expect(toPhoneNumber(written)).toBe(number);
	});

	test.each([
		'',
		'010-0000-123',
		'010-0000-12345',
		'070-0000-100',
		'1012345678',
		'112',
		'call me',
		'010-0000-1234x',
		'+1 202 555 0100',
		'00000000000',
		'010-0000-12+823',
		'٠١٠٠٠٠٠١٢٣٤',
	])('%p is none', (written) => {
		expect(toPhoneNumber(written)).toBeUndefined();
	});

	test('any text gives digits or nothing, and a number is taken as itself', () => {
		fc.assert(
			fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: fc.constantFrom(...'0123456789-+() ') })), (written) => {
				const number = toPhoneNumber(written);
				if (number === undefined) return;
				expect(number).toMatch(/^\d{8,12}$/);
				expect(toPhoneNumber(number)).toBe(number);
			}),
			{ numRuns: 2000 },
		);
	});
});

describe('recipients', () => {
	test('stand between commas, semicolons and lines, in order, each once', () => {
		expect(readPhoneNumbers('010-0000-0003, 010-0000-0001;+82 10-0000-0003\n010-0000-0002\r\n')).toEqual({
			numbers: ['01000000003', '01000000001', '01000000002'],
			wrong: [],
		});
	});

	test('may be an array, also of lists', () => {
		expect(readPhoneNumbers(['010-0000-0001', '010-0000-0002; 010-0000-0003']).numbers).toHaveLength(3);
	});

	test('that are wrong are named as written', () => {
		expect(readPhoneNumbers('010-0000-0001, 12, abc')).toEqual({ numbers: ['01000000001'], wrong: ['12', 'abc'] });
	});

	test.each([[undefined], [null], [''], [' , ;\n'], [[]], [[null, '']]])('%p is nobody', (given) => {
		expect(readPhoneNumbers(given)).toEqual({ numbers: [], wrong: [] });
	});

	test('anything in: numbers and names of what is wrong out', () => {
		fc.assert(
			fc.property(fc.anything(), (given) => {
				let result;
				try {
					result = readPhoneNumbers(given);
				} catch {
					// Only an object that cannot be turned into text at all, which no expression gives, may fail.
					expect(() => String(Array.isArray(given) ? given.map(String) : given)).toThrow();
					return;
				}
				expect(new Set(result.numbers).size).toBe(result.numbers.length);
			}),
		);
	});
});

describe('a number as a record has it', () => {
	test.each(['01000001234', '010-0000-1234', '+82 10 0000 1234', '0100000****', '010-0000-****', '0100000*', '010****1234', '0**********'])('%s is or may be 010-0000-1234', (shown) => {
		expect(mayBe('01000001234', shown)).toBe(true);
	});

	test.each(['01000001235', '0100001****', '0100000***5', '1000', '', '*', '****', 'anonymous', '1w234567', '0100000123', '010000012345', `0${'*'.repeat(1000)}`])('%j is not', (shown) => {
		expect(mayBe('01000001234', shown)).toBe(false);
	});

	test('whatever stands there, there is an answer at once', () => {
		fc.assert(
			fc.property(fc.oneof(fc.string(), fc.string({ unit: fc.constantFrom(...'01*-+.([\\'), maxLength: 60 })), (shown) => {
				expect(typeof mayBe('01000001234', shown)).toBe('boolean');
			}),
		);
	});
});
