import { invalidField } from '../../api/error';
import { LISTS } from '../../api/lists';
import { lookUp } from '../../api/values';
import { filtersField } from '../filters';
import { listFields, runList } from '../list';
import type { Operation } from '../operation';

const DIRECTIONS = { inbound: LISTS.pastInboundCalls, outbound: LISTS.pastOutboundCalls };

/** Lists the line's calls: `callhistory` (service, 3.6.1). */
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
		...listFields(filtersField()),
	],
	async run(itemIndex, line) {
		const direction = String(this.getNodeParameter('direction', itemIndex));
		const list = lookUp(DIRECTIONS, direction);
		if (!list) throw invalidField('Direction', 'there is none of this name', 'Choose Inbound or Outbound.', direction);
		return await runList(this, itemIndex, line, list);
	},
};
