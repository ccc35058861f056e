import { countBytes } from '../../office/eucKr';
import { isPhoneNumber } from '../../office/phoneNumber';
import { textGoesOut } from '../../office/texts';
import { ResultCodeError } from '../resultCodes';
import type { Command } from './command';

const MOST_RECIPIENTS = 10;
const MOST_BYTES = 720;

/** Sends a text (document, 2.2.6). */
export const smssend: Command = {
	message: '',
	required: ['destnumber', 'smsmsg'],
	carryOut(line, { destnumber, smsmsg }, state) {
		const recipients = destnumber.split(',');
		if (!recipients.every(isPhoneNumber)) throw new ResultCodeError('1002');
		if (recipients.length > MOST_RECIPIENTS) throw new ResultCodeError('3003');
		if (countBytes(smsmsg) > MOST_BYTES) throw new ResultCodeError('3002');
		if (recipients.length > line.sendsLeft) throw new ResultCodeError('3004');

		// The document is silent on recipients that are not reached: they use up a send like the others.
		line.sendsLeft -= recipients.length;
		const reached = recipients.filter((number) => !line.unreachable.includes(number));
		textGoesOut(state, line, reached, smsmsg);
		return {
			STATUS: 'OK',
			RESCNT: line.sendsLeft,
			DEBUG: reached.map((number) => `${number}=OK`).join(','),
		};
	},
};
