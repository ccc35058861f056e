import type { INodeProperties } from 'n8n-workflow';

/** The switch between the fields that people need and the service's own record. */
export const simplifyField: INodeProperties = {
	displayName: 'Simplify',
	name: 'simplify',
	type: 'boolean',
	default: true,
	description: 'Whether to return a simplified version of the response instead of the raw data',
};
