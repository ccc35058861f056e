import { createHash, randomBytes } from 'node:crypto';
import type { Line } from './lines';
import { isPhoneNumber } from './phoneNumber';

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
export function listedCalls({ inboundCalls }: Line): InboundCall[] {
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

/** @returns who got the call: the account of a line, whose last four digits are its extension, or an address outside, masked */
export function reachedAs({ reached, channel }: InboundCall): { DSTCHANNEL: string; APPDATA: string } {
	const isOutside = isPhoneNumber(reached);
	const account = isOutside ? reached : accountOf(reached);
	// The last digits mean nothing that is recorded: these are other ones for each call, and always the same for one.
	const suffix = createHash('sha256').update(channel).digest('hex').slice(0, 4);
	return { DSTCHANNEL: `SIP/${isOutside ? 'xxx.xxx.xxx.100' : account}-${suffix}`, APPDATA: `SIP/${account}` };
}

/** @returns the account of a line by its extension, `10231000` */
export function accountOf(extension: string): string {
	return `1023${extension.padStart(4, '0')}`;
}
