import { differencesIn, formOf } from '../../nodes/UplusCentrex/api/differences';
import { count, time, words } from '../../nodes/UplusCentrex/api/forms';

const forms = { NO: count, TIME: time, NAME: words };
const done = { SVC_RT: '0000', SVC_MSG: 'OK' };
const LISTINFO = { page: 1, numperpage: '10', total: 1 };
const good = { NO: 1, TIME: '20261122093000', NAME: '홍길동' };

test.each([
	['2026/11/22', '9999/99/99'],
	['aaaa-AAA', 'aaaa-aaa'],
	['홍길동 Kim 12:30', '가가가 aaa 99:99'],
	['１２３ Ünal 😀<&>\n', '999 aaaa ?????'],
	['7'.repeat(100), `${'9'.repeat(60)}…`],
])('%j has the form %j', (text, form) => {
	expect(formOf(text)).toBe(form);
});

test.each<[string, unknown, string[]]>([
	['nothing', { ...done, LISTINFO, DATAS: [good] }, []],
	['nothing, inside LISTINFO', { ...done, LISTINFO: { ...LISTINFO, DATAS: [good] } }, []],
	['no entries', { ...done, LISTINFO, DATAS: null }, []],
	['no entries, inside LISTINFO', { ...done, LISTINFO: { ...LISTINFO, DATAS: null } }, []],
	['another beginning', { SVC_RT: 0, SVC_MSG: ['OK'], RESULT: 1, LISTINFO, DATAS: [good] }, [
		'SVC_RT is no known word: it is a number of the form 9.',
		'SVC_MSG is no known word: it is a list.',
		'There is a new field, RESULT: it is a number of the form 9.',
	]],
	['no LISTINFO and no DATAS', done, ['LISTINFO is missing.', 'DATAS is missing.']],
	['another LISTINFO', { ...done, LISTINFO: { page: '1', total: 'many', NEXT: true }, DATAS: { ...good } }, [
		'LISTINFO.numperpage is missing.',
		'LISTINFO.total is no whole number: its form is aaaa.',
		'There is a new field, LISTINFO.NEXT: it is true or false.',
		'DATAS is no list: it is an object.',
	]],
	['entries that are none', { ...done, LISTINFO, DATAS: ['x', 'y', good] }, ['An entry of DATAS is no object: its form is a.']],
	['new names', { ...done, LISTINFO, DATAS: [{ ...good, SEND_TIME: '2026.11.22', sendType: 'A', '01000001234': {}, KIM_NO: 7, 'CALL ME': null }] }, [
		'There is a new field, SEND_TIME: its form is 9999.99.99.',
		'There is a new field, sendType: it is a text.',
		'There is a new field, 99999999999: it is an object.',
		'There is a new field, aaa_NO: it is a number of the form 9.',
		'There is a new field, aaaa aa: it is null.',
	]],
	['names that every object has', { ...done, LISTINFO, DATAS: [{ ...good, constructor: 'x' }] }, ['There is a new field, aaaaaaaaaaa: it is a text.']],
])('of a list with %s', (_, answer, differences) => {
	expect(differencesIn(answer as never, { forms, isList: true })).toEqual(differences);
});

test('what only some records have is said to be so, and there is an end to it', () => {
	expect(differencesIn({ ...done, LISTINFO, DATAS: [good, { ...good, NAME: null }] }, { forms, isList: true })).toEqual(['In some records: NAME is no text: it is null.']);
	const many = Object.fromEntries(Array.from({ length: 50 }, (_, index) => ['x'.repeat(index + 1), 1]));
	const told = differencesIn({ ...done, DATAS: { ...good, ...many } }, { forms });
	expect(told).toHaveLength(21);
	expect(told[20]).toBe('There are more differences.');
});

test.each<[string, unknown, string[]]>([
	['an object', good, []],
	['a list of one', [good], []],
	['a text', '연장되었습니다', ['DATAS is no object: its form is 가가가가가가가.']],
	['null', null, ['DATAS is no object: it is null.']],
	['nothing', undefined, ['DATAS is missing.']],
])('values may be %s', (_, DATAS, differences) => {
	expect(differencesIn({ ...done, ...(DATAS !== undefined && { DATAS: DATAS as never }) }, { forms })).toEqual(differences);
});
