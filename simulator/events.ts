import type { Dispatcher } from 'undici';
import { KIND_NUMBERS } from './commands/callbacks';
import { asPhoneShows, countBytes, textType, urlencode } from './eucKr';
import { koreanNow } from './koreanTime';
import type { Callback, EventKind, Line } from './lines';
import { keep, nextId, type Delivery, type State } from './state';

const SECONDS_TO_ANSWER = 10;

export type Charset = 'utf-8' | 'euc-kr';

/** What became of an event: a delivery, or no attempt because nothing is registered. */
export type Outcome = Delivery | { at: string; line: string; kind: EventKind; url: null; error: string };

/**
 * A text comes in: the phone shows it, and the registered URL is told (document, 2.2.14).
 *
 * @param from the sender, digits only
 * @param charset how the text is percent-encoded
 */
export async function textComesIn(
	state: State,
	http: Dispatcher,
	line: Line,
	from: string,
	text: string,
	charset: Charset,
): Promise<Outcome> {
	const bytes = countBytes(text);
	keep(state.texts, {
		id: nextId(state.texts),
		at: koreanNow(),
		direction: 'in',
		line: line.number,
		number: from,
		// The document is silent on texts beyond EUC-KR that come in: UTF-8 carries them as they are.
		text: charset === 'euc-kr' ? asPhoneShows(text) : text,
		type: textType(bytes),
		bytes,
	});
	return await tell(state, http, line, 'sms', from, urlencode(text, charset));
}

/** A call comes in: the registered URL is told (document, 2.2.14). */
export async function callComesIn(
	state: State,
	http: Dispatcher,
	line: Line,
	from: string,
): Promise<Outcome> {
	keep(state.calls, { id: nextId(state.calls), at: koreanNow(), line: line.number, from });
	return await tell(state, http, line, 'ring', from, '');
}

async function tell(
	state: State,
	http: Dispatcher,
	line: Line,
	kind: EventKind,
	sender: string,
	message: string,
): Promise<Outcome> {
	const event = { at: koreanNow(), line: line.number, kind };
	const callback = line.callbacks[kind];
	if (!callback) return { ...event, url: null, error: 'no URL is registered' };

	const { deliveries } = state;
	const query = [
		`sender=${urlencode(sender, 'utf-8')}`,
		`receiver=${line.number}`,
		`kind=${KIND_NUMBERS[kind]}`,
		`inner_num=${urlencode(line.extension, 'utf-8')}`,
		`message=${message}`,
	].join('&');
	const delivery = { ...event, ...(await deliver(http, callback, query)) };
	keep(deliveries, delivery);
	return delivery;
}

async function deliver(http: Dispatcher, { url, host, port }: Callback, query: string) {
	const page = url.replace(/^http:\/\/[^/]+/, '');
	const path = `${page}${page.includes('?') ? '&' : '?'}${query}`;
	const origin = `http://${host}:${port}`;
	const called = `${origin}${path}`;
	try {
		const { statusCode, body } = await http.request({
			origin,
			path,
			method: 'GET',
			reset: true,
			signal: AbortSignal.timeout(SECONDS_TO_ANSWER * 1000),
		});
		await body.dump();
		return { url: called, status: statusCode };
	} catch (error) {
		return { url: called, error: inWords(error as Error & { code?: unknown }) };
	}
}

function inWords({ name, code, message }: Error & { code?: unknown }): string {
	if (name === 'TimeoutError' || code === 'UND_ERR_CONNECT_TIMEOUT') {
		return `no answer within ${SECONDS_TO_ANSWER} seconds`;
	}
	if (code === 'ECONNREFUSED') return 'connection refused';
	if (code === 'UND_ERR_SOCKET' || code === 'ECONNRESET')
		return 'the connection was closed without an answer';
	if (code === 'EHOSTUNREACH' || code === 'ENETUNREACH') return 'no way to this address';
	return message;
}
