import { emptyOn, request } from '../../api/request';
import { text } from '../../api/values';
import type { Operation } from '../../operation';

/** Asks whether a call is in progress: `channelstatus` (document, 2.2.11.2). */
export const getCallStatus: Operation = {
	name: 'Get Call Status',
	value: 'getCallStatus',
	sentence: 'Get whether a call is in progress',
	description: 'Get whether a call is in progress on the line',
	commands: ['channelstatus'],
	fields: [],
	async run() {
		// Where no call is in progress the service answers 4004: that is an answer, not an error.
		const { values } = await request(this, 'channelstatus').catch(emptyOn('4004'));
		const channel = text(values.STATUS);
		return [{ json: { inCall: channel !== '', channel } }];
	},
};
