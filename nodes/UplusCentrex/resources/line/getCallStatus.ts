import { emptyOn } from '../../api/answer';
import { readAs } from '../../api/forms';
import { CALL_STATUS, NO_CALL } from '../../api/records';
import { request } from '../../api/request';
import type { Operation } from '../operation';

/** Asks whether a call is in progress: `channelstatus` (service, 3.7.3). */
export const getCallStatus: Operation = {
	name: 'Get Call Status',
	value: 'getCallStatus',
	sentence: 'Get whether a call is in progress',
	description: 'Get whether a call is in progress on the line',
	commands: ['channelstatus'],
	fields: [],
	async run(_itemIndex, line) {
		// Where no call is in progress the service answers 4004: that is an answer, not an error.
		const { values } = await request(line, 'channelstatus').catch(emptyOn(...NO_CALL));
		const channel = readAs(CALL_STATUS, values).STATUS;
		return [{ json: { inCall: channel !== '', channel } }];
	},
};
