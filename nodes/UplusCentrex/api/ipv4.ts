/** @returns whether a text is an IPv4 address, `203.0.113.5` */
export function isIpv4(text: string): boolean {
	return /^(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)(?:\.(?!$)|$)){4}$/.test(text);
}

/** @returns whether an IPv4 address can be reached from the internet */
export function isPublicIpv4(text: string): boolean {
	return isIpv4(text) && !/^(?:0|10|127|169\.254|192\.168|172\.(?:1[6-9]|2\d|3[01])|100\.(?:6[4-9]|[7-9]\d|1[01]\d|12[0-7])|22[4-9]|2[3-5]\d)\./.test(text);
}

/** @returns whether a text is an IPv4 address, or a range of them such as `203.0.113.0/24` */
export function isIpv4Range(text: string): boolean {
	const [address, bits, ...more] = text.split('/');
	return isIpv4(address) && (bits === undefined || /^(?:\d|[12]\d|3[0-2])$/.test(bits)) && more.length === 0;
}

/**
 * @param address an IPv4 address; also as IPv6 writes one, `::ffff:203.0.113.5`
 * @param range an address, or a range such as `203.0.113.0/24`
 * @returns whether the address is in the range; `false` where either is neither
 */
export function isInRange(address: string, range: string): boolean {
	const plain = address.replace(/^::ffff:/i, '');
	if (!isIpv4(plain) || !isIpv4Range(range)) return false;
	const [start, bits = '32'] = range.split('/');
	const size = 2 ** (32 - Number(bits));
	return Math.floor(toNumber(plain) / size) === Math.floor(toNumber(start) / size);
}

function toNumber(address: string): number {
	return address.split('.').reduce((number, part) => number * 256 + Number(part), 0);
}

/** @returns the addresses and ranges in a text that has commas, semicolons, spaces or lines between them */
export function splitRanges(text: string): string[] {
	return text.split(/[\s,;]+/).filter((entry) => entry !== '');
}
