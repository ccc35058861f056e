import type { IDataObject, INodeExecutionData, IPollFunctions } from 'n8n-workflow';
import { deepCopy, NodeOperationError } from 'n8n-workflow';

import { digest } from './api/digest';
import { adviceOn, CentrexError, invalidField } from './api/error';
import { findNew } from './api/newRecords';
import type { Entry, Memory } from './api/newRecords';
import { receiveRecording } from './api/recording';
import { isSignInRefusal } from './api/results';
import { readSignIn } from './api/signIn';
import { openList, watched } from './api/watchedLists';
import type { FoundEvent, ListName } from './api/watchedLists';
import { reportErrors, toHookError } from './nodeError';
import { paceOf } from './pace';
import type { Pace } from './pace';
import { occasionOf, polledNow } from './publishing';
import { accountOf, unlessRefused } from './refusals';

/** Pages that are looked through for an event to try a workflow out with. */
const SAMPLE_PAGES = 3;

/** Result codes of a line or service that lacks a command (today, 1 and 2). */
const LACKING_CODES: ReadonlySet<string> = new Set(['1005', '2002', '4001']);

const EVENT_LISTS: Readonly<Record<FoundEvent, ListName>> = {
	incomingSms: 'texts',
	callAnswered: 'inboundCalls',
	callMissed: 'inboundCalls',
	callMade: 'outboundCalls',
	recordingAdded: 'recordings',
};

const EVENTS_IN_WORDS: Readonly<Record<FoundEvent, string>> = {
	incomingSms: 'received text',
	callAnswered: 'answered call',
	callMissed: 'missed call',
	callMade: 'call made',
	recordingAdded: 'recording',
};

/** What the trigger keeps in n8n's static data: digests, no numbers and no texts. */
interface Remembered {
	/** A digest of which line it is of. */
	line?: string;
	lists?: Partial<Record<ListName, Memory>>;
	/** Set on a line that lacks the list of inbound calls. */
	withoutInboundCalls?: boolean;
}

/**
 * What each trigger is to remember since it was published. n8n with durable cursors does not save what the poll of publishing
 * leaves, and the next one finds what was there before (`over`): then it takes this.
 */
const published = new Map<string, { over: string; remembered: Remembered }>();
/** What each trigger of this process remembers since its last poll. */
const latest = new Map<string, Remembered>();
/** Refusals of the sign-in, by trigger: repeating them would lock the account (today, 4). */
const refusals = new Map<string, { of: string; error: unknown }>();
/** Lines that are being asked, each with the end of its queue: one request at a time for a line (today, 2). */
const queues = new Map<string, Promise<unknown>>();
/** Triggers whose poll is under way: n8n may start the next one before it has ended. */
const underWay = new Set<string>();

/**
 * Asks the service for what is new, once.
 *
 * @returns the new events, oldest first; `null` where there are none
 */
export async function poll(hook: IPollFunctions): Promise<INodeExecutionData[][] | null> {
	const trigger = `${hook.getWorkflow().id} ${hook.getNode().id}`;
	if (hook.getMode() === 'manual') return await reportErrors(hook, async () => [await sample(hook)]);
	if (underWay.has(trigger)) return null;
	underWay.add(trigger);
	try {
		return await reportErrors(hook, async () => await pollOnce(hook, trigger));
	} finally {
		underWay.delete(trigger);
	}
}

async function pollOnce(hook: IPollFunctions, trigger: string): Promise<INodeExecutionData[][] | null> {
	const occasion = occasionOf(hook, trigger);
	const begins = occasion === 'publishing';
	if (!begins) polledNow(trigger);
	// n8n gives a trigger up for good whose poll fails or hangs at the start, as after a power cut: the next one asks.
	if (occasion === 'start') {
		latest.delete(trigger);
		return null;
	}
	const pace = paceOf(hook.getPollBudgetMs?.());
	const { id, line, account } = await readLine(hook);
	const of = digest([account, hook.getNode().parameters]);
	const refused = refusals.get(trigger);
	if (refused?.of === of && occasion === undefined) throw refused.error;
	refusals.delete(trigger);

	const staticData = hook.getWorkflowStaticData('node') as Remembered;
	const over = digest(staticData);
	const remembered = begins ? { line } : recall(staticData, trigger, line, occasion === 'republishing');
	const reading = inTurn(line, async () => await unlessRefused(account, async () => await readLists(hook, id, remembered, pace)));
	const { items, next } = await reading.catch(noteRefusal(trigger, of));
	if (begins) published.set(trigger, { over, remembered: deepCopy(next) });
	latest.set(trigger, deepCopy(next));
	Object.assign(staticData, { withoutInboundCalls: false, ...next });
	polledNow(trigger);
	return items.length > 0 ? [items] : null;
}

