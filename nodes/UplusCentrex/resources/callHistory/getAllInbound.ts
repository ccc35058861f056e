import { LISTS } from '../../api/lists';
import { filtersField, statusFilter } from '../filters';
import { listFields, runList } from '../list';
import type { Operation } from '../operation';

/** Lists the calls from outside that have ended, with whole numbers: `getinboundcall` (service, 3.6.2). */
export const getAllInbound: Operation = {
	name: 'Get Many Inbound',
	value: 'getAllInbound',
	sentence: 'Get many inbound calls',
	description: 'Get the calls from outside that have ended, with whole numbers: who called, who was reached, and how it ended',
	commands: [LISTS.inboundCalls.command],
	fields: [
		{
			displayName:
				'A call is listed up to a minute after its end. Calls to a main number stand under the main number alone: read that with a credential of its own.',
			name: 'notice',
			type: 'notice',
			default: '',
		},
		...listFields(filtersField(statusFilter)),
	],
	async run(itemIndex, line) {
		return await runList(this, itemIndex, line, LISTS.inboundCalls);
	},
};
