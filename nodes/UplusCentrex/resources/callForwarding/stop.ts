import type { Operation } from '../operation';
import { runForStatus } from '../statusItem';

/** Stops forwarding: `stopforward` (service, 3.4.2). */
export const stop: Operation = {
	name: 'Stop',
	value: 'stop',
	sentence: 'Stop forwarding calls',
	description: 'Let incoming calls ring at the phone of the line again',
	commands: ['stopforward'],
	fields: [],
	async run(_itemIndex, line) {
		return await runForStatus(line, 'stopforward');
	},
};
