import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { invalidField } from '../api/error';
import type { Line } from '../api/line';
import type { List, ListOfEvents } from '../api/lists';
import { readRecords } from '../api/pages';
import { toCount } from '../api/values';
import { readSwitch } from '../shared/fields';
import { readFilters } from './filters';
import { simplifyField } from './simplify';

/** The fields that every list has. @param filters what it can be narrowed down by */
export function listFields(...filters: INodeProperties[]): INodeProperties[] {
	return [
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
		...filters,
		simplifyField,
	];
}

/** Reads a list as its fields say. @returns an item for each record, with its position in the list */
export async function runList(
	caller: IExecuteFunctions,
	itemIndex: number,
	line: Line,
	list: List | ListOfEvents,
): Promise<Array<{ json: IDataObject }>> {
	const returnAll = readSwitch('Return All', caller.getNodeParameter('returnAll', itemIndex));
	const limit = returnAll ? Infinity : Number(caller.getNodeParameter('limit', itemIndex));
	if (!(limit >= 1)) throw invalidField('Limit', 'it must be at least 1', 'Enter a number, or turn Return All on.');
	const filters = 'happened' in list ? readFilters(caller, itemIndex, list) : undefined;
	const simplify = readSwitch('Simplify', caller.getNodeParameter('simplify', itemIndex));
	const records = await readRecords(line, list, {
		passes: filters?.passes,
		isEnough: (found, page) => found.length >= limit || filters?.isEnd(page) === true,
		// Nobody knows how many records it takes until so many have passed.
		perPage: filters ? undefined : Math.ceil(limit),
	});
	return records.slice(0, limit).map((record) => ({
		json: simplify ? { position: toCount(record.NO) ?? null, ...list.read(record) } : record,
	}));
}
