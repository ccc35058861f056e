import type { INodeProperties } from 'n8n-workflow';

/** What a trigger's field Lines holds, with the words of the editor. */
export const LINES = { number: "The Credential's Number", all: 'All Lines of the Credential' };

/** The field for which of the office's lines start the workflow. */
export const linesField: INodeProperties = {
	displayName: 'Lines',
	name: 'lines',
	type: 'options',
	options: [
		{ name: LINES.number, value: 'number', description: 'The line whose number is in the field Number of the credential' },
		{ name: LINES.all, value: 'all', description: 'That one, and those in More Lines of the credential' },
	],
	default: 'number',
	description: 'Which lines start the workflow',
};
