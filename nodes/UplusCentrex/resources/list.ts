import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import type { CommandName } from '../api/commands';
import { invalidField } from '../api/error';
import { listRecords } from '../api/pages';
import { simplifyField } from './simplify';

/** The fields that every list has. */
export const listFields: INodeProperties[] = [
	{
		displayName: 'Return All',
		name: 'returnAll',
		type: 'boolean',
		default: false,
		description: 'Whether to return all results or only up to a given limit',
	},
	{
		displayName: 'Limit',
		name: 'limit',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 50,
		description: 'Max number of results to return',
		displayOptions: { show: { returnAll: [false] } },
	},
	simplifyField,
];

/**
 * Reads a list as its fields say.
 *
 * @param mostAPage how many entries the command can be asked for at once; left out where that cannot be chosen
 * @param simplify makes an item of one of the service's records
 */
export async function runList(
	caller: IExecuteFunctions,
	itemIndex: number,
	list: {
		command: CommandName;
		parameters?: Record<string, string>;
		mostAPage?: number;
		simplify: (record: IDataObject) => IDataObject;
	},
): Promise<Array<{ json: IDataObject }>> {
	const returnAll = caller.getNodeParameter('returnAll', itemIndex) as boolean;
	const limit = returnAll ? Infinity : Number(caller.getNodeParameter('limit', itemIndex));
	if (!(limit >= 1)) throw invalidField('Limit', 'it must be at least 1', 'Enter a number, or turn Return All on.');
	const simplify = caller.getNodeParameter('simplify', itemIndex) as boolean;
	const items: Array<{ json: IDataObject }> = [];
	const pageSize = list.mostAPage && { num_per_page: String(Math.min(Math.ceil(limit), list.mostAPage)) };
	for await (const record of listRecords(caller, list.command, { ...list.parameters, ...pageSize })) {
		items.push({ json: simplify ? list.simplify(record) : record });
		if (items.length >= limit) break;
	}
	return items;
}
