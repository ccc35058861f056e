import { countBytes } from '../../office/eucKr';
import { isPhoneNumber } from '../../office/phoneNumber';
import { textGoesOut } from '../../office/texts';
import { takeRefused } from '../fault';
import { ResultCodeError } from '../resultCodes';
import { Count } from '../values';
import type { Command } from './command';

const MOST_RECIPIENTS = 10;
const MOST_BYTES = 720;

/** Of a recipient who has refused at the provider. No source has a word or a code for that: this one is ours. */
const REFUSED = 'REFUSED';

/** Sends a text (service, 3.2.1). */
export const smssend: Command = {
	message: '',
	required: ['destnumber', 'smsmsg'],
	carryOut(line, { destnumber, smsmsg }, state) {
		const recipients = destnumber.split(',');
		if (!recipients.every(isPhoneNumber)) throw new ResultCodeError('1002');
		if (recipients.length > MOST_RECIPIENTS) throw new ResultCodeError('3003');
		if (countBytes(smsmsg) > MOST_BYTES) throw new ResultCodeError('3002');
		if (recipients.length > line.sendsLeft) throw new ResultCodeError('3004');

		const refused = takeRefused(state.faults, recipients);
		const reached = textGoesOut(state, line, recipients, smsmsg, refused);
		const told = recipients.filter((number) => reached.includes(number) || refused.includes(number));
		return {
			STATUS: 'OK',
			[state.settings.sendsLeft]: new Count(line.sendsLeft),
			DEBUG: told.map((number) => `${number}=${refused.includes(number) ? REFUSED : 'OK'}`).join(','),
		};
	},
};
