import { toCount } from '../../api/pages';
import { readKoreanTime } from '../../api/time';
import type { Operation } from '../../operation';
import { listFields, number, runList, text } from '../list';

/** Lists the line's recordings: `recordlist` (document, 2.2.5). */
export const getAll: Operation = {
	name: 'Get Many',
	value: 'getAll',
	sentence: 'Get many recordings',
	description: 'Get the list of recorded calls; Download then fetches the file of one',
	fields: listFields,
	async run(itemIndex) {
		return await runList(this, itemIndex, {
			command: 'recordlist',
			simplify: (record) => ({
				number: toCount(record.NO) ?? null,
				fileName: text(record.FILE_NAME),
				from: number(record.SRC),
				to: number(record.DST),
				calledAt: readKoreanTime(text(record.CALLDATE)),
				createdAt: readKoreanTime(text(record.FILE_TIME)),
				size: text(record.FILE_SIZE),
			}),
		});
	},
};
