import type { Resource } from '../operation';
import { remove } from './delete';
import { get } from './get';
import { set } from './set';

/** The addresses that the service calls on events. */
export const notificationUrl: Resource = {
	name: 'Notification URL',
	value: 'notificationUrl',
	operations: [remove, get, set],
};
