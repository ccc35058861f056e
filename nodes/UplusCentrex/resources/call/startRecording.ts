import type { Operation } from '../../operation';
import { runForStatus } from '../status';

/** Records the call in progress: `startrecord` (document, 2.2.4.1). */
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
	async run() {
		return await runForStatus(this, 'startrecord');
	},
};
