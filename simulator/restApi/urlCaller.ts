import { connect } from 'node:net';
import { getGlobalDispatcher } from 'undici';
import type { Callback } from '../office/lines';
import type { Settings } from './settings';

const SECONDS_TO_ANSWER = 10;
const OTHER_NAME = 'centrex-event.example.com';

/** The HTTP status that a URL answered, or why it did not, in words. */
export type CallResult = { url: string } & ({ status: number } | { error: string });

/** Calls registered URLs: one attempt each, without following where they point to (service, 4.4). */
export class UrlCaller {
	private readonly underWay = new Set<AbortController>();

	/**
	 * Calls `callbackhost:callbackport`, whatever host the URL names (service, 4.4).
	 *
	 * @param query what is added to the URL's own query
	 */
	async call({ url, host, port }: Callback, query: string, eventHost: Settings['eventHost']): Promise<CallResult> {
		const page = url.replace(/^http:\/\/[^/]+/, '');
		const path = `${page}${page.includes('?') ? '&' : '?'}${query}`;
		const origin = `http://${host}:${port}`;
		const called = `${origin}${path}`;
		const attempt = new AbortController();
		const timeUp = setTimeout(
			() => attempt.abort(new Error(`no answer within ${SECONDS_TO_ANSWER} seconds`)),
			SECONDS_TO_ANSWER * 1000,
		);
		this.underWay.add(attempt);
		try {
			const { signal } = attempt;
			if (eventHost === 'none') return { url: called, status: await getWithoutHost(host, port, path, signal) };
			const headers = eventHost === 'otherName' ? { host: OTHER_NAME } : {};
			// Not through URL, which would tidy up a path.
			const http = getGlobalDispatcher();
			const { statusCode, body } = await http.request({ origin, path, method: 'GET', headers, reset: true, signal });
			await body.dump();
			return { url: called, status: statusCode };
		} catch (error) {
			return { url: called, error: inWords(error as Error & { code?: unknown }) };
		} finally {
			clearTimeout(timeUp);
			this.underWay.delete(attempt);
		}
	}

	/** Gives up every call that is under way. */
	close(): void {
		for (const attempt of this.underWay) attempt.abort(new Error('the simulator has ended'));
	}
}

/** HTTP/1.0 has no Host; undici and node:http speak HTTP/1.1 only. */
async function getWithoutHost(host: string, port: number, path: string, signal: AbortSignal): Promise<number> {
	const socket = connect({ host, port, signal });
	socket.write(`GET ${path} HTTP/1.0\r\n\r\n`);
	let answer = '';
	for await (const chunk of socket.setEncoding('latin1')) {
		answer += chunk;
		const [, status] = /^HTTP\/1\.\d (\d{3}) .*\r\n/.exec(answer) ?? [];
		if (status) {
			socket.destroy();
			return Number(status);
		}
	}
	throw Object.assign(new Error('no answer'), { code: 'ECONNRESET' });
}

function inWords({ code, message, cause }: Error & { code?: unknown }): string {
	if (code === 'UND_ERR_CONNECT_TIMEOUT') return `no answer within ${SECONDS_TO_ANSWER} seconds`;
	if (code === 'ECONNREFUSED') return 'connection refused';
	if (code === 'UND_ERR_SOCKET' || code === 'ECONNRESET')
		return 'the connection was closed without an answer';
	if (code === 'EHOSTUNREACH' || code === 'ENETUNREACH') return 'no way to this address';
	return code === 'ABORT_ERR' && cause instanceof Error ? cause.message : message;
}
