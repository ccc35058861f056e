import { jsonText } from './answer';
import type { Answer, JsonAnswer } from './answer';
import { FileAnswer } from './commands/command';
import type { Settings } from './settings';

interface WithDatas {
	DATAS?: unknown;
}

/** A time in any of the service's forms, also as the first part of `CALLBACK`. */
const TIME = /^(\d{4})[-/]?(\d\d)[-/]?(\d\d) ?(\d\d):?(\d\d):?\d\d(?=\^|$)/;

/**
 * @returns the answer as no source has it, all of it made up: its records have a new field, and those of three or more lack their last; a
 *   time is `2026.11.22 09:30`, a text of up to four digits a number, and STATUS `PARKED`
 */
export function inOtherForm(answer: Answer, settings: Settings): Answer {
	if (answer instanceof FileAnswer) return answer;
	const other = otherDatas(JSON.parse(jsonText(answer, settings)) as JsonAnswer & WithDatas & { LISTINFO?: WithDatas });
	return other.LISTINFO ? { ...other, LISTINFO: otherDatas(other.LISTINFO) } : other;
}

/** @returns the same, with other records in DATAS, if it has any */
function otherDatas<Holder extends WithDatas>(holder: Holder): Holder {
	const { DATAS } = holder;
	if (typeof DATAS !== 'object' || DATAS === null) return holder;
	return { ...holder, DATAS: Array.isArray(DATAS) ? DATAS.map(otherRecord) : otherRecord(DATAS) };
}

function otherRecord(record: object): object {
	const fields = Object.entries(record);
	const kept = fields.length < 3 ? fields : fields.slice(0, -1);
	return { ...Object.fromEntries(kept.map(([name, value]) => [name, otherValue(name, value)])), SEND_TYPE: 'A' };
}

function otherValue(name: string, value: unknown): unknown {
	if (name === 'STATUS') return 'PARKED';
	if (typeof value !== 'string') return value;
	return /^\d{1,4}$/.test(value) ? Number(value) : value.replace(TIME, '$1.$2.$3 $4:$5');
}
