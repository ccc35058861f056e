import type { INodeProperties } from 'n8n-workflow';

/** The field for which of the office's lines carries an operation out: it stands below the fields of each. */
export const lineField: INodeProperties = {
	displayName: 'Line',
	name: 'line',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	description: 'Which line of the office does this: one of the numbers of the credential. Empty for the number that signs in.',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: "The credential's number",
			typeOptions: { searchListMethod: 'searchLines', searchable: true },
		},
		{ displayName: 'Number', name: 'number', type: 'string', placeholder: 'e.g. 070-0000-1001' },
	],
};

/** For a field with a picker: what it offers is the chosen line's. */
export const ofTheLine: INodeProperties['typeOptions'] = { loadOptionsDependsOn: ['line.value'] };
