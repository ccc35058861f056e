import { request } from '../../api/request';
import { text } from '../../api/values';
import type { Operation } from '../operation';

/** Puts off the expiry of the line's password, which stays as it is: `extendauth` (service, 3.8.4). */
export const extendPassword: Operation = {
	name: 'Extend Password',
	value: 'extendPassword',
	sentence: 'Extend the password',
	description: "Put off the expiry of the line's password, which stays as it is. Once a month is enough.",
	commands: ['extendauth'],
	fields: [],
	async run(_itemIndex, line) {
		const { values, record } = await request(line, 'extendauth');
		// A sentence, or a record with one.
		const message = text(typeof record.DATAS === 'string' ? record.DATAS : values.STATUS);
		return [{ json: { success: true, message } }];
	},
};
