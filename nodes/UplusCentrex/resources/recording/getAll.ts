import { toCount } from '../../api/pages';
import type { Operation } from '../../operation';
import { listFields, runList } from '../list';
import { recordedCall } from '../../api/records';

/** Lists the line's recordings: `recordlist` (document, 2.2.5). */
export const getAll: Operation = {
	name: 'Get Many',
	value: 'getAll',
	sentence: 'Get many recordings',
	description: 'Get the list of recorded calls; Download then fetches the file of one',
	commands: ['recordlist'],
	fields: listFields,
	async run(itemIndex) {
		return await runList(this, itemIndex, {
			command: 'recordlist',
			simplify: (record) => ({ number: toCount(record.NO) ?? null, ...recordedCall(record) }),
		});
	},
};
