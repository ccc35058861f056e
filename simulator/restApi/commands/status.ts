import { ResultCodeError } from '../resultCodes';
import { Status } from '../values';
import { callInProgress } from './callInProgress';
import type { Command } from './command';

/** Is the phone registered (service, 3.7.2). */
export const phonestatus: Command = {
	message: 'OK',
	required: [],
	carryOut({ phoneStatus }) {
		if (!phoneStatus) throw new ResultCodeError('4003');
		return { STATUS: new Status(phoneStatus) };
	},
};

/** The call in progress (service, 3.7.3). */
export const channelstatus: Command = {
	message: 'OK',
	required: [],
	carryOut(line) {
		return { STATUS: new Status(callInProgress(line).channel) };
	},
};
