import { urlencode } from '../office/eucKr';
import { keep } from '../office/lists';
import type { OfficeEvent, Outcome } from '../office/office';
import { hasExtension, KIND_NUMBERS } from './callbackUrl';
import type { State } from './state';

/**
 * Calls the URL that is registered for a kind of event, if one is (service, 4.4). A public number of the line is told as
 * it was dialled (service, 4.5).
 */
export async function tellUrl(
	{ deliveries, settings, urlCaller }: Pick<State, 'deliveries' | 'settings' | 'urlCaller'>,
	{ at, line, kind, sender, receiver, text, charset = settings.eventCharset }: OfficeEvent,
): Promise<Outcome> {
	const event = { at, line: line.number, kind };
	const callback = line.callbacks[kind];
	if (!callback) return { ...event, url: null, error: 'no URL is registered' };
	if (!hasExtension(callback.url)) return { ...event, url: null, error: 'the page of the registered URL has no extension' };

	const query = [
		`sender=${urlencode(sender, 'utf-8')}`,
		`receiver=${receiver}`,
		`kind=${KIND_NUMBERS[kind]}`,
		`inner_num=${urlencode(line.extension, 'utf-8')}`,
		`message=${urlencode(text, charset)}`,
	].join('&');
	const call = async () => {
		const delivery = { ...event, ...(await urlCaller.call(callback, query, settings.eventHost)) };
		keep(deliveries, delivery);
		return delivery;
	};
	if (kind === 'ring' && settings.rings === 'twice') await call();
	return await call();
}
