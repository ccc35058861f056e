import { createHash, randomBytes } from 'node:crypto';

/** How a call that came in ended, in the words of `getinboundcall` (today, 3.2). */
export const INBOUND_STATUSES = ['ANSWERED', 'NO ANSWER', 'CANCEL', 'BUSY', 'FAILED'] as const;

/** A call that came in and is over, as `getinboundcall` has it (today, 3.2). */
export interface InboundCall {
	/** The caller, in full. */
	from: string;
	/** ISO 8601 with `+09:00`. */
	startedAt: string;
	/** Ringing included. */
	durationSeconds: number;
	status: (typeof INBOUND_STATUSES)[number];
	/** Where it ended up: the extension of a line, or a number outside. */
	reached: string;
	/** Of the caller, another for each call. */
	channel: string;
}

/** When a call that is over is listed, in real milliseconds; one that is not here is listed. */
const listedFrom = new WeakMap<InboundCall, number>();

/** Has a call that is over listed only once so many real seconds have passed. */
export function listAfter(seconds: number, call: InboundCall): void {
	listedFrom.set(call, Date.now() + seconds * 1000);
}

/** @returns the calls that are listed, in the order in which they ended */
export function listedCalls({ inboundCalls }: { inboundCalls: InboundCall[] }): InboundCall[] {
	const now = Date.now();
	return inboundCalls.filter((call) => (listedFrom.get(call) ?? 0) <= now);
}

/** @returns CHANNEL of a call that comes in, as the sample has it: `SIP/5060-b723dff8a7df` */
export function newChannel(): string {
	return `SIP/5060-${randomBytes(6).toString('hex')}`;
}

/** @returns CHANNEL of a call that is given without one: the same after a reset, and another for each position */
export function channelAt(position: number, { from, startedAt }: Pick<InboundCall, 'from' | 'startedAt'>): string {
	return `SIP/5060-${createHash('sha256').update(`${from} ${startedAt} ${position}`).digest('hex').slice(0, 12)}`;
}
