import { isEucKr } from './eucKr';
import { normalized } from './values';

/** The service sends up to 80 bytes as an SMS, more as an LMS (service, 7.2). */
export const SMS_BYTES = 80;

/** The longest text that the service takes, in EUC-KR bytes (service, 7.2). */
export const LMS_BYTES = 720;

/** In EUC-KR a character of ASCII is one byte, Hangul and all others are two (service, 7.1). */
const bytesOf = (character: string) => (character <= '\x7f' ? 1 : 2);

/**
 * The text as it is counted and sent. Names and files from a Mac carry Hangul taken apart into letters, which EUC-KR
 * does not have; put together they arrive as written.
 */
export function composeText(text: string): string {
	return normalized(text, 'NFC');
}

/** @returns the characters, as a reader sees them, that EUC-KR cannot carry, each once; they arrive as `?` (service, 7.3) */
export function unsupportedCharacters(text: string): string[] {
	// Nearly every text is carried; what the reader sees as one character takes long to find out.
	if (isCarried(text)) return [];
	return [...new Set([...graphemes(text)].filter((character) => !isCarried(character)))];
}

/** @returns the text without the characters that EUC-KR cannot carry */
export function removeUnsupported(text: string): string {
	return [...graphemes(text)].filter(isCarried).join('');
}

const segmenter = new Intl.Segmenter('ko');

/** A family emoji is one for the reader, and several with joiners between them for the machine. */
function* graphemes(text: string): Generator<string> {
	// In Node.js 20 twice the text takes four times as long: so it goes through in pieces.
	for (const piece of text.match(/.{1,500}/gsu) ?? []) {
		for (const { segment } of segmenter.segment(piece)) yield segment;
	}
}

function isCarried(character: string): boolean {
	return [...character].every(isEucKr);
}

/** @returns the length of a text in EUC-KR bytes */
export function countBytes(text: string): number {
	let bytes = 0;
	for (const character of text) bytes += bytesOf(character);
	return bytes;
}

/** @param bytes the length of the text in EUC-KR bytes */
export function messageType(bytes: number): 'SMS' | 'LMS' {
	return bytes > SMS_BYTES ? 'LMS' : 'SMS';
}

/**
 * Splits a text between characters.
 *
 * @param limit the most bytes of a part, in EUC-KR; at least 2
 * @returns the parts in order, which together are the text
 */
export function splitText(text: string, limit = LMS_BYTES): string[] {
	const parts: string[] = [];
	let part = '';
	let bytes = 0;
	for (const character of text) {
		const more = bytesOf(character);
		if (bytes + more > limit) {
			parts.push(part);
			part = '';
			bytes = 0;
		}
		part += character;
		bytes += more;
	}
	if (part !== '') parts.push(part);
	return parts;
}
