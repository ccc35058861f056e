import type { ServerResponse } from 'node:http';

import type { IDataObject } from 'n8n-workflow';

import { listenOnTheWire } from './wire';

/** What a line has, by command: its records, newest first; what is answered instead; or whatever a function does with the response. */
type Lists = Record<string, IDataObject[] | string | ((response: ServerResponse) => void)>;

/** A request for a list. */
export interface Asked {
	line: string;
	command: string;
	page: number;
	/** When it came, in milliseconds. */
	at: number;
}

const PER_PAGE = 10;

/** A service with several lines, each with its lists as the service of today has them; what is not set is empty. */
export async function openOffice() {
	const lines = new Map<string, Lists>();
	const asked: Asked[] = [];
	const underWay: Asked[] = [];
	let mostInAll = 0;
	let mostOfALine = 0;
	/** Whatever is to happen before an answer. */
	let before: (asked: Asked) => Promise<void> = async () => undefined;

	const wire = await listenOnTheWire((response, request) => {
		const { id, page = '1', num_per_page = `${PER_PAGE}` } = Object.fromEntries(new URLSearchParams(wire.requests[wire.requests.length - 1].body));
		const one: Asked = { line: id, command: (request.url ?? '').replace('/RestApi/', ''), page: Number(page), at: performance.now() };
		asked.push(one);
		underWay.push(one);
		mostInAll = Math.max(mostInAll, underWay.length);
		mostOfALine = Math.max(mostOfALine, underWay.filter(({ line }) => line === id).length);
		// Before the answer is out: whoever has it may ask at once.
		const answer = (body: string) => {
			underWay.splice(underWay.indexOf(one), 1);
			response.end(body);
		};
		void before(one).then(() => {
			const list = lines.get(id)?.[one.command] ?? [];
			if (typeof list === 'string') return answer(list);
			if (typeof list === 'function') {
				underWay.splice(underWay.indexOf(one), 1);
				return list(response);
			}
			const size = Number(num_per_page);
			const first = (one.page - 1) * size;
			const DATAS = list.slice(first, first + size).map((record, index) => ({ NO: first + index + 1, ...record }));
			const LISTINFO = { page, numperpage: size, total: list.length };
			return answer(JSON.stringify({ SVC_RT: '0000', SVC_MSG: 'OK', LISTINFO, DATAS: DATAS.length > 0 ? DATAS : null }));
		});
	});
	const listsOf = (line: string): Lists => {
		const lists = lines.get(line) ?? {};
		lines.set(line, lists);
		return lists;
	};
	return {
		baseUrl: wire.baseUrl,
		/** All requests so far. */
		asked,
		/** How many requests were under way at the same time, at most: in all, and for one line. */
		atOnce: () => ({ inAll: mostInAll, ofALine: mostOfALine }),
		/** Adds records, oldest first. */
		add: (line: string, command: string, ...records: IDataObject[]) => {
			const lists = listsOf(line);
			lists[command] = [...records.reverse(), ...((lists[command] ?? []) as IDataObject[])];
		},
		/** Has a command answered in another way. @returns what ends that */
		instead: (line: string, command: string, answer: Lists[string]) => {
			const lists = listsOf(line);
			const usual = lists[command];
			lists[command] = answer;
			return () => void (lists[command] = usual ?? []);
		},
		/** Has something happen before each answer. */
		beforeAnswers: (happen: typeof before) => void (before = happen),
		close: wire.close,
	};
}
