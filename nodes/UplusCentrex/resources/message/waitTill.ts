import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { WAIT_INDEFINITELY } from 'n8n-workflow';

import { invalidField } from '../../api/error';
import { readDateTime } from '../../api/time';
import { readChoice } from '../../shared/fields';

const UNIT_MS: Readonly<Record<string, number>> = { minutes: 60_000, hours: 3_600_000, days: 86_400_000 };

const LIMIT_TYPES = { afterTimeInterval: 'After Time Interval', atSpecifiedTime: 'At Specified Time' };

/** How long to wait for an answer, as n8n's own nodes ask for it. */
export const limitWaitTime: INodeProperties = {
	displayName: 'Limit Wait Time',
	name: 'limitWaitTime',
	type: 'fixedCollection',
	default: { values: { limitType: 'afterTimeInterval', resumeAmount: 45, resumeUnit: 'minutes' } },
	description: 'Whether to go on without an answer after some time; the item that came in comes out then',
	options: [
		{
			displayName: 'Values',
			name: 'values',
			values: [
				{
					displayName: 'Limit Type',
					name: 'limitType',
					type: 'options',
					options: [
						{ name: 'After Time Interval', value: 'afterTimeInterval', description: 'Wait for a certain time' },
						{ name: 'At Specified Time', value: 'atSpecifiedTime', description: 'Wait until a certain date and time' },
					],
					default: 'afterTimeInterval',
				},
				{
					displayName: 'Amount',
					name: 'resumeAmount',
					type: 'number',
					typeOptions: { minValue: 0, numberPrecision: 2 },
					default: 1,
					description: 'The time to wait',
					displayOptions: { show: { limitType: ['afterTimeInterval'] } },
				},
				{
					displayName: 'Unit',
					name: 'resumeUnit',
					type: 'options',
					options: [
						{ name: 'Days', value: 'days' },
						{ name: 'Hours', value: 'hours' },
						{ name: 'Minutes', value: 'minutes' },
					],
					default: 'hours',
					displayOptions: { show: { limitType: ['afterTimeInterval'] } },
				},
				{
					displayName: 'Max Date and Time',
					name: 'maxDateAndTime',
					type: 'dateTime',
					default: '',
					description: 'When to go on',
					displayOptions: { show: { limitType: ['atSpecifiedTime'] } },
				},
			],
		},
	],
};

/**
 * Until when to wait, by the option Limit Wait Time; without it for good.
 *
 * @throws CentrexError where that is no time, or one that has passed
 */
export function waitTill(node: IExecuteFunctions, itemIndex: number): Date {
	const limit = node.getNodeParameter('options.limitWaitTime.values', itemIndex, {}) as Record<string, unknown>;
	if (Object.keys(limit).length === 0) return WAIT_INDEFINITELY;
	const { resumeAmount = 1, resumeUnit = 'hours', maxDateAndTime } = limit;
	const limitType = readChoice('Limit Type', limit.limitType ?? 'afterTimeInterval', LIMIT_TYPES);
	const until = limitType === 'atSpecifiedTime'
		? readDateTime(maxDateAndTime, node.getTimezone())
		: new Date(Date.now() + Number(resumeAmount) * UNIT_MS[String(resumeUnit)]);
	if (!until || Number.isNaN(until.getTime())) throw invalidField('Limit Wait Time', 'it is no time', 'Enter how long to wait, or until when.');
	if (until.getTime() < Date.now()) throw invalidField('Limit Wait Time', 'it has passed', 'Enter a time that is still to come.');
	return until;
}
