import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { invalidField } from '../api/error';
import { readPhoneNumbers } from '../api/phoneNumber';
import { ofTheLine } from './lineField';

/**
 * The field for phone numbers: typed, picked from the line's address book, or an expression.
 *
 * @param placeholder what typed numbers look like
 */
export function toField(description: string, placeholder = 'e.g. 010-0000-1234'): INodeProperties {
	return {
		displayName: 'To',
		name: 'to',
		type: 'resourceLocator',
		required: true,
		default: { mode: 'number', value: '' },
		description,
		typeOptions: ofTheLine,
		modes: [
			{ displayName: 'Number', name: 'number', type: 'string', placeholder },
			{
				displayName: 'From List',
				name: 'list',
				type: 'list',
				placeholder: 'Pick a contact',
				typeOptions: { searchListMethod: 'searchContacts', searchable: true },
			},
		],
	};
}

/**
 * Reads the numbers that the field To holds: a text, or an array from an expression.
 *
 * @param most how many numbers the operation takes
 * @returns digits only, each number once, in order; at least one
 * @throws CentrexError naming what is no phone number
 */
export function readTo(caller: IExecuteFunctions, itemIndex: number, most = Infinity): string[] {
	const { numbers, wrong } = readPhoneNumbers(caller.getNodeParameter('to', itemIndex, '', { extractValue: true }));
	if (wrong.length > 0) {
		const isAlone = wrong.length + numbers.length === 1;
		throw invalidField(
			'To',
			wrong.length === 1 ? `${isAlone ? 'it' : 'one entry'} is not a Korean phone number` : `${wrong.length} entries are not Korean phone numbers`,
			adviceOnNumbers(wrong),
			...wrong,
		);
	}
	if (numbers.length === 0) throw invalidField('To', 'it is empty', 'Enter a phone number.');
	if (numbers.length > most) {
		const allowed = most === 1 ? 'one number' : `at most ${most} numbers`;
		throw invalidField('To', `it has ${numbers.length} numbers`, `This operation takes ${allowed}.`);
	}
	return numbers;
}

/** @returns what to do about what is no Korean phone number */
export function adviceOnNumbers(wrong: string[]): string {
	return wrong.some((entry) => /^10\d{8}$/.test(entry))
		? 'The 0 at the front is missing, as it gets lost in spreadsheets: format the column as text.'
		: 'Write it with its area code, such as 010-0000-1234 or +82 10-0000-1234; numbers abroad cannot be used.';
}
