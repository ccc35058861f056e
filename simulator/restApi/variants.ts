import { errorAnswer, type JsonAnswer } from './answer';
import type { Command } from './commands/command';
import type { Settings } from './settings';

type Fields = Record<string, unknown>;

const ANSWERED_2000 = ['getringcallback', 'delringcallback', 'setsmscallback', 'getsmscallback', 'delsmscallback'];

/** @returns the answer to a command, in the document's shape, in the shape that the settings choose */
export function inVariant(name: string, command: Command | undefined, answer: JsonAnswer, settings: Settings): JsonAnswer {
	if (answer.SVC_RT !== '0000') return answer;
	if (answer.LISTINFO) return listInVariant(name, command, answer, settings);
	if (typeof answer.DATAS !== 'object') return answer;
	const DATAS = recordInVariant(answer.DATAS as Fields, settings);
	if (settings.status === 'array' && ['phonestatus', 'channelstatus'].includes(name)) {
		DATAS.STATUS = [DATAS.STATUS];
	}
	const SVC_RT = ANSWERED_2000.includes(name) ? settings.callbackResult : answer.SVC_RT;
	return { ...answer, SVC_RT, DATAS };
}

function listInVariant(
	name: string,
	command: Command | undefined,
	answer: JsonAnswer,
	settings: Settings,
): JsonAnswer {
	const { DATAS: inside, ...info } = answer.LISTINFO as Fields;
	const isInside = inside !== undefined;
	const records = (isInside ? inside : answer.DATAS) as Fields[] | null;
	const { service, emptyList, listDatas } = settings;
	if (!records && (emptyList === '4002' || emptyList === '4004')) return errorAnswer(emptyList);

	const DATAS = records && records.map((record) => recordInVariant(record, settings));
	const LISTINFO = recordInVariant(info, settings);
	const wantsInside = listDatas === 'asInSamples' ? service === 'document' && isInside : listDatas === 'inside';
	return {
		...listResult(name, command, answer, records === null, settings),
		...(wantsInside ? { LISTINFO: { ...LISTINFO, DATAS } } : { LISTINFO, DATAS }),
	};
}

/** What today's samples say of a list without entries is said of a page beyond the end as well, of which no source says anything. */
function listResult(
	name: string,
	command: Command | undefined,
	{ SVC_RT, SVC_MSG }: JsonAnswer,
	isEmpty: boolean,
	{ emptyList, historyResult }: Settings,
): Pick<JsonAnswer, 'SVC_RT' | 'SVC_MSG'> {
	if (isEmpty && emptyList === 'asInSamples' && command?.whenEmpty) {
		return { SVC_RT: command.whenEmpty.code, SVC_MSG: command.whenEmpty.message };
	}
	if (name !== 'callhistory') return { SVC_RT, SVC_MSG };
	if (historyResult !== 'OKWhenEmpty') return { SVC_RT: historyResult, SVC_MSG };
	return isEmpty ? { SVC_RT: 'OK', SVC_MSG: '' } : { SVC_RT, SVC_MSG };
}

function recordInVariant(record: Fields, settings: Settings): Fields {
	return Object.fromEntries(
		Object.entries(record).map(([name, value]) => [
			name === 'RESCNT' ? settings.sendsLeft : name,
			valueInVariant(name, value, settings),
		]),
	);
}

function valueInVariant(name: string, value: unknown, { service, numbers, phoneNumbers, times }: Settings): unknown {
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
			return timeInVariant(text, times === 'asInSamples' && service === 'today' ? 'dashes' : times);
		case 'ENDTIME':
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

/**
 * @returns the number with hyphens, `070-0000-1000`, masked ones too; where the service puts the hyphen of an extension
 * is not recorded
 */
function withHyphens(number: string): string {
	return number
		.replace(/^(02|0[\d]{2})([\d*]{3,4})([\d*]{4})$/, '$1-$2-$3')
		.replace(/^(1\d{3})([\d*]{4})$/, '$1-$2')
		.replace(/^(\d)(\d{3})$/, '$1-$2');
}
