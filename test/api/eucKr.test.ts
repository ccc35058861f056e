import fc from 'fast-check';
import iconv from 'iconv-lite';

import { decodeEucKr } from '../../nodes/UplusCentrex/api/eucKr';

test('all 11,172 syllables are read as another library writes them', () => {
	const syllables = Array.from({ length: 0xd7a3 - 0xac00 + 1 }, (_, index) => String.fromCharCode(0xac00 + index)).join('');
	expect(decodeEucKr(iconv.encode(syllables, 'cp949'))).toBe(syllables);
});

test('so is whatever else EUC-KR has', () => {
	const text = 'ABC 123\r\n※℃ㄱㅏ漢字 ①∑♥';
	expect(decodeEucKr(iconv.encode(text, 'cp949'))).toBe(text);
});

test('any bytes give some text', () => {
	fc.assert(fc.property(fc.uint8Array(), (bytes) => typeof decodeEucKr(bytes) === 'string'));
	expect(decodeEucKr(Uint8Array.of(0x41, 0xb0))).toBe('A\ufffd');
});
