import { readNumbers, readSignIn } from '../../nodes/UplusCentrex/api/signIn';

const HASH = 'f64eedc88c765f9c4d96c414b6b309014cd9f15ee67c7e072e0576e6a0229327c1507aa5935b0821a8821fe856124c3db786aec88ad8af123396a13afec5cc66';
const read = (number: unknown, password: unknown = HASH, alreadyHashed: unknown = true) => readSignIn({ number, password, alreadyHashed } as never);

test.each([
	['070-0000-1000', '07000001000'],
	[' 070 0000\t1000 ', '07000001000'],
	['021234567', '021234567'],
	['050000000000', '050000000000'],
	['+82 70-0000-1000', '07000001000'],
	['(02) 000-0000', '020000000'],
])('%p is the number %s', (written, id) => {
	expect(read(written).id).toBe(id);
});

test.each([undefined, null, '', 'office', '01234567', '0123456789012', '170-0000-1000', 'x07000001000', '07000001000x'])('%p is no number', (written) => {
	expect(() => read(written)).toThrow('Number in the credential must be the phone number of the line, such as 070-0000-1000');
});

test('a hash is taken as it is, in lower case and without spaces around', () => {
	expect(read('0700000100', ` ${HASH.toUpperCase()} `).pass).toBe(HASH);
});

test.each([HASH.slice(1), `${HASH}0`, HASH.replace('f', 'g'), 'secret'])('%p is no hash', (password) => {
	expect(() => read('07000001000', password)).toThrow(
		'Password in the credential must be 128 hexadecimal digits, because Already Hashed is on. Enter the SHA-512 hash, or turn Already Hashed off.',
	);
});

test('a password is hashed in UTF-8, unless the switch is on', () => {
	// printf 비밀번호 | sha512sum
	const hashed = '76f7d5ea7c8b451b773712929531ce92410682a5b61d1b5fbb5f4ebbfa6c517bf095e6db5c26e8c483e60d8385448a6a6afd9e513045b87699ae2e71faeb32d6';
	expect(read('07000001000', '비밀번호', false).pass).toBe(hashed);
	expect(readSignIn({ number: '07000001000', password: '비밀번호' }).pass).toBe(hashed);
	expect(() => read('07000001000', '비밀번호', 'true')).toThrow('Already Hashed in the credential must be on or off.');
});

test.each([[undefined, false], ['', false], ['', true], [null, true]])('%p is no password', (password, alreadyHashed) => {
	expect(() => readSignIn({ number: '07000001000', password, alreadyHashed } as never)).toThrow('Password in the credential is empty.');
});

describe('More Lines', () => {
	const numbers = (moreNumbers: unknown) => readNumbers({ number: '070-0000-1000', moreNumbers } as never);

	test.each<[unknown, string[]]>([
		[undefined, []],
		[null, []],
		['', []],
		[' \n \r\n', []],
		['070-0000-1001', ['07000001001']],
		['070 0000 1001\r\n\r\n+82 70-0000-1002\n 02-000-0000 ', ['07000001001', '07000001002', '020000000']],
		['070-0000-1001, 070-0000-1002;070-0000-1003', ['07000001001', '07000001002', '07000001003']],
		[['070-0000-1001', '07000001002'], ['07000001001', '07000001002']],
	])('%p are, after the number that signs in, %p', (written, more) => {
		expect(numbers(written)).toEqual(['07000001000', ...more]);
	});

	test.each([
		['070-0000-1001\n070-0000-100', 'More Lines in the credential, row 2: it is no phone number of a line', 'Found: "070-0000-100".'],
		['reception', 'More Lines in the credential, row 1: it is no phone number of a line', 'Found: "reception".'],
		['070-0000-1001\n\n07000001001', 'More Lines in the credential, row 2: it stands there twice', 'Found: "07000001001".'],
		['+82 70-0000-1000', 'More Lines in the credential, row 1: it is the number in the field Number', 'Found: "+82 70-0000-1000".'],
	])('%p is named', (written, message, details) => {
		expect(() => numbers(written)).toThrow(expect.objectContaining({ message, details, outcome: 'notSent' }));
	});
});
