import { eventOfKind } from './callback';
import type { CallbackEvent } from './callback';
import { decodeEucKr } from './eucKr';

/** What the service tells about an incoming call or text (service, 4.5). */
export interface IncomingEvent {
	event: CallbackEvent;
	/** The calling number, or an extension; not always a phone number (service, 4.5 and 2.8). */
	sender: string;
	/** The number that was dialled, digits only: the line's own, or a public one that leads to it (service, 4.5). */
	receiver: string;
	extension: string;
	/** The text; empty for a call. */
	message: string;
	/** The key of the URL that was called; empty where it has none. */
	key: string;
}

/** Fields that the document calls mandatory; `message` is optional. */
const REQUIRED = ['sender', 'receiver', 'kind', 'inner_num'];
const FIELDS = [...REQUIRED, 'message', 'key'];

/**
 * Reads the parameters with which the service calls a URL. Others than its own are left alone: the registered URL may
 * have had some. The document leaves open how Hangul is encoded before it is percent-encoded: what is no valid UTF-8 is
 * read as EUC-KR.
 *
 * @param query what stands behind the `?`, still percent-encoded; `+` and `%20` are both a space
 * @returns the event; or what is wrong with it, without any of its values
 */
export function readIncomingEvent(query: string): IncomingEvent | { problem: string } {
	const values = new Map<string, string>();
	for (const pair of query.split('&')) {
		const [name, ...value] = pair.split('=');
		const field = decode(name);
		if (!FIELDS.includes(field)) continue;
		if (values.has(field)) return { problem: `${field} occurs twice` };
		values.set(field, decode(value.join('=')));
	}
	const missing = REQUIRED.find((field) => !values.has(field));
	if (missing) return { problem: `${missing} is missing` };
	const of = (field: string) => values.get(field) ?? '';
	const kind = eventOfKind(of('kind'));
	// A call brings no message; a sample of today's document shows a text with the kind of a call (service, 4.5).
	const event = kind && of('message') !== '' ? 'incomingSms' : kind;
	if (!event) return { problem: 'kind is neither a call nor a text' };
	return {
		event,
		sender: of('sender'),
		receiver: of('receiver').replace(/\D/g, ''),
		extension: of('inner_num'),
		message: of('message'),
		key: of('key'),
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
	return decodeUtf8(buffer) ?? decodeEucKr(buffer);
}

/** @returns the text, also where it was cut off inside its last character; `undefined` where it is no UTF-8 */
function decodeUtf8(bytes: Uint8Array): string | undefined {
	const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
	let text: string;
	try {
		// As a stream the bytes may end inside a character.
		text = decoder.decode(bytes, { stream: true });
	} catch {
		return undefined;
	}
	try {
		return text + decoder.decode();
	} catch {
		// Without Hangul before the end, the last bytes may as well be Hangul in EUC-KR.
		return /\P{ASCII}/u.test(text) ? `${text}\ufffd` : undefined;
	}
}
