import { runCode } from '../support/exampleNode';

const run = <T>(name: string, given: Record<string, unknown>): T => runCode<T>('forwarding-timetable.json', name, given);

type Row = Record<string, unknown>;
interface Change {
	line: string;
	what: 'forward' | 'ring' | 'note';
	forwardTo: string;
	was: string;
	told: string;
	trouble: string;
}

/** @param now such as `월 18:00` */
function changes(now: string, timetable: Row[], isSet: Row[] = []): Change[] {
	const [day, time] = now.split(' ');
	const [hour, minute] = time.split(':').map(Number);
	const tables: Record<string, Row[]> = { 'Get the timetable': timetable, 'Get what is set': isSet };
	return run<Array<{ json: Change }>>('What is to change?', {
		$: (name: string) => ({ all: () => tables[name].map((json) => ({ json })) }),
		$now: { weekday: '월화수목금토일'.indexOf(day) + 1, hour, minute },
	}).map(({ json }) => json);
}

const row = (line: string, days: string, from: string, until: string, forwardTo: string, more?: Row) => ({ line, days, from, until, forwardTo, ...more });
const set = (line: string, forwardTo: string, trouble = '') => ({ line, forwardTo, trouble });
const A = '07000001000';
const B = '07000001001';
const MOBILE = '01000001234';

/** Whether a line with one row, which rings so far, is forwarded. */
const isForwarded = (now: string, days: string, from: string, until: string) =>
	changes(now, [row(A, days, from, until, MOBILE)], [set(A, '')]).some(({ what }) => what === 'forward');

test.each([
	['12:00', '13:00', ['월 12:00', '월 12:59', '금 12:30'], ['월 11:59', '월 13:00', '토 12:30', '일 12:30']],
	['18:00', '9:00', ['월 18:00', '화 00:00', '화 08:59', '토 08:59', '금 23:59'], ['월 08:59', '월 09:00', '화 17:59', '토 09:00', '토 18:00', '일 08:00']],
	['09:00', '09:00', ['월 09:00', '토 08:59'], ['월 08:59', '토 09:00', '일 12:00']],
	['00:00', '24:00', ['월 00:00', '금 23:59'], ['토 00:00', '일 23:59']],
	['22:00:00', '24:00', ['월 23:59'], ['화 00:00', '토 00:00']],
])('on weekdays from %s until %s', (from, until, on, off) => {
	expect(on.filter((now) => !isForwarded(now, '월-금', from, until))).toEqual([]);
	expect(off.filter((now) => isForwarded(now, '월-금', from, until))).toEqual([]);
});

test.each([
	['매일', '월화수목금토일'],
	['평일', '월화수목금'],
	['주말', '토일'],
	['월-금', '월화수목금'],
	['월 ~ 수, 토', '월화수토'],
	['월요일~수요일·금요일', '월화수금'],
	['금-월', '월금토일'],
	['월수금', '월수금'],
	['토,일', '토일'],
	['일', '일'],
	['Mon-Fri', '월화수목금'],
	['sat, Sunday', '토일'],
	['Daily', '월화수목금토일'],
	['weekdays', '월화수목금'],
	['Weekends', '토일'],
])('days: %s', (days, expected) => {
	expect([...'월화수목금토일'].filter((day) => isForwarded(`${day} 12:00`, days, '09:00', '18:00')).join('')).toBe(expected);
});

test('the last row of a line that fits decides, whichever way its number is written', () => {
	const rows = [row(A, '매일', '00:00', '24:00', '010-0000-2222'), row('070-0000-1000', '월', '09:00', '10:00', '010-0000-1111'), row('+82 70-0000-1001', '매일', '00:00', '24:00', '1002')];
	const forwarded = (now: string) => changes(now, rows).map(({ line, what, forwardTo }) => [line, what, forwardTo]);
	expect(forwarded('월 09:30')).toEqual([[A, 'forward', '01000001111'], [B, 'forward', '1002']]);
	expect(forwarded('월 10:30')).toEqual([[A, 'forward', '01000002222'], [B, 'forward', '1002']]);
});

describe('only what changes is done:', () => {
	const rows = [row(A, '매일', '18:00', '09:00', MOBILE)];
	const done = (now: string, isSet: Row[], timetable: Row[] = rows) => changes(now, timetable, isSet).map(({ line, what, forwardTo }) => [line, what, forwardTo]);

	test('a line that is new in the timetable is set, whether it is to be forwarded or to ring', () => {
		expect(done('월 18:00', [])).toEqual([[A, 'forward', MOBILE]]);
		expect(done('월 12:00', [])).toEqual([[A, 'ring', '']]);
	});

	test('nothing where it stands so already', () => {
		expect(done('월 18:05', [set(A, MOBILE)])).toEqual([]);
		expect(done('월 12:05', [set(A, '')])).toEqual([]);
		expect(done('월 12:05', [set(A, '')], [row('070-0000-1000', '매일', '12:00', '12:05', MOBILE)])).toEqual([]);
	});

	test('another number, and the end', () => {
		expect(done('월 18:05', [set(A, '01000009999')])).toEqual([[A, 'forward', MOBILE]]);
		expect(done('월 09:00', [set(A, MOBILE)])).toEqual([[A, 'ring', '']]);
	});

	test('a line whose rows are gone rings again, and one that never had any is left alone', () => {
		expect(done('월 20:00', [set(A, MOBILE), set(B, '')], [])).toEqual([[A, 'ring', '']]);
		expect(done('월 20:00', [], [{}])).toEqual([]);
	});

	test('what failed, or may not have been done, is tried again', () => {
		expect(done('월 20:00', [set(A, '', 'It failed.')])).toEqual([[A, 'forward', MOBILE]]);
		expect(done('월 12:00', [set(A, '', 'It failed.')])).toEqual([[A, 'ring', '']]);
		expect(done('월 12:00', [set(A, '?', 'No answer.')])).toEqual([[A, 'ring', '']]);
	});

	test('a line that is none, and no more in the timetable, is not asked for again', () => {
		expect(changes('월 20:00', [], [set('07000009999', '', 'It is none.')])).toEqual([
			{ line: '07000009999', what: 'note', forwardTo: '', told: 'It is none.', trouble: '' },
		]);
	});
});

