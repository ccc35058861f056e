import { CALL_STATUSES, callStatus } from '../../nodes/UplusCentrex/api/callStatus';

test.each([
	['ANSWERED', 'answered'],
	['OK', 'answered'],
	['NO ANSWER', 'noAnswer'],
	['NO ANS', 'noAnswer'],
	['NO-ANS', 'noAnswer'],
	['no_answer', 'noAnswer'],
	['No -_ Answer', 'noAnswer'],
	['CANCEL', 'canceled'],
	['BUSY', 'busy'],
	['FAILED', 'failed'],
	['fail', 'failed'],
	['Brand-New', 'Brand-New'],
	['', ''],
])('%p is %p', (word, status) => {
	expect(callStatus(word)).toBe(status);
});

test('people choose from five, in this order', () => {
	expect(CALL_STATUSES).toEqual(['answered', 'noAnswer', 'canceled', 'busy', 'failed']);
});
