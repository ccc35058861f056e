import type { Call } from '../../office/call';
import type { Line } from '../../office/lines';
import { ResultCodeError } from '../resultCodes';

/**
 * The document is silent on a phone that still rings: it has a channel, so there is a call.
 *
 * @returns the line's call
 * @throws ResultCodeError 4004 where it has none
 */
export function callInProgress({ call }: Line): Call {
	if (!call) throw new ResultCodeError('4004');
	return call;
}

/**
 * @returns the line's call, the phone picked up
 * @throws ResultCodeError 4004 where it has none, or the phone still rings
 */
export function pickedUpCall(line: Line): Call {
	const call = callInProgress(line);
	if (call.state === 'ringing') throw new ResultCodeError('4004');
	return call;
}
