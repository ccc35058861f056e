import type { INodeProperties, INodePropertyCollection, INodePropertyOptions } from 'n8n-workflow';

import { ACTION, loadPackage, POLLING_TRIGGER, TRIGGER } from './builtNodes';

/** The words that n8n's editor shows of the package: of each node, resource, operation, field and choice. */

/** A word that the editor shows, the name behind it, and the words that stand below it. */
export interface Label {
	words: string;
	name: string;
	below: Label[];
}

const isField = (option: INodePropertyOptions | INodeProperties | INodePropertyCollection): option is INodeProperties => 'displayName' in option && 'type' in option;

/** @returns a field with its choices, its modes, or the fields in it */
function labelOf(field: INodeProperties | INodePropertyOptions | INodePropertyCollection): Label {
	if ('values' in field) return { words: field.displayName, name: field.name, below: field.values.map(labelOf) };
	if (!isField(field)) return { words: field.name, name: String(field.value), below: [] };
	const modes = (field.modes ?? []).map(({ displayName, name }) => ({ words: displayName, name, below: [] }));
	return { words: field.displayName, name: field.name, below: [...modes, ...(field.options ?? []).map(labelOf)] };
}

/** @returns the fields shown for a resource, or for an operation of it */
function fieldsFor(fields: INodeProperties[], resource: string, operation: string): INodeProperties[] {
	return fields.filter(({ displayOptions }) => {
		const { resource: ofResource, operation: ofOperation } = displayOptions?.show ?? {};
		return (!ofResource || ofResource.includes(resource)) && (!ofOperation || ofOperation.includes(operation));
	});
}

/** @returns the nodes, and the credential, with all words below them; below the action node stand its resources, below these their operations */
export async function labelsOf(): Promise<Label[]> {
	const { nodeTypes, credentialType } = await loadPackage();
	const action = nodeTypes.getByNameAndVersion(ACTION).description;
	const chosen = (fields: INodeProperties[], name: string) => fields.filter((field) => field.name === name).flatMap((field) => labelOf(field).below);
	const own = action.properties.filter(({ name }) => name !== 'resource' && name !== 'operation');
	const resources = chosen(action.properties, 'resource').map((resource) => ({
		...resource,
		below: chosen(fieldsFor(action.properties, resource.name, ''), 'operation').map((operation) => ({
			...operation,
			below: fieldsFor(own, resource.name, operation.name).map(labelOf),
		})),
	}));
	const triggers = [TRIGGER, POLLING_TRIGGER].map((type) => nodeTypes.getByNameAndVersion(type).description);
	return [
		{ words: action.displayName, name: ACTION, below: resources },
		...triggers.map(({ displayName, name, properties }) => ({ words: displayName, name, below: properties.map(labelOf) })),
		{ words: credentialType.displayName, name: credentialType.name, below: credentialType.properties.map(labelOf) },
	];
}
