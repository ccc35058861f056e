import { DateTime } from 'luxon';
import { exampleNode, runCode } from '../support/exampleNode';

type Row = Record<string, unknown>;
const ADVERTISE = 'advertise-to-a-sheet.json';
const RENEWAL = 'consent-renewal.json';
const items = (rows: Row[]) => rows.map((json) => ({ json }));

/** n8n's names; a table without rows gives the one empty item. */
const given = (tables: Record<string, Row[]>) => ({
	$: (name: string) => ({ all: () => items(tables[name].length > 0 ? tables[name] : [{}]) }),
	$now: DateTime.fromISO('2026-12-01T10:00:00+09:00', { setZone: true }),
	DateTime,
});
const phonesOf = (out: Array<{ json: Row }>) => out.map(({ json }) => json.phone);
const numbered = (phones: string[], more: Row = {}) => phones.map((phone, index) => ({ id: index + 1, phone, ...more }));

const whoGetsIt = (list: Row[], refusals: Row[] = [], had: Row[] = []) =>
	phonesOf(runCode(ADVERTISE, 'Who is to get it?', given({ 'Get the refusals': refusals, 'Get the mailing list': list, 'Get who had it': had })));

const whoIsAsked = (consents: Row[], refusals: Row[] = [], asked: Row[] = []) =>
	runCode<Array<{ json: Row }>>(RENEWAL, 'Who is to be asked?', given({ 'Get the refusals': refusals, 'Get the consents': consents, 'Get who was asked': asked }));

/** One number, as people, address books and spreadsheets write it. */
const WRITINGS = ['01000008201', '010-0000-8201', '010 0000 8201', '(010) 0000.8201', '+82 10-0000-8201', '+82 (0)10-0000-8201', '821000008201', '0082 10 0000 8201', '1000008201', '０１０００００８２０１', ' 010‑0000‑8201 '];

describe('advertise to a sheet', () => {
	test.each(WRITINGS)('who refused gets nothing, written as %s', (written) => {
		for (const other of WRITINGS) expect(whoGetsIt(numbered([other, '010-0000-8202']), numbered([written]))).toEqual(['010-0000-8202']);
		expect(whoGetsIt(numbered([written]), [], numbered(['01000008201'], { result: 'sent' }))).toEqual([]);
	});

	test('other numbers are other numbers', () => {
		const close = ['011-0000-8201', '010-0000-8210', '02-000-8201', '1588-0000', '010-0000-8219'];
		expect(whoGetsIt(numbered(close), numbered(['010-0000-8201', '1588-0001', '010-0000-0000']))).toEqual(close);
	});

	test('everybody once, and whoever has it, or may have it, not again; who was not sent it is', () => {
		expect(whoGetsIt(numbered(['010-0000-8201', '01000008201', '', '010-0000-8202']))).toEqual(['010-0000-8201', '010-0000-8202']);
		const had = [{ id: 1, phone: '01000008201', result: 'sent' }, { id: 2, phone: '01000008202', result: 'unknown' }, { id: 3, phone: '01000008203', result: 'notSent' }];
		expect(whoGetsIt(numbered(['010-0000-8201', '010-0000-8202', '010-0000-8203']), [], had)).toEqual(['010-0000-8203']);
		expect(whoGetsIt(numbered(['010-0000-8203']), [], [...had, { id: 4, phone: '01000008203', result: 'sent' }])).toEqual([]);
	});

	test('an error is no empty table: nothing is sent', () => {
		const list = numbered(['010-0000-8201']);
		expect(whoGetsIt(list, [])).toEqual(['010-0000-8201']);
		expect(() => whoGetsIt(list, [{ error: 'Data table with name "Centrex refusals" not found' }])).toThrow('Get the refusals: the table could not be read. Nothing was sent.');
		// What n8n hands on where a node that failed is to go on: what came into it.
		expect(() => whoGetsIt(list, [{ id: 'A1', name: 'Centrex advertisements sent', columns: [] }])).toThrow('could not be read');
		expect(() => whoGetsIt(list, [], [{ error: 'x' }])).toThrow('Get who had it: the table could not be read. Nothing was sent.');
	});

	test.each(['010-0000-8201, 010-0000-8202', '010-0000-8201\n010-0000-8202', '한빛', '010', '-'])('a cell that holds no number, or two, stops it: %j', (phone) => {
		expect(() => whoGetsIt(numbered(['010-0000-8203', phone]))).toThrow('Row 2 of the table Centrex mailing list: phone must be one number. Nothing was sent.');
		expect(() => whoGetsIt(numbered(['010-0000-8203']), numbered([phone]))).toThrow('Row 1 of the table Centrex refusals: phone must be one number. Nothing was sent.');
	});

	test('of two runs at once the one that noted it first sends', () => {
		const noted = [{ id: 1, phone: '01000008201', result: 'notSent' }, { id: 2, phone: '010-0000-8201', result: 'unknown' }, { id: 3, phone: '01000008201', result: 'unknown' }];
		const due = (own: Row[]) => runCode<Array<{ json: Row }>>(ADVERTISE, 'Once for each', given({ 'Get who had it, once more': noted, 'Note that they get it': own })).map(({ json }) => json.isDue);
		expect(due([noted[1]])).toEqual([true]);
		expect(due([noted[2]])).toEqual([false]);
	});

	test.each([
		['sent', { success: true, failed: 0, recipients: [{ to: '01000008201', status: 'OK' }] }, ''],
		['notSent', { success: false, failed: 1, recipients: [{ to: '01000008201', status: 'REFUSED' }] }, 'REFUSED'],
		['unknown', { success: false, failed: 0, outcome: 'unknown', recipients: [{ to: '01000008201', status: 'UNKNOWN' }] }, 'UNKNOWN'],
		['notSent', { error: 'Advertisement: it is 20:50 in Korea, and nothing that advertises goes out from 20:50 to 08:00. Send it after 08:00.', outcome: 'notSent' }, 'Advertisement: it is 20:50 in Korea, and nothing that advertises goes out from 20:50 to 08:00'],
		['notSent', { error: 'The line has no texts left to send (3004 NO_SMSCOUNT). Buy some.', outcome: 'rejected' }, 'The line has no texts left to send (3004 NO_SMSCOUNT)'],
		['unknown', { error: 'The connection broke; it may have been carried out. Look.', outcome: 'unknown' }, 'The connection broke; it may have been carried out'],
		['unknown', { error: 'What no node of ours says' }, 'What no node of ours says'],
	])('noted: %s, of %j', (result, $json, trouble) => {
		for (const file of [ADVERTISE, RENEWAL]) {
			const { value } = exampleNode(file, 'Note what became of it').parameters.columns as { value: Record<string, string> };
			const noted = (name: string) => new Function('$json', `return ${value[name].slice('={{'.length, -'}}'.length)}`)($json) as string;
			expect([noted('result'), noted('trouble')]).toEqual([result, trouble]);
		}
	});

	test('as it is imported it has no sender, no way to refuse, no text and no name', () => {
		const { options, text } = exampleNode(ADVERTISE, 'Send the advertisement').parameters;
		expect(options).toEqual({ advertisement: { values: { senderName: '', contact: '', optOut: '', nightConsent: false } } });
		expect(text).toBe("={{ $('The mailing').first().json.text }}");
		const { assignments } = exampleNode(ADVERTISE, 'The mailing').parameters.assignments as { assignments: Row[] };
		expect(assignments).toMatchObject([{ name: 'mailing', value: '' }, { name: 'text', value: '' }]);
	});

	test('an error at the table of refusals ends the run, and an empty one does not', () => {
		for (const file of [ADVERTISE, RENEWAL]) {
			expect(exampleNode(file, 'Get the refusals')).toMatchObject({ alwaysOutputData: true });
			expect(exampleNode(file, 'Get the refusals').onError ?? 'stopWorkflow').toBe('stopWorkflow');
		}
	});
});

