import type { Operation } from '../../operation';
import { runForStatus } from '../status';

/** Takes the call off hold: `stophold` (document, 2.2.2.2). */
export const resume: Operation = {
	name: 'Resume',
	value: 'resume',
	sentence: 'Take the call off hold',
	description: 'Go on with the call that is on hold',
	commands: ['stophold'],
	fields: [],
	async run() {
		return await runForStatus(this, 'stophold');
	},
};
