import type { Operation } from '../operation';
import { runForStatus } from '../statusItem';

/** Ends the call in progress: `hangup` (service, 3.1.2). */
export const hangUp: Operation = {
	name: 'Hang Up',
	value: 'hangUp',
	sentence: 'Hang up the call',
	description: 'End the call in progress on the line',
	commands: ['hangup'],
	fields: [],
	async run(_itemIndex, line) {
		return await runForStatus(line, 'hangup');
	},
};
