import { isSameDay } from '../../office/koreanTime';
import { stopRecording } from '../../office/phone';
import { ResultCodeError } from '../resultCodes';
import { pickedUpCall } from './callInProgress';
import type { Command } from './command';

/** Records the call (service, 3.1.6). */
export const startrecord: Command = {
	message: '',
	required: [],
	carryOut(line, _parameters, { clock }) {
		const call = pickedUpCall(line);
		// The document is silent on recording what is recorded already.
		if (call.recordingSince) throw new ResultCodeError('3001');
		const today = line.recordings.filter(({ startedAt }) => isSameDay(startedAt, clock.now()));
		// The document says that there is a limit, but not with which code it refuses.
		if (today.length >= line.recordingsADay) throw new ResultCodeError('9999');
		call.recordingSince = clock.now();
		return { STATUS: 'OK', CHANNEL: call.channel };
	},
};

/** Stops recording the call (service, 3.1.7). */
export const stoprecord: Command = {
	message: '',
	required: [],
	carryOut(line, _parameters, state) {
		const call = pickedUpCall(line);
		// The document is silent on stopping what is not recorded.
		if (!call.recordingSince) throw new ResultCodeError('3001');
		stopRecording(state, line, call);
		// The table says the other party's channel; the sample has the one of startrecord.
		const DATAS = { STATUS: 'OK', CHANNEL: call.channel };
		// What today's DEBUG holds is not recorded (service, 3.1.7).
		return state.settings.service === 'today' ? { ...DATAS, DEBUG: '1' } : DATAS;
	},
};
