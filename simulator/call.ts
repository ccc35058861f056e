import { randomInt } from 'node:crypto';
import { callStatus, type CallDirection } from './callRecords';
import { koreanNow, secondsBetween } from './koreanTime';
import type { Line } from './lines';
import { keep } from './state';

/** Somebody at the other end of a call. */
export interface Party {
	/** Digits only; where it is no number, as it was given. */
	number: string;
	/** `inbound` for whoever called this line. */
	direction: CallDirection;
	/** ISO 8601 with `+09:00`, as all times here. */
	calledAt: string;
	/** `null` while the own phone rings. */
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

/**
 * Lets the phone of an idle line ring.
 *
 * @returns whether it was picked up, once it was or the call has ended
 */
export async function ringPhone(
	line: Line,
	direction: CallDirection,
	numbers: string[],
	{ pickedUpAfter, atMost }: Ringing,
): Promise<boolean> {
	const suffix = randomInt(0xffff);
	const call: Call = {
		channel: channelOf(line, suffix),
		otherChannel: channelOf(line, suffix + 1),
		state: 'ringing',
		parties: numbers.map((number) => ({ number, direction, calledAt: koreanNow(), talkingSince: null })),
		recordingSince: null,
	};
	line.call = call;
	return await new Promise((resolve) => {
		bells.set(call, {
			pickUp: pickedUpAfter === null ? undefined : setTimeout(() => pickUp(line), pickedUpAfter * 1000),
			giveUp: setTimeout(() => endCall(line), atMost * 1000),
			silence: resolve,
		});
	});
}

/** Picks up the phone, if it rings; the other parties are there at once. */
export function pickUp(line: Line): void {
	if (line.call?.state !== 'ringing') return;
	line.call.state = 'talking';
	for (const party of line.call.parties) party.talkingSince = koreanNow();
	silence(line.call, true);
}

/** Calls more numbers into the call; they are there at once. */
export function addParties({ parties }: Call, numbers: string[]): void {
	const now = koreanNow();
	for (const number of numbers) {
		parties.push({ number, direction: 'outbound', calledAt: now, talkingSince: now });
	}
}

/** Ends the line's call, if it has one: a recording is kept, and each party is in the history. */
export function endCall(line: Line): void {
	const { call } = line;
	if (!call) return;
	stopRecording(line, call);
	line.call = null;
	const endedAt = koreanNow();
	for (const { number, direction, calledAt, talkingSince } of call.parties) {
		keep(line.history, {
			direction,
			number,
			startedAt: calledAt,
			durationSeconds: secondsBetween(calledAt, endedAt),
			talkSeconds: talkingSince ? secondsBetween(talkingSince, endedAt) : 0,
			status: callStatus(talkingSince !== null),
		});
	}
	silence(call, false);
}

/** Stops recording a call, if it is recorded; the recording is in the line's list. */
export function stopRecording(line: Line, call: Call): void {
	if (!call.recordingSince) return;
	const [{ number, direction }] = call.parties;
	const seconds = secondsBetween(call.recordingSince, koreanNow());
	// A file without sound would be nothing to play.
	keep(line.recordings, { direction, number, startedAt: call.recordingSince, seconds: Math.max(seconds, 1) });
	call.recordingSince = null;
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
