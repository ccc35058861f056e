import type { Line } from '../api/line';
import type { WatchedListName } from './foundEvents';
import type { Memory } from './newRecords';
import type { Trouble } from './trouble';

/** What is remembered of a line: times and short digests, no callers' numbers and no texts. */
export interface LineMemory {
	lists?: Partial<Record<WatchedListName, Memory>>;
	/** Set on a line that lacks the list of inbound calls. */
	withoutInboundCalls?: boolean;
}

/** What the trigger keeps in n8n's static data. */
export interface Remembered {
	/** A digest of which service it is of. */
	service?: string;
	/** By the line's number. */
	lines?: Record<string, LineMemory>;
}

/** What this process of n8n knows of a trigger's line. */
export interface LineState {
	/** When a poll last asked about it, in milliseconds; 0 for never. */
	askedAt: number;
	trouble: Trouble;
	/** A failure that was due to be told while other lines had something to hand on. */
	untold?: unknown;
}

/** A line that a trigger asks about. */
export interface WatchedLine {
	line: Line;
	state: LineState;
}

/** What this process of n8n knows of a polling trigger. */
export interface TriggerState {
	/** When it was last polled, in milliseconds; 0 for never. */
	polledAt: number;
	/** Set while a poll is under way: n8n may start the next one before it has ended. */
	isUnderWay: boolean;
	/** What it is to remember since it was published, and over which static data that goes. */
	published?: { over: string; remembered: Remembered };
	/** What it remembers since its last poll. */
	latest?: Remembered;
	/** With what concerns no line: the fields, and the credential. */
	trouble: Trouble;
	/** By the line's number. */
	lines: Map<string, LineState>;
}

/** Twice as long as n8n waits at most between two polls: by then the trigger is gone. */
const GONE_MS = 2 * 31 * 24 * 60 * 60 * 1000;

const states = new Map<string, TriggerState>();

/**
 * @param trigger names the trigger within this process
 * @returns its state, a new one where it has none; what is gone is forgotten by then
 */
export function stateOf(trigger: string): TriggerState {
	const known = states.get(trigger);
	if (known) return known;
	for (const [name, { polledAt, trouble }] of states) {
		// One that has just come was never polled.
		if (Date.now() - (polledAt || trouble.goodAt) > GONE_MS) states.delete(name);
	}
	const state: TriggerState = { polledAt: 0, isUnderWay: false, trouble: { goodAt: Date.now(), daily: {} }, lines: new Map() };
	states.set(trigger, state);
	return state;
}

/** @returns the lines with their states, in their order; what is known of others is forgotten */
export function withStates(state: TriggerState, lines: Line[]): WatchedLine[] {
	// The trouble of one that is new began no earlier than when the trigger could last poll.
	const { goodAt } = state.trouble;
	const watched = lines.map((line) => ({ line, state: state.lines.get(line.number) ?? { askedAt: 0, trouble: { goodAt, daily: {} } } }));
	state.lines = new Map(watched.map((one) => [one.line.number, one.state]));
	return watched;
}
