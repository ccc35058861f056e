import { isEucKr } from './eucKr';

/** The service sends up to 80 bytes as an SMS, more as an LMS (document, 2.2.6). */
export const SMS_BYTES = 80;

/** The longest text that the service takes, in EUC-KR bytes (document, 2.2.6). */
export const LMS_BYTES = 720;

/** In EUC-KR a character of ASCII is one byte, Hangul and all others are two (field notes). */
const bytesOf = (character: string) => (character <= '\x7f' ? 1 : 2);

/**
 * The text as it is counted and sent. Names and files from a Mac carry Hangul taken apart into letters, which EUC-KR
 * does not have; put together they arrive as written.
 */
export function composeText(text: string): string {
	return text.normalize('NFC');
}

/** @returns the characters, as a reader sees them, that EUC-KR cannot carry, each once; they arrive as `?` (field notes) */
export function unsupportedCharacters(text: string): string[] {
	// Nearly every text is carried; what the reader sees as one character takes long to find out.
	if (isCarried(text)) return [];
	return [...new Set([...graphemes(text)].filter((character) => !isCarried(character)))];
}

/** @returns the text without the characters that EUC-KR cannot carry */
export function removeUnsupported(text: string): string {
	return [...graphemes(text)].filter(isCarried).join('');
}

/** A family emoji is one for the reader, and several with joiners between them for the machine. */
function* graphemes(text: string): Generator<string> {
	for (const { segment } of new Intl.Segmenter('ko').segment(text)) yield segment;
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
