import type { Resource } from '../../operation';
import { remove } from './delete';
import { get } from './get';
import { set } from './set';

export const notificationUrl: Resource = {
	name: 'Notification URL',
	value: 'notificationUrl',
	operations: [remove, get, set],
};
