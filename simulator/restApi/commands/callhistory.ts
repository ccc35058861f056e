import type { PastCall } from '../../office/callRecords';
import type { Line } from '../../office/lines';
import { ResultCodeError } from '../resultCodes';
import type { Service } from '../settings';
import { Count, Time } from '../values';
import { callerAndCallee } from './callFields';
import { listCommand, newestFirst } from './list';

const DIGITS_SHOWN = 7;

/** Lists past calls, newest first; numbers are strings (service, 3.6.1). */
export const callhistory = listCommand({
	required: ['page'],
	entries(line, { calltype }) {
		const wanted = calltype || 'outbound';
		if (!['inbound', 'outbound'].includes(wanted)) throw new ResultCodeError('1002');
		return newestFirst(line.history.filter(({ direction }) => direction === wanted));
	},
	record: (call, position, line, { lines, settings }) => ({
		NO: new Count(`${position}`),
		TIME: new Time(call.startedAt, settings.service === 'document' ? 'slashes' : 'dashes'),
		// In the sample an internal call's 070 number is masked as well.
		...callerAndCallee(line, { ...call, number: masked(call.number) }),
		...outcomeOf(call, settings.service),
		KIND: callKind(call.number, lines),
	}),
	stringsInSample: () => ['page', 'numperpage', 'total'],
	datasInDocument: 'inside',
	done(isEmpty, { historyResult }) {
		if (historyResult !== 'OKWhenEmpty') return { SVC_RT: historyResult, SVC_MSG: 'OK' };
		return isEmpty ? { SVC_RT: 'OK', SVC_MSG: '' } : undefined;
	},
});

/**
 * The document shows `OK` only, and is silent on calls nobody answered. Today there are `NO-ANS` and `FAIL` (service, 3.6.1), and
 * no source says which calls are which: here `FAIL` are those that met a busy line or came to nothing.
 *
 * @returns STATUS and the seconds of a past call
 */
function outcomeOf(
	{ status, durationSeconds, talkSeconds }: PastCall,
	service: Service,
): { DURATION: string; BILLSEC: string; STATUS: string } {
	const seconds = { DURATION: `${durationSeconds}`, BILLSEC: `${talkSeconds}` };
	if (service === 'document') return { ...seconds, STATUS: status === 'FAIL' ? 'NO ANSWER' : status };
	if (status !== 'NO ANSWER') return { ...seconds, STATUS: status };
	// In the sample DURATION is 0 and BILLSEC 7 or 8: the seconds that it rang, for all that one can tell.
	return { DURATION: '0', BILLSEC: `${durationSeconds}`, STATUS: 'NO-ANS' };
}

/** @returns the number as the call history shows it (service, 3.6.1): `0100000****`; an extension is short enough to stay */
function masked(number: string): string {
	return number.slice(0, DIGITS_SHOWN).padEnd(number.length, '*');
}

/** @returns KIND of a call with this number (service, 3.6.1): 0 internal, 1 local or long distance, 2 mobile, 3 international */
function callKind(number: string, lines: Line[]): '0' | '1' | '2' | '3' {
	if (lines.some((line) => [line.number, line.extension].includes(number))) return '0';
	if (/^01[016789]/.test(number)) return '2';
	return number.startsWith('00') ? '3' : '1';
}