/** @returns what the trigger remembers of the line; nothing where that is another one */
function recall(staticData: Remembered, trigger: string, line: string, isRepublished: boolean): Remembered {
	const first = published.get(trigger);
	const isUnsaved = first?.over === digest(staticData);
	if (!isUnsaved) published.delete(trigger);
	const saved = first && isUnsaved ? first.remembered : staticData;
	// n8n keeps static data by the node's name, which may be a new one, or one that it had long ago.
	const remembered = (isRepublished && latest.get(trigger)) || saved;
	return remembered.line === line ? { ...remembered } : { line };
}

/** For the `catch` of a poll: after a refused sign-in nothing is asked again by itself. */
function noteRefusal(trigger: string, of: string): (error: unknown) => never {
	return (error) => {
		if (isSignInRefusal(error)) refusals.set(trigger, { of, error });
		throw error;
	};
}

/** Reads the lists of the chosen events, one after the other; what one of them has found is handed on if another fails. */
async function readLists(hook: IPollFunctions, id: string, remembered: Remembered, pace: Pace) {
	const next: Remembered = { ...remembered, lists: {} };
	const found: Array<{ end: string; item: INodeExecutionData }> = [];
	const failures: unknown[] = [];
	const names = chosenLists(hook);
	for (const [index, name] of names.entries()) {
		let list: ListName = name;
		pace.nextList(names.length - index);
		try {
			const memory = () => remembered.lists?.[list];
			const read = async () => await findNew(openList(hook, list, pace.beforePage), memory(), pace.mostPages);
			if (name === 'inboundCalls' && next.withoutInboundCalls) list = 'pastInboundCalls';
			const result = await read().catch(async (error: unknown) => {
				unlessLacking(error, list);
				list = 'pastInboundCalls';
				next.withoutInboundCalls = true;
				hook.logger.warn(
					`LG U+ Centrex Polling Trigger: ${(error as Error).message}. Calls are taken from the call history instead, in which the service hides the end of outside numbers.`,
				);
				return await read();
			});
			if (!result) {
				hook.logger.warn('LG U+ Centrex Polling Trigger: a list changed too fast to be read; the next poll reads it again.');
				keepMemory(next, list, memory());
				continue;
			}
			const { items, taken, error } = await toItems(hook, list, result.fresh, id, pace);
			found.push(...items);
			keepMemory(next, list, result.memoryAfter(taken));
			if (error) throw error;
		} catch (error) {
			failures.push(error);
			if (!next.lists?.[list]) keepMemory(next, list, remembered.lists?.[list]);
			if (isSignInRefusal(error)) break;
		}
	}
	const thrown = failures.find(isSignInRefusal) ?? (found.length === 0 ? failures[0] : undefined);
	for (const failure of failures) {
		if (failure !== thrown) hook.logger.warn(`LG U+ Centrex Polling Trigger: ${toHookError(hook.getNode(), failure).message}`);
	}
	if (thrown) throw thrown;
	found.sort((one, other) => one.end.localeCompare(other.end));
	return { items: found.map(({ item }) => item), next };
}

function keepMemory({ lists = {} }: Remembered, list: ListName, memory: Memory | undefined): void {
	if (memory) lists[list] = memory;
}

/**
 * Makes items of new records, with their files where that is chosen.
 *
 * @returns the items; how many of the records are done with, if not all, since the time was over or an `error` came in between
 */
async function toItems(hook: IPollFunctions, list: ListName, fresh: Entry[], id: string, pace: Pace) {
	const chosen = chosenEvents(hook);
	const withFiles = list === 'recordings' && hook.getNodeParameter('options.download', false);
	const items: Array<{ end: string; item: INodeExecutionData }> = [];
	for (const [taken, { end, record }] of fresh.entries()) {
		const json = watched(list).read(record, id);
		if (!chosen.includes(json.event)) continue;
		if (!withFiles) {
			items.push({ end, item: { json } });
			continue;
		}
		if (items.length > 0 && pace.isOver()) return { items, taken };
		await pace.beforeFile();
		try {
			items.push({ end, item: await withFile(hook, json) });
		} catch (error) {
			return { items, taken, error: error as unknown };
		}
	}
	return { items, taken: fresh.length };
}

