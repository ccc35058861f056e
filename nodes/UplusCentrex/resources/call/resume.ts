import type { Operation } from '../operation';
import { runForStatus } from '../statusItem';

/** Takes the call off hold: `stophold` (service, 3.1.4). */
export const resume: Operation = {
	name: 'Resume',
	value: 'resume',
	sentence: 'Take the call off hold',
	description: 'Go on with the call that is on hold',
	commands: ['stophold'],
	fields: [],
	async run(_itemIndex, line) {
		return await runForStatus(line, 'stophold');
	},
};
