import { randomInt } from 'node:crypto';
import { callStatus, type CallDirection } from './callRecords';
import { tell, type Outcome } from './events';
import { secondsBetween } from './koreanTime';
import type { Line } from './lines';
import { keep, nextId, type State } from './state';

/** How long a phone rings for a call that comes in, unless it is said. */
export const SECONDS_TO_RING = 20;

/** Somebody at the other end of a call. */
export interface Party {
	/** Digits only; where it is no number, as it was given. */
	number: string;
	/** `inbound` for whoever called this line. */
	direction: CallDirection;
	/** ISO 8601 with `+09:00`, as all times here. */
	calledAt: string;
	/** `null` while the own phone rings, or theirs. */
	talkingSince: string | null;
}

/** The call of a line; a line without one is idle. */
export interface Call {
	/** Of the own phone, `SIP/100C1000-f73b`. */
	channel: string;
	/** Of the other party. */
	otherChannel: string;
	/** `ringing` is the own phone. */
	state: 'ringing' | 'talking' | 'onHold';
	/** One, or up to three in a conference; the first began the call. */
	parties: Party[];
	recordingSince: string | null;
}

/** How long a phone rings, in seconds. */
export interface Ringing {
	/** When somebody picks it up; `null`: only `pickUp` does. */
	pickedUpAfter: number | null;
	/** When whoever calls gives up. */
	atMost: number;
}

/** What a phone that rings waits for; kept apart from Call, which is plain data. */
interface Bell {
	pickUp: NodeJS.Timeout | undefined;
	giveUp: NodeJS.Timeout;
	silence: (pickedUp: boolean) => void;
}
const bells = new WeakMap<Call, Bell>();

/** One end of a call between two lines of the simulator. */
interface End {
	line: Line;
	party: Party;
}
/** For a party that is a line of the simulator: the end over there. */
const otherEnds = new WeakMap<Party, End>();

/**
 * Lets the phone of an idle line ring for a call that it makes itself; once it is picked up, the numbers are called.
 *
 * @returns whether it was picked up, once it was or the call has ended
 */
export async function ringOwnPhone(
	state: State,
	line: Line,
	numbers: string[],
	ringing: Ringing,
): Promise<boolean> {
	const parties = numbers.map((number) => newParty(state, number, 'outbound'));
	return await ring(state, line, parties, ringing);
}

/**
 * A call comes in: an idle line rings until it is picked up or the caller gives up, and the registered URL is told
 * (document, 2.2.14). A line in use does not ring, and the call is missed.
 *
 * @param from the caller, digits only
 * @param seconds until the caller gives up
 * @param caller the caller's end, where it is a line of the simulator
 */
export async function callComesIn(
	state: State,
	line: Line,
	from: string,
	seconds: number,
	caller?: End,
): Promise<Outcome> {
	const party = newParty(state, from, 'inbound');
	keep(state.calls, { id: nextId(state.calls), at: party.calledAt, line: line.number, from });
	if (line.call) {
		enterHistory(line, party, party.calledAt);
		if (caller) leave(state, caller);
	} else {
		if (caller) {
			otherEnds.set(caller.party, { line, party });
			otherEnds.set(party, caller);
		}
		void ring(state, line, [party], { pickedUpAfter: null, atMost: seconds });
	}
	return await tell(state, line, 'ring', from);
}

/** Picks up the phone, if it rings; the numbers that the line calls are called then. */
export function pickUp(state: State, line: Line): void {
	const { call } = line;
	if (call?.state !== 'ringing') return;
	call.state = 'talking';
	silence(call, true);
	for (const party of [...call.parties]) {
		if (party.direction === 'outbound') {
			reach(state, line, party);
			continue;
		}
		party.talkingSince = state.clock.now();
		const caller = otherEnds.get(party);
		if (caller) caller.party.talkingSince = party.talkingSince;
	}
}

/** Calls more numbers into the call. */
export function addParties(state: State, line: Line, call: Call, numbers: string[]): void {
	const parties = numbers.map((number) => newParty(state, number, 'outbound'));
	call.parties.push(...parties);
	for (const party of parties) reach(state, line, party);
}

/** Ends the line's call, if it has one: a recording is kept, and each party is in the history. */
export function endCall(state: State, line: Line): void {
	const { call } = line;
	if (!call) return;
	stopRecording(state, line, call);
	line.call = null;
	silence(call, false);
	const endedAt = state.clock.now();
	for (const party of call.parties) {
		enterHistory(line, party, endedAt);
		const other = otherEnds.get(party);
		if (other) leave(state, other);
	}
}

/** Stops recording a call, if it is recorded; the recording is in the line's list. */
export function stopRecording(state: State, line: Line, call: Call): void {
	if (!call.recordingSince) return;
	const [{ number, direction }] = call.parties;
	const seconds = secondsBetween(call.recordingSince, state.clock.now());
	// A file without sound would be nothing to play.
	keep(line.recordings, { direction, number, startedAt: call.recordingSince, seconds: Math.max(seconds, 1) });
	call.recordingSince = null;
}

function newParty(state: State, number: string, direction: CallDirection): Party {
	return { number, direction, calledAt: state.clock.now(), talkingSince: null };
}

async function ring(
	state: State,
	line: Line,
	parties: Party[],
	{ pickedUpAfter, atMost }: Ringing,
): Promise<boolean> {
	const suffix = randomInt(0xffff);
	const call: Call = {
		channel: channelOf(line, suffix),
		otherChannel: channelOf(line, suffix + 1),
		state: 'ringing',
		parties,
		recordingSince: null,
	};
	line.call = call;
	return await new Promise((resolve) => {
		bells.set(call, {
			pickUp: pickedUpAfter === null ? undefined : setTimeout(() => pickUp(state, line), pickedUpAfter * 1000),
			giveUp: setTimeout(() => endCall(state, line), atMost * 1000),
			silence: resolve,
		});
	});
}

/** Another line of the simulator rings; everybody else is there at once. */
function reach(state: State, line: Line, party: Party): void {
	const called = state.lines.find(({ number }) => number === party.number);
	if (called) void callComesIn(state, called, line.number, SECONDS_TO_RING, { line, party });
	else party.talkingSince = state.clock.now();
}

/** One party is gone; the call goes on while others are there. */
function leave(state: State, { line, party }: End): void {
	const { call } = line;
	if (!call?.parties.includes(party)) return;
	if (call.parties.length === 1) return endCall(state, line);
	enterHistory(line, party, state.clock.now());
	call.parties.splice(call.parties.indexOf(party), 1);
}

function enterHistory(line: Line, party: Party, endedAt: string): void {
	const { direction, number, calledAt, talkingSince } = party;
	keep(line.history, {
		direction,
		number,
		startedAt: calledAt,
		durationSeconds: secondsBetween(calledAt, endedAt),
		talkSeconds: talkingSince ? secondsBetween(talkingSince, endedAt) : 0,
		status: callStatus(talkingSince !== null),
	});
}

function silence(call: Call, pickedUp: boolean): void {
	const bell = bells.get(call);
	if (!bell) return;
	bells.delete(call);
	clearTimeout(bell.pickUp);
	clearTimeout(bell.giveUp);
	bell.silence(pickedUp);
}

/** In the samples the two channels of a call differ in their last digits only. */
function channelOf({ extension }: Line, suffix: number): string {
	return `SIP/100C${extension}-${suffix.toString(16).padStart(4, '0')}`;
}
