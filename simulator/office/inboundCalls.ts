import { createHash, randomBytes } from 'node:crypto';
import { z } from 'zod';
import { count, oneOf, pastTime, someText, text } from './input';

/** How a call that came in ended, in the words of `getinboundcall` (service, 3.6.2). */
export const INBOUND_STATUSES = ['ANSWERED', 'NO ANSWER', 'CANCEL', 'BUSY', 'FAILED'] as const;

/** A call that came in and is over, as `getinboundcall` has it (service, 3.6.2). */
export type InboundCall = z.output<typeof inboundCall> & { channel: string };
const inboundCall = z
	.object({
		/** The caller, in full. */
		from: text,
		/** ISO 8601 with `+09:00`. */
		startedAt: pastTime,
		/** Ringing included. */
		durationSeconds: count,
		status: oneOf(INBOUND_STATUSES),
		/** Where it ended up: the extension of a line, or a number outside; empty for the line's own extension. */
		reached: text.default(''),
		/** Of the caller; by default one that no other call has. */
		channel: someText.optional(),
	})
	.strict();

/** The calls of an office file; those without a channel get one. */
export const inboundCalls = z
	.array(inboundCall, { message: 'must be a list of inbound calls' })
	.transform((calls) => calls.map((call, index): InboundCall => ({ ...call, channel: call.channel ?? channelAt(index, call) })));

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
function channelAt(position: number, { from, startedAt }: Pick<InboundCall, 'from' | 'startedAt'>): string {
	return `SIP/5060-${createHash('sha256').update(`${from} ${startedAt} ${position}`).digest('hex').slice(0, 12)}`;
}
