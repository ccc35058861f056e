import { toCount } from '../../api/pages';
import type { Operation } from '../../operation';
import { listFields, runList } from '../list';
import { receivedText } from '../../api/records';

/** Lists the texts that the line has received: `getrecvsmslist` (today, 3.1). */
export const getAll: Operation = {
	name: 'Get Many',
	value: 'getAll',
	sentence: 'Get many received text messages',
	description: 'Get the text messages that the line has received, newest first',
	commands: ['getrecvsmslist'],
	fields: listFields,
	async run(itemIndex) {
		return await runList(this, itemIndex, {
			command: 'getrecvsmslist',
			simplify: (record) => ({ number: toCount(record.NO) ?? null, ...receivedText(record) }),
		});
	},
};
