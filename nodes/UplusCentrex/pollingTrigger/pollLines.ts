import type { INodeExecutionData, IPollFunctions } from 'n8n-workflow';

import { digest } from '../api/digest';
import type { Line } from '../api/line';
import type { FoundEvent } from './foundEvents';
import { endOfPoll, paceOf } from './pace';
import { pollLine } from './pollLine';
import { openMemories } from './remembered';
import type { LineMemories } from './remembered';
import { judge, judgePublishing } from './telling';
import type { PolledLine } from './telling';
import type { TriggerState, WatchedLine } from './triggerState';

/** Enough to tell another service that somebody chooses. */
const SERVICE_CHARACTERS = 4;

/**
 * Asks about all lines what is new, side by side. What one of them has counts also where another fails, and what does not fit into the
 * time that n8n gives is left to the next poll.
 *
 * @param lines of one credential
 * @returns the new events, oldest first
 */
export async function pollLines(
	hook: IPollFunctions,
	state: TriggerState,
	chosen: FoundEvent[],
	lines: WatchedLine[],
	occasion?: 'publishing' | 'republishing',
): Promise<INodeExecutionData[]> {
	const end = endOfPoll(hook.getPollBudgetMs?.());
	const { remembered, keep } = openMemories(hook, state, serviceOf(lines[0].line), occasion);
	// Who was asked about longest ago comes first: no line starves.
	const order = [...lines].sort((one, other) => one.state.askedAt - other.state.askedAt);
	const results = new Map(
		await Promise.all(
			order.map(async (one, place) => {
				const memory = remembered[one.line.number] ?? {};
				const result = await pollLine(hook, chosen, one.line, memory, paceOf(end, place), occasion !== undefined);
				return [one, result] as const;
			}),
		),
	);
	const polled = lines.map((one): PolledLine => ({ ...one, result: results.get(one) }));
	for (const { state, result } of polled) if (result) state.askedAt = Date.now();

	// A poll of publishing that fails is none, and leaves nothing.
	const failure = occasion === 'publishing' ? judgePublishing(hook, polled) : undefined;
	if (failure) throw failure;
	keep(memoriesAfter(polled, remembered));
	const told = judge(hook, polled);
	if (told) throw told;
	const found = polled.flatMap(({ result }) => result?.items ?? []);
	return found.sort((one, other) => one.end.localeCompare(other.end)).map(({ item }) => item);
}

/** What is remembered of lines that were taken away is forgotten; what was not asked about, or could not be read, stays. */
function memoriesAfter(polled: PolledLine[], remembered: LineMemories): LineMemories {
	const next: LineMemories = {};
	for (const { line: { number }, result } of polled) {
		const memory = result?.next ?? remembered[number];
		if (memory) next[number] = memory;
	}
	return next;
}

function serviceOf({ credentials: { service, baseUrl } }: Line): string {
	return digest([service, baseUrl], SERVICE_CHARACTERS);
}
