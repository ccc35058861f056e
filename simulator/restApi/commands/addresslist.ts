import { ListAnswer, type Command } from './command';
import { listPage } from './listPage';

/** Lists the address book; DATAS is beside LISTINFO (document, 2.2.8). */
export const addresslist: Command = {
	message: 'OK',
	required: ['page'],
	carryOut({ contacts }, parameters) {
		const { records, ...info } = listPage(contacts, parameters.page, (contact, position) => ({
			NO: `${position}`,
			NAME: contact.name,
			PHONE1: contact.phone1,
			PHONE2: contact.phone2,
			GROUP_NAME: contact.groupName,
			GROUP_CODE: contact.groupCode,
			ETC: contact.note,
		}));
		// In the samples only the page is a string, and only where the page has entries.
		const page = records ? `${info.page}` : info.page;
		return new ListAnswer({ LISTINFO: { ...info, page }, DATAS: records });
	},
};
