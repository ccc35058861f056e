import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { invalidField } from '../../api/error';
import { readWords } from '../../shared/fields';
import { ofTheLine } from '../lineField';

/** The field for one of the line's recordings: picked from the list, typed, or an expression. */
export function fileNameField(description: string): INodeProperties {
	return {
		displayName: 'File Name',
		name: 'fileName',
		type: 'resourceLocator',
		required: true,
		default: { mode: 'list', value: '' },
		description,
		typeOptions: ofTheLine,
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
	};
}

/**
 * Reads the file name that the field holds.
 *
 * @throws CentrexError where it is empty
 */
export function readFileName(caller: IExecuteFunctions, itemIndex: number): string {
	const fileName = readWords('File Name', caller.getNodeParameter('fileName', itemIndex, '', { extractValue: true })).trim();
	if (fileName === '') throw invalidField('File Name', 'it is empty', 'Pick a recording, or enter the name of its file.');
	return fileName;
}
