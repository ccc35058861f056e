import { readAs } from '../../api/forms';
import { FORWARDING, phoneOrExtension } from '../../api/records';
import { request } from '../../api/request';
import { lookUp } from '../../api/values';
import { readSwitch } from '../../shared/fields';
import { forwardingKind } from '../forwarding';
import type { Operation } from '../operation';
import { simplifyField } from '../simplify';
import { WHEN } from './when';

/** Reads how the line forwards its calls: `getforwardtype` (service, 3.4.4). */
export const get: Operation = {
	name: 'Get',
	value: 'get',
	sentence: 'Get how calls are forwarded',
	description: 'Get whether incoming calls are forwarded, when, and to which number or to voice mail',
	commands: ['getforwardtype'],
	fields: [simplifyField],
	async run(itemIndex, line) {
		const simplify = readSwitch('Simplify', this.getNodeParameter('simplify', itemIndex));
		const { values } = await request(line, 'getforwardtype');
		if (!simplify) return [{ json: values }];
		const { FORWARD_USE, FORWARD_DATA, FORWARD_TYPE, FORWARD_STR } = readAs(FORWARDING, values);
		const kind = forwardingKind(FORWARD_USE);
		return [
			{
				json: {
					active: kind !== 'none',
					kind,
					to: phoneOrExtension(FORWARD_DATA),
					when: lookUp(WHEN, FORWARD_TYPE) ?? FORWARD_TYPE,
					description: FORWARD_STR,
				},
			},
		];
	},
};
