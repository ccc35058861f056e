import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { readKoreanTime, toKoreanTime } from '../api/time';
import { text } from '../api/values';
import { searchList } from './search';

/**
 * Offers the line's recordings, newest first as the service lists them, found by day, time or number: `recordlist`
 * (document, 2.2.5). The label becomes part of the workflow, so the middle of the number is hidden in it.
 */
export async function searchRecordings(
	this: ILoadOptionsFunctions,
	filter?: string,
	page?: string,
): Promise<INodeListSearchResult> {
	const today = toKoreanTime(new Date()).slice(0, 'YYYY-MM-DD'.length);
	return await searchList(
		this,
		{
			command: 'recordlist',
			offers(record) {
				const fileName = text(record.FILE_NAME);
				const time = readKoreanTime(text(record.CALLDATE)).slice(0, 'YYYY-MM-DDThh:mm'.length).replace('T', ' ');
				const number = otherParty(fileName, [text(record.SRC), text(record.DST)]);
				const shownTime = time.replace(`${today} `, '');
				const name = [shownTime, hideMiddle(number), text(record.FILE_SIZE)].filter(Boolean).join(' · ');
				return fileName === '' ? [] : [{ name, value: fileName, words: `${time} ${number} ${fileName}` }];
			},
		},
		filter,
		page,
	);
}

/** File names begin with the extension and the other party (field notes); else the longer number is the other party's. */
function otherParty(fileName: string, [caller, callee]: string[]): string {
	const [, named] = /^[^-_]+-([^_]+)_/.exec(fileName) ?? [];
	return named ?? (caller.length > callee.length ? caller : callee);
}

/** @returns a phone number as `010-****-6000`; what is none, such as an extension, as it is */
function hideMiddle(number: string): string {
	const [, area, last] = /^(02|0\d\d)-?\d{3,4}-?(\d{4})$/.exec(number) ?? [];
	return area === undefined ? number : `${area}-****-${last}`;
}
