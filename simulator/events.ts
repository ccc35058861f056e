import { hasExtension, KIND_NUMBERS } from './commands/callbacks';
import { urlencode } from './eucKr';
import type { EventKind, Line } from './lines';
import { keep, type Delivery, type State } from './state';

export type Charset = 'utf-8' | 'euc-kr';

/** What became of an event: a delivery, or no attempt because nothing is registered. */
export type Outcome = Delivery | { at: string; line: string; kind: EventKind; url: null; error: string };

/**
 * Calls the URL that is registered for a kind of event, if one is (document, 2.2.14).
 *
 * @param sender the calling number
 * @param message the text, percent-encoded; empty for a call
 * @param receiver the number that was dialled; a public number of the line is told as it is (today, 5)
 */
export async function tell(
	state: State,
	line: Line,
	kind: EventKind,
	sender: string,
	message = '',
	receiver = line.number,
): Promise<Outcome> {
	const event = { at: state.clock.now(), line: line.number, kind };
	const callback = line.callbacks[kind];
	if (!callback) return { ...event, url: null, error: 'no URL is registered' };
	if (!hasExtension(callback.url)) return { ...event, url: null, error: 'the page of the registered URL has no extension' };

	const query = [
		`sender=${urlencode(sender, 'utf-8')}`,
		`receiver=${receiver}`,
		`kind=${KIND_NUMBERS[kind]}`,
		`inner_num=${urlencode(line.extension, 'utf-8')}`,
		`message=${message}`,
	].join('&');
	// Taken now: a reset while a URL is called must not bring what it tells into the fresh state.
	const { deliveries, settings } = state;
	const call = async () => {
		const delivery = { ...event, ...(await state.urlCaller.call(callback, query, settings.eventHost)) };
		keep(deliveries, delivery);
		return delivery;
	};
	if (kind === 'ring' && settings.rings === 'twice') await call();
	return await call();
}
