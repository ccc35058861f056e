import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { toPhoneNumber } from '../api/phoneNumber';
import { text } from '../api/values';
import { searchList } from './search';

/** Offers the numbers of the line's address book, found by name, group or number: `addresslist` (document, 2.2.8). */
export async function searchContacts(
	this: ILoadOptionsFunctions,
	filter?: string,
	page?: string,
): Promise<INodeListSearchResult> {
	return await searchList(
		this,
		{
			command: 'addresslist',
			offers(record) {
				const name = text(record.NAME);
				const group = text(record.GROUP_NAME);
				// What is no phone number could be picked, but not called.
				const numbers = [text(record.PHONE1), text(record.PHONE2)].filter((number) => toPhoneNumber(number));
				return numbers.map((number) => ({
					name: [[name, group && `(${group})`].filter(Boolean).join(' '), number].filter(Boolean).join(' · '),
					value: number,
					words: `${name} ${group} ${number}`,
				}));
			},
		},
		filter,
		page,
	);
}
