import type { Resource } from '../operation';
import { conference } from './conference';
import { dial } from './dial';
import { hangUp } from './hangUp';
import { hold } from './hold';
import { resume } from './resume';
import { startRecording } from './startRecording';
import { stopRecording } from './stopRecording';

/** Calls on the phone of the line. */
export const call: Resource = {
	name: 'Call',
	value: 'call',
	operations: [conference, dial, hangUp, hold, resume, startRecording, stopRecording],
};
