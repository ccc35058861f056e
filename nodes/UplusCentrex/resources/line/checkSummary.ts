import type { NodeExecutionHint } from 'n8n-workflow';

import type { CentrexError } from '../../api/error';
import { isLacking } from '../../api/results';

/** The item of a command. None of the line's values is in it: it can be shown to everybody as it is. */
export interface CheckItem {
	/** What was asked, in words. */
	check: string;
	command: string;
	works: boolean;
	/** The result code, where it is a known one, and its name. */
	code: string | null;
	codeName: string | null;
	message: string;
	advice: string;
	/** How long the answer took; `null` where nothing was asked. */
	milliseconds: number | null;
	/** In which ways the answer is not as it is known, as sentences. */
	differences: string[];
}

/** What came of asking a command. */
export interface Checked {
	item: CheckItem;
	/** Why it does not work. */
	error?: CentrexError;
	/** Why it was not asked. */
	why?: string;
}

/** Where to send the items. */
const ISSUES = 'https://github.com/n8n-nodes-uplus-centrex/n8n-nodes-uplus-centrex/issues';

/** @returns what stands above the items: what works, what the contract lacks, whether something differs, and where to tell us */
export function summaryOf(all: Checked[]): NodeExecutionHint {
	const naming = (meant: Checked[]) => (meant.length === all.length ? 'everything' : meant.map(({ item }) => item.check).join('; '));
	const working = all.filter(({ item }) => item.works);
	const lacking = all.filter(({ error }) => isLacking(error));
	const broken = all.filter(({ error }) => error && !isLacking(error));
	const differing = all.filter(({ item }) => item.differences.length > 0);
	const why = all.find((checked) => checked.why)?.why;
	const said = [
		`${working.length} of ${all.length} work.`,
		lacking.length > 0 && `The service or the contract of this line lacks: ${naming(lacking)}.`,
		broken.length > 0 && `Does not work: ${naming(broken)}.`,
		why && `The rest was not tried, because ${why}.`,
		differing.length > 0 && `Not as it is known to us: ${naming(differing)}.`,
		`${differing.length > 0 ? 'Please tell us' : 'You can tell us'}: these items hold no number, name or text, and can be pasted into an issue as they are. ${ISSUES}`,
	];
	const isAllWell = working.length === all.length && differing.length === 0;
	return { message: said.filter(Boolean).join(' '), type: isAllWell ? 'info' : 'warning', location: 'outputPane' };
}
