import type { Operation } from '../../operation';
import { runForStatus } from '../status';

/** Stops forwarding: `stopforward` (document, 2.2.7.2). */
export const stop: Operation = {
	name: 'Stop',
	value: 'stop',
	sentence: 'Stop forwarding calls',
	description: 'Let incoming calls ring at the phone of the line again',
	commands: ['stopforward'],
	fields: [],
	async run() {
		return await runForStatus(this, 'stopforward');
	},
};
