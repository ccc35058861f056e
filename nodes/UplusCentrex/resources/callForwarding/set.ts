import type { Operation } from '../../operation';
import { readTo, toField } from '../recipients';
import { runForStatus } from '../status';

/** Forwards incoming calls: `setforward` (document, 2.2.7.1). */
export const set: Operation = {
	name: 'Set',
	value: 'set',
	sentence: 'Forward calls to a number',
	description: 'Forward the incoming calls of the line to another number, until you stop it',
	fields: [toField('The phone number to forward to, with area code')],
	async run(itemIndex) {
		const [destnumber] = readTo(this, itemIndex, 1);
		return await runForStatus(this, 'setforward', { destnumber });
	},
};
