import { invalidField } from '../../api/error';
import { text } from '../../api/values';
import type { Operation } from '../operation';
import { readTo, toField } from '../recipients';
import { runForStatus } from '../statusItem';
import { WHEN } from './when';

/** Forwards incoming calls: `setforward` (service, 3.4.1), or on a condition `setforwardtype` (service, 3.4.3). */
export const set: Operation = {
	name: 'Set',
	value: 'set',
	sentence: 'Forward calls to a number',
	description: 'Forward the incoming calls of the line to another number, until you stop it',
	commands: ['setforward', 'setforwardtype'],
	fields: [
		toField('The phone number to forward to, with area code'),
		{
			displayName: 'When',
			name: 'when',
			type: 'options',
			options: [
				{ name: 'Always', value: 'always', description: 'The phone of the line does not ring. Every line can do this.' },
				{ name: 'Busy', value: 'busy', description: 'While somebody is talking on the line' },
				{ name: 'Busy or No Answer', value: 'busyOrNoAnswer', description: 'While somebody is talking, or when nobody picks up' },
				{ name: 'No Answer', value: 'noAnswer', description: 'When nobody picks up' },
				{ name: 'Ring Both at Once', value: 'simultaneous', description: 'Both phones ring, and whoever picks up first has the call' },
			],
			default: 'always',
			description: 'Which calls to forward',
		},
	],
	async run(itemIndex, line) {
		const [destnumber] = readTo(this, itemIndex, 1);
		const when = text(this.getNodeParameter('when', itemIndex, 'always'));
		if (when === 'always') return await runForStatus(line, 'setforward', { destnumber });
		const ftype = Object.keys(WHEN).find((digit) => WHEN[digit] === when);
		if (!ftype) throw invalidField('When', 'there is no such condition', 'Choose one from the list.', when);
		return await runForStatus(line, 'setforwardtype', { destnumber, ftype });
	},
};
