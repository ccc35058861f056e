import type { IExecuteFunctions } from 'n8n-workflow';
import { sleep } from 'n8n-workflow';

import { CentrexError, notTried } from '../../api/error';
import { request } from '../../api/request';
import { isSignInRefusal } from '../../api/results';
import { readRemaining, readStatuses, whoHasIt } from '../../api/sendResult';
import type { RecipientStatus } from '../../api/sendResult';

/** Recipients that one request may name (document, 2.2.6.1). */
const RECIPIENTS_PER_REQUEST = 10;

/** What an item sends, and to whom. */
export interface Text {
	/** A long text in several. */
	parts: string[];
	/** In EUC-KR, all parts together. */
	bytes: number;
	/** Characters that EUC-KR cannot carry, each once. */
	unsupported: string[];
	/** Digits only, each number once. */
	to: string[];
	/** Items with the same words here share requests; an item with none has its own. */
	sharedBy?: string;
}

/** What became of an item's text. */
export interface Sent {
	text: Text;
	/** In the order of the item; `NOT_SENT` until it is sent. */
	recipients: RecipientStatus[];
	/** Requests that began with this item; one that several items share counts for the first of them. */
	requests: number;
	/** Sends left on the line; `null` where the service does not say. */
	remaining: number | null;
}

/** An item that is being sent. */
interface Item extends Sent {
	itemIndex: number;
	/** Requests that it has had a part in, and will have. */
	begun: number;
	planned: number;
}

/** One recipient who waits for a request that is full, or for the end. */
interface Waiting {
	item: Item;
	recipient: RecipientStatus;
}

type Outcome = { itemIndex: number } & ({ sent: Sent } | { error: unknown });

/**
 * Sends the text of each item. Recipients of items that may share requests go out together, ten a request, in the items'
 * order; nobody waits who gets another text after this one, so that each person's texts keep their order.
 *
 * @param read reads an item's text; where it throws, that is what comes of the item
 * @returns what became of each item, as soon as it is known
 */
export async function* sendTexts(
	node: IExecuteFunctions,
	read: (node: IExecuteFunctions, itemIndex: number) => Text,
): AsyncGenerator<Outcome> {
	const texts = readAhead(node, read);
	const groups = new Map<string, Waiting[]>();
	const waitingFor = new Map<string, Waiting[]>();
	let refused: CentrexError | undefined;

	async function* send(group: Waiting[], least: number): AsyncGenerator<Outcome> {
		while (group.length >= least && group.length > 0) {
			const together = group.splice(0, RECIPIENTS_PER_REQUEST);
			together.forEach(({ recipient }) => waitingFor.delete(recipient.to));
			const items = [...new Set(together.map(({ item }) => item))];
			const error = await sendOnce(node, together, items, texts.readOn, refused);
			if (error === undefined) {
				const isDone = (item: Item) => group.every((waiting) => waiting.item !== item);
				for (const item of items.filter(isDone)) yield { itemIndex: item.itemIndex, sent: item };
				continue;
			}
			if (isSignInRefusal(error)) refused ??= error as CentrexError;
			// An item ends with its first error.
			for (const { recipient } of remove(group, items)) waitingFor.delete(recipient.to);
			const others = [...groups.values()].flat().map(({ item }) => item).filter(isBegun);
			for (const item of items) {
				// Without "continue" nobody sees an item: so the error tells of all that are not wholly done.
				const told = node.continueOnFail() ? [item] : [...new Set([...items, ...others])];
				yield { itemIndex: item.itemIndex, error: withRecipients(error, requestOf(items, item), told) };
			}
		}
	}
	async function* sendAll(): AsyncGenerator<Outcome> {
		for (const group of groups.values()) yield* send(group, 1);
		groups.clear();
	}

	for (let itemIndex = 0; itemIndex < node.getInputData().length; itemIndex++) {
		if (refused) {
			yield { itemIndex, error: notTried(refused) };
			continue;
		}
		const { text, error } = texts.take(itemIndex);
		if (!text) {
			// The run ends here: what stands before goes out first.
			if (!node.continueOnFail()) yield* sendAll();
			yield { itemIndex, error };
			continue;
		}
		for (const to of text.to) yield* send(waitingFor.get(to) ?? [], 1);
		const key = text.sharedBy ?? `item ${itemIndex}`;
		const group = groups.get(key) ?? [];
		groups.set(key, group);
		const recipients = text.to.map((to) => ({ to, status: 'NOT_SENT' }));
		const planned = Math.ceil((group.length + recipients.length) / RECIPIENTS_PER_REQUEST) * text.parts.length;
		const item: Item = { itemIndex, text, recipients, requests: 0, remaining: null, begun: 0, planned };
		for (const recipient of recipients) {
			group.push({ item, recipient });
			waitingFor.set(recipient.to, group);
		}
		yield* send(group, text.sharedBy === undefined ? 1 : RECIPIENTS_PER_REQUEST);
		if (group.length === 0) groups.delete(key);
	}
	yield* sendAll();
}

