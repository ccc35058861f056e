import type { Call } from '../../office/call';
import { ResultCodeError } from '../resultCodes';
import { pickedUpCall } from './callInProgress';
import type { Command } from './command';

/** Puts the call on hold (service, 3.1.3). */
export const starthold: Command = changeTo('onHold');

/** Takes the call off hold (service, 3.1.4). */
export const stophold: Command = changeTo('talking');

function changeTo(state: Call['state']): Command {
	return {
		message: '',
		required: [],
		carryOut(line) {
			const call = pickedUpCall(line);
			// The document is silent on holding twice, and on taking off hold what is not on hold.
			if (call.state === state) throw new ResultCodeError('3001');
			call.state = state;
			return { STATUS: 'OK', CHANNEL: call.otherChannel };
		},
	};
}
