import type { INodeProperties } from 'n8n-workflow';

import { call } from './call';
import { callForwarding } from './callForwarding';
import { callHistory } from './callHistory';
import { contact } from './contact';
import { line } from './line';
import { lineField } from './lineField';
import { message } from './message';
import { notificationUrl } from './notificationUrl';
import type { Operation, Resource } from './operation';
import { recording } from './recording';

/** The resources, in the order of the field Resource. */
export const resources: readonly Resource[] = [call, callForwarding, callHistory, contact, line, notificationUrl, recording, message];

/** @returns the operation; `undefined` where the table has none of that name */
export function findOperation(resource: string, operation: string): Operation | undefined {
	return resources.find(({ value }) => value === resource)?.operations.find(({ value }) => value === operation);
}

/** What the node does, as the canvas says it below the node's name: the operation's sentence. */
export const subtitle = `={{ (${JSON.stringify(
	Object.fromEntries(
		resources.flatMap(({ value: resource, operations }) =>
			operations.map(({ value: operation, sentence }) => [`${resource}.${operation}`, sentence]),
		),
	),
)})[$parameter["resource"] + "." + $parameter["operation"]] }}`;

/** The node's fields: resource, operation, each operation's own, and the line. */
export const properties: INodeProperties[] = [
	{
		displayName: 'Resource',
		name: 'resource',
		type: 'options',
		noDataExpression: true,
		options: resources.map(({ name, value }) => ({ name, value })),
		default: 'message',
	},
	...resources.flatMap(describeResource),
	lineField,
];

function describeResource({ value: resource, operations }: Resource): INodeProperties[] {
	const [{ value: firstOperation }] = operations;
	return [
		{
			displayName: 'Operation',
			name: 'operation',
			type: 'options',
			noDataExpression: true,
			options: operations.map(({ name, value, sentence, description }) => ({
				name,
				value,
				// n8n's guidelines: actions leave out articles.
				action: sentence.replace(/ (a|an|the)(?= )/g, ''),
				description,
			})),
			default: firstOperation,
			displayOptions: { show: { resource: [resource] } },
		},
		...operations.flatMap(({ value: operation, fields }) =>
			fields.map((field) => ({
				...field,
				displayOptions: {
					...field.displayOptions,
					show: { ...field.displayOptions?.show, resource: [resource], operation: [operation] },
				},
			})),
		),
	];
}
