import { CentrexError } from '../../nodes/UplusCentrex/api/error';
import { endsOf, naming } from '../../nodes/UplusCentrex/shared/lines';
import { lineFor } from '../support/fakeCaller';

const lines = (count: number, isOneOfSeveral = true) =>
	Array.from({ length: count }, (_, index) => ({ ...lineFor(undefined, `0700000${1000 + index}`), isOneOfSeveral }));

test.each([
	[1, 'Line ending in 1000: '],
	[2, 'Lines ending in 1000 and 1001: '],
	[3, 'Lines ending in 1000, 1001 and 1002: '],
	[4, 'Lines ending in 1000, 1001, 1002 and 1 more: '],
	[50, 'Lines ending in 1000, 1001, 1002 and 47 more: '],
])('%d of several lines are named by their ends', (count, ends) => {
	expect(endsOf(lines(count))).toBe(ends);
});

describe('an error', () => {
	const error = new CentrexError('It failed', { advice: 'Try again.', details: 'Found: "x".', outcome: 'rejected', mayPass: true, code: '9999' });

	test('names its line: the message by its end, the details by the whole number, and nothing else changes', () => {
		expect(naming(lines(1), error)).toMatchObject({
			message: 'Line ending in 1000: It failed',
			advice: 'Try again.',
			details: 'This was line 07000001000. Found: "x".',
			outcome: 'rejected',
			mayPass: true,
			code: '9999',
		});
		expect(naming(lines(3), error)).toMatchObject({
			message: 'Lines ending in 1000, 1001 and 1002: It failed',
			details: 'These were the lines 07000001000, 07000001001 and 07000001002. Found: "x".',
		});
	});

	test('stays as it is where there is but one line, or where it is none of ours', () => {
		expect(naming(lines(1, false), error)).toBe(error);
		const other = new TypeError('x');
		expect(naming(lines(1), other)).toBe(other);
	});
});
