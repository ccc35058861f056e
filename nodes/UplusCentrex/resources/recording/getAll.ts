import { LISTS } from '../../api/lists';
import { filtersField } from '../filters';
import { listFields, runList } from '../list';
import type { Operation } from '../operation';

/** Lists the line's recordings: `recordlist` (service, 3.3.1). */
export const getAll: Operation = {
	name: 'Get Many',
	value: 'getAll',
	sentence: 'Get many recordings',
	description: 'Get the list of recorded calls; Download then fetches the file of one',
	commands: [LISTS.recordings.command],
	fields: listFields(filtersField()),
	async run(itemIndex, line) {
		return await runList(this, itemIndex, line, LISTS.recordings);
	},
};
