import { encode } from 'iconv-lite';

const SMS_BYTES = 80;

/** @returns the length of a text as the service counts it: 1 byte for ASCII, 2 for everything else (service, 7.1) */
export function countBytes(text: string): number {
	return [...text].reduce((bytes, character) => bytes + (character <= '\x7f' ? 1 : 2), 0);
}

/** @returns what the service makes of a text of so many bytes (service, 7.2) */
export function textType(bytes: number): 'SMS' | 'LMS' {
	return bytes > SMS_BYTES ? 'LMS' : 'SMS';
}

/** @returns the text as a phone shows it: what EUC-KR does not have is a `?` (service, 7.3) */
export function asPhoneShows(text: string): string {
	return [...text].map((character) => (isEucKr(character) ? character : '?')).join('');
}

/** Code page 949 has EUC-KR's characters in two bytes above A0, and more of its own below. */
function isEucKr(character: string): boolean {
	if (character <= '\x7f') return true;
	const bytes = encode(character, 'cp949');
	return bytes.length === 2 && bytes.every((byte) => byte > 0xa0);
}

/** @returns the text percent-encoded like PHP's urlencode does it, in UTF-8 or EUC-KR (service, 4.7) */
export function urlencode(text: string, charset: 'utf-8' | 'euc-kr'): string {
	const bytes = charset === 'euc-kr' ? encode(asPhoneShows(text), 'cp949') : Buffer.from(text, 'utf8');
	return Array.from(bytes, encodeByte).join('');
}

function encodeByte(byte: number): string {
	const character = String.fromCharCode(byte);
	if (/[A-Za-z0-9._-]/.test(character)) return character;
	return character === ' ' ? '+' : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
}
