import { emptyOn, request } from './request';
import type { Caller } from './request';
import { readKoreanTime } from './time';
import { text } from './values';

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
	/** Since when the service calls the address, and until when; ISO 8601, missing where it does not say (today, 5). */
	validFrom?: string;
	validUntil?: string;
}

/** Ports that the service calls without an arrangement (document, 2.2.12.1). */
export const CALLBACK_PORTS: readonly string[] = ['80', '443', '8000', '8080'];

/** @returns what an event's `kind` tells of; `undefined` where that is neither a call nor a text */
export function eventOfKind(kind: string): CallbackEvent | undefined {
	return (Object.keys(EVENTS) as CallbackEvent[]).find((event) => EVENTS[event].kind === kind);
}

/** @returns the registration for an event; `undefined` where there is none (document, 2.2.12.2 and 2.2.13.2) */
export async function getRegistration(caller: Caller, event: CallbackEvent): Promise<Registration | undefined> {
	const { values } = await request(caller, `get${EVENTS[event].word}callback`).catch(emptyOn('4002', '4004'));
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
	return text(values.STATUS);
}

/**
 * Removes the registration for an event (document, 2.2.12.3 and 2.2.13.3).
 *
 * @returns the answer's STATUS
 */
export async function unregister(caller: Caller, event: CallbackEvent): Promise<string> {
	const { values } = await request(caller, `del${EVENTS[event].word}callback`);
	return text(values.STATUS);
}

/**
 * Reads `CALLBACK`: registered at, number, callbackhost, callbackurl, port and kind, with `^` between them (document,
 * 2.2.12.2); today two more follow, since when and until when it is valid (today, 5). A sample of the document leaves the
 * number out.
 *
 * @returns `undefined` where the value is no registration
 */
export function readRegistration(value: unknown): Registration | undefined {
	const parts = text(value).split('^').map((part) => part.trim());
	const validity = hasPortAndKind(parts) || !hasPortAndKind(parts.slice(0, -2)) ? [] : parts.splice(-2);
	const [validFrom, validUntil] = validity.map(readKoreanTime);
	const [registeredAt = '', ...middle] = parts.slice(0, -2);
	const [port = '', kind = ''] = parts.slice(-2);
	const number = /^[\d-]{9,14}$/.test(middle[0] ?? '') ? (middle.shift() as string).replaceAll('-', '') : '';
	const [host = '', ...url] = middle;
	if (url.length === 0) return undefined;
	return {
		registeredAt: readKoreanTime(registeredAt),
		number,
		host,
		// A `^` inside the URL belongs to the URL.
		url: url.join('^'),
		port,
		kind,
		...(validFrom && { validFrom }),
		...(validUntil && { validUntil }),
	};
}

/** Whether parts end with a port and a kind: then nothing follows those. */
function hasPortAndKind(parts: string[]): boolean {
	return /^\d{1,5}\^\d$/.test(parts.slice(-2).join('^'));
}

/** @returns whether two addresses mean the same: the service calls the host and port, whatever host the URL names */
export function isSameAddress(one: CallbackAddress, other: CallbackAddress): boolean {
	const [page, otherPage] = [readUrl(one.url), readUrl(other.url)];
	return isSamePlace(one, other) && page.path === otherPage.path && page.query === otherPage.query;
}

/** @returns whether two addresses name the same computer and port */
export function isSamePlace(one: CallbackAddress, other: CallbackAddress): boolean {
	return one.host.trim() === other.host.trim() && Number(one.port) === Number(other.port);
}

/**
 * What a registered URL calls. The service may hand it back as `http://host/page`, or with `\/` for `/`, as samples of
 * the document do.
 *
 * @returns the path, `/page.html`, and the query without its `?`; with percent-encoding where it is needed only
 */
export function readUrl(url: string): { path: string; query: string } {
	const [, page = ''] = /^(?:http:\/\/[^/?]*)?\/*(.*)$/is.exec(url.trim().replaceAll('\\/', '/')) ?? [];
	const { pathname, search } = new URL(`http://any/${page}`);
	return { path: plainly(pathname), query: plainly(search.slice(1)) };
}

function plainly(text: string): string {
	return text.replace(/%[0-9a-f]{2}/gi, (escaped) => {
		const character = String.fromCharCode(parseInt(escaped.slice(1), 16));
		return /[\w.~-]/.test(character) ? character : escaped.toUpperCase();
	});
}

/** @returns the address as a person would write it, `http://203.0.113.5:8080/page.html`; its query may hold secrets */
export function showAddress({ url, host, port }: CallbackAddress): string {
	const { path, query } = readUrl(url);
	return `http://${host}:${port}${path}${query && '?…'}`;
}

/** @returns whether a text is a TCP port, `1` to `65535` */
export function isPort(text: string): boolean {
	return /^\d{1,5}$/.test(text) && Number(text) >= 1 && Number(text) <= 65535;
}
