import type { IDataObject } from 'n8n-workflow';
import { sleep } from 'n8n-workflow';

import { invalidField } from '../../api/error';
import { receiveRecording } from '../../api/recording';
import { readSeconds, readWords } from '../../shared/fields';
import type { Operation } from '../operation';
import { fileNameField, readFileName } from './fileName';

/** Downloads a recording: `recorddownload` (service, 3.3.2). */
export const download: Operation = {
	name: 'Download',
	value: 'download',
	sentence: 'Download a recording',
	description: 'Download the file of a recorded call',
	commands: ['recorddownload'],
	fields: [
		fileNameField('The recording to download'),
		{
			displayName: 'Put Output File in Field',
			name: 'binaryPropertyName',
			type: 'string',
			required: true,
			default: 'data',
			hint: 'The name of the output binary field to put the file in',
			description: 'The name of the output binary field to put the file in',
		},
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			placeholder: 'Add option',
			default: {},
			options: [
				{
					displayName: 'Pause (Seconds)',
					name: 'pauseSeconds',
					type: 'number',
					typeOptions: { minValue: 0 },
					default: 3,
					description: 'How long to wait between two downloads: the service blocks those that follow one another too fast',
				},
			],
		},
	],
	async run(itemIndex, line) {
		const fileName = readFileName(this, itemIndex);
		const property = readWords('Put Output File in Field', this.getNodeParameter('binaryPropertyName', itemIndex));
		if (property.trim() === '') throw invalidField('Put Output File in Field', 'it is empty', 'Enter the name of a field, such as data.');
		const { pauseSeconds = 3 } = this.getNodeParameter('options', itemIndex) as IDataObject;
		const pause = readSeconds('Pause (Seconds)', pauseSeconds);

		if (itemIndex > 0) await sleep(pause * 1000);
		const { stored, bytes } = await receiveRecording(
			line,
			fileName,
			async (file) => await this.helpers.prepareBinaryData(file, fileName),
		);
		return [{ json: { fileName, bytes }, binary: { [property]: stored } }];
	},
};
