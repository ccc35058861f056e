import type { Command } from './command';
import { recordingNamed } from './recordingFile';

/** Deletes a recording for good; done, it has no DATAS (service, 3.3.3). */
export const recordremove: Command = {
	since: 'today',
	addOn: 'B',
	message: 'OK',
	required: ['filename'],
	carryOut(line, { filename }) {
		line.recordings.splice(line.recordings.indexOf(recordingNamed(line, filename)), 1);
		return null;
	},
};
