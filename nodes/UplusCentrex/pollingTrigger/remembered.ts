import type { IPollFunctions } from 'n8n-workflow';
import { deepCopy } from 'n8n-workflow';

import { digest } from '../api/digest';
import type { LineMemory, Remembered, TriggerState } from './triggerState';

/** What is remembered of each line, by its number; nothing of one that is to begin. */
export type LineMemories = Record<string, LineMemory>;

/** What a poll goes by, and a way to leave what it remembers. */
export interface Memories {
	remembered: LineMemories;
	keep(next: LineMemories): void;
}

/**
 * What the trigger remembers of its lines; nothing where it begins, or where they are of another service.
 *
 * n8n with durable cursors does not save what the poll of publishing leaves: the next poll finds what was there before
 * (`over`), and takes what this process knows.
 *
 * @param service a digest of which service it is
 */
export function openMemories(
	hook: IPollFunctions,
	state: TriggerState,
	service: string,
	occasion: 'publishing' | 'republishing' | undefined,
): Memories {
	const saved = hook.getWorkflowStaticData('node') as Remembered;
	const over = digest(saved);
	const begins = occasion === 'publishing';
	return {
		remembered: begins ? {} : recall(saved, over, state, service, occasion === 'republishing'),
		keep(lines) {
			const next: Remembered = { service, lines };
			if (begins) state.published = { over, remembered: deepCopy(next) };
			state.latest = deepCopy(next);
			// What is as it was n8n need not save.
			if (digest(next) !== over) Object.assign(saved, next);
		},
	};
}

function recall(saved: Remembered, over: string, state: TriggerState, service: string, isRepublished: boolean): LineMemories {
	if (state.published?.over !== over) state.published = undefined;
	// n8n keeps static data by the node's name, which may be a new one, or one that it had long ago.
	const remembered = (isRepublished && state.latest) || (state.published?.remembered ?? saved);
	return remembered.service === service ? { ...remembered.lines } : {};
}
