import type { Line } from '../../office/lines';
import { addParties, ringOwnPhone } from '../../office/outgoingCall';
import { isPhoneNumber } from '../../office/phoneNumber';
import { ResultCodeError } from '../resultCodes';
import type { State } from '../state';
import type { Command, Datas } from './command';

const MOST_PARTIES = 3;

/** The document is silent on how long the own phone rings; clients in the field see most of a minute. */
const SECONDS_TO_PICK_UP = 60;

/** Rings the own phone, then dials out; answers once it is picked up (service, 3.1.1). */
export const clickdial: Command = {
	message: '',
	required: ['destnumber'],
	async carryOut(line, { destnumber }, state): Promise<Datas> {
		if (!isPhoneNumber(destnumber)) throw new ResultCodeError('1002');
		const { service } = state.settings;
		await dial(state, line, [destnumber]);
		return service === 'today' ? { STATUS: 'OK', DESTNUMBER: destnumber } : { STATUS: 'OK', DEBUG: 'CCC' };
	},
};

/** Calls up to three numbers, today also extensions, together; in a call it adds them to those already there (service, 3.1.5). */
export const conference: Command = {
	message: '',
	required: ['destnumber'],
	async carryOut(line, { destnumber }, state) {
		const numbers = destnumber.split(',');
		const isExtension = (number: string) =>
			state.settings.service === 'today' && state.lines.some(({ extension }) => extension === number);
		if (!numbers.every((number) => isPhoneNumber(number) || isExtension(number))) throw new ResultCodeError('1002');
		const call = line.call?.state === 'ringing' ? null : line.call;
		if (numbers.length + (call?.parties.length ?? 0) > MOST_PARTIES) throw new ResultCodeError('3003');
		if (call) addParties(state, line, call, numbers);
		else await dial(state, line, numbers);
		return { STATUS: 'OK' };
	},
};

/** @throws ResultCodeError 3001, the plainest of the document's codes, for a phone in use or not picked up */
async function dial(state: State, line: Line, numbers: string[]): Promise<void> {
	if (line.call) throw new ResultCodeError('3001');
	const seconds = { pickedUpAfter: line.pickUpSeconds, atMost: SECONDS_TO_PICK_UP };
	if (!(await ringOwnPhone(state, line, numbers, seconds))) throw new ResultCodeError('3001');
}
