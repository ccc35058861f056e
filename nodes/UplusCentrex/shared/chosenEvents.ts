import type { IHookFunctions, IPollFunctions, IWebhookFunctions } from 'n8n-workflow';

import { invalidField } from '../api/error';

/**
 * Reads the field Events of a trigger, into which an expression can put anything.
 *
 * @param known the events that the trigger has
 * @throws CentrexError where it is no list of some of them
 */
export function chosenEvents<Event extends string>(
	hook: IHookFunctions | IPollFunctions | IWebhookFunctions,
	known: readonly Event[],
): Event[] {
	const chosen: unknown = hook.getNodeParameter('events');
	if (!Array.isArray(chosen)) {
		throw invalidField('Events', 'it is no list', `Choose at least one, or give a list such as ["${known[0]}"].`, String(chosen));
	}
	if (chosen.length === 0) throw invalidField('Events', 'none is chosen', 'Choose at least one.');
	const wrong = chosen.filter((event) => !known.includes(event as Event));
	if (wrong.length > 0) {
		throw invalidField('Events', 'there is none of this name', `There are ${known.join(', ')}.`, ...wrong.map(String));
	}
	return chosen as Event[];
}
