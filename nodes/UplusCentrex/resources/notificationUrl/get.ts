import { getRegistration } from '../../api/callback';
import { hideKeys } from '../../api/callbackKey';
import type { Operation } from '../operation';
import { eventField, readEvent } from './event';

/** Reads a registration: `getringcallback`, `getsmscallback` (service, 3.9.2 and 3.9.5). */
export const get: Operation = {
	name: 'Get',
	value: 'get',
	sentence: 'Get the notification URL',
	description: 'Get which address the service calls when a call or a text comes in',
	commands: ['getringcallback', 'getsmscallback'],
	fields: [eventField],
	async run(itemIndex, line) {
		const registration = await getRegistration(line, readEvent(this, itemIndex));
		if (!registration) return [{ json: { registered: false } }];
		return [{ json: { registered: true, ...registration, url: hideKeys(registration.url) } }];
	},
};
