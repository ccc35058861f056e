/** The words of the service for how a call ended (service, 3.6.1 and 3.6.2), and ours. */
const STATUSES: Readonly<Record<string, string>> = {
	ANSWERED: 'answered',
	OK: 'answered',
	'NO ANSWER': 'noAnswer',
	'NO ANS': 'noAnswer',
	CANCEL: 'canceled',
	BUSY: 'busy',
	FAILED: 'failed',
	FAIL: 'failed',
};

/** Ours, in the order of the list that people choose from. */
export const CALL_STATUSES: readonly string[] = [...new Set(Object.values(STATUSES))];

/** @returns how a call ended; a word that no paper has comes out as the service wrote it */
export function callStatus(word: string): string {
	return STATUSES[word.toUpperCase().replace(/[-_\s]+/g, ' ')] ?? word;
}
