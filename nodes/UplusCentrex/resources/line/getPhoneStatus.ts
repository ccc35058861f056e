import { request } from '../../api/request';
import { text } from '../../api/values';
import type { Operation } from '../../operation';

/** Asks whether the phone is registered: `phonestatus` (document, 2.2.11.1). */
export const getPhoneStatus: Operation = {
	name: 'Get Phone Status',
	value: 'getPhoneStatus',
	sentence: 'Get the status of the phone',
	description: 'Get whether the phone of the line is connected: OK, or UNKNOWN',
	commands: ['phonestatus'],
	fields: [],
	async run() {
		const { values } = await request(this, 'phonestatus');
		return [{ json: { status: text(values.STATUS) } }];
	},
};
