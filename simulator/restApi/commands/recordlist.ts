import { fileNameOf } from '../../office/callRecords';
import { secondsAfter } from '../../office/koreanTime';
import { waveFileBytes } from '../../office/waveFile';
import { Count, Time } from '../values';
import { callerAndCallee } from './callFields';
import { listCommand, newestFirst } from './list';

/** Lists the recordings, newest first; numbers are numbers (service, 3.3.1). */
export const recordlist = listCommand({
	required: ['page'],
	entries: ({ recordings }) => newestFirst(recordings),
	record: (recording, position, line) => ({
		NO: new Count(position),
		FILE_NAME: fileNameOf(line, recording),
		...callerAndCallee(line, recording),
		CALLDATE: new Time(recording.startedAt, 'digits'),
		FILE_TIME: new Time(secondsAfter(recording.startedAt, recording.seconds), 'digits'),
		FILE_SIZE: `${Math.round(waveFileBytes(recording.seconds) / 1024)}KB`,
	}),
	stringsInSample: () => [],
	datasInDocument: 'inside',
});
