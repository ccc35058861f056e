import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { LISTS } from '../api/lists';
import { toPhoneNumber } from '../api/phoneNumber';
import { searchList } from './search';

/** Offers the numbers of the line's address book, found by name, group or number: `addresslist` (service, 3.5.1). */
export async function searchContacts(
	this: ILoadOptionsFunctions,
	filter?: string,
	page?: string,
): Promise<INodeListSearchResult> {
	return await searchList(
		this,
		{
			list: LISTS.contacts,
			offers(record) {
				const { name, groupName: group, phone1, phone2 } = LISTS.contacts.read(record);
				// What is no phone number could be picked, but not called.
				const numbers = [phone1, phone2].filter((number) => toPhoneNumber(number));
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
