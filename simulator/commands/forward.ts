import { isPhoneNumber } from '../phoneNumber';
import { ResultCodeError } from '../resultCodes';
import type { Command } from './command';

/** Forwards incoming calls (document, 2.2.7.1). */
export const setforward: Command = {
	message: '',
	required: ['destnumber'],
	carryOut(line, { destnumber }) {
		if (!isPhoneNumber(destnumber)) throw new ResultCodeError('1002');
		// The document's sample of userinfo with forwarding is lost: type and description are guesses.
		line.forwarding = { type: '1', data: destnumber, description: '무조건 착신전환' };
		return { STATUS: 'OK' };
	},
};

/** Stops forwarding (document, 2.2.7.2). */
export const stopforward: Command = {
	message: 'OK',
	required: [],
	carryOut(line) {
		// The document is silent on stopping what is not forwarded: it is off, as was asked.
		line.forwarding = null;
		return { STATUS: 'OK' };
	},
};
