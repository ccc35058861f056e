import { readAs } from '../../api/forms';
import { SUBSCRIBER } from '../../api/records';
import { request } from '../../api/request';
import { readSwitch } from '../../shared/fields';
import { forwardingKind } from '../forwarding';
import type { Operation } from '../operation';
import { simplifyField } from '../simplify';

/** Reads who the line belongs to and where it forwards its calls: `userinfo` (service, 3.7.1). */
export const get: Operation = {
	name: 'Get',
	value: 'get',
	sentence: 'Get the line',
	description: 'Get the name, extension and number of the line, and where it forwards calls to',
	commands: ['userinfo'],
	fields: [simplifyField],
	async run(itemIndex, line) {
		const simplify = readSwitch('Simplify', this.getNodeParameter('simplify', itemIndex));
		const { values } = await request(line, 'userinfo');
		if (!simplify) return [{ json: values }];
		const { NAME, EXTEN, NUMBER070, FORWARD_TYPE, FORWARD_DATA, FORWARD_STR } = readAs(SUBSCRIBER, values);
		const kind = forwardingKind(FORWARD_TYPE);
		return [
			{
				json: {
					name: NAME,
					extension: EXTEN,
					number: NUMBER070,
					forwarding: {
						active: kind !== 'none',
						kind,
						type: FORWARD_TYPE,
						data: FORWARD_DATA,
						description: FORWARD_STR,
					},
				},
			},
		];
	},
};
