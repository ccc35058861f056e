import { request } from '../../api/request';
import type { Operation } from '../../operation';
import { forwardingData, forwardingKind } from '../forwarding';
import { number } from '../../api/records';
import { text } from '../../api/values';
import { simplifyField } from '../simplify';

/** Reads who the line belongs to and where it forwards its calls: `userinfo` (document, 2.2.10; today, 5). */
export const get: Operation = {
	name: 'Get',
	value: 'get',
	sentence: 'Get the line',
	description: 'Get the name, extension and number of the line, and where it forwards calls to',
	commands: ['userinfo'],
	fields: [simplifyField],
	async run(itemIndex) {
		const simplify = this.getNodeParameter('simplify', itemIndex) as boolean;
		const { values } = await request(this, 'userinfo');
		if (!simplify) return [{ json: values }];
		const type = text(values.FORWARD_TYPE);
		const kind = forwardingKind(type);
		return [
			{
				json: {
					name: text(values.NAME),
					extension: number(values.EXTEN),
					number: number(values.NUMBER070),
					forwarding: {
						active: kind !== 'none',
						kind,
						type,
						data: forwardingData(values),
						description: text(values.FORWARD_STR),
					},
				},
			},
		];
	},
};
