import type { Line } from './lines';

/** With area code, or a nationwide one like 1588-0000; digits only. */
const PHONE_NUMBER = /^(?:0\d{8,11}|1[568]\d{6})$/;

const DIGITS_SHOWN = 7;

/** @returns whether it is a number as the API takes them: `01000001234`, `020000000`, `15880000` */
export function isPhoneNumber(number: string): boolean {
	return PHONE_NUMBER.test(number);
}

/** @returns the number as the call history shows it (document, 2.2.9): `0100000****`; an extension is short enough to stay */
export function masked(number: string): string {
	return number.slice(0, DIGITS_SHOWN).padEnd(number.length, '*');
}

/**
 * @returns the number with hyphens, `070-0000-1000`, masked ones too; where the service puts the hyphen of an extension
 * is not recorded
 */
export function withHyphens(number: string): string {
	return number
		.replace(/^(02|0[\d]{2})([\d*]{3,4})([\d*]{4})$/, '$1-$2-$3')
		.replace(/^(1\d{3})([\d*]{4})$/, '$1-$2')
		.replace(/^(\d)(\d{3})$/, '$1-$2');
}

/** @returns KIND of a call with this number (document, 2.2.9): 0 internal, 1 local or long distance, 2 mobile, 3 international */
export function callKind(number: string, lines: Line[]): '0' | '1' | '2' | '3' {
	if (lines.some((line) => [line.number, line.extension].includes(number))) return '0';
	if (/^01[016789]/.test(number)) return '2';
	return number.startsWith('00') ? '3' : '1';
}
