import type { PastCall } from '../../office/callRecords';
import { withSlashes } from '../../office/koreanTime';
import type { Line } from '../../office/lines';
import { ResultCodeError } from '../resultCodes';
import type { Service } from '../settings';
import { callerAndCallee } from './callFields';
import { ListAnswer, type Command } from './command';
import { listPage, newestFirst } from './listPage';

const DIGITS_SHOWN = 7;

/** Lists past calls, newest first; DATAS is inside LISTINFO, numbers are strings (document, 2.2.9). */
export const callhistory: Command = {
	message: 'OK',
	required: ['page'],
	carryOut(line, parameters, { lines, settings }) {
		const wanted = parameters.calltype || 'outbound';
		if (!['inbound', 'outbound'].includes(wanted)) throw new ResultCodeError('1002');
		const calls = newestFirst(line.history.filter(({ direction }) => direction === wanted));
		const { page, numperpage, total, records } = listPage(calls, parameters.page, (call, position) => ({
			NO: `${position}`,
			TIME: withSlashes(call.startedAt),
			// In the sample an internal call's 070 number is masked as well.
			...callerAndCallee(line, { ...call, number: masked(call.number) }),
			...outcomeOf(call, settings.service),
			KIND: callKind(call.number, lines),
		}));
		const info = { page: `${page}`, numperpage: `${numperpage}`, total: `${total}` };
		return new ListAnswer({ LISTINFO: { ...info, DATAS: records } });
	},
};

/**
 * The document shows `OK` only, and is silent on calls nobody answered. Today there are `NO-ANS` and `FAIL` (today, 5), and
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

/** @returns the number as the call history shows it (document, 2.2.9): `0100000****`; an extension is short enough to stay */
function masked(number: string): string {
	return number.slice(0, DIGITS_SHOWN).padEnd(number.length, '*');
}

/** @returns KIND of a call with this number (document, 2.2.9): 0 internal, 1 local or long distance, 2 mobile, 3 international */
function callKind(number: string, lines: Line[]): '0' | '1' | '2' | '3' {
	if (lines.some((line) => [line.number, line.extension].includes(number))) return '0';
	if (/^01[016789]/.test(number)) return '2';
	return number.startsWith('00') ? '3' : '1';
}
