import { callerAndCallee, newestFirst, outcomeOf } from '../callRecords';
import { withSlashes } from '../koreanTime';
import { callKind, masked } from '../phoneNumber';
import { ResultCodeError } from '../resultCodes';
import { ListAnswer, type Command } from './command';
import { listPage } from './listPage';

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
