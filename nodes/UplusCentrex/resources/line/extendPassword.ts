import { request } from '../../api/request';
import type { Operation } from '../../operation';
import { text } from '../../api/values';

/** Puts off the expiry of the line's password, which stays as it is: `extendauth` (today, 3.9). */
export const extendPassword: Operation = {
	name: 'Extend Password',
	value: 'extendPassword',
	sentence: 'Extend the password',
	description: "Put off the expiry of the line's password, which stays as it is. Once a month is enough.",
	commands: ['extendauth'],
	fields: [],
	async run() {
		const { values, record } = await request(this, 'extendauth');
		// A sentence, or a record with one.
		const message = text(typeof record.DATAS === 'string' ? record.DATAS : values.STATUS);
		return [{ json: { success: true, message } }];
	},
};
