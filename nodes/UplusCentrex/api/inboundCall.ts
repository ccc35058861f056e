import { toPhoneNumber } from './phoneNumber';

/** The words of the service for how an inbound call ended, and ours (today, 3.2). */
const STATUSES: Readonly<Record<string, string>> = {
	ANSWERED: 'answered',
	'NO ANSWER': 'noAnswer',
	CANCEL: 'canceled',
	BUSY: 'busy',
	FAILED: 'failed',
};

/** @returns how an inbound call ended; a word that no document has comes out as the service wrote it */
export function inboundStatus(status: string): string {
	return STATUSES[status.trim().toUpperCase().replace(/[_\s]+/g, ' ')] ?? status;
}

/**
 * Where an inbound call ended up, from `APPDATA` (today, 3.2).
 *
 * @param appData `SIP/` and an account, `SIP/10230854`, or the number outside that it was forwarded to
 * @returns the extension, which is the last four digits of an account, or the number; anything else as it is
 */
export function reachedBy(appData: string): string {
	const reached = appData.trim().replace(/^SIP\//i, '');
	return toPhoneNumber(reached) ?? /^\w{4}(\d{4})$/.exec(reached)?.[1] ?? reached;
}
