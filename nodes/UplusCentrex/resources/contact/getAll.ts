import { LISTS } from '../../api/lists';
import { listFields, runList } from '../list';
import type { Operation } from '../operation';

/** Lists the line's address book: `addresslist` (service, 3.5.1). */
export const getAll: Operation = {
	name: 'Get Many',
	value: 'getAll',
	sentence: 'Get many contacts',
	description: "Get the entries of the line's address book",
	commands: [LISTS.contacts.command],
	fields: listFields(),
	async run(itemIndex, line) {
		return await runList(this, itemIndex, line, LISTS.contacts);
	},
};
