import { emptyOn } from './answer';
import { oneOf, readAs, words } from './forms';
import type { Form, Forms } from './forms';
import { isIpv4 } from './ipv4';
import { request } from './request';
import type { Line } from './line';
import { readKoreanTime } from './time';
import { text } from './values';

/** What the service can call a URL for. */
export type CallbackEvent = 'incomingCall' | 'incomingSms';

export const CALLBACK_EVENTS: readonly CallbackEvent[] = ['incomingCall', 'incomingSms'];

/** The middle of the commands' names, and `kind` in registrations and events (service, 3.9 and 4.5). */
const EVENTS = {
	incomingCall: { word: 'ring', kind: '1' },
	incomingSms: { word: 'sms', kind: '2' },
} as const;

/** Where the service is to call. */
export interface CallbackAddress {
	/** `/page` or `http://host/page`; the path ends in a file name with an extension (service, 4.1). */
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
	/** Since when the service calls the address, and until when; ISO 8601, missing where it does not say (service, 4.3). */
	validFrom?: string;
	validUntil?: string;
}

/** Ports that the service calls without an arrangement (service, 4.1). */
export const CALLBACK_PORTS: readonly string[] = ['80', '443', '8000', '8080'];

/** `CALLBACK` (service, 4.3). */
const registration: Form<Registration | undefined> = {
	what: 'registration that is known',
	read: readRegistration,
	isKnown: (written) => written === '' || isWhole(readRegistration(written)),
};

/** The registration of a line, of `getringcallback` and `getsmscallback`; a sample of the document leaves STATUS out (service, 3.9.2 and 3.9.5). */
export const REGISTERED = { STATUS: { ...oneOf('OK'), optional: true }, CALLBACK: registration, DEBUG: { ...words, optional: true } } satisfies Forms;

/** The codes of a line that has no registration (service, 5.2). */
export const NO_REGISTRATION: readonly string[] = ['4002', '4004'];

/** @returns the command that reads the registration for an event */
export function readingCommand(event: CallbackEvent) {
	return `get${EVENTS[event].word}callback` as const;
}

/** @returns what an event's `kind` tells of; `undefined` where that is neither a call nor a text */
export function eventOfKind(kind: string): CallbackEvent | undefined {
	return CALLBACK_EVENTS.find((event) => EVENTS[event].kind === kind);
}

/** @returns the registration for an event; `undefined` where there is none (service, 3.9.2 and 3.9.5) */
export async function getRegistration(line: Line, event: CallbackEvent): Promise<Registration | undefined> {
	const { values } = await request(line, readingCommand(event)).catch(emptyOn(...NO_REGISTRATION));
	return readAs(REGISTERED, values).CALLBACK;
}

/**
 * Registers an address for an event, and silently replaces an earlier one (service, 3.9.1 and 3.9.4).
 *
 * @returns the answer's STATUS
 */
export async function register(line: Line, event: CallbackEvent, address: CallbackAddress): Promise<string> {
	const { values } = await request(line, `set${EVENTS[event].word}callback`, {
		callbackurl: address.url,
		callbackhost: address.host,
		callbackport: address.port,
	});
	return text(values.STATUS);
}

/**
 * Removes the registration for an event (service, 3.9.3 and 3.9.6).
 *
 * @returns the answer's STATUS
 */
export async function unregister(line: Line, event: CallbackEvent): Promise<string> {
	const { values } = await request(line, `del${EVENTS[event].word}callback`);
	return text(values.STATUS);
}

/**
 * Reads `CALLBACK`: registered at, number, callbackhost, callbackurl, port and kind, with `^` between them (service,
 * 4.3); today two more follow, since when and until when it is valid. A sample of the document leaves the
 * number out.
 *
 * @returns `undefined` where the value is no registration
 */
export function readRegistration(value: unknown): Registration | undefined {
	const parts = text(value).split('^').map((part) => part.trim());
	const isDated = !hasPortAndKind(parts) && hasPortAndKind(parts.slice(0, -2));
	const [validFrom, validUntil] = isDated ? parts.splice(-2).map(readKoreanTime) : [];
	const [port = '', kind = ''] = parts.splice(-2);
	const [registeredAt = '', ...others] = parts;
	const hasNumber = /^[\d-]{9,14}$/.test(others[0] ?? '');
	const number = hasNumber ? others[0].replaceAll('-', '') : '';
	const [host = '', ...url] = hasNumber ? others.slice(1) : others;
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

/** Whether each part of a registration is what it should be. */
function isWhole(read: Registration | undefined): boolean {
	if (!read) return false;
	const { registeredAt, host, port, kind, validFrom, validUntil } = read;
	const times = [registeredAt, validFrom, validUntil].filter((time) => time !== undefined);
	return times.every((time) => time.endsWith('+09:00')) && isIpv4(host) && isPort(port) && eventOfKind(kind) !== undefined;
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

/**
 * @returns the address as a person would write it, `http://203.0.113.5:8080/page.html`: without its query, which may hold secrets,
 *   and without a phone number in its path
 */
export function showAddress({ url, host, port }: CallbackAddress): string {
	const { path, query } = readUrl(url);
	return `http://${host}:${port}${path}${query && '?…'}`.replace(/(?<!\d)0\d{8,10}(?!\d)/g, '…');
}

/** @returns computer and port of an address, for an error's message; another program's path may be its secret */
export function showPlace({ host, port }: CallbackAddress): string {
	return isIpv4(host.trim()) ? `http://${host.trim()}:${Number(port)}` : 'an address that cannot be read';
}

/** @returns whether a text is a TCP port, `1` to `65535` */
export function isPort(text: string): boolean {
	return /^\d{1,5}$/.test(text) && Number(text) >= 1 && Number(text) <= 65535;
}
