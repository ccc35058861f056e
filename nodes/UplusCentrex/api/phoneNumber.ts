import { normalized, text } from './values';

/** 010 and 070 numbers have 11 digits, Seoul's 9 or 10, others 10 to 12; nationwide ones like 1588-0000 have 8. */
const KOREAN_NUMBER = /^(?:0[17]0\d{8}|02\d{7,8}|0(?![17]0|2)[1-9]\d{8,10}|1[568]\d{6})$/;

/**
 * Brings a Korean phone number into the form the service takes: digits only, with area code (service, 1.3).
 *
 * @param written `010-0000-1234`, `+82 10-0000-1234`, `(02) 000-0000`, full-width digits as Korean keyboards give them
 * @returns the digits, `01000001234`; `undefined` where it is no Korean phone number
 */
export function toPhoneNumber(written: string): string | undefined {
	const digits = withoutSeparators(written);
	return KOREAN_NUMBER.test(digits) ? digits : undefined;
}

/** @returns a number of any kind without what people and address books put between digits, and with a 0 instead of +82 */
export function withoutSeparators(written: string): string {
	return normalized(written, 'NFKC')
		// The invisible marks of copied text included.
		.replace(/[\s\p{Pd}\p{Cf}−().·]/gu, '')
		.replace(/^\+820?/, '0');
}

/**
 * @returns what a number is compared by: hyphens, spaces and +82 make no difference, nor does a 0 that a spreadsheet lost at the front;
 *   empty for what has no digit
 */
export function comparable(number: string): string {
	return /\d/.test(number) ? withoutSeparators(number).replace(/^0+/, '') : '';
}

/**
 * @param number a phone number, digits only
 * @param shown one as a record has it, perhaps with its end hidden, `0100000****` (service, 3.6.1); or what is no number (service, 2.8)
 * @returns whether that is the number, or may be
 */
export function mayBe(number: string, shown: string): boolean {
	const digits = withoutSeparators(shown);
	return /^\d[\d*]{0,30}$/.test(digits) && new RegExp(`^${digits.replace(/\*+/g, '\\d*')}$`).test(number);
}

/**
 * Splits what a person or an expression gives as recipients: commas, semicolons or lines between them, or an array.
 *
 * @returns the phone numbers, each once, in order; and what is none, as written
 */
export function readPhoneNumbers(given: unknown): { numbers: string[]; wrong: string[] } {
	const written = (Array.isArray(given) ? given : [given])
		.flatMap((entry) => normalized(text(entry), 'NFKC').split(/[,;、\r\n]/))
		.map((entry) => entry.trim())
		.filter((entry) => entry !== '');
	const numbers = new Set<string>();
	const wrong: string[] = [];
	for (const entry of written) {
		const number = toPhoneNumber(entry);
		if (number) numbers.add(number);
		else wrong.push(entry);
	}
	return { numbers: [...numbers], wrong };
}
