import { toCount } from '../../api/pages';
import { readKoreanTime } from '../../api/time';
import type { Operation } from '../../operation';
import { listFields, number, runList, text } from '../list';

/** Lists the texts that the line has received: `getrecvsmslist` (today, 3.1). */
export const getAll: Operation = {
	name: 'Get Many',
	value: 'getAll',
	sentence: 'Get many received text messages',
	description: 'Get the text messages that the line has received, newest first',
	fields: listFields,
	async run(itemIndex) {
		return await runList(this, itemIndex, {
			command: 'getrecvsmslist',
			simplify: (record) => ({
				number: toCount(record.NO) ?? null,
				receivedAt: readKoreanTime(text(record.TIME)),
				from: number(record.SRC),
				// Spelt so by the service; MESSAGE has not been seen.
				message: text(record.MNESSAGE ?? record.MESSAGE),
			}),
		});
	},
};
