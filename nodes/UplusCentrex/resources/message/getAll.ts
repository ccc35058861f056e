import { LISTS } from '../../api/lists';
import { filtersField } from '../filters';
import { listFields, runList } from '../list';
import type { Operation } from '../operation';

/** Lists the texts that the line has received: `getrecvsmslist` (service, 3.2.2). */
export const getAll: Operation = {
	name: 'Get Many',
	value: 'getAll',
	sentence: 'Get many received text messages',
	description: 'Get the text messages that the line has received, newest first',
	commands: [LISTS.texts.command],
	fields: listFields(filtersField()),
	async run(itemIndex, line) {
		return await runList(this, itemIndex, line, LISTS.texts);
	},
};
