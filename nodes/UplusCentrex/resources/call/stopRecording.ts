import type { Operation } from '../../operation';
import { runForStatus } from '../status';

/** Stops recording: `stoprecord` (document, 2.2.4.2). */
export const stopRecording: Operation = {
	name: 'Stop Recording',
	value: 'stopRecording',
	sentence: 'Stop recording the call',
	description: 'Stop recording the call in progress. The file then appears among the recordings.',
	commands: ['stoprecord'],
	fields: [],
	async run() {
		return await runForStatus(this, 'stoprecord');
	},
};
