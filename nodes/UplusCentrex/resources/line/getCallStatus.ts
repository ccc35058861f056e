import { CentrexError } from '../../api/error';
import type { Answer } from '../../api/request';
import { request } from '../../api/request';
import { readStatus } from '../../api/status';
import type { Operation } from '../../operation';

/** Asks whether a call is in progress: `channelstatus` (document, 2.2.11.2). */
export const getCallStatus: Operation = {
	name: 'Get Call Status',
	value: 'getCallStatus',
	action: 'Get whether a call is in progress',
	description: 'Get whether a call is in progress on the line',
	fields: [],
	async run() {
		const { values } = await request(this, 'channelstatus').catch(noCall);
		const channel = readStatus(values.STATUS);
		return [{ json: { inCall: channel !== '', channel } }];
	},
};

/** The service answers 4004 where no call is in progress: that is an answer, not an error. */
function noCall(error: unknown): Pick<Answer, 'values'> {
	if (error instanceof CentrexError && error.code === '4004') return { values: {} };
	throw error;
}
