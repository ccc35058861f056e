import type { Operation } from '../operation';
import { runForStatus } from '../statusItem';

/** Records the call in progress: `startrecord` (service, 3.1.6). */
export const startRecording: Operation = {
	name: 'Start Recording',
	value: 'startRecording',
	sentence: 'Start recording the call',
	description: 'Record the call in progress',
	commands: ['startrecord'],
	fields: [
		{
			displayName: 'By default the service allows 10 recordings a day.',
			name: 'notice',
			type: 'notice',
			default: '',
		},
	],
	async run(_itemIndex, line) {
		return await runForStatus(line, 'startrecord');
	},
};
