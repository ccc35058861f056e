import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { LISTS } from '../api/lists';
import { toKoreanTime } from '../api/time';
import { searchList } from './search';

/**
 * Offers the line's recordings, newest first as the service lists them, found by day, time or number: `recordlist`
 * (service, 3.3.1). The label becomes part of the workflow, so the middle of the number is hidden in it.
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
			list: LISTS.recordings,
			offers(record) {
				const { fileName, from, to, calledAt, size } = LISTS.recordings.read(record);
				const time = calledAt.slice(0, 'YYYY-MM-DDThh:mm'.length).replace('T', ' ');
				const number = otherParty(fileName, from, to);
				const shownTime = time.replace(`${today} `, '');
				const name = [shownTime, hideMiddle(number), size].filter(Boolean).join(' · ');
				return fileName === '' ? [] : [{ name, value: fileName, words: `${time} ${number} ${fileName}` }];
			},
		},
		filter,
		page,
	);
}

/** File names begin with the extension and the other party (service, 3.3.1); else the longer number is the other party's. */
function otherParty(fileName: string, from: string, to: string): string {
	const [, named] = /^[^-_]+-([^_]+)_/.exec(fileName) ?? [];
	return named ?? (from.length > to.length ? from : to);
}

/** @returns a phone number as `010-****-6000`; what is none, such as an extension, as it is */
function hideMiddle(number: string): string {
	const [, area, last] = /^(02|0\d\d)-?\d{3,4}-?(\d{4})$/.exec(number) ?? [];
	return area === undefined ? number : `${area}-****-${last}`;
}
