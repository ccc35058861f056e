import type { Operation } from '../../operation';
import { runForStatus } from '../status';

/** Puts the call on hold: `starthold` (document, 2.2.2.1). */
export const hold: Operation = {
	name: 'Hold',
	value: 'hold',
	sentence: 'Put the call on hold',
	description: 'Put the call in progress on hold',
	commands: ['starthold'],
	fields: [],
	async run() {
		return await runForStatus(this, 'starthold');
	},
};
