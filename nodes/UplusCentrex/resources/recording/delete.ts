import { request } from '../../api/request';
import type { Operation } from '../operation';
import { fileNameField, readFileName } from './fileName';

/** Deletes a recording: `recordremove` (service, 3.3.3). */
export const remove: Operation = {
	name: 'Delete',
	value: 'delete',
	sentence: 'Delete a recording',
	description: 'Delete the file of a recorded call for good',
	commands: ['recordremove'],
	fields: [
		{
			displayName: 'A deleted recording cannot be brought back. Download it first if it may still be needed.',
			name: 'notice',
			type: 'notice',
			default: '',
		},
		fileNameField('The recording to delete'),
	],
	async run(itemIndex, line) {
		const fileName = readFileName(this, itemIndex);
		await request(line, 'recordremove', { filename: fileName });
		return [{ json: { deleted: true, fileName } }];
	},
};
