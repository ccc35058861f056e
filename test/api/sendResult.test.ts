import fc from 'fast-check';

import { readRemaining, readStatuses, whoHasIt } from '../../nodes/UplusCentrex/api/sendResult';

const two = ['01000000001', '0310000002'];
const words = (values: Record<string, string | number | null>) => readStatuses(values, two).map(({ status }) => status);

test.each([
	[{ DEBUG: '01000000001=OK,0310000002=OK' }, ['OK', 'OK']],
	[{ DEBUG: '0310000002=OK, 01000000001=FAIL,' }, ['FAIL', 'OK']],
	[{ DEBUG: '010-0000-0001=OK' }, ['OK', 'UNKNOWN']],
	[{ STATUS: 'OK', DEBUG: '' }, ['OK', 'OK']],
	[{ STATUS: 'OK' }, ['OK', 'OK']],
	[{ STATUS: 'OK', DEBUG: 'CCC' }, ['UNKNOWN', 'UNKNOWN']],
	// What is no text, or says two things, confirms nothing.
	[{ STATUS: 'OK', DEBUG: { failed: '01000000001=OK' } }, ['UNKNOWN', 'UNKNOWN']],
	[{ STATUS: 'OK', DEBUG: '01000000001=OK=FAIL,0310000002=OK' }, ['OK=FAIL', 'OK']],
	[{ STATUS: 'OK', DEBUG: '01000000001=FAIL,0310000002=OK,01000000001=OK' }, ['UNKNOWN', 'OK']],
	[{ STATUS: 'OK', DEBUG: '01000000001=OK,0310000002=OK,01000000001=ok' }, ['OK', 'OK']],
	[{ STATUS: 'OK', DEBUG: ['01000000001=OK', '0310000002=OK'] }, ['OK', 'OK']],
	[{ STATUS: { toString: 1 } }, ['{"toString":1}', '{"toString":1}']],
	[{}, ['UNKNOWN', 'UNKNOWN']],
	[{ STATUS: null, DEBUG: null }, ['UNKNOWN', 'UNKNOWN']],
])('%p is read as %p', (values, statuses) => {
	expect(words(values as Record<string, string>)).toEqual(statuses);
});

test('any DEBUG gives one status a recipient', () => {
	fc.assert(
		fc.property(fc.oneof(fc.string(), fc.string({ unit: fc.constantFrom(...'0123456789=,OK') })), (DEBUG) => {
			const statuses = readStatuses({ STATUS: 'OK', DEBUG }, two);
			expect(statuses.map(({ to }) => to)).toEqual(two);
			expect(statuses.every(({ status }) => status !== '')).toBe(true);
		}),
	);
});

test.each([
	[{ RESCNT: 1 }, 1],
	[{ RESCNT: '12' }, 12],
	[{ RESTCOUNT: '7' }, 7],
	[{ RESCNT: '' }, null],
	[{ RESCNT: null }, null],
	[{ RESCNT: { valueOf: 1, toString: 1 } }, null],
	[{ RESCNT: '9'.repeat(400) }, null],
	[{}, null],
])('%p leaves %p', (values, remaining) => {
	expect(readRemaining(values as Record<string, string>)).toBe(remaining);
});

test('who has a text is said in sentences, those who have it first', () => {
	const statuses = ['NOT_SENT', 'INCOMPLETE', 'UNKNOWN', 'FAIL', 'OK', 'BUSY', 'OK'];
	expect(whoHasIt(statuses.map((status, index) => ({ to: `0100000000${index}`, status })))).toBe(
		'Sent to: 01000000004, 01000000006. Possibly sent to: 01000000002. Sent in part to: 01000000001. Not sent to: 01000000000. Refused for: 01000000003, 01000000005.',
	);
	expect(whoHasIt([{ to: '01000000001', status: 'OK' }])).toBe('Sent to: 01000000001.');
	expect(whoHasIt([])).toBe('');
});
