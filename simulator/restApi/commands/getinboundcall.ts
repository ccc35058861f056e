import { createHash } from 'node:crypto';
import { listedCalls, type InboundCall } from '../../office/inboundCalls';
import { secondsAfter, withSpace } from '../../office/koreanTime';
import type { Line } from '../../office/lines';
import { isPhoneNumber } from '../../office/phoneNumber';
import { ResultCodeError } from '../resultCodes';
import { accountOf } from './callFields';
import { ListAnswer, type Command, type Datas } from './command';
import { listPage, newestFirst } from './listPage';

const MOST_ENTRIES_A_PAGE = 200;

/**
 * Lists the calls to this number that are over (today, 3.2). Newest first: by their start, which is what its time says, so
 * that a long call appears below those that began and ended while it lasted; no source says where it does.
 */
export const getinboundcall: Command = {
	since: 'today',
	message: 'OK',
	// No source has the message in full.
	whenEmpty: { code: '4004', message: 'NO_DATA' },
	required: [],
	carryOut(line, { page: wanted = '', num_per_page: perPage = '' }) {
		const calls = newestFirst(listedCalls(line));
		const { page, numperpage, total, records } = listPage(
			calls,
			wanted || '1',
			(call, position) => toRecord(line, call, position),
			perPage ? entriesAPage(perPage) : undefined,
		);
		const LISTINFO = { page: `${page}`, numperpage: `${numperpage}`, total: `${total}` };
		return new ListAnswer({ LISTINFO, DATAS: records });
	},
};

function toRecord(line: Line, call: InboundCall, position: number): Datas {
	const { DSTCHANNEL, APPDATA } = reachedAs({ ...call, reached: call.reached || line.extension });
	return {
		NO: position,
		TIME: withSpace(call.startedAt),
		SRC: call.from,
		// The 070 number, also where a public one was dialled.
		DST: line.number,
		DURATION: `${call.durationSeconds}`,
		STATUS: call.status,
		CHANNEL: call.channel,
		DSTCHANNEL,
		ENDTIME: withSpace(secondsAfter(call.startedAt, call.durationSeconds)),
		APPDATA,
	};
}

/** @returns who got the call: the account of a line, whose last four digits are its extension, or an address outside, masked */
function reachedAs({ reached, channel }: InboundCall): { DSTCHANNEL: string; APPDATA: string } {
	const isOutside = isPhoneNumber(reached);
	const account = isOutside ? reached : accountOf(reached);
	// The last digits mean nothing that is recorded: these are other ones for each call, and always the same for one.
	const suffix = createHash('sha256').update(channel).digest('hex').slice(0, 4);
	return { DSTCHANNEL: `SIP/${isOutside ? 'xxx.xxx.xxx.100' : account}-${suffix}`, APPDATA: `SIP/${account}` };
}

/** What more than 200 is answered with, no source says, for all clients keep to it: it is refused. */
function entriesAPage(given: string): number {
	const entries = /^[1-9]\d*$/.test(given) ? Number(given) : 0;
	if (entries < 1 || entries > MOST_ENTRIES_A_PAGE) throw new ResultCodeError('1002');
	return entries;
}
