import { sleep } from 'n8n-workflow';

import { receiveRecording } from '../../api/recording';
import type { Operation } from '../../operation';
import { fileNameField, readFileName } from './fileName';

/** Downloads a recording: `recorddownload` (document, 2.2.15). */
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
	async run(itemIndex) {
		const fileName = readFileName(this, itemIndex);
		const property = this.getNodeParameter('binaryPropertyName', itemIndex) as string;
		const { pauseSeconds = 3 } = this.getNodeParameter('options', itemIndex) as { pauseSeconds?: number };

		if (itemIndex > 0) await sleep(pauseSeconds * 1000);
		const { stored, bytes } = await receiveRecording(
			this,
			fileName,
			async (file) => await this.helpers.prepareBinaryData(file, fileName),
		);
		return [{ json: { fileName, bytes }, binary: { [property]: stored } }];
	},
};
