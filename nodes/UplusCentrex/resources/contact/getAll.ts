import { toCount } from '../../api/pages';
import type { Operation } from '../../operation';
import { listFields, runList } from '../list';
import { text } from '../../api/values';

/** Lists the line's address book: `addresslist` (document, 2.2.8). */
export const getAll: Operation = {
	name: 'Get Many',
	value: 'getAll',
	sentence: 'Get many contacts',
	description: "Get the entries of the line's address book",
	commands: ['addresslist'],
	fields: listFields,
	async run(itemIndex) {
		return await runList(this, itemIndex, {
			command: 'addresslist',
			simplify: (record) => ({
				number: toCount(record.NO) ?? null,
				name: text(record.NAME),
				phone1: text(record.PHONE1),
				phone2: text(record.PHONE2),
				groupName: text(record.GROUP_NAME),
				groupCode: text(record.GROUP_CODE),
				note: text(record.ETC),
			}),
		});
	},
};