/** What was read of an item, or why it could not be. */
interface ReadText {
	text?: Text;
	error?: unknown;
}

/** Reads the texts of items, the next ones while a request is under way: an item takes n8n about a millisecond. */
function readAhead(node: IExecuteFunctions, read: (node: IExecuteFunctions, itemIndex: number) => Text) {
	const { length } = node.getInputData();
	const known = new Map<number, ReadText>();
	let next = 0;
	const readOne = (itemIndex: number): ReadText => {
		try {
			return { text: read(node, itemIndex) };
		} catch (error) {
			return { error };
		}
	};
	return {
		/** @returns the text of an item; to be called for one after the other */
		take(itemIndex: number): ReadText {
			const taken = known.get(itemIndex) ?? readOne(itemIndex);
			known.delete(itemIndex);
			next = Math.max(next, itemIndex + 1);
			return taken;
		},
		/** Reads as many items as one request has recipients; between two of them the request gets its turn. */
		async readOn(): Promise<void> {
			for (const end = Math.min(next + RECIPIENTS_PER_REQUEST, length); next < end && known.size < RECIPIENTS_PER_REQUEST; next++) {
				known.set(next, readOne(next));
				await sleep(0);
			}
		},
	};
}

/**
 * Sends a text, part by part, to up to ten people.
 *
 * @param meanwhile what is done while a request is under way
 * @param refused an earlier refusal of the sign-in: then nothing is sent
 * @returns what went wrong; each recipient's status says what became of him or her
 */
async function sendOnce(
	node: IExecuteFunctions,
	together: Waiting[],
	items: Item[],
	meanwhile: () => Promise<void>,
	refused?: CentrexError,
): Promise<unknown> {
	const [first] = items;
	const { parts } = first.text;
	for (const [partIndex, part] of parts.entries()) {
		// Whoever was refused a part is not sent, and does not pay for, the rest of it.
		const open = together.map(({ recipient }) => recipient).filter(({ status }) => partIndex === 0 || mayHaveIt(status));
		if (open.length === 0) break;
		first.requests++;
		items.forEach((item) => item.begun++);
		const numbers = open.map(({ to }) => to);
		let others: Promise<void> | undefined;
		try {
			if (refused) throw notTried(refused);
			const sending = request(node, 'smssend', { destnumber: numbers.join(','), smsmsg: part });
			others = sleep(0).then(meanwhile);
			const { values } = await sending;
			readStatuses(values, numbers).forEach(({ status }, index) => {
				note(open[index], partIndex > 0 && !mayHaveIt(status) ? 'INCOMPLETE' : status);
			});
			const remaining = readRemaining(values);
			items.forEach((item) => (item.remaining = remaining ?? item.remaining));
		} catch (error) {
			const inDoubt = error instanceof CentrexError && error.outcome === 'unknown';
			const status = inDoubt ? 'UNKNOWN' : partIndex > 0 ? 'INCOMPLETE' : 'NOT_SENT';
			open.forEach((recipient) => note(recipient, status));
			return error;
		} finally {
			await others;
		}
	}
	return undefined;
}

function mayHaveIt(status: string): boolean {
	return status === 'OK' || status === 'UNKNOWN';
}

/** What became of a recipient after one more part; a doubt about an earlier part stays. */
function note(recipient: RecipientStatus, status: string): void {
	if (recipient.status !== 'UNKNOWN') recipient.status = status;
}

function isBegun({ recipients }: Item): boolean {
	return recipients.some(({ status }) => status !== 'NOT_SENT');
}

/** Takes those of some items out of a group. @returns them */
function remove(group: Waiting[], items: Item[]): Waiting[] {
	const removed = group.filter(({ item }) => items.includes(item));
	const left = group.filter(({ item }) => !items.includes(item));
	group.splice(0, group.length, ...left);
	return removed;
}

function requestOf(items: Item[], { begun, planned }: Item): string {
	if (items.length === 1) return `Request ${begun} of ${planned} failed`;
	const [first, last] = [items[0], items[items.length - 1]].map(({ itemIndex }) => itemIndex + 1);
	return `The request for items ${first} to ${last} failed`;
}

/** Adds to an error who has the text already and who has not, so that nobody is sent it twice. */
function withRecipients(error: unknown, problem: string, items: Item[]): unknown {
	const recipients = items.flatMap((item) => item.recipients);
	if (!(error instanceof CentrexError) || recipients.every(({ status }) => status === 'NOT_SENT')) return error;
	return new CentrexError(`${problem}: ${error.message}`, {
		advice: [whoHasIt(recipients), error.advice].filter((sentence) => sentence !== '').join(' '),
		// Sending the item again would reach some people twice.
		outcome: 'unknown',
		code: error.code,
		codeName: error.codeName,
		recipients,
		cause: error,
	});
}
