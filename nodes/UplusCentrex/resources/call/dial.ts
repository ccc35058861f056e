import type { Operation } from '../operation';
import { readTo, toField } from '../recipients';
import { runForStatus } from '../statusItem';

/** Rings the line's own phone, then dials out: `clickdial` (service, 3.1.1). */
export const dial: Operation = {
	name: 'Dial',
	value: 'dial',
	sentence: 'Dial a number',
	description: "Ring the line's own phone, and dial the number once it is picked up. Waits up to 90 seconds for that.",
	commands: ['clickdial'],
	fields: [toField('The phone number to dial, with area code')],
	async run(itemIndex, line) {
		const [destnumber] = readTo(this, itemIndex, 1);
		return await runForStatus(line, 'clickdial', { destnumber });
	},
};
