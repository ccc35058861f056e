import type { CallbackEvent } from '../../api/callback';
import { unregister } from '../../api/callback';
import type { Operation } from '../../operation';
import { statusItem } from '../status';
import { eventField } from './event';

/** Removes a registration: `delringcallback`, `delsmscallback` (document, 2.2.12.3 and 2.2.13.3). */
export const remove: Operation = {
	name: 'Delete',
	value: 'delete',
	action: 'Delete the notification URL',
	description: 'Stop the service from calling an address when a call or a text comes in',
	fields: [eventField],
	async run(itemIndex) {
		return [statusItem(await unregister(this, this.getNodeParameter('event', itemIndex) as CallbackEvent))];
	},
};
