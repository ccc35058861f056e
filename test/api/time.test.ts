import fc from 'fast-check';

import { readDateTime, readKoreanTime, toKoreanTime, toMilliseconds } from '../../nodes/UplusCentrex/api/time';

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

test.each(['', '-', '2015', '20151301000000', '20150231000000', '2015-12-14 24:00:01', 'x20151214110050', '20151214110050x'])('%p stays as it is', (written) => {
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

describe('a time that a field holds', () => {
	const SEOUL = 'Asia/Seoul';

	test.each<[unknown, string, string]>([
		['2026-11-22T09:30:00', SEOUL, '2026-11-22T00:30:00.000Z'],
		['2026-11-22T09:30:00', 'America/New_York', '2026-11-22T14:30:00.000Z'],
		[' 2026-11-22 09:30 ', SEOUL, '2026-11-22T00:30:00.000Z'],
		['2026-11-22', SEOUL, '2026-11-21T15:00:00.000Z'],
		['2026-11-22T09:30:00Z', SEOUL, '2026-11-22T09:30:00.000Z'],
		['2026-11-22T09:30:00.123-0500', SEOUL, '2026-11-22T14:30:00.123Z'],
		['2026-11-22 09:30:00+09:00', 'America/New_York', '2026-11-22T00:30:00.000Z'],
		[new Date('2026-11-22T00:30:00Z'), 'America/New_York', '2026-11-22T00:30:00.000Z'],
		[{ toJSON: () => '2026-11-22T09:30:00.000+09:00' }, 'America/New_York', '2026-11-22T00:30:00.000Z'],
	])('%p in %s is %s', (value, zone, moment) => {
		expect(readDateTime(value, zone)?.toISOString()).toBe(moment);
	});

	// Some of these JavaScript would read, in the zone of the machine, or as another day.
	test.each<[unknown]>([
		...[[''], ['today'], ['call 1'], ['2026-02-30'], ['2026-02-30 09:30'], ['2026-13-01'], ['2026-11-22 9:30'], ['2026/11/22 09:30']],
		...[['2026-11-22 25:00'], ['2026-11-22 09:30 KST'], ['09:30'], [1764000000000], [null], [undefined], [{}], [[]], [new Date('x')]],
	] as Array<[unknown]>)('%p is none', (value) => {
		expect(readDateTime(value, SEOUL)).toBeUndefined();
	});
});

test('of what the service wrote only a time has milliseconds', () => {
	expect(toMilliseconds(readKoreanTime('20261122093000'))).toBe(Date.parse('2026-11-22T09:30:00+09:00'));
	for (const odd of ['', '?', '12', '2026', '2026-02-31 09:30:00', '2026-11-22']) expect([odd, toMilliseconds(readKoreanTime(odd))]).toEqual([odd, NaN]);
});