describe('a row that cannot be read', () => {
	test.each([
		[row('', '매일', '18:00', '09:00', MOBILE), 'line must be one of your numbers'],
		[row(A, '', '18:00', '09:00', MOBILE), 'days must be such as 월-금, 토,일 or 매일'],
		[row(A, '공휴일', '18:00', '09:00', MOBILE), 'days must be such as 월-금, 토,일 or 매일'],
		[row(A, '매일', '6pm', '09:00', MOBILE), 'from must be a time such as 18:00'],
		[row(A, '매일', '18:00', '24:01', MOBILE), 'until must be a time such as 09:00'],
		[row(A, '매일', '18:60', '09:00', ''), 'from must be a time such as 18:00; forwardTo must be a number'],
	])('is named: %j', (wrong, why) => {
		expect(changes('월 20:00', [{ ...wrong, id: 7 }])).toEqual([
			{ line: 'row 7', what: 'note', forwardTo: '', told: '', trouble: `Row 7 of the timetable: ${why}.` },
		]);
	});

	test('leaves its line as it is, and the others go on', () => {
		const rows = [row(A, '매일', '18:00', '09:00', MOBILE), row(A, '토', '?', '18:00', MOBILE), row(B, '매일', '18:00', '09:00', MOBILE)];
		expect(changes('월 20:00', rows, [set(A, '')]).map(({ line, what }) => [line, what])).toEqual([[B, 'forward'], ['row 2', 'note']]);
		expect(changes('월 12:00', rows, [set(A, MOBILE), set(B, MOBILE)]).map(({ line, what }) => [line, what])).toEqual([[B, 'ring'], ['row 2', 'note']]);
	});

	test('is told once, and forgotten when it is corrected', () => {
		const wrong = row(A, '?', '18:00', '09:00', MOBILE, { row_number: 4 });
		const [{ line, trouble }] = changes('월 20:00', [wrong]);
		expect(changes('월 20:05', [wrong], [set(line, '', trouble)])).toEqual([]);
		expect(changes('월 20:10', [{ ...wrong, days: '매일' }], [set(A, MOBILE), set(line, '', trouble)])).toEqual([
			{ line: 'row 4', what: 'note', forwardTo: '', told: trouble, trouble: '' },
		]);
	});
});

describe('what came of it', () => {
	const due = { line: A, what: 'forward', forwardTo: MOBILE, was: '', told: '', trouble: '' };
	const noted = (item: Row, answer: Row) =>
		run<{ json: Row }>('What came of it', { $: () => ({ item: { json: item } }), $json: answer }).json;
	const refusal = { error: 'The service refused the password or the account is locked (1004 AUTH_ERR). Check the credential. 070-0000-1000', outcome: 'rejected' };

	test('done', () => {
		expect(noted({ ...due, told: 'It failed.' }, { success: true })).toEqual({ line: A, forwardTo: MOBILE, trouble: '', isNew: false });
	});

	test('refused: it stands as before, and is told once', () => {
		const trouble = 'Line ending in 1000: The service refused the password or the account is locked (1004 AUTH_ERR).';
		expect(noted(due, refusal)).toEqual({ line: A, forwardTo: '', trouble, isNew: true });
		expect(noted({ ...due, told: trouble }, refusal)).toEqual({ line: A, forwardTo: '', trouble, isNew: false });
		const notTried = { error: `Not tried, because the service has refused this sign-in before: ${refusal.error}`, outcome: 'notSent' };
		expect(noted({ ...due, told: trouble }, notTried)).toEqual({ line: A, forwardTo: '', trouble, isNew: false });
	});

	test('no answer: nobody knows', () => {
		expect(noted(due, { error: 'No answer came. Check.', outcome: 'unknown' })).toMatchObject({ forwardTo: '?', isNew: true });
	});

	test('a row of the timetable', () => {
		expect(noted({ line: 'row 7', what: 'note', forwardTo: '', told: '', trouble: 'Row 7' }, {})).toEqual({ line: 'row 7', forwardTo: '', trouble: 'Row 7', isNew: true });
		expect(noted({ line: 'row 7', what: 'note', forwardTo: '', told: 'Row 7', trouble: '' }, {})).toMatchObject({ trouble: '', isNew: false });
	});
});
