import { adviceOn, CentrexError, descriptionOf, invalidField, notTried, refusedSince, sentences } from '../../nodes/UplusCentrex/api/error';

const refusal = new CentrexError('The password is wrong (1004 AUTH_ERR)', {
	advice: 'Correct the credential.',
	details: 'The service says: no.',
	outcome: 'rejected',
	mayPass: true,
	code: '1004',
	codeName: 'AUTH_ERR',
	recipients: [{ to: '01000000001', status: 'UNKNOWN' }],
});

test('an error says what it was given, and else nothing', () => {
	expect(refusal).toMatchObject({ name: 'CentrexError', outcome: 'rejected', mayPass: true, code: '1004', codeName: 'AUTH_ERR' });
	expect(refusal.recipients).toEqual([{ to: '01000000001', status: 'UNKNOWN' }]);
	const bare = new CentrexError('No', { advice: '', outcome: 'unknown', cause: refusal });
	expect(bare).toMatchObject({ details: '', mayPass: false, code: null, codeName: null, recipients: undefined, cause: refusal });
});

test('its details are no HTML', () => {
	expect(new CentrexError('No', { advice: '', outcome: 'rejected', details: '<a href="`x`">' }).details).toBe(' a href=" x " ');
});

test('its advice says whether anything was sent, where that is known', () => {
	const at = (outcome: 'rejected' | 'notSent' | 'unknown', details = '') => new CentrexError('No', { advice: 'Try.', outcome, details });
	expect([adviceOn(at('rejected')), adviceOn(at('unknown')), adviceOn(at('notSent'))]).toEqual(['Try.', 'Try.', 'Try. Nothing was sent.']);
	expect(adviceOn(at('notSent'), 'Nothing was asked.')).toBe('Try. Nothing was asked.');
	expect(descriptionOf(at('notSent', 'Found: "x".'))).toBe('Found: "x". Try. Nothing was sent.');
	expect(descriptionOf(at('notSent'), '')).toBe('Try.');
	expect(sentences('', 'A.', '', 'B.')).toBe('A. B.');
});

describe('a wrong value', () => {
	test('is shown beside the problem, not in it', () => {
		const error = invalidField('To', 'it is no number', 'Enter one.', 'office', 'home');
		expect(error).toMatchObject({ message: 'To: it is no number', advice: 'Enter one.', details: 'Found: "office", "home".', outcome: 'notSent' });
		expect(invalidField('To', 'it is empty', 'Enter one.').details).toBe('');
	});

	test('is shown with 60 characters of it, and ten of many', () => {
		const found = (...values: string[]) => invalidField('To', 'no', 'Enter one.', ...values).details;
		expect(found('x'.repeat(60))).toBe(`Found: "${'x'.repeat(60)}".`);
		expect(found('x'.repeat(61))).toBe(`Found: "${'x'.repeat(60)}…".`);
		const many = Array.from({ length: 12 }, (_, index) => `n${index}`);
		expect(found(...many.slice(0, 10))).toBe(`Found: ${many.slice(0, 10).map((value) => `"${value}"`).join(', ')}.`);
		expect(found(...many)).toBe(`Found: ${many.slice(0, 10).map((value) => `"${value}"`).join(', ')} and 2 more.`);
	});
});

test('what was not tried says after what, with code and advice of that, and tells none of its values', () => {
	const error = notTried(refusal);
	expect(error).toMatchObject({ advice: 'Correct the credential.', details: '', outcome: 'notSent', mayPass: false, code: '1004', codeName: 'AUTH_ERR' });
	expect(error.message).toBe('Not tried, because an item before was refused: The password is wrong (1004 AUTH_ERR)');
	expect(error.recipients).toBeUndefined();
});

test.each([
	[undefined, 'It is not tried again by itself.'],
	['2026-11-22T09:30:00+09:00', 'It is tried again by itself at 2026-11-22T09:30:00+09:00.'],
])('from one run to the next it says when it is tried again: %p', (next, when) => {
	const error = refusedSince(refusal, next);
	expect(error).toMatchObject({ outcome: 'notSent', code: '1004', codeName: 'AUTH_ERR' });
	expect(error.message).toBe('Not tried, because the service has refused this sign-in before: The password is wrong (1004 AUTH_ERR)');
	expect(error.advice).toBe(
		`Correct the credential. ${when} Where nothing but LG U+ had to change something, run this node once by hand (in queue mode restart the workers).`,
	);
});
