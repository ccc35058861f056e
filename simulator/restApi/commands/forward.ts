import { FORWARDED_WHEN } from '../../office/forwarding';
import type { Forwarding } from '../../office/forwarding';
import { isPhoneNumber } from '../../office/phoneNumber';
import { ResultCodeError } from '../resultCodes';
import { accountOf } from './callFields';
import type { Command } from './command';
import { inWords, useOf } from './forwardingFields';

/** Forwards all incoming calls (service, 3.4.1). */
export const setforward: Command = {
	message: '',
	required: ['destnumber'],
	carryOut(line, { destnumber }) {
		line.forwarding = toNumber(destnumber, 'always');
		return { STATUS: 'OK' };
	},
};

/** Forwards incoming calls by condition (service, 3.4.3). No source says what becomes of the forwarding there was: it is replaced. */
export const setforwardtype: Command = {
	since: 'today',
	message: 'OK',
	required: ['destnumber', 'ftype'],
	carryOut(line, { destnumber, ftype }) {
		const when = /^\d$/.test(ftype) && FORWARDED_WHEN[Number(ftype)];
		if (!when) throw new ResultCodeError('1002');
		line.forwarding = toNumber(destnumber, when);
		return { STATUS: 'OK', DEBUG: `ftype:${ftype}, ${accountOf(line.extension)}, ${destnumber}` };
	},
};

/** How the line forwards (service, 3.4.4). No source says how it is when nothing is set: all but FORWARD_USE is empty then. */
export const getforwardtype: Command = {
	since: 'today',
	message: 'OK',
	required: [],
	carryOut({ forwarding }) {
		return {
			FORWARD_USE: useOf(forwarding),
			FORWARD_DATA: forwarding?.to ?? '',
			FORWARD_STR: forwarding ? inWords(forwarding) : '',
			FORWARD_TYPE: forwarding?.kind === 'number' ? `${FORWARDED_WHEN.indexOf(forwarding.when)}` : '',
			DOMAIN: 'lgdacom.net',
		};
	},
};

/** Stops forwarding (service, 3.4.2), of every kind: no other command does. */
export const stopforward: Command = {
	message: 'OK',
	required: [],
	carryOut(line) {
		// The document is silent on stopping what is not forwarded: it is off, as was asked.
		line.forwarding = null;
		return { STATUS: 'OK' };
	},
};

/** Whether an extension is allowed, no source says: here it is no number, as for the other commands. */
function toNumber(destnumber: string, when: Forwarding['when']): Forwarding {
	if (!isPhoneNumber(destnumber)) throw new ResultCodeError('1002');
	return { kind: 'number', to: destnumber, when };
}
