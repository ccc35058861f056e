import { errorAnswer, type JsonAnswer } from './answer';
import { withHyphens } from './phoneNumber';
import type { Settings } from './settings';

type Fields = Record<string, unknown>;

/** @returns the answer to a command, in the document's shape, in the shape that the settings choose */
export function inVariant(command: string, answer: JsonAnswer, settings: Settings): JsonAnswer {
	if (answer.SVC_RT !== '0000') return answer;
	if (answer.LISTINFO) return listInVariant(command, answer, settings);
	const DATAS = recordInVariant(answer.DATAS as Fields, settings);
	if (settings.status === 'array' && ['phonestatus', 'channelstatus'].includes(command)) {
		DATAS.STATUS = [DATAS.STATUS];
	}
	return { ...answer, DATAS };
}

function listInVariant(command: string, answer: JsonAnswer, settings: Settings): JsonAnswer {
	const { DATAS: inside, ...info } = answer.LISTINFO as Fields;
	const isInside = inside !== undefined;
	const records = (isInside ? inside : answer.DATAS) as Fields[] | null;
	const { emptyList, listDatas, historyResult } = settings;
	if (!records && emptyList !== 'null') return errorAnswer(emptyList);

	const DATAS = records && records.map((record) => recordInVariant(record, settings));
	const LISTINFO = recordInVariant(info, settings);
	const wantsInside = listDatas === 'asInSamples' ? isInside : listDatas === 'inside';
	return {
		SVC_RT: command === 'callhistory' ? historyResult : answer.SVC_RT,
		SVC_MSG: answer.SVC_MSG,
		...(wantsInside ? { LISTINFO: { ...LISTINFO, DATAS } } : { LISTINFO, DATAS }),
	};
}

function recordInVariant(record: Fields, settings: Settings): Fields {
	return Object.fromEntries(
		Object.entries(record).map(([name, value]) => [
			name === 'RESCNT' ? settings.sendsLeft : name,
			valueInVariant(name, value, settings),
		]),
	);
}

function valueInVariant(name: string, value: unknown, { numbers, phoneNumbers, times }: Settings): unknown {
	const text = String(value);
	switch (name) {
		case 'page':
		case 'numperpage':
		case 'total':
		case 'NO':
		case 'RESCNT':
			if (numbers === 'asInSamples') return value;
			return numbers === 'strings' ? text : Number(text);
		case 'EXTEN':
		case 'SRC':
		case 'DST':
			return phoneNumbers === 'hyphens' ? withHyphens(text) : value;
		case 'TIME':
		case 'CALLDATE':
		case 'FILE_TIME':
			return timeInVariant(text, times);
		case 'CALLBACK': {
			const [registeredAt, ...others] = text.split('^');
			return [timeInVariant(registeredAt, times), ...others].join('^');
		}
		default:
			return value;
	}
}

function timeInVariant(time: string, times: Settings['times']): string {
	if (times === 'asInSamples') return time;
	const digits = time.replace(/\D/g, '');
	if (times === 'digits') return digits;
	const [, year, month, day, hours, minutes, seconds] = /(....)(..)(..)(..)(..)(..)/.exec(digits) as RegExpExecArray;
	const date = [year, month, day].join(times === 'slashes' ? '/' : '-');
	return `${date} ${hours}:${minutes}:${seconds}`;
}
