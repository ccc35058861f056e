import { fileNameOf } from '../../office/callRecords';
import { asDigits, secondsAfter } from '../../office/koreanTime';
import { waveFileBytes } from '../../office/waveFile';
import { callerAndCallee } from './callFields';
import { ListAnswer, type Command } from './command';
import { listPage, newestFirst } from './listPage';

/** Lists the recordings, newest first; DATAS is inside LISTINFO, numbers are numbers (document, 2.2.5). */
export const recordlist: Command = {
	message: 'OK',
	required: ['page'],
	carryOut(line, parameters) {
		const recordings = newestFirst(line.recordings);
		const { records, ...info } = listPage(recordings, parameters.page, (recording, position) => ({
			NO: position,
			FILE_NAME: fileNameOf(line, recording),
			...callerAndCallee(line, recording),
			CALLDATE: asDigits(recording.startedAt),
			FILE_TIME: asDigits(secondsAfter(recording.startedAt, recording.seconds)),
			FILE_SIZE: `${Math.round(waveFileBytes(recording.seconds) / 1024)}KB`,
		}));
		return new ListAnswer({ LISTINFO: { ...info, DATAS: records } });
	},
};
