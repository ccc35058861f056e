import type { Party } from './call';
import type { PastCall } from './callRecords';
import { isForBusy, isForNoAnswer } from './forwarding';
import type { Forwarding } from './forwarding';
import { listAfter, newChannel } from './inboundCalls';
import type { InboundCall } from './inboundCalls';
import { secondsBetween } from './koreanTime';
import { keepOnLine } from './lineLists';
import type { Line } from './lines';
import { keep, nextId } from './lists';
import type { Office, Outcome } from './office';
import { connect, enterHistory, leave, newParty, ring } from './phone';
import type { OtherEnd } from './phone';
import { isPhoneNumber } from './phoneNumber';

/** How long a call that comes in waits for somebody to answer, unless it is said. */
export const SECONDS_TO_RING = 20;

/** How long a caller talks where no hand here can hang up: with a number outside, or the voice mail. */
const SECONDS_TO_TALK = 10;

/** How often a call is forwarded; no source says what ends a loop, here it is FAILED then. */
const MOST_FORWARDED = 3;

/** How a call ends that nobody answers: the caller has enough, or the service has. */
export const UNANSWERED_ENDS = ['callerGivesUp', 'noAnswer'] as const;

/** A call that comes in. */
export interface IncomingCallOptions {
	/** The caller, digits only. */
	from: string;
	/** How long it waits for somebody to answer. */
	seconds: number;
	end: (typeof UNANSWERED_ENDS)[number];
	/** The number that was dialled, where it is not the line's own: the event tells it (service, 4.5). */
	dialled?: string;
	/** The call rings on the provider's mobile app only. */
	mobileApp?: boolean;
	/** How long the caller talks once somebody has answered; without it until somebody hangs up. */
	talkSeconds?: number;
	/** Whoever calls, where that is a line of the simulator. */
	caller?: Caller;
}

/** The caller's end. */
interface Caller {
	/** Lets the call hear when the caller is gone. */
	hear(call: OtherEnd): void;
	pickedUp(): void;
	/** The call is over. */
	gone(unanswered: PastCall['status']): void;
}

/** A line that the call has come to. */
interface Stop {
	line: Line;
	/** The one that forwarded it here. */
	via: Stop | null;
	at: string;
	/** On the phone, while that rings or has the call. */
	party: Party | null;
}

/**
 * A call comes in to the line that was dialled, and goes where that forwards it to; the registered URL is told (service,
 * 4.4). Of forwarded calls no source says whose URL is told: here it is that of the line that was dialled, and that of
 * each line that the call comes to. A call on the mobile app is told to nobody (service, 4.9).
 */
export async function callComesIn(office: Office, line: Line, options: IncomingCallOptions): Promise<Outcome> {
	const { from, dialled, mobileApp } = options;
	const at = office.clock.now();
	keep(office.calls, { id: nextId(office.calls), at, line: line.number, from });
	const call = new IncomingCall(office, line, options);
	if (mobileApp) {
		call.ringOnMobileApp();
		return { at, line: line.number, kind: 'ring', url: null, error: 'the call is on the mobile app only' };
	}
	call.begin();
	return await tellOfCall(office, line, from, dialled);
}

/** Ends every call that is on its way or talked where no phone here has it. */
export function endIncomingCalls(office: Office): void {
	for (const call of [...underWay]) if (call.office === office) call.end('CANCEL');
}

const underWay = new Set<IncomingCall>();

/** A call that comes in, until it is over. */
class IncomingCall {
	private readonly startedAt: string;
	/** In the order of coming there; once somebody has answered only those that the call has come over. */
	private stops: Stop[] = [];
	/** Where it is, or ended up: the extension of a line, or a number outside. */
	private reached: string;
	private answered: { phone: Party | null; at: string } | null = null;
	private readonly timers = new Set<NodeJS.Timeout>();

	constructor(
		readonly office: Office,
		private readonly line: Line,
		private readonly options: IncomingCallOptions,
	) {
		this.startedAt = office.clock.now();
		this.reached = line.extension;
		underWay.add(this);
	}

	/** Comes to the line that was dialled. */
	begin(): void {
		const { caller, seconds } = this.options;
		caller?.hear({ gone: () => this.end(this.answered ? 'ANSWERED' : 'CANCEL') });
		this.after(seconds, () => this.endUnanswered());
		this.comeTo(this.line, null);
	}

	/** No phone here rings: the call is picked up there after its seconds, if the caller is to talk, or else not at all. */
	ringOnMobileApp(): void {
		const { seconds, talkSeconds } = this.options;
		this.after(seconds, () => {
			if (talkSeconds === undefined) this.endUnanswered();
			else this.after(talkSeconds, () => this.end('ANSWERED'));
		});
	}

	/** Ends it for everybody. */
	end(status: InboundCall['status']): void {
		if (!underWay.delete(this)) return;
		this.stopWaiting();
		const { from, caller } = this.options;
		const { startedAt, reached } = this;
		const endedAt = this.office.clock.now();
		const unanswered = status === 'BUSY' || status === 'FAILED' ? 'FAIL' : 'NO ANSWER';
		for (const stop of this.stops) this.silence(stop);
		this.enterHistories(this.stops, endedAt, unanswered);
		const durationSeconds = secondsBetween(startedAt, endedAt);
		const record: InboundCall = { from, startedAt, durationSeconds, status, reached, channel: newChannel() };
		// Calls between lines as well, for these are dialled by their 070 number: no source says whether they are listed.
		keepOnLine(this.line, 'inboundCalls', record);
		listAfter(this.line.listDelaySeconds, record);
		caller?.gone(unanswered);
	}

