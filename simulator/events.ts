import type { Dispatcher } from 'undici';
import { ringPhone } from './call';
import { callStatus } from './callRecords';
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

/**
 * A call comes in: an idle line rings until it is picked up or the caller gives up, and the registered URL is told
 * (document, 2.2.14). A line in use does not ring, and the call is missed.
 *
 * @param from the caller, digits only
 * @param seconds until the caller gives up
 */
export async function callComesIn(
	state: State,
	http: Dispatcher,
	line: Line,
	from: string,
	seconds: number,
): Promise<Outcome> {
	const at = koreanNow();
	keep(state.calls, { id: nextId(state.calls), at, line: line.number, from });
	if (line.call) {
		keep(line.history, {
			direction: 'inbound',
			number: from,
			startedAt: at,
			durationSeconds: 0,
			talkSeconds: 0,
			status: callStatus(false),
		});
	} else {
		void ringPhone(line, 'inbound', [from], { pickedUpAfter: null, atMost: seconds });
	}
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
