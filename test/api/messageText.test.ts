import fc from 'fast-check';
import iconv from 'iconv-lite';

import {
	composeText,
	countBytes,
	messageType,
	removeUnsupported,
	splitText,
	unsupportedCharacters,
} from '../../nodes/UplusCentrex/api/messageText';

describe('the length of a text', () => {
	test.each([
		['', 0],
		['test', 4],
		['안녕', 4],
		['안녕 A1!\n', 9],
		['€', 2],
		['😀', 2],
		['\x7f\x80', 3],
	])('%p has %d bytes', (text, bytes) => {
		expect(countBytes(text)).toBe(bytes);
	});

	test('is the length in EUC-KR, as another library encodes it', () => {
		const inEucKr = fc.string({ unit: fc.constantFrom(...'가나다라마바사아자차카타파하힣갂ABCxyz019 .,!?\n※℃ㄱㅏ漢字') });
		fc.assert(fc.property(inEucKr, (text) => countBytes(text) === iconv.encode(text, 'euc-kr').length));
	});

	test('up to 80 bytes is an SMS, above an LMS', () => {
		expect(messageType(countBytes('가'.repeat(40)))).toBe('SMS');
		expect(messageType(countBytes('가'.repeat(40) + '!'))).toBe('LMS');
	});

	test('counts Hangul from a Mac put together', () => {
		const fromMac = '안녕'.normalize('NFD');
		expect(countBytes(fromMac)).toBeGreaterThan(4);
		expect(countBytes(composeText(fromMac))).toBe(4);
	});
});

describe('a long text', () => {
	test('is split between characters', () => {
		expect(splitText('가나다라', 5)).toEqual(['가나', '다라']);
		expect(splitText('A가나', 3)).toEqual(['A가', '나']);
		expect(splitText('가'.repeat(361)).map(countBytes)).toEqual([720, 2]);
	});

	test('loses nothing, whatever it is', () => {
		const texts = fc.oneof(fc.string({ unit: 'binary', maxLength: 300 }), fc.string({ unit: 'grapheme', maxLength: 300 }));
		fc.assert(
			fc.property(texts, fc.integer({ min: 2, max: 90 }), (text, limit) => {
				const parts = splitText(text, limit);
				expect(parts.join('')).toBe(text);
				expect(parts.every((part) => part !== '' && countBytes(part) <= limit)).toBe(true);
			}),
		);
	});
});

describe('characters outside EUC-KR', () => {
	test('are found as a reader sees them, each once', () => {
		expect(unsupportedCharacters('가족 👨‍👩‍👧 회의 😀😀 — 끝 ✓')).toEqual(['👨‍👩‍👧', '😀', '—', '✓']);
		expect(unsupportedCharacters('한글 ABC 123 ※℃ㄱㅏ漢字 ①∑♥\r\n~!@#')).toEqual([]);
	});

	test('include syllables that only newer phones share', () => {
		expect(unsupportedCharacters('똠방각하')).toEqual(['똠']);
	});

	test('are all that another library needs an extension or a question mark for', () => {
		const inEucKr = (character: string) => {
			const bytes = iconv.encode(character, 'cp949');
			const isProper = bytes.length === 1 ? character <= '\x7f' : bytes.every((byte) => byte >= 0xa1);
			return isProper && iconv.decode(bytes, 'cp949') === character;
		};
		for (let code = 0x20; code <= 0xffef; code++) {
			const character = String.fromCodePoint(code);
			// Marks that join what stands before them are no characters of their own; and the other library knows the standard
			// without its additions of 1998 and 2002.
			if ('€®㉾'.includes(character) || /[\p{M}\p{Cs}\p{Cf}\p{Co}\p{Cn}]/u.test(character)) continue;
			expect([character, unsupportedCharacters(character).length === 0]).toEqual([character, inEucKr(character)]);
		}
	});

	test('can be removed, and nothing else is', () => {
		expect(removeUnsupported('감사합니다 😀👨‍👩‍👧!')).toBe('감사합니다 !');
		fc.assert(
			fc.property(fc.string({ unit: 'grapheme' }), (text) => {
				expect(unsupportedCharacters(removeUnsupported(text))).toEqual([]);
				expect(removeUnsupported(removeUnsupported(text))).toBe(removeUnsupported(text));
			}),
		);
	});
});
