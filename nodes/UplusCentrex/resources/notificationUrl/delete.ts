import { unregister } from '../../api/callback';
import type { Operation } from '../operation';
import { statusItem } from '../statusItem';
import { eventField, readEvent } from './event';

/** Removes a registration: `delringcallback`, `delsmscallback` (service, 3.9.3 and 3.9.6). */
export const remove: Operation = {
	name: 'Delete',
	value: 'delete',
	sentence: 'Delete the notification URL',
	description: 'Stop the service from calling an address when a call or a text comes in',
	commands: ['delringcallback', 'delsmscallback'],
	fields: [eventField],
	async run(itemIndex, line) {
		const { json } = statusItem(await unregister(line, readEvent(this, itemIndex)));
		// n8n's guidelines: a deletion says so.
		return [{ json: { deleted: json.success, ...json } }];
	},
};
