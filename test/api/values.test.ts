import { isOk, isRecord, lookUp, normalized, text, toCount } from '../../nodes/UplusCentrex/api/values';

test.each<[unknown, string]>([
	['  a ', 'a'],
	[7, '7'],
	[0, '0'],
	[false, 'false'],
	[null, ''],
	[undefined, ''],
	[{ A: 'b' }, '{"A":"b"}'],
	[['OK', '', null, ' OK ', 1], 'OK, OK, 1'],
	[[], ''],
	[[[]], ''],
])('%p is the text %p', (value, read) => {
	expect(text(value)).toBe(read);
});

test('a table has what stands in it, not what every object has', () => {
	const table = { a: 'one' };
	expect([lookUp(table, 'a'), lookUp(table, 'b'), lookUp(table, 'constructor')]).toEqual(['one', undefined, undefined]);
});

test('a run of marks is cut after thirty, and nothing else changes', () => {
	const mark = '\u0301';
	expect(normalized(`q${mark.repeat(30)}r`, 'NFC')).toBe(`q${mark.repeat(30)}r`);
	expect(normalized(`q${mark.repeat(31)}r`, 'NFC')).toBe(`q${mark.repeat(30)}r`);
	expect(normalized(`q${mark.repeat(500)}r q${mark.repeat(500)}`, 'NFC')).toBe(`q${mark.repeat(30)}r q${mark.repeat(30)}`);
	expect([normalized('\u1112\u1161\u11ab', 'NFC'), normalized('１', 'NFC'), normalized('１', 'NFKC')]).toEqual(['한', '１', '1']);
});

test.each<[unknown, boolean]>([
	[{}, true],
	[{ a: 1 }, true],
	[null, false],
	[[], false],
	['{}', false],
	[undefined, false],
])('%p is an object: %p', (value, is) => {
	expect(isRecord(value)).toBe(is);
});

test.each<[unknown, number | undefined]>([
	['0', 0],
	[12, 12],
	[' 007 ', 7],
	['123456789012345', 123456789012345],
	['1234567890123456', undefined],
	['', undefined],
	[null, undefined],
	['1.5', undefined],
	['-1', undefined],
	['1 a', undefined],
	['a1', undefined],
])('%p is the number %p', (value, count) => {
	expect(toCount(value)).toBe(count);
});

test('OK is OK in any letters', () => {
	expect(['OK', 'ok', 'Ok', 'OK ', '', 'NOK'].map(isOk)).toEqual([true, true, true, false, false, false]);
});