describe('consent older than 23 months', () => {
	test.each([
		['2025-01-01', true],
		['2025-01-02', false],
		['2024. 12. 1.', true],
		['2024년 12월 1일', true],
		['2024/12/01 09:30', true],
		['2026-11-30', false],
	])('of %s', (day, isAsked) => {
		expect(whoIsAsked([{ id: 1, phone: '010-0000-8301', day }])).toHaveLength(isAsked ? 1 : 0);
	});

	test('the newest consent of a number counts, however it is written', () => {
		const old = { id: 1, phone: '010-0000-8301', day: '2023-01-01' };
		expect(whoIsAsked([old, { id: 2, phone: '+82 10 0000 8301', day: '2026-01-01' }])).toEqual([]);
		expect(whoIsAsked([{ id: 2, phone: '01000008301', day: '2024-05-01' }, old])).toEqual([{ json: { phone: '01000008301', consent: '2024-05-01' } }]);
	});

	test('nobody who refused, and nobody who was asked in the last 23 months; who was not sent it is asked', () => {
		const consents = [{ id: 1, phone: '010-0000-8301', day: '2022-01-01' }];
		expect(whoIsAsked(consents, numbered(['+821000008301']))).toEqual([]);
		const asked = (day: string, result: string) => [{ id: 1, phone: '01000008301', day, result }];
		expect(whoIsAsked(consents, [], asked('2026-11-30', 'sent'))).toEqual([]);
		expect(whoIsAsked(consents, [], asked('2026-11-30', 'unknown'))).toEqual([]);
		expect(whoIsAsked(consents, [], asked('2026-11-30', 'notSent'))).toHaveLength(1);
		expect(whoIsAsked(consents, [], asked('2025-01-01', 'sent'))).toHaveLength(1);
	});

	test.each(['', 'last year', '2024-13-01', '2025-02-30', null])('a row without a day stops it: %j', (day) => {
		expect(() => whoIsAsked([{ id: 7, phone: '010-0000-8301', day }])).toThrow('Row 7 of the table Centrex consents: day must be such as 2024-12-01. Nothing was sent.');
	});

	test('an error is no empty table', () => {
		expect(() => whoIsAsked([{ id: 1, phone: '010-0000-8301', day: '2022-01-01' }], [{ error: 'x' }])).toThrow('could not be read');
	});
});

test('all that compare numbers do it alike', () => {
	const nodes = [['refusal-by-text.json', 'Once a number, 30 an hour'], [ADVERTISE, 'Who is to get it?'], [ADVERTISE, 'Once for each'], [RENEWAL, 'Who is to be asked?'], [RENEWAL, 'Once for each']];
	const lines = nodes.map(([file, name]) => /^const keyOf = .*$/m.exec(exampleNode(file, name).parameters.jsCode as string)?.[0]);
	expect(lines[0]).toBeDefined();
	expect(new Set(lines).size).toBe(1);
});
