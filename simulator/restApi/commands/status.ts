import { ResultCodeError } from '../resultCodes';
import { callInProgress } from './callInProgress';
import type { Command } from './command';

/** Is the phone registered (document, 2.2.11.1). */
export const phonestatus: Command = {
	message: 'OK',
	required: [],
	carryOut({ phoneStatus }) {
		if (!phoneStatus) throw new ResultCodeError('4003');
		return { STATUS: phoneStatus };
	},
};

/** The call in progress (document, 2.2.11.2). */
export const channelstatus: Command = {
	message: 'OK',
	required: [],
	carryOut(line) {
		return { STATUS: callInProgress(line).channel };
	},
};
