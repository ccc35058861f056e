import type { IExecuteFunctions } from 'n8n-workflow';
import { sleep } from 'n8n-workflow';

import { CALLBACK_EVENTS, NO_REGISTRATION, readingCommand, REGISTERED } from '../../api/callback';
import type { CommandName } from '../../api/commands';
import { differencesIn, formOf } from '../../api/differences';
import type { KnownAnswer } from '../../api/differences';
import { CentrexError, notTried } from '../../api/error';
import type { Line } from '../../api/line';
import { LISTS } from '../../api/lists';
import type { List } from '../../api/lists';
import { NO_ENTRIES, partsOf } from '../../api/pages';
import { CALL_STATUS, FORWARDING, NO_CALL, PHONE_STATUS, SUBSCRIBER } from '../../api/records';
import { request } from '../../api/request';
import { isKnownRefusal, isSignInRefusal } from '../../api/results';
import { isRecord, text } from '../../api/values';
import type { Operation, Result } from '../operation';
import { summaryOf } from './checkSummary';
import type { Checked, CheckItem } from './checkSummary';

/** What an item says of an answer, or of its failing. */
type Said = Omit<CheckItem, 'check' | 'command' | 'milliseconds'>;

/** A command that only reads, and what is known of its answer. */
interface Check extends KnownAnswer {
	/** As the item says it. */
	name: string;
	command: CommandName;
	parameters?: Record<string, string>;
	/** Result codes that say that there is nothing. */
	nothing?: readonly string[];
}

const CHECKS: readonly Check[] = [
	{ name: 'User information', command: 'userinfo', forms: SUBSCRIBER },
	{ name: 'Phone status', command: 'phonestatus', forms: PHONE_STATUS },
	{ name: 'Call status', command: 'channelstatus', forms: CALL_STATUS, nothing: NO_CALL },
	...Object.values(LISTS).map(ofList),
	{ name: 'Call forwarding', command: 'getforwardtype', forms: FORWARDING },
	...CALLBACK_EVENTS.map((event) => ({
		name: event === 'incomingCall' ? 'Notification URL for calls' : 'Notification URL for texts',
		command: readingCommand(event),
		forms: REGISTERED,
		nothing: NO_REGISTRATION,
	})),
];

function ofList({ title, command, parameters, forms }: List): Check {
	return { name: title, command, parameters: { ...parameters, page: '1' }, forms, isList: true, nothing: NO_ENTRIES };
}

/** Between two commands: a line that asks in quick succession may be blocked (service, 1.6). */
const PAUSE_MS = 1000;

/** So long answers that do not come are waited for in all: two commands that get none. */
const PATIENCE_MS = 45_000;

const REFUSED = 'the sign-in was refused';
const NOTHING = 'Works; there is nothing to look at';

/** Asks each command that only reads: what works, what the contract lacks, and which answer is not as it is known. */
export const check: Operation = {
	name: 'Check',
	value: 'check',
	sentence: 'Check what works on the line',
	description:
		'Ask each command that only reads, and get whether it works, what the contract of the line lacks, and whether an answer has another form than is known. No number, name or text of the line comes out.',
	commands: [...new Set(CHECKS.map(({ command }) => command))],
	fields: [],
	async *runAll(lineOf) {
		const refusals = new Map<Line, CentrexError>();
		for (const itemIndex of this.getInputData().keys()) {
			try {
				const line = await lineOf(itemIndex);
				const { results, told } = await checkLine(this, itemIndex, line, refusals.get(line));
				if (told && isSignInRefusal(told) && !refusals.has(line)) refusals.set(line, told);
				yield { itemIndex, results, told };
			} catch (error) {
				yield { itemIndex, error };
			}
		}
	},
};

/**
 * @param refusal what the service said where it refused the sign-in for an item before: then nothing is tried
 * @returns an item a command, and the error that they tell of where the sign-in was refused, or nothing works
 */
async function checkLine(
	node: IExecuteFunctions,
	itemIndex: number,
	line: Line,
	refusal?: CentrexError,
): Promise<{ results: Result[]; told?: CentrexError }> {
	const all: Checked[] = [];
	let why = refusal && REFUSED;
	let waitedInVain = 0;
	for (const asked of CHECKS) {
		if (why) {
			all.push(leaveOut(asked, why));
			continue;
		}
		if (itemIndex > 0 || all.length > 0) await sleep(PAUSE_MS);
		const checked = await ask(line, asked);
		all.push(checked);
		const { error, item } = checked;
		if (error?.code === null) waitedInVain += item.milliseconds ?? 0;
		if (isSignInRefusal(error)) why = REFUSED;
		else if (error?.outcome === 'notSent') why = 'the service cannot be reached';
		else if (waitedInVain > PATIENCE_MS) why = 'the service does not answer';
	}
	node.addExecutionHints(summaryOf(all));
	const errors = all.flatMap(({ error }) => error ?? []);
	const isAccepted = all.some(({ item }) => item.works);
	const told = refusal ? notTried(refusal) : (errors.find(isSignInRefusal) ?? (isAccepted ? undefined : errors[0]));
	return { results: all.map(({ item }) => ({ json: { ...item } })), told };
}

async function ask(line: Line, { name, command, parameters, nothing = [], ...known }: Check): Promise<Checked> {
	const started = Date.now();
	const say = ({ differences, ...said }: Said): CheckItem => ({
		check: name,
		command,
		...said,
		milliseconds: Date.now() - started,
		differences,
	});
	const answer = await request(line, command, parameters).catch(aboutTheService);
	if (answer instanceof CentrexError) {
		const { code, codeName } = answer;
		return nothing.includes(code ?? '') ? { item: say(works(code, codeName, NOTHING)) } : { item: say(fails(answer)), error: answer };
	}
	const { record } = answer;
	const isEmpty = known.isList && ![partsOf(record).datas].flat().some(isRecord);
	return { item: say(works(text(record.SVC_RT), 'OK', isEmpty ? NOTHING : 'Works', differencesIn(record, known))) };
}

/** @throws whatever says nothing of the service: the credential cannot be used, or the workflow was stopped */
function aboutTheService(error: unknown): CentrexError {
	if (error instanceof CentrexError && (error.outcome !== 'notSent' || error.mayPass)) return error;
	throw error;
}

function works(code: string | null, codeName: string | null, message: string, differences: string[] = []): Said {
	return { works: true, code, codeName, message, advice: '', differences };
}

/** A code, a name or a message of the service that is none of ours may be a value of the line. */
function fails({ code, codeName, message, advice }: CentrexError): Said {
	if (code === null || isKnownRefusal(code)) return { works: false, code, codeName, message, advice, differences: [] };
	return {
		works: false,
		code: null,
		codeName: null,
		message: 'The service refused the request, with a result code that is not known',
		advice,
		differences: [`SVC_RT is no known word: its form is ${formOf(code)}.`],
	};
}

function leaveOut({ name, command }: Check, why: string): Checked {
	const nothing = { code: null, codeName: null, message: `Not tried, because ${why}`, advice: '', milliseconds: null };
	return { item: { check: name, command, works: false, ...nothing, differences: [] }, why };
}
