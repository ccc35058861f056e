import type { INodeExecutionData, IPollFunctions } from 'n8n-workflow';

import type { Line } from '../api/line';
import { chosenEvents } from '../shared/chosenEvents';
import { linesOfTrigger } from '../shared/lines';
import { reportErrors } from '../shared/nodeError';
import { FOUND_EVENTS } from './foundEvents';
import type { FoundEvent } from './foundEvents';
import { warn, warnOf } from './log';
import { occasionOf } from './occasion';
import { pollLines } from './pollLines';
import { goodAgainSince } from './telling';
import { fetchTestEvents } from './testEvents';
import { stateOf, withStates } from './triggerState';
import type { TriggerState } from './triggerState';
import { endTrouble, isToBeTold } from './trouble';

/**
 * Asks the service for what is new, once.
 *
 * @returns the new events, oldest first; `null` where there are none, and where a failure is not to be told
 */
export async function poll(hook: IPollFunctions): Promise<INodeExecutionData[][] | null> {
	if (hook.getMode() === 'manual') return await reportErrors(hook, async () => [await tryOut(hook)]);
	const state = stateOf(`${hook.getWorkflow().id} ${hook.getNode().id}`);
	if (state.isUnderWay) return null;
	state.isUnderWay = true;
	try {
		return await reportErrors(hook, async () => await pollOnce(hook, state));
	} finally {
		state.isUnderWay = false;
	}
}

async function pollOnce(hook: IPollFunctions, state: TriggerState): Promise<INodeExecutionData[][] | null> {
	const occasion = occasionOf(hook, state.polledAt);
	const begins = occasion === 'publishing';
	// A poll of publishing that fails is none: the next one publishes.
	if (!begins) state.polledAt = Date.now();
	// n8n gives a trigger up for good whose poll fails or hangs at the start, as after a power cut: the next one asks.
	if (occasion === 'start') {
		state.latest = undefined;
		state.lines.clear();
		endTrouble(state.trouble);
		return null;
	}
	const chosen = await choiceOf(hook).catch((error: unknown) => {
		if (begins || isToBeTold(state.trouble, error)) throw error;
		warnOf(hook, error);
	});
	if (!chosen) return null;
	const lines = withStates(state, chosen.lines);
	noteGoodChoice(hook, state);
	const items = await pollLines(hook, state, chosen.events, lines, occasion);
	state.polledAt = Date.now();
	return items.length > 0 ? [items] : null;
}

/** Ends the trouble that there was with the fields or the credential, if any, and says so. */
function noteGoodChoice(hook: IPollFunctions, { trouble }: TriggerState): void {
	const since = endTrouble(trouble);
	if (since !== undefined) warn(hook, goodAgainSince(since));
}

/** *Fetch Test Event*, and *Execute workflow*. */
async function tryOut(hook: IPollFunctions): Promise<INodeExecutionData[]> {
	const { events, lines } = await choiceOf(hook);
	return await fetchTestEvents(hook, events, lines);
}

/** What the fields choose. @throws CentrexError naming the field that cannot be right */
async function choiceOf(hook: IPollFunctions): Promise<{ events: FoundEvent[]; lines: Line[] }> {
	return { events: chosenEvents(hook, FOUND_EVENTS), lines: await linesOfTrigger(hook) };
}
