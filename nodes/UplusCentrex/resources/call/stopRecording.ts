import type { Operation } from '../operation';
import { runForStatus } from '../statusItem';

/** Stops recording: `stoprecord` (service, 3.1.7). */
export const stopRecording: Operation = {
	name: 'Stop Recording',
	value: 'stopRecording',
	sentence: 'Stop recording the call',
	description: 'Stop recording the call in progress. The file then appears among the recordings.',
	commands: ['stoprecord'],
	fields: [],
	async run(_itemIndex, line) {
		return await runForStatus(line, 'stoprecord');
	},
};
