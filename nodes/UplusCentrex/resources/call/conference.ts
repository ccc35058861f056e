import type { Operation } from '../operation';
import { readTo, toField } from '../recipients';
import { runForStatus } from '../statusItem';

/** Numbers that a conference takes besides the line's own phone (service, 3.1.5). */
const MOST_NUMBERS = 3;

/** Calls up to three numbers and the line's own phone into a conference: `conference` (service, 3.1.5). */
export const conference: Operation = {
	name: 'Conference',
	value: 'conference',
	sentence: 'Start a conference call',
	description: "Call up to 3 numbers and the line's own phone into a conference",
	commands: ['conference'],
	fields: [
		toField(
			'The phone numbers to call, with area code: 1 to 3, separated by commas, semicolons or lines, or an array',
			'e.g. 010-0000-1234, 02-000-5678',
		),
	],
	async run(itemIndex, line) {
		const numbers = readTo(this, itemIndex, MOST_NUMBERS);
		return await runForStatus(line, 'conference', { destnumber: numbers.join(',') });
	},
};
