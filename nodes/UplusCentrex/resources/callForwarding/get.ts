import { request } from '../../api/request';
import type { Operation } from '../../operation';
import { forwardingData, forwardingKind } from '../forwarding';
import { number } from '../../api/records';
import { lookUp, text } from '../../api/values';
import { simplifyField } from '../simplify';
import { WHEN } from './when';

/** Reads how the line forwards its calls: `getforwardtype` (today, 3.4). */
export const get: Operation = {
	name: 'Get',
	value: 'get',
	sentence: 'Get how calls are forwarded',
	description: 'Get whether incoming calls are forwarded, when, and to which number or to voice mail',
	commands: ['getforwardtype'],
	fields: [simplifyField],
	async run(itemIndex) {
		const simplify = this.getNodeParameter('simplify', itemIndex) as boolean;
		const { values } = await request(this, 'getforwardtype');
		if (!simplify) return [{ json: values }];
		const kind = forwardingKind(text(values.FORWARD_USE));
		const type = text(values.FORWARD_TYPE);
		return [
			{
				json: {
					active: kind !== 'none',
					kind,
					to: number(forwardingData(values)),
					when: lookUp(WHEN, type) ?? type,
					description: text(values.FORWARD_STR),
				},
			},
		];
	},
};
