import type { Operation } from '../operation';
import { runForStatus } from '../statusItem';

/** Puts the call on hold: `starthold` (service, 3.1.3). */
export const hold: Operation = {
	name: 'Hold',
	value: 'hold',
	sentence: 'Put the call on hold',
	description: 'Put the call in progress on hold',
	commands: ['starthold'],
	fields: [],
	async run(_itemIndex, line) {
		return await runForStatus(line, 'starthold');
	},
};
