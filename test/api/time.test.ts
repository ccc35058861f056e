import fc from 'fast-check';

import { readKoreanTime, toKoreanTime } from '../../nodes/UplusCentrex/api/time';

test('now is told in Korean time', () => {
	expect(toKoreanTime(new Date('2026-11-22T15:30:00Z'))).toBe('2026-11-23T00:30:00+09:00');
});

test.each([
	['20151214110050', '2015-12-14T11:00:50+09:00'],
	['2015/12/11 16:53:36', '2015-12-11T16:53:36+09:00'],
	['2015-12-14 19:42:06', '2015-12-14T19:42:06+09:00'],
	[' 2015-12-14 19:42:06 ', '2015-12-14T19:42:06+09:00'],
	['299912122400', '2999-12-13T00:00:00+09:00'],
	['201512311859', '2015-12-31T18:59:00+09:00'],
])('%s is %s', (written, time) => {
	expect(readKoreanTime(written)).toBe(time);
});

test.each(['', '-', '2015', '20151301000000', '20150231000000', '2015-12-14 24:00:01'])('%p stays as it is', (written) => {
	expect(readKoreanTime(written)).toBe(written);
});

test('every second there is can be read back from each way of writing it', () => {
	const moments = fc.date({ min: new Date('2000-01-01'), max: new Date('2099-12-31'), noInvalidDate: true });
	fc.assert(
		fc.property(moments, (moment) => {
			const iso = toKoreanTime(moment);
			const [date, time] = iso.slice(0, 19).split('T');
			expect(readKoreanTime(`${date} ${time}`)).toBe(iso);
			expect(readKoreanTime(`${date.replaceAll('-', '/')} ${time}`)).toBe(iso);
			expect(readKoreanTime(`${date}${time}`.replace(/\D/g, ''))).toBe(iso);
		}),
	);
});

test('any text gives a time or itself', () => {
	fc.assert(
		fc.property(fc.string({ unit: fc.constantFrom(...'0123456789-/: T') }), (text) => {
			const time = readKoreanTime(text);
			expect(time === text || !Number.isNaN(Date.parse(time))).toBe(true);
		}),
	);
});
