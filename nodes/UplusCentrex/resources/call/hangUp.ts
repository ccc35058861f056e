import type { Operation } from '../../operation';
import { runForStatus } from '../status';

/** Ends the call in progress: `hangup` (document, 2.2.1.2). */
export const hangUp: Operation = {
	name: 'Hang Up',
	value: 'hangUp',
	sentence: 'Hang up the call',
	description: 'End the call in progress on the line',
	commands: ['hangup'],
	fields: [],
	async run() {
		return await runForStatus(this, 'hangup');
	},
};
