import { endCall } from '../../office/phone';
import { callInProgress } from './callInProgress';
import type { Command } from './command';

/** Ends the call, also while the phone rings (service, 3.1.2). */
export const hangup: Command = {
	message: 'OK',
	required: [],
	carryOut(line, _parameters, state) {
		const { channel } = callInProgress(line);
		endCall(state, line);
		return { STATUS: 'OK', CHANNEL: channel };
	},
};
