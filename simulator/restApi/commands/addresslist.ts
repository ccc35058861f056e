import { Count } from '../values';
import { listCommand } from './list';

/** Lists the address book (service, 3.5.1). */
export const addresslist = listCommand({
	required: ['page'],
	entries: ({ contacts }) => contacts,
	record: (contact, position) => ({
		NO: new Count(`${position}`),
		NAME: contact.name,
		PHONE1: contact.phone1,
		PHONE2: contact.phone2,
		GROUP_NAME: contact.groupName,
		GROUP_CODE: contact.groupCode,
		ETC: contact.note,
	}),
	// In the samples only the page is a string, and only where the page has entries.
	stringsInSample: (isEmpty) => (isEmpty ? [] : ['page']),
});
