import type { IExecuteFunctions } from 'n8n-workflow';
import { sleep } from 'n8n-workflow';

import { CentrexError, notTried, sentences } from '../../api/error';
import type { Line } from '../../api/line';
import { request } from '../../api/request';
import { isSignInRefusal } from '../../api/results';
import { readRemaining, readStatuses, whoHasIt } from '../../api/sendResult';
import type { RecipientStatus } from '../../api/sendResult';
import { NightError } from './advertisement';

/** Recipients that one request may name (service, 7.4). */
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
	/** Asked before each request: why the text does not go out at this hour. */
	notNow?(): NightError | undefined;
	/** Whether it is marked as an advertisement by hand. */
	isMarked: boolean;
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

/** What became of an item: of its text, perhaps with what kept it from everybody; or why there is none. */
export type TextOutcome = { itemIndex: number } & ({ sent: Sent; told?: unknown } | { error: unknown });

/** What the lines of a run share. */
export interface Run {
	/** Set when an error ends the run: no line begins another request then. */
	isEnding: boolean;
}

/** Those who wait for a text from one line, in groups that share requests. */
export class Outbox {
	/** The refusal of the sign-in, after which nothing is sent. */
	refused?: CentrexError;

	/** By what their items share; a group goes when nobody in it waits any more. */
	private readonly groups = new Map<string, Waiting[]>();

	/** The one group in which a number waits. */
	private readonly groupOf = new Map<string, Waiting[]>();

	/** Set when the error that ends the run tells of all that this line has begun. */
	private isTold = false;

	/** @param meanwhile what is done while a request is under way */
	constructor(
		private readonly node: IExecuteFunctions,
		private readonly line: Line,
		private readonly run: Run,
		private readonly meanwhile: () => Promise<void>,
	) {}

	/** Has the recipients of an item wait, and sends what is full. */
	async *add(itemIndex: number, text: Text): AsyncGenerator<TextOutcome> {
		const key = text.sharedBy ?? `item ${itemIndex}`;
		const group = this.groups.get(key) ?? [];
		this.groups.set(key, group);
		const recipients = text.to.map((to) => ({ to, status: 'NOT_SENT' }));
		const planned = Math.ceil((group.length + recipients.length) / RECIPIENTS_PER_REQUEST) * text.parts.length;
		const item: Item = { itemIndex, text, recipients, requests: 0, remaining: null, begun: 0, planned };
		for (const recipient of recipients) {
			group.push({ item, recipient });
			this.groupOf.set(recipient.to, group);
		}
		const least = text.sharedBy === undefined ? 1 : RECIPIENTS_PER_REQUEST;
		while (!this.run.isEnding && group.length >= least) yield* await this.sendNext(group);
		if (group.length === 0) this.groups.delete(key);
	}

	/** Sends the group in which a number waits, before it gets another text. */
	async *sendWhatWaitsFor(to: string): AsyncGenerator<TextOutcome> {
		const group = this.groupOf.get(to) ?? [];
		while (!this.run.isEnding && group.length > 0) yield* await this.sendNext(group);
	}

	/** Sends to all who wait. */
	async *sendAll(): AsyncGenerator<TextOutcome> {
		for (const group of this.groups.values()) {
			while (!this.run.isEnding && group.length > 0) yield* await this.sendNext(group);
		}
	}

	/** What has begun, of a run that an error of another line has ended. */
	*unfinished(): Generator<TextOutcome> {
		if (this.isTold) return;
		for (const item of this.begun()) yield { itemIndex: item.itemIndex, sent: item };
	}

	private begun(): Item[] {
		return [...new Set([...this.groups.values()].flat().map(({ item }) => item))].filter(isBegun);
	}

	/** Sends one request, to the first of a group. @returns what became of the items that end with it */
	private async sendNext(group: Waiting[]): Promise<TextOutcome[]> {
		const together = group.splice(0, RECIPIENTS_PER_REQUEST);
		this.forget(together);
		const items = [...new Set(together.map(({ item }) => item))];
		const error = await sendOnce(this.line, together, items, this.meanwhile, this.refused);
		if (error === undefined) {
			const waiting = new Set(group.map(({ item }) => item));
			return items.filter((item) => !waiting.has(item)).map((item) => ({ itemIndex: item.itemIndex, sent: item }));
		}
		if (isSignInRefusal(error)) this.refused ??= error as CentrexError;
		// An item ends with its first error.
		this.forget(remove(group, items));
		if (this.node.continueOnFail()) {
			return items.map((item) => ({ itemIndex: item.itemIndex, error: withRecipients(error, requestOf(items, item), [item]) }));
		}
		// Another line's error is told.
		if (this.run.isEnding) return items.map((item) => ({ itemIndex: item.itemIndex, sent: item, told: error }));
		this.run.isEnding = true;
		this.isTold = true;
		// Nobody sees an item: so the error tells of all that are not wholly done.
		const told = [...new Set([...items, ...this.begun()])];
		return [{ itemIndex: items[0].itemIndex, error: withRecipients(error, requestOf(items, items[0]), told) }];
	}

	private forget(waiting: Waiting[]): void {
		for (const { recipient } of waiting) this.groupOf.delete(recipient.to);
	}
}

/**
 * Sends a text, part by part, to up to ten people.
 *
 * @param meanwhile what is done while a request is under way
 * @param refused an earlier refusal of the sign-in: then nothing is sent
 * @returns what went wrong; each recipient's status says what became of him or her
 */
async function sendOnce(
	line: Line,
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
			const notNow = first.text.notNow?.();
			if (notNow) throw notNow;
			const sending = request(line, 'smssend', { destnumber: numbers.join(','), smsmsg: part });
			others = sleep(0).then(meanwhile);
			const { values } = await sending;
			readStatuses(values, numbers).forEach(({ status }, index) => {
				note(open[index], partIndex > 0 && !mayHaveIt(status) ? 'INCOMPLETE' : status);
			});
			const remaining = readRemaining(values);
			items.forEach((item) => (item.remaining = remaining ?? item.remaining));
		} catch (error) {
			const status = statusAfter(error, partIndex);
			open.forEach((recipient) => note(recipient, status));
			return error;
		} finally {
			await others;
		}
	}
	return undefined;
}

/** What became of those to whom a part was being sent when that went wrong. */
function statusAfter(error: unknown, partIndex: number): string {
	if (error instanceof CentrexError && error.outcome === 'unknown') return 'UNKNOWN';
	return partIndex > 0 ? 'INCOMPLETE' : 'NOT_SENT';
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

/** @returns the error with who is to be sent the text after the night */
function notSentTo(error: NightError, recipients: RecipientStatus[]): CentrexError {
	const { message, advice, outcome } = error;
	return new CentrexError(message, { advice, details: whoHasIt(recipients), outcome, recipients, cause: error });
}

/** Adds to an error who has the text already and who has not, so that nobody is sent it twice. */
function withRecipients(error: unknown, problem: string, items: Item[]): unknown {
	const recipients = items.flatMap((item) => item.recipients);
	if (!(error instanceof CentrexError)) return error;
	if (recipients.every(({ status }) => status === 'NOT_SENT')) return error instanceof NightError ? notSentTo(error, recipients) : error;
	return new CentrexError(`${problem}: ${error.message}`, {
		details: sentences(whoHasIt(recipients), error.details),
		advice: error.advice,
		// Sending the item again would reach some people twice.
		outcome: 'unknown',
		code: error.code,
		codeName: error.codeName,
		recipients,
		cause: error,
	});
}
