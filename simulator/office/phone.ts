import { randomInt } from 'node:crypto';
import type { Call, Party } from './call';
import { pastStatus } from './callRecords';
import type { CallDirection, PastCall } from './callRecords';
import { secondsBetween } from './koreanTime';
import type { Line } from './lines';
import { keepOnLine } from './lineLists';
import type { Office } from './office';

/** How long a phone rings that the line's own call rings, in seconds. */
export interface Ringing {
	/** When somebody picks it up. */
	pickedUpAfter: number;
	/** When the service gives up. */
	atMost: number;
}

/** What a phone that rings waits for; kept apart from Call, which is plain data. */
interface Bell {
	pickUp?: NodeJS.Timeout;
	giveUp?: NodeJS.Timeout;
	silence: (pickedUp: boolean) => void;
}
const bells = new WeakMap<Call, Bell>();

/** Who hears of what becomes of a party: the call that comes in, or the end at another line of the simulator. */
export interface OtherEnd {
	pickedUp?: () => void;
	gone: () => void;
}
const otherEnds = new WeakMap<Party, OtherEnd>();

/** @returns a party of a call that begins now */
export function newParty(office: Office, number: string, direction: CallDirection): Party {
	return { number, direction, calledAt: office.clock.now(), talkingSince: null };
}

/** Lets the other end hear of what becomes of a party. */
export function connect(party: Party, otherEnd: OtherEnd): void {
	otherEnds.set(party, otherEnd);
}

/**
 * Lets the phone of an idle line ring.
 *
 * @param done called once it is silent, with whether it was picked up
 * @param ringing by itself it rings until it is picked up or the call ends
 */
export function ring(
	line: Line,
	parties: Party[],
	done: (pickedUp: boolean) => void,
	ringing?: { office: Office } & Ringing,
): void {
	const suffix = randomInt(0xffff);
	const call: Call = {
		channel: channelOf(line, suffix),
		otherChannel: channelOf(line, suffix + 1),
		state: 'ringing',
		parties,
		recordingSince: null,
	};
	line.call = call;
	const bell: Bell = { silence: done };
	if (ringing) {
		bell.pickUp = setTimeout(() => pickUp(ringing.office, line), ringing.pickedUpAfter * 1000);
		bell.giveUp = setTimeout(() => endCall(ringing.office, line), ringing.atMost * 1000);
	}
	bells.set(call, bell);
}

/** Picks up the phone, if it rings; the numbers that the line calls are called then. */
export function pickUp(office: Office, line: Line): void {
	const { call } = line;
	if (call?.state !== 'ringing') return;
	call.state = 'talking';
	for (const party of call.parties) {
		if (party.direction === 'outbound') continue;
		party.talkingSince = office.clock.now();
		otherEnds.get(party)?.pickedUp?.();
	}
	silence(call, true);
}

/** Ends the line's call, if it has one: a recording is kept, and each party is in the history. */
export function endCall(office: Office, line: Line): void {
	const { call } = line;
	if (!call) return;
	fallIdle(office, line, call);
	for (const party of call.parties) bidFarewell(office, line, party);
}

/**
 * One party is gone; the call goes on while others are there.
 *
 * @param unanswered what the history says where they have not talked
 */
export function leave(office: Office, line: Line, party: Party, unanswered?: PastCall['status']): void {
	const { call } = line;
	if (!call?.parties.includes(party)) return;
	if (call.parties.length === 1) fallIdle(office, line, call);
	else call.parties.splice(call.parties.indexOf(party), 1);
	bidFarewell(office, line, party, unanswered);
}

/** Stops recording a call, if it is recorded; the recording is in the line's list. */
export function stopRecording(office: Office, line: Line, call: Call): void {
	if (!call.recordingSince) return;
	const [{ number, direction }] = call.parties;
	const seconds = Math.max(secondsBetween(call.recordingSince, office.clock.now()), 1);
	// A file without sound would be nothing to play.
	keepOnLine(line, 'recordings', { direction, number, startedAt: call.recordingSince, seconds });
	call.recordingSince = null;
}

/** Enters a call into the history. */
export function enterHistory(
	line: Line,
	{ direction, number, calledAt, talkingSince }: Party,
	endedAt: string,
	unanswered?: PastCall['status'],
): void {
	const entry = {
		direction,
		number,
		startedAt: calledAt,
		durationSeconds: secondsBetween(calledAt, endedAt),
		talkSeconds: talkingSince ? secondsBetween(talkingSince, endedAt) : 0,
		status: pastStatus(talkingSince !== null, unanswered),
	};
	keepOnLine(line, 'history', entry);
}

/** A call that came in is entered by itself: it may have been at other lines as well. */
function bidFarewell(office: Office, line: Line, party: Party, unanswered?: PastCall['status']): void {
	if (party.direction === 'outbound') enterHistory(line, party, office.clock.now(), unanswered);
	otherEnds.get(party)?.gone();
}

function fallIdle(office: Office, line: Line, call: Call): void {
	stopRecording(office, line, call);
	line.call = null;
	silence(call, false);
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
