/**
 * How the service answers. `service` chooses all of them; each can be changed by itself underneath it.
 */
export const SETTINGS = {
	/** The service of today, or the one of the document (v2.0). */
	service: ['today', 'document'],
	/** `page`, `numperpage`, `total`, `NO` and `RESCNT`: JSON numbers or strings. The samples have both. */
	numbers: ['asInSamples', 'strings', 'numbers'],
	/** The name that `smssend` gives the sends that are left. */
	sendsLeft: ['RESCNT', 'RESTCOUNT'],
	/** `SVC_RT` of a `callhistory` that was carried out. */
	historyResult: ['0000', 'OK'],
	/** What a list without entries is answered with: `"DATAS": null`, or a result code. */
	emptyList: ['null', '4002', '4004'],
	/** Where a list's `DATAS` stands: inside `LISTINFO` or beside it. The samples have both. */
	listDatas: ['asInSamples', 'inside', 'beside'],
	/** `STATUS` of `phonestatus` and `channelstatus`. */
	status: ['text', 'array'],
	/** `EXTEN`, `SRC` and `DST`. */
	phoneNumbers: ['digits', 'hyphens'],
	/** `TIME`, `CALLDATE`, `FILE_TIME` and the time in `CALLBACK`: `20261122093000`, `2026/11/22 09:30:00` or `2026-11-22 09:30:00`. */
	times: ['asInSamples', 'digits', 'slashes', 'dashes'],
	/** How an event's `message` is percent-encoded. */
	eventCharset: ['utf-8', 'euc-kr'],
	/** The `Host` header of an event: the IP address, another name, or none at all (HTTP/1.0). */
	eventHost: ['ipAddress', 'otherName', 'none'],
	/** How often the same incoming call is told. */
	rings: ['once', 'twice'],
	/** What becomes of a callback URL whose page has no extension: refused, or registered and never called. */
	pageWithoutExtension: ['refused', 'neverCalled'],
} as const;

/** One choice for each. */
export type Settings = { -readonly [Name in keyof typeof SETTINGS]: (typeof SETTINGS)[Name][number] };

/** The services there are. */
export type Service = Settings['service'];

/** @returns the choices that make up a service: the first of each, but for those in which it differs */
export function settingsOf(service: Service): Settings {
	const first = Object.fromEntries(Object.entries(SETTINGS).map(([name, [choice]]) => [name, choice])) as Settings;
	return { ...first, service };
}
