import { readAs } from '../../api/forms';
import { PHONE_STATUS } from '../../api/records';
import { request } from '../../api/request';
import type { Operation } from '../operation';

/** Asks whether the phone is registered: `phonestatus` (service, 3.7.2). */
export const getPhoneStatus: Operation = {
	name: 'Get Phone Status',
	value: 'getPhoneStatus',
	sentence: 'Get the status of the phone',
	description: 'Get whether the phone of the line is connected: OK, or UNKNOWN',
	commands: ['phonestatus'],
	fields: [],
	async run(_itemIndex, line) {
		const { values } = await request(line, 'phonestatus');
		return [{ json: { status: readAs(PHONE_STATUS, values).STATUS } }];
	},
};