/** @returns the item with the file of its recording; where the service refuses the file, the item says why */
async function withFile(hook: IPollFunctions, json: IDataObject): Promise<INodeExecutionData> {
	const fileName = String(json.fileName);
	const received = receiveRecording(hook, fileName, async (file) => await hook.helpers.prepareBinaryData(file, fileName, 'audio/wav'));
	return await received.then(
		({ stored }) => ({ json, binary: { data: stored } }),
		(error: unknown) => ({ json: { ...json, downloadError: refusal(error) } }),
	);
}

/** What may go right at the next poll is left to it, and nothing of this one is remembered: then it throws the error. */
function refusal(error: unknown): string {
	if (!(error instanceof CentrexError) || error.code === null || isSignInRefusal(error)) throw error;
	return `${error.message}. ${adviceOn(error)}`;
}

/** The newest event of each kind that is chosen, to try the workflow out with; nothing is remembered of it. */
async function sample(hook: IPollFunctions): Promise<INodeExecutionData[]> {
	const { id, line } = await readLine(hook);
	return await inTurn(line, async () => {
		const pace = paceOf();
		const newest = new Map<FoundEvent, Entry & { list: ListName }>();
		for (const name of chosenLists(hook)) {
			const look = async (list: ListName) => {
				const wanted = chosenEvents(hook).filter((event) => EVENT_LISTS[event] === name);
				const { readPage } = openList(hook, list, pace.beforePage);
				for (let page = 1; page <= SAMPLE_PAGES; page++) {
					const { entries, isLast } = await readPage(page);
					for (const entry of entries) {
						const { event } = watched(list).read(entry.record, id);
						if (wanted.includes(event) && !newest.has(event)) newest.set(event, { ...entry, list });
					}
					if (isLast || wanted.every((event) => newest.has(event))) return;
				}
			};
			await look(name).catch(async (error: unknown) => {
				unlessLacking(error, name);
				await look('pastInboundCalls');
			});
		}
		const missing = chosenEvents(hook).filter((event) => !newest.has(event));
		if (newest.size === 0) {
			const words = missing.map((event) => EVENTS_IN_WORDS[event]).join(', no ');
			throw new NodeOperationError(hook.getNode(), `There is none yet to try with: no ${words} on this line`, {
				description: 'Call the line or send it a text, then try again. The published workflow starts by itself when there is one.',
			});
		}
		const items: INodeExecutionData[] = [];
		for (const { list, end, record } of newest.values()) {
			const made = await toItems(hook, list, [{ key: '', start: '', end, record }], id, pace);
			if (made.error) throw made.error;
			items.push(...made.items.map(({ item }) => item));
		}
		return items;
	});
}

function chosenEvents(hook: IPollFunctions): FoundEvent[] {
	return hook.getNodeParameter('events') as FoundEvent[];
}

function chosenLists(hook: IPollFunctions): ListName[] {
	const chosen = chosenEvents(hook);
	if (chosen.length === 0) throw invalidField('Events', 'none is chosen', 'Choose at least one.');
	return [...new Set(chosen.map((event) => EVENT_LISTS[event]))];
}

/** Throws the error, unless it says that the line lacks the list of inbound calls. */
function unlessLacking(error: unknown, list: ListName): void {
	const isLacking = error instanceof CentrexError && LACKING_CODES.has(error.code ?? '');
	if (list !== 'inboundCalls' || !isLacking) throw error;
}

async function readLine(hook: IPollFunctions): Promise<{ id: string; line: string; account: string }> {
	const credentials = await hook.getCredentials('uplusCentrexApi');
	const { id } = readSignIn(credentials);
	return { id, line: digest([credentials.service, credentials.baseUrl, id]), account: accountOf(credentials) };
}

/** Waits until nobody else asks about the line. */
async function inTurn<T>(line: string, work: () => Promise<T>): Promise<T> {
	const before = queues.get(line) ?? Promise.resolve();
	const turn = before.then(work, work);
	queues.set(line, turn);
	try {
		return await turn;
	} finally {
		if (queues.get(line) === turn) queues.delete(line);
	}
}
