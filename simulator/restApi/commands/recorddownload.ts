import { fileNameOf } from '../../office/callRecords';
import type { Recording } from '../../office/callRecords';
import type { Line } from '../../office/lines';
import { waveFile, waveFileBytes } from '../../office/waveFile';
import { ResultCodeError } from '../resultCodes';
import type { Service } from '../settings';
import { FileAnswer } from './command';
import type { Command, Parameters } from './command';
import { recordingNamed } from './recordingFile';

/** When the last download of a line ended, in milliseconds; `Infinity` while it is under way. */
const lastDownloads = new WeakMap<Line, number>();

/** Sends a recording (service, 3.3.2); one at a time, with a pause between two (service, 1.6). */
export const recorddownload: Command = {
	message: 'OK',
	// The sample differs from the PARAM_ERR of chapter 3.
	errorMessages: { '1001': 'Parameter Error' },
	addOn: 'B',
	required: ['filename'],
	carryOut(line, parameters, { settings }) {
		const { filename } = parameters;
		const recording = recordingOf(line, parameters, settings.service);
		const pause = Date.now() - (lastDownloads.get(line) ?? -Infinity);
		// No source says how a download fails that comes too soon.
		if (pause < line.downloadPauseSeconds * 1000) throw new ResultCodeError('3001');

		const content = waveFile(recording.seconds);
		lastDownloads.set(line, Infinity);
		content.once('close', () => lastDownloads.set(line, Date.now()));
		return new FileAnswer(filename, waveFileBytes(recording.seconds), content);
	},
};

/** Today `cpcode` is gone, and the codes are those of `recordremove` (service, 3.3.2). */
function recordingOf(line: Line, { filename, cpcode }: Parameters, service: Service): Recording {
	if (service === 'today') return recordingNamed(line, filename);
	if (!cpcode) throw new ResultCodeError('1001');
	// The document is silent on other values of what it calls a validity check.
	if (cpcode !== '-1') throw new ResultCodeError('1002');
	const recording = line.recordings.find((candidate) => fileNameOf(line, candidate) === filename);
	if (!recording) throw new ResultCodeError('4002');
	return recording;
}
