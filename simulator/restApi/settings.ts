/**
 * How the service answers, the choice of today's service first. `service` chooses all of them; each can be changed by
 * itself underneath it.
 */
export const SETTINGS = {
	/**
	 * The service of today, or the one of the document (v2.0): the commands there are, who may give them, the fields of
	 * their answers, how JSON is written, and which document the choices `asInSamples` mean.
	 */
	service: ['today', 'document'],
	/** `page`, `numperpage`, `total`, `NO` and the sends left: JSON numbers or strings. The samples have both. */
	numbers: ['asInSamples', 'strings', 'numbers'],
	/** The name that `smssend` gives the sends that are left. */
	sendsLeft: ['RESTCOUNT', 'RESCNT'],
	/** `SVC_RT` of a `callhistory` that was carried out; `OKWhenEmpty` is `OK`, with no SVC_MSG, only without entries. */
	historyResult: ['OKWhenEmpty', '0000', 'OK'],
	/** What a list without entries is answered with: as the samples have it, `"DATAS": null`, or a result code. */
	emptyList: ['asInSamples', 'null', '4002', '4004'],
	/** Where a list's `DATAS` stands: inside `LISTINFO` or beside it. Today's samples have it beside, the document's have both. */
	listDatas: ['asInSamples', 'inside', 'beside'],
	/** `SVC_RT` of a command that a line's contract lacks: no source has it, these three are what it can be (service, 5.2). */
	lackingResult: ['1005', '2002', '4001'],
	/** `STATUS` of `phonestatus` and `channelstatus`. */
	status: ['text', 'array'],
	/** `EXTEN`, `SRC` and `DST`. */
	phoneNumbers: ['digits', 'hyphens'],
	/** `TIME`, `ENDTIME`, `CALLDATE`, `FILE_TIME` and the first time in `CALLBACK`: `20261122093000`, `2026/11/22 09:30:00` or `2026-11-22 09:30:00`. */
	times: ['asInSamples', 'digits', 'slashes', 'dashes'],
	/** How many parts `CALLBACK` has: with start and end, without, and as in a sample of the document without the number. */
	callbackParts: ['8', '6', '5'],
	/**
	 * `SVC_RT` of the callback commands but `setringcallback`, done. Today's samples have 2000. It is not the default: the
	 * later document's own table of codes has only 0000 for done, the client written from that document takes nothing
	 * else, and where production was looked at (`setringcallback`) it was 0000 (service, 2.2).
	 */
	callbackResult: ['0000', '2000'],
	/** What a recording is sent as; the header fields that come with it are those of the same document. */
	recordingType: ['audio/wav', 'application/octet-stream'],
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

/** Where the document's service differs from today's. */
const OF_THE_DOCUMENT = {
	service: 'document',
	sendsLeft: 'RESCNT',
	historyResult: '0000',
	callbackParts: '6',
	recordingType: 'application/octet-stream',
} as const satisfies Partial<Settings>;

/** @returns the choices that make up a service */
export function settingsOf(service: Service): Settings {
	const today = Object.fromEntries(Object.entries(SETTINGS).map(([name, [choice]]) => [name, choice])) as Settings;
	return service === 'today' ? today : { ...today, ...OF_THE_DOCUMENT };
}
