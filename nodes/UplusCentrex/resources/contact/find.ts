import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { invalidField, notTried } from '../../api/error';
import type { CentrexError } from '../../api/error';
import type { Line } from '../../api/line';
import { LISTS } from '../../api/lists';
import { readRecords } from '../../api/pages';
import { comparable, withoutSeparators } from '../../api/phoneNumber';
import { isSignInRefusal } from '../../api/results';
import type { ItemOutcome, Operation } from '../operation';

/** Says whose a phone number is: `addresslist` (service, 3.5.1), which is read once for all items of a line. */
export const find: Operation = {
	name: 'Find by Number',
	value: 'find',
	sentence: 'Find a contact by number',
	description: "Say who a phone number belongs to, by the line's address book",
	commands: [LISTS.contacts.command],
	fields: [
		{
			displayName: 'Phone',
			name: 'phone',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. 010-0000-1234',
			description: "The whole number, with or without hyphens, such as of whoever called or sent a text. A withheld number is nobody's.",
		},
	],
	async *runAll(lineOf) {
		const addressBooks = new Map<Line, Promise<Contacts>>();
		for (const itemIndex of this.getInputData().keys()) {
			let outcome: ItemOutcome;
			try {
				const line = await lineOf(itemIndex);
				const phone = readPhone(this, itemIndex);
				const known = addressBooks.get(line);
				const reading = known ?? readContacts(line);
				addressBooks.set(line, reading);
				const contacts = await (known ? reading.catch(notReadAgain) : reading);
				outcome = { itemIndex, results: [{ json: whoHas(phone, contacts) }] };
			} catch (error) {
				outcome = { itemIndex, error };
			}
			yield outcome;
		}
	},
};

/** What an item says where the address book could not be read for one before it. */
function notReadAgain(error: unknown): never {
	throw isSignInRefusal(error) ? notTried(error as CentrexError) : error;
}

/** The contacts that have a number, by what it is compared by, in the order of the address book. */
type Contacts = Map<string, IDataObject[]>;

async function readContacts(line: Line): Promise<Contacts> {
	const contacts: Contacts = new Map();
	for (const record of await readRecords(line, LISTS.contacts)) {
		const contact = LISTS.contacts.read(record);
		for (const number of new Set([contact.phone1, contact.phone2].map(comparable).filter(Boolean))) {
			const before = contacts.get(number);
			if (before) before.push(contact);
			else contacts.set(number, [contact]);
		}
	}
	return contacts;
}

function whoHas(phone: string, contacts: Contacts): IDataObject {
	const [contact, ...others] = contacts.get(comparable(phone)) ?? [];
	if (!contact) return { found: false, phone };
	return { found: true, phone, ...contact, ...(others.length > 0 && { others: others.length }) };
}

/** @returns the number without hyphens; empty for a withheld one @throws CentrexError where the field holds no text */
function readPhone(node: IExecuteFunctions, itemIndex: number): string {
	const given: unknown = node.getNodeParameter('phone', itemIndex);
	if (typeof given === 'string' || typeof given === 'number') return withoutSeparators(String(given));
	throw invalidField('Phone', 'there is none', 'Enter a phone number, or an expression that gives one.');
}
