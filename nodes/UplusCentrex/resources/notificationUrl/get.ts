import type { CallbackEvent } from '../../api/callback';
import { getRegistration } from '../../api/callback';
import { hideKeys } from '../../api/callbackKey';
import type { Operation } from '../../operation';
import { eventField } from './event';

/** Reads a registration: `getringcallback`, `getsmscallback` (document, 2.2.12.2 and 2.2.13.2). */
export const get: Operation = {
	name: 'Get',
	value: 'get',
	sentence: 'Get the notification URL',
	description: 'Get which address the service calls when a call or a text comes in',
	commands: ['getringcallback', 'getsmscallback'],
	fields: [eventField],
	async run(itemIndex) {
		const registration = await getRegistration(this, this.getNodeParameter('event', itemIndex) as CallbackEvent);
		if (!registration) return [{ json: { registered: false } }];
		return [{ json: { registered: true, ...registration, url: hideKeys(registration.url) } }];
	},
};
