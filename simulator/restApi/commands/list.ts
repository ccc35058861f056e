import type { Line } from '../../office/lines';
import { ResultCodeError } from '../resultCodes';
import type { Settings } from '../settings';
import type { State } from '../state';
import { Count } from '../values';
import { ListAnswer } from './command';
import type { Command, Datas, Done, Parameters } from './command';

const ENTRIES_A_PAGE = 10;

/** A list as a command has it; what all lists have in common stands in listCommand. */
interface List<Entry> extends Pick<Command, 'since' | 'required'> {
	/** @returns all entries, in the order of the list */
	entries(line: Line, parameters: Parameters): Entry[];
	/** @returns what the answer holds of an entry and its position in the list, from 1 */
	record(entry: Entry, position: number, line: Line, state: State): Datas;
	/** How many entries `num_per_page` may ask for; missing where a page always has ten. */
	mostAPage?: number;
	/** @returns which numbers of LISTINFO are strings in the sample */
	stringsInSample(isEmpty: boolean): Array<'page' | 'numperpage' | 'total'>;
	/** Whether the document's sample has DATAS inside LISTINFO; today's samples have it beside. */
	datasInDocument?: 'inside';
	/** What today's samples say of a page without entries; without it `"DATAS": null` alone. It is said of a page beyond the end as well, of which no source says anything. */
	whenEmpty?: Done;
	/** @returns what is said of a page besides, where that depends on its entries */
	done?(isEmpty: boolean, settings: Settings): Done | undefined;
}

/** @returns the command that lists a list, page by page (service, 2.5) */
export function listCommand<Entry>(list: List<Entry>): Command {
	return {
		since: list.since,
		message: 'OK',
		required: list.required,
		carryOut(line, parameters, state) {
			const { settings } = state;
			const page = pageNumber(parameters.page || '1');
			const numperpage = entriesAPage(list, parameters);
			const entries = list.entries(line, parameters);
			const before = (page - 1) * numperpage;
			const records = entries
				.slice(before, before + numperpage)
				.map((entry, index) => list.record(entry, before + index + 1, line, state));
			const isEmpty = records.length === 0;
			if (isEmpty) refuseIfEmptyIsAnError(settings);

			const strings = list.stringsInSample(isEmpty);
			const counted = (name: 'page' | 'numperpage' | 'total', value: number) =>
				new Count(strings.includes(name) ? `${value}` : value);
			const LISTINFO = {
				page: counted('page', page),
				numperpage: counted('numperpage', numperpage),
				total: counted('total', entries.length),
			};
			const DATAS = isEmpty ? null : records;
			const fields = hasDatasInside(list, settings) ? { LISTINFO: { ...LISTINFO, DATAS } } : { LISTINFO, DATAS };
			const saysEmpty = isEmpty && settings.emptyList === 'asInSamples';
			return new ListAnswer(fields, (saysEmpty && list.whenEmpty) || list.done?.(isEmpty, settings));
		},
	};
}

/** @returns the entries of a list that has the newest last, the newest first */
export function newestFirst<Entry extends { startedAt: string }>(entries: Entry[]): Entry[] {
	return [...entries].reverse().sort((a, b) => b.startedAt.localeCompare(a.startedAt));
}

function pageNumber(given: string): number {
	if (!/^[1-9]\d*$/.test(given)) throw new ResultCodeError('1002');
	return Number(given);
}

/** What more than the most is answered with, no source says, for all clients keep to it: it is refused. */
function entriesAPage<Entry>({ mostAPage }: List<Entry>, { num_per_page: given }: Parameters): number {
	if (!mostAPage || !given) return ENTRIES_A_PAGE;
	const entries = /^[1-9]\d*$/.test(given) ? Number(given) : 0;
	if (entries < 1 || entries > mostAPage) throw new ResultCodeError('1002');
	return entries;
}

function refuseIfEmptyIsAnError({ emptyList }: Settings): void {
	if (emptyList === '4002' || emptyList === '4004') throw new ResultCodeError(emptyList);
}

function hasDatasInside<Entry>({ datasInDocument }: List<Entry>, { service, listDatas }: Settings): boolean {
	if (listDatas !== 'asInSamples') return listDatas === 'inside';
	return service === 'document' && datasInDocument === 'inside';
}
