import type { CallbackEvent } from '../../api/callback';
import { unregister } from '../../api/callback';
import type { Operation } from '../../operation';
import { statusItem } from '../status';
import { eventField } from './event';

/** Removes a registration: `delringcallback`, `delsmscallback` (document, 2.2.12.3 and 2.2.13.3). */
export const remove: Operation = {
	name: 'Delete',
	value: 'delete',
	sentence: 'Delete the notification URL',
	description: 'Stop the service from calling an address when a call or a text comes in',
	commands: ['delringcallback', 'delsmscallback'],
	fields: [eventField],
	async run(itemIndex) {
		const { json } = statusItem(await unregister(this, this.getNodeParameter('event', itemIndex) as CallbackEvent));
		// n8n's guidelines: a deletion says so.
		return [{ json: { deleted: json.success, ...json } }];
	},
};
