import { toCount } from '../../api/pages';
import type { Operation } from '../../operation';
import { listFields, runList } from '../list';
import { pastCall } from '../../api/records';

/** Lists the line's calls: `callhistory` (document, 2.2.9). */
export const getAll: Operation = {
	name: 'Get Many',
	value: 'getAll',
	sentence: 'Get many calls from the call history',
	description: 'Get the calls that the line made or received. The service hides the end of outside numbers.',
	commands: ['callhistory'],
	fields: [
		{
			displayName: 'Direction',
			name: 'direction',
			type: 'options',
			options: [
				{ name: 'Inbound', value: 'inbound', description: 'Calls that the line received' },
				{ name: 'Outbound', value: 'outbound', description: 'Calls that the line made' },
			],
			default: 'outbound',
			description: 'Which calls to get',
		},
		...listFields,
	],
	async run(itemIndex) {
		const calltype = this.getNodeParameter('direction', itemIndex) as string;
		return await runList(this, itemIndex, {
			command: 'callhistory',
			parameters: { calltype },
			simplify: (record) => ({ number: toCount(record.NO) ?? null, ...pastCall(record) }),
		});
	},
};
