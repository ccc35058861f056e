import * as iconv from 'iconv-lite';

/** The header line of an event in the body of a POST. */
export const FORM = 'Content-Type: application/x-www-form-urlencoded';

/** Percent-encodes a text as UTF-8. */
export const utf8 = encodeURIComponent;

/** Percent-encodes a text as EUC-KR. */
export function eucKr(text: string): string {
	const bytes = [...iconv.encode(text, 'euc-kr')];
	return bytes.map((byte) => `%${byte.toString(16).padStart(2, '0').toUpperCase()}`).join('');
}

/**
 * What the service tells of a text that comes in, as it stands behind the URL that is registered (service, 4.5).
 *
 * @param receiver the line, digits only
 * @param sender who sends it, digits only
 * @param message the text, percent-encoded; undefined leaves the parameter out
 * @param others other values for the parameters, or more parameters
 */
export function eventFields(receiver: string, sender: string, message?: string, others: Record<string, string> = {}): string {
	const values = { sender, receiver, kind: '2', inner_num: receiver.slice(-4), ...(message !== undefined && { message }), ...others };
	return Object.entries(values)
		.map(([name, value]) => `${name}=${value}`)
		.join('&');
}
