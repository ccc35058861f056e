import { toCount } from '../../api/pages';
import type { Operation } from '../../operation';
import { listFields, runList } from '../list';
import { inboundCall } from '../../api/records';

/** The most entries that a page may be asked for (today, 3.2). */
const MOST_A_PAGE = 200;

/** Lists the calls from outside that have ended, with whole numbers: `getinboundcall` (today, 3.2). */
export const getAllInbound: Operation = {
	name: 'Get Many Inbound',
	value: 'getAllInbound',
	sentence: 'Get many inbound calls',
	description: 'Get the calls from outside that have ended, with whole numbers: who called, who was reached, and how it ended',
	commands: ['getinboundcall'],
	fields: [
		{
			displayName:
				'A call is listed up to a minute after its end. Calls to a main number stand under the main number alone: read that with a credential of its own.',
			name: 'notice',
			type: 'notice',
			default: '',
		},
		...listFields,
	],
	async run(itemIndex) {
		return await runList(this, itemIndex, {
			command: 'getinboundcall',
			mostAPage: MOST_A_PAGE,
			simplify: (record) => ({ number: toCount(record.NO) ?? null, ...inboundCall(record) }),
		});
	},
};
