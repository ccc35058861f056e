import { createHash } from 'node:crypto';
import { listedCalls } from '../../office/inboundCalls';
import type { InboundCall } from '../../office/inboundCalls';
import { secondsAfter } from '../../office/koreanTime';
import type { Line } from '../../office/lines';
import { isPhoneNumber } from '../../office/phoneNumber';
import { Count, PhoneNumber, Time } from '../values';
import { accountOf } from './callFields';
import type { Datas } from './command';
import { listCommand, newestFirst } from './list';

/**
 * Lists the calls to this number that are over (service, 3.6.2). Newest first: by their start, which is what its time says, so
 * that a long call appears below those that began and ended while it lasted; no source says where it does.
 */
export const getinboundcall = listCommand({
	since: 'today',
	required: [],
	entries: (line) => newestFirst(listedCalls(line)),
	record: (call, position, line) => toRecord(line, call, position),
	mostAPage: 200,
	stringsInSample: () => ['page', 'numperpage', 'total'],
	// No source has the message in full.
	whenEmpty: { SVC_RT: '4004', SVC_MSG: 'NO_DATA' },
});

function toRecord(line: Line, call: InboundCall, position: number): Datas {
	const { DSTCHANNEL, APPDATA } = reachedAs({ ...call, reached: call.reached || line.extension });
	return {
		NO: new Count(position),
		TIME: new Time(call.startedAt, 'dashes'),
		SRC: new PhoneNumber(call.from),
		// The 070 number, also where a public one was dialled.
		DST: new PhoneNumber(line.number),
		DURATION: `${call.durationSeconds}`,
		STATUS: call.status,
		CHANNEL: call.channel,
		DSTCHANNEL,
		ENDTIME: new Time(secondsAfter(call.startedAt, call.durationSeconds), 'dashes'),
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
