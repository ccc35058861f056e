import { sleep } from 'n8n-workflow';

import { invalidField } from '../../api/error';
import { receiveRecording } from '../../api/recording';
import type { Operation } from '../../operation';

/** Downloads a recording: `recorddownload` (document, 2.2.15). */
export const download: Operation = {
	name: 'Download',
	value: 'download',
	sentence: 'Download a recording',
	description: 'Download the file of a recorded call',
	fields: [
		{
			displayName: 'File Name',
			name: 'fileName',
			type: 'resourceLocator',
			required: true,
			default: { mode: 'list', value: '' },
			description: 'The recording to download',
			modes: [
				{
					displayName: 'From List',
					name: 'list',
					type: 'list',
					placeholder: 'Pick a recording',
					typeOptions: { searchListMethod: 'searchRecordings', searchable: true },
				},
				{
					displayName: 'By Name',
					name: 'name',
					type: 'string',
					placeholder: 'e.g. 5000-07000006000_20151214110050_mix.wav',
					hint: 'The name of the file, as Get Many gives it',
				},
			],
		},
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
		const fileName = String(this.getNodeParameter('fileName', itemIndex, '', { extractValue: true }) ?? '').trim();
		const property = this.getNodeParameter('binaryPropertyName', itemIndex) as string;
		const { pauseSeconds = 3 } = this.getNodeParameter('options', itemIndex) as { pauseSeconds?: number };
		if (fileName === '') throw invalidField('File Name', 'it is empty', 'Pick a recording, or enter the name of its file.');

		if (itemIndex > 0) await sleep(pauseSeconds * 1000);
		const { stored, bytes } = await receiveRecording(
			this,
			fileName,
			async (file) => await this.helpers.prepareBinaryData(file, fileName),
		);
		return [{ json: { fileName, bytes }, binary: { [property]: stored } }];
	},
};
