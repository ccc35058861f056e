import { decodeEucKr } from './eucKr';
import { emptyOn, request } from './request';
import type { Caller } from './request';
import { readStatus } from './status';
import { readKoreanTime } from './time';

/** What the service can call a URL for. */
export type CallbackEvent = 'incomingCall' | 'incomingSms';

/** The middle of the commands' names, and `kind` in registrations and events (document, 2.2.12 to 2.2.14). */
const EVENTS = {
	incomingCall: { word: 'ring', kind: '1' },
	incomingSms: { word: 'sms', kind: '2' },
} as const;

/** Where the service is to call. */
export interface CallbackAddress {
	/** `/page` or `http://host/page`; the path ends in a file name with an extension (field notes). */
	url: string;
	/** IPv4 address. */
	host: string;
	/** `80`, `443`, `8000`, `8080`, or one arranged with the provider. */
	port: string;
}

/** A registration as the service keeps it: one a line and event. */
export interface Registration extends CallbackAddress {
	/** ISO 8601. */
	registeredAt: string;
	/** The line's number. */
	number: string;
	/** `1` for calls, `2` for texts. */
	kind: string;
}

/** Ports that the service calls without an arrangement (document, 2.2.12.1). */
export const CALLBACK_PORTS: readonly string[] = ['80', '443', '8000', '8080'];

/** @returns the registration for an event; `undefined` where there is none (document, 2.2.12.2 and 2.2.13.2) */
export async function getRegistration(caller: Caller, event: CallbackEvent): Promise<Registration | undefined> {
	const { values } = await request(caller, `get${EVENTS[event].word}callback`).catch(emptyOn('4002'));
	return readRegistration(values.CALLBACK);
}

/**
 * Registers an address for an event, and silently replaces an earlier one (document, 2.2.12.1 and 2.2.13.1).
 *
 * @returns the answer's STATUS
 */
export async function register(caller: Caller, event: CallbackEvent, address: CallbackAddress): Promise<string> {
	const { values } = await request(caller, `set${EVENTS[event].word}callback`, {
		callbackurl: address.url,
		callbackhost: address.host,
		callbackport: address.port,
	});
	return readStatus(values.STATUS);
}

/**
 * Removes the registration for an event (document, 2.2.12.3 and 2.2.13.3).
 *
 * @returns the answer's STATUS
 */
export async function unregister(caller: Caller, event: CallbackEvent): Promise<string> {
	const { values } = await request(caller, `del${EVENTS[event].word}callback`);
	return readStatus(values.STATUS);
}

/**
 * Reads `CALLBACK`: registered at, number, callbackhost, callbackurl, port, kind, with `^` between them. A sample of
 * the document leaves the number out, so it may be missing.
 *
 * @returns `undefined` where the text is no registration
 */
export function readRegistration(text: unknown): Registration | undefined {
	const parts = String(text ?? '').split('^').map((part) => part.trim());
	const [registeredAt = '', ...middle] = parts.slice(0, -2);
	const [port = '', kind = ''] = parts.slice(-2);
	const number = /^[\d-]{9,14}$/.test(middle[0] ?? '') ? (middle.shift() as string).replaceAll('-', '') : '';
	const [host = '', ...url] = middle;
	if (url.length === 0) return undefined;
	// A `^` inside the URL belongs to the URL.
	return { registeredAt: readKoreanTime(registeredAt), number, host, url: url.join('^'), port, kind };
}

/** @returns whether two addresses are the same */
export function isSameAddress(one: CallbackAddress, other: CallbackAddress): boolean {
	return one.url === other.url && one.host === other.host && one.port === other.port;
}

/** @returns the address as a person would write it, `http://203.0.113.5:8080/page.html` */
export function showAddress({ url, host, port }: CallbackAddress): string {
	return `http://${host}:${port}${url.replace(/^http:\/\/[^/]*/i, '')}`;
}

/** @returns whether a text is a TCP port, `1` to `65535` */
export function isPort(text: string): boolean {
	return /^\d{1,5}$/.test(text) && Number(text) >= 1 && Number(text) <= 65535;
}

/** @returns whether a text is an IPv4 address, `203.0.113.5` */
export function isIpv4(text: string): boolean {
	return /^(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)(?:\.(?!$)|$)){4}$/.test(text);
}

/** @returns whether an IPv4 address can be reached from the internet */
export function isPublicIpv4(text: string): boolean {
	return isIpv4(text) && !/^(?:0|10|127|169\.254|192\.168|172\.(?:1[6-9]|2\d|3[01])|100\.(?:6[4-9]|[7-9]\d|1[01]\d|12[0-7])|22[4-9]|2[3-5]\d)\./.test(text);
}

/** What the service tells about an incoming call or text (document, 2.2.14). */
export interface IncomingEvent {
	event: CallbackEvent;
	/** The calling number; not always a phone number (field notes). */
	sender: string;
	/** The line's number. */
	receiver: string;
	extension: string;
	/** The text; empty for a call. */
	message: string;
}

/**
 * Reads the query with which the service calls a URL. The document leaves open how Hangul is encoded before it is
 * percent-encoded: what is no valid UTF-8 is read as EUC-KR.
 *
 * @param query what stands behind the `?`, still percent-encoded
 * @returns `undefined` where the query tells of neither a call nor a text
 */
export function readEvent(query: string): IncomingEvent | undefined {
	const values = new Map<string, string>();
	for (const pair of query.split('&')) {
		const [name, ...value] = pair.split('=');
		// The service appends its parameters: the last one of a name is its own.
		values.set(decode(name), decode(value.join('=')));
	}
	const of = (name: string) => values.get(name) ?? '';
	const event = (Object.keys(EVENTS) as CallbackEvent[]).find((name) => EVENTS[name].kind === of('kind'));
	if (!event) return undefined;
	return {
		event,
		sender: of('sender'),
		receiver: of('receiver'),
		extension: of('inner_num'),
		message: of('message'),
	};
}

function decode(encoded: string): string {
	const bytes: number[] = [];
	const plain = encoded.replace(/\+/g, ' ');
	for (let index = 0; index < plain.length; index++) {
		const escaped = /^%([0-9a-f]{2})/i.exec(plain.slice(index, index + 3));
		if (escaped) index += 2;
		// Outside an escape Node.js hands a byte of the request line on as one character.
		bytes.push(escaped ? parseInt(escaped[1], 16) : plain.charCodeAt(index) & 0xff);
	}
	const buffer = Uint8Array.from(bytes);
	try {
		return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(buffer);
	} catch {
		return decodeEucKr(buffer);
	}
}
