/** With area code, or a nationwide one like 1588-0000; digits only. */
const PHONE_NUMBER = /^(?:0\d{8,11}|1[568]\d{6})$/;

/** @returns whether it is a number as the API takes them: `01000001234`, `020000000`, `15880000` */
export function isPhoneNumber(number: string): boolean {
	return PHONE_NUMBER.test(number);
}
