import type { IDataObject, IWebhookFunctions } from 'n8n-workflow';

import { CALLBACK_EVENTS } from '../api/callback';
import { readIncomingEvent } from '../api/incomingEvent';
import type { IncomingEvent } from '../api/incomingEvent';
import { isInRange, splitRanges } from '../api/ipv4';
import { chosenEvents } from '../shared/chosenEvents';
import { lineOfKey } from './ownKey';
import { isRepeat } from './repeats';

/** The longest event that is read, as long as Node.js lets a URL be: reading megabytes would keep n8n from all else. */
const MOST_CHARACTERS = 16 * 1024;

/** An event, and which line it is for. */
export interface LineEvent extends IncomingEvent {
	/** The line's number: its key says it, whatever number was dialled. */
	line: string;
}

/** A request that starts nothing. */
export interface NoEvent {
	/** The HTTP status to answer with. */
	status: 200 | 400 | 403;
	/** Why, in words that tell nothing of the request's values. */
	reason: string;
}

/**
 * Judges a request to the trigger's address: who sends it, whether it is whole, and whether it is for this workflow.
 * Until its key is known to be right nothing is done with it that could fail: each stranger's request would start the
 * error workflow.
 */
export function receive(hook: IWebhookFunctions): LineEvent | NoEvent {
	const request = hook.getRequestObject();
	const [, path, query] = /^([^?]*)\??(.*)$/s.exec(request.originalUrl) as RegExpExecArray;
	const parts = [query];
	// A form is read as the bytes it came in: n8n's own reading would spoil what is no UTF-8.
	if (/^application\/x-www-form-urlencoded\b/i.test(request.headers['content-type'] ?? '')) {
		parts.push((request.rawBody as Buffer | undefined)?.toString('latin1') ?? '');
	}
	const parameters = parts.join('&');
	if (parameters.length > MOST_CHARACTERS) return { status: 400, reason: 'it is too long' };
	const incoming = readIncomingEvent(parameters);
	if ('problem' in incoming) return { status: 400, reason: incoming.problem };
	const line = lineOfKey(hook, path, incoming.key);
	if (line === undefined) return { status: 403, reason: 'its key is missing or wrong' };

	const { allowedIps = '', ignoreRepeatsSeconds = 0 } = hook.getNodeParameter('options', {}) as IDataObject;
	const ranges = splitRanges(String(allowedIps));
	if (ranges.length > 0 && !ranges.some((range) => isInRange(request.ip ?? '', range))) {
		return { status: 403, reason: 'the address it came from is not among Allowed IPs' };
	}
	if (!chosenEvents(hook, CALLBACK_EVENTS).includes(incoming.event)) return { status: 403, reason: 'this kind of event is not chosen' };
	if (isRepeat(hook, incoming, Number(ignoreRepeatsSeconds))) return { status: 200, reason: 'it is a repeat' };
	return { ...incoming, line };
}
