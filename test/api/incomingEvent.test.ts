import fc from 'fast-check';
import iconv from 'iconv-lite';

import { readIncomingEvent } from '../../nodes/UplusCentrex/api/incomingEvent';

/** A text comes in: the parameters of the document's sample. */
const text = (message: string) => `sender=01000001234&receiver=07000001000&kind=2&inner_num=500&message=${message}`;
const messageOf = (query: string) => {
	const event = readIncomingEvent(query);
	if ('problem' in event) throw new Error(event.problem);
	return event.message;
};
const percentEncoded = (bytes: Buffer) => [...bytes].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('');

test('of a call, with the query of the registered URL in front', () => {
	expect(readIncomingEvent('user=AAAA&key=abc&sender=01000001234&receiver=07000001000&kind=1&inner_num=500&message=')).toEqual({
		event: 'incomingCall',
		sender: '01000001234',
		receiver: '07000001000',
		extension: '500',
		message: '',
		key: 'abc',
	});
});

test.each([
	['receiver=0510001000&sender=300&kind=1', { event: 'incomingCall', receiver: '0510001000', sender: '300' }],
	['receiver=051-000-1000&sender=010-0000-1234&kind=2', { event: 'incomingSms', receiver: '0510001000' }],
])('may be dialled to a public number, or come from an extension: %s', (query, expected) => {
	expect(readIncomingEvent(`${query}&inner_num=1000&message=`)).toMatchObject(expected);
});

test('with the kind of a call but a message is a text', () => {
	expect(readIncomingEvent(text('hello').replace('kind=2', 'kind=1'))).toMatchObject({ event: 'incomingSms', message: 'hello' });
});

test('has a message only if it wants to, and unknown parameters that may occur twice', () => {
	expect(readIncomingEvent('x=1&x=2&sender=&receiver=070-0000-1000&kind=1&inner_num=5-00&&=&y')).toEqual({
		event: 'incomingCall',
		sender: '',
		receiver: '07000001000',
		extension: '5-00',
		message: '',
		key: '',
	});
});

describe('a text', () => {
	test.each(['utf8', 'euc-kr'])('in %s keeps its Hangul', (charset) => {
		const message = '안녕하세요! 50% 할인+쿠폰 & more = 똠방각하';
		expect(messageOf(text(percentEncoded(iconv.encode(message, charset))))).toBe(message);
	});

	test.each(['utf8', 'euc-kr'])('in %s may be a long LMS', (charset) => {
		const message = '가나다라마바사아자차카타파하 '.repeat(25).slice(0, 360);
		expect(messageOf(text(percentEncoded(iconv.encode(message, charset))))).toBe(message);
	});

	test('may have a = and a byte order mark', () => {
		expect(messageOf(text('a=b%3Dc=='))).toBe('a=b=c==');
		expect(messageOf(text('%EF%BB%BFhi'))).toBe('\ufeffhi');
	});

	test('keeps percent signs that the sender wrote', () => {
		expect(messageOf(text('%25C7%25D1+100%25'))).toBe('%C7%D1 100%');
	});

	test('has spaces as + or as %20', () => {
		expect(messageOf(text('a+b%20c%2Bd'))).toBe('a b c+d');
	});

	test.each([1, 2])('in UTF-8 that was cut off %p bytes into its last character is still read as UTF-8', (bytes) => {
		const cut = Buffer.concat([Buffer.from('안녕하세'), Buffer.from('요').subarray(0, bytes)]);
		expect(messageOf(text(percentEncoded(cut)))).toBe('안녕하세\ufffd');
	});

	test('in UTF-8 is read as sent, whatever it says', () => {
		// Texts that are valid Unicode: a lone half of a character cannot be sent.
		fc.assert(
			fc.property(fc.string({ unit: 'grapheme' }), (message) => {
				expect(messageOf(text(encodeURIComponent(message)))).toBe(message);
			}),
		);
	});

	test('in EUC-KR is read as sent where it has three Hangul characters or more', () => {
		// Single ones can be valid UTF-8 by chance.
		const hangul = fc.integer({ min: 0xac00, max: 0xd7a3 }).map((code) => String.fromCharCode(code));
		fc.assert(
			fc.property(fc.array(hangul, { minLength: 3, maxLength: 100 }), (characters) => {
				const bytes = iconv.encode(characters.join(''), 'cp949');
				fc.pre(bytes.toString('utf8').includes('\ufffd'));
				expect(messageOf(text(percentEncoded(bytes)))).toBe(characters.join(''));
			}),
		);
	});
});

describe('is refused', () => {
	const fields = text('hello').split('&');
	test.each(['sender', 'receiver', 'kind', 'inner_num'])('without %s', (name) => {
		const rest = fields.filter((field) => !field.startsWith(`${name}=`));
		expect(readIncomingEvent(rest.join('&'))).toEqual({ problem: `${name} is missing` });
	});

	test.each(['sender', 'receiver', 'kind', 'inner_num', 'message', 'key'])('with %s twice', (name) => {
		const query = `key=abc&${text('hello')}&${name}=1`;
		expect(readIncomingEvent(query)).toEqual({ problem: `${name} occurs twice` });
		// A name can be written in percent-encoding as well.
		expect(readIncomingEvent(`${query.slice(0, query.lastIndexOf('&'))}&%${name.charCodeAt(0).toString(16)}${name.slice(1)}=1`)).toEqual({
			problem: `${name} occurs twice`,
		});
	});

	test.each(['3', '', '0', '11', '1 '])('with the kind %p', (kind) => {
		expect(readIncomingEvent(`sender=0&receiver=0&inner_num=1&kind=${kind}`)).toEqual({ problem: 'kind is neither a call nor a text' });
	});

	test('without telling its values', () => {
		fc.assert(
			fc.property(fc.array(fc.constantFrom(...fields, 'kind=1', 'kind=3', 'user=A')), (some) => {
				const event = readIncomingEvent(some.join('&'));
				if ('problem' in event) expect(event.problem).not.toMatch(/\d|hello/);
				else expect(event.sender).toBe('01000001234');
			}),
		);
	});
});

test('any query is read or refused', () => {
	fc.assert(
		fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: fc.constantFrom(...'%0fFgG&=+é') }), (one, other) => {
			const of = (query: string) => readIncomingEvent(query);
			expect(() => of(`kind=1&message=${one}${other}`)).not.toThrow();
			expect(of(`${other}&sender=1&receiver=2&kind=1&inner_num=`)).toMatchObject({ event: 'incomingCall', receiver: '2' });
		}),
	);
});