	private endUnanswered(): void {
		this.end(this.options.end === 'noAnswer' ? 'NO ANSWER' : 'CANCEL');
	}

	private comeTo(line: Line, via: Stop | null): void {
		const isNew = this.stops.every((stop) => stop.line !== line);
		const stop: Stop = { line, via, at: this.office.clock.now(), party: null };
		this.stops.push(stop);
		this.reached = line.extension;
		if (via && isNew) void tellOfCall(this.office, line, this.options.from);

		const { forwarding, call } = line;
		if (forwarding?.when === 'always') return this.forward(stop, forwarding);
		if (!call) this.ringAt(stop);
		if (forwarding?.when === 'simultaneous') return this.forward(stop, forwarding);
		if (call) this.meetBusy(stop);
	}

	private ringAt(stop: Stop): void {
		const { line } = stop;
		const party = newParty(this.office, this.options.from, 'inbound');
		stop.party = party;
		connect(party, { pickedUp: () => this.answer(stop, party), gone: () => this.hungUp(stop) });
		ring(line, [party], () => undefined);
		if (!isForNoAnswer(line.forwarding)) return;
		this.after(line.noAnswerSeconds, () => {
			const { forwarding } = line;
			if (!stop.party || !forwarding) return;
			this.silence(stop);
			this.forward(stop, forwarding);
		});
	}

	/** Sources are silent on a call that is rejected on the phone that rings: it counts as busy. */
	private hungUp(stop: Stop): void {
		const { party } = stop;
		if (!party) return;
		stop.party = null;
		if (this.answered?.phone === party) this.end('ANSWERED');
		else this.meetBusy(stop);
	}

	private meetBusy(stop: Stop): void {
		const { forwarding } = stop.line;
		if (forwarding && isForBusy(forwarding)) this.forward(stop, forwarding);
		else this.refuse('BUSY');
	}

	private forward(stop: Stop, { kind, to }: Forwarding): void {
		// Where a call ends up that the voice mail has, no source says: here it is the line.
		if (kind === 'voicemail') return this.answer(stop, null);
		if (wayTo(stop).length > MOST_FORWARDED) return this.refuse('FAILED');
		const line = this.office.lines.find(({ number, extension }) => number === to || extension === to);
		if (line) return this.comeTo(line, stop);
		if (!isPhoneNumber(to)) return this.refuse('FAILED');
		this.reached = to;
		this.answer(stop, null);
	}

	/** It goes on while another phone rings. */
	private refuse(status: InboundCall['status']): void {
		if (this.stops.every(({ party }) => !party)) this.end(status);
	}

	/** @param phone where it is a phone of the simulator that was picked up */
	private answer(by: Stop, phone: Party | null): void {
		const at = this.office.clock.now();
		this.answered = { phone, at };
		this.stopWaiting();
		if (phone) this.reached = by.line.extension;
		const way = wayTo(by);
		const others = this.stops.filter((stop) => !way.includes(stop));
		this.stops = way;
		for (const stop of [...way, ...others]) if (stop.party !== phone) this.silence(stop);
		// Sources are silent on a phone that has rung while another was picked up: the call is missed there.
		this.enterHistories(others, at, 'NO ANSWER', null);

		const { caller, talkSeconds } = this.options;
		caller?.pickedUp();
		const seconds = talkSeconds ?? (phone || caller ? null : SECONDS_TO_TALK);
		if (seconds !== null) this.after(seconds, () => this.end('ANSWERED'));
	}

	private silence(stop: Stop): void {
		const { party, line } = stop;
		stop.party = null;
		if (party) leave(this.office, line, party);
	}

	/** No source says what the history of a line that forwards has: here it has the call as if it had been its own. */
	private enterHistories(
		stops: Stop[],
		endedAt: string,
		unanswered: PastCall['status'],
		talkingSince = this.answered?.at ?? null,
	): void {
		const { from: number } = this.options;
		const first = stops.filter(({ line }, index) => stops.findIndex((stop) => stop.line === line) === index);
		for (const { line, at: calledAt } of first) {
			enterHistory(line, { number, direction: 'inbound', calledAt, talkingSince }, endedAt, unanswered);
		}
	}

	private after(seconds: number, act: () => void): void {
		this.timers.add(setTimeout(act, seconds * 1000));
	}

	private stopWaiting(): void {
		for (const timer of this.timers) clearTimeout(timer);
		this.timers.clear();
	}
}

async function tellOfCall(office: Office, line: Line, sender: string, receiver = line.number): Promise<Outcome> {
	return await office.tell({ at: office.clock.now(), line, kind: 'ring', sender, receiver, text: '' });
}

/** @returns the lines that a call came over, the first one first */
function wayTo(stop: Stop): Stop[] {
	return stop.via ? [...wayTo(stop.via), stop] : [stop];
}
