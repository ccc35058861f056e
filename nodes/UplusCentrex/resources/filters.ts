import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { CALL_STATUSES } from '../api/callStatus';
import { invalidField } from '../api/error';
import { isAllBefore } from '../api/lists';
import type { ListOfEvents } from '../api/lists';
import { mayBe, toPhoneNumber } from '../api/phoneNumber';
import { readDateTime, toMilliseconds } from '../api/time';
import { text } from '../api/values';
import { adviceOnNumbers } from './recipients';

/** What is wanted of a list of events. */
export interface Filters {
	/** Whether a record is wanted. What cannot be read of it is no reason to leave it out. */
	passes(record: IDataObject): boolean;
	/** Whether nothing that is wanted follows a page. */
	isEnd(page: IDataObject[]): boolean;
}

/** How a call ended, for lists that say so in full. */
export const statusFilter: INodeProperties = {
	displayName: 'Status',
	name: 'status',
	type: 'multiOptions',
	options: [
		{ name: 'Answered', value: 'answered' },
		{ name: 'Busy', value: 'busy' },
		{ name: 'Canceled', value: 'canceled', description: 'The caller gave up' },
		{ name: 'Failed', value: 'failed' },
		{ name: 'No Answer', value: 'noAnswer' },
	],
	default: [],
	description: 'Only calls that ended in one of these ways',
};

/**
 * The field by which a list is narrowed down.
 *
 * @param more filters that the list has besides
 */
export function filtersField(...more: INodeProperties[]): INodeProperties {
	return {
		displayName: 'Filters',
		name: 'filters',
		type: 'collection',
		placeholder: 'Add filter',
		default: {},
		options: [
			{
				displayName: 'After',
				name: 'after',
				type: 'dateTime',
				default: '',
				description:
					"Only what began at this time or later. It is in the workflow's time zone, unless it names one. As an expression, {{ $today }} is today from midnight on, and {{ $now.minus({ hours: 1 }) }} the last hour.",
			},
			{
				displayName: 'Before',
				name: 'before',
				type: 'dateTime',
				default: '',
				description: "Only what began before this time. It is in the workflow's time zone, unless it names one.",
			},
			{
				displayName: 'Phone',
				name: 'phone',
				type: 'string',
				default: '',
				placeholder: 'e.g. 010-0000-1234',
				description: 'Only what is from or to this phone number. Where the service hides the end of numbers, all that may be this one.',
			},
			...more,
		],
	};
}

/**
 * Reads the field by which a list is narrowed down.
 *
 * @throws CentrexError naming the filter that cannot be right
 */
export function readFilters(caller: IExecuteFunctions, itemIndex: number, list: ListOfEvents): Filters | undefined {
	const given = caller.getNodeParameter('filters', itemIndex, {}) as IDataObject;
	const phone = readPhone(given);
	const [after, before] = [readTime(caller, given, 'after', 'After'), readTime(caller, given, 'before', 'Before')];
	const statuses = readStatuses(given);
	if (after !== undefined && before !== undefined && after > before) {
		throw invalidField('After', 'it is later than Before', 'Nothing can be after the one and before the other: correct one of them.');
	}
	if ([phone, after, before, statuses].every((filter) => filter === undefined)) return undefined;
	return {
		passes(record) {
			const start = toMilliseconds(list.happened(record).start);
			if ((after !== undefined && start < after) || (before !== undefined && start >= before)) return false;
			const { from, to, status } = list.read(record);
			if (phone !== undefined && ![from, to].some((number) => mayBe(phone, text(number)))) return false;
			const isWordKnown = CALL_STATUSES.includes(text(status));
			return statuses === undefined || !isWordKnown || statuses.includes(text(status));
		},
		isEnd: (page) => after !== undefined && isAllBefore(after, list, page),
	};
}

/**
 * @returns the value of a filter; `undefined` where there is none, or an empty one: an AI agent gives nothing so
 * @throws CentrexError where an expression has found nothing, which would let everything pass
 */
function valueOf(given: IDataObject, name: string, label: string): unknown {
	if (!(name in given)) return undefined;
	const value = given[name];
	if (value === undefined || value === null) {
		throw invalidField(label, 'the expression gives nothing', 'Correct the expression, or remove this filter.');
	}
	return typeof value === 'string' && value.trim() === '' ? undefined : value;
}

function readPhone(given: IDataObject): string | undefined {
	const value = valueOf(given, 'phone', 'Phone');
	if (value === undefined) return undefined;
	const number = toPhoneNumber(text(value));
	if (!number) throw invalidField('Phone', 'it is not a Korean phone number', adviceOnNumbers([text(value)]), text(value));
	return number;
}

/** @returns the second, in milliseconds: the service knows no smaller part of the time */
function readTime(caller: IExecuteFunctions, given: IDataObject, name: string, label: string): number | undefined {
	const value = valueOf(given, name, label);
	if (value === undefined) return undefined;
	const moment = readDateTime(value, caller.getTimezone());
	if (!moment) throw invalidField(label, 'it is no date and time', 'Enter one such as 2026-11-22 09:30.', text(value));
	return Math.floor(moment.getTime() / 1000) * 1000;
}

/** Takes also a text with commas between, as an AI agent writes several. */
function readStatuses(given: IDataObject): string[] | undefined {
	const value = valueOf(given, 'status', 'Status');
	if (value === undefined) return undefined;
	const chosen = [value].flat().flatMap((entry) => text(entry).split(/[,;[\]"']/)).map((entry) => entry.trim()).filter(Boolean);
	const wrong = chosen.filter((status) => !CALL_STATUSES.includes(status));
	if (wrong.length > 0) {
		throw invalidField('Status', 'there is none of this name', `There are ${CALL_STATUSES.join(', ')}.`, ...wrong);
	}
	return chosen.length > 0 ? chosen : undefined;
}
