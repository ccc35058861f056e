import { toCount } from '../../api/pages';
import { readKoreanTime } from '../../api/time';
import type { Operation } from '../../operation';
import { listFields, number, runList, text } from '../list';

const KINDS: Record<string, string> = { '0': 'internal', '1': 'domestic', '2': 'mobile', '3': 'international' };

/** Lists the line's calls: `callhistory` (document, 2.2.9). */
export const getAll: Operation = {
	name: 'Get Many',
	value: 'getAll',
	sentence: 'Get many calls from the call history',
	description: 'Get the calls that the line made or received. The service hides the end of outside numbers.',
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
			simplify: (record) => ({
				number: toCount(record.NO) ?? null,
				startedAt: readKoreanTime(text(record.TIME)),
				from: number(record.SRC),
				to: number(record.DST),
				durationSeconds: toCount(record.DURATION) ?? null,
				talkSeconds: toCount(record.BILLSEC) ?? null,
				status: text(record.STATUS),
				kind: KINDS[text(record.KIND)] ?? text(record.KIND),
			}),
		});
	},
};
