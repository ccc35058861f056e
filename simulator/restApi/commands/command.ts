import type { Readable } from 'node:stream';
import type { Line } from '../../office/lines';
import type { DoneCode, ErrorCode } from '../resultCodes';
import type { Settings } from '../settings';
import type { State } from '../state';
import type { Value } from '../values';

/** A command's own values, in the order of the document's sample. */
export type Datas = Record<string, string | number | Value>;

/** What one command is given besides `id` and `pass`. */
export type Parameters = Readonly<Record<string, string>>;

/** What a command that was carried out says before its values, where that is not 0000 and its message. */
export interface Done {
	SVC_RT: DoneCode;
	SVC_MSG: string;
}

/** A page of a list: what its answer holds after SVC_MSG. */
export class ListAnswer {
	constructor(
		readonly fields: { LISTINFO: Record<string, Value | Datas[] | null>; DATAS?: Datas[] | null },
		readonly done?: Done,
	) {}
}

/** A file, which is sent instead of JSON. */
export class FileAnswer {
	constructor(
		readonly fileName: string,
		readonly bytes: number,
		readonly content: Readable,
	) {}
}

/** What a command answers: DATAS, which may be a sentence or missing (`null`), a page of a list, or a file. */
export type Result = Datas | string | null | ListAnswer | FileAnswer;

/** One command of the API. */
export interface Command {
	/** SVC_MSG when it is done, as in the document's sample: some say `OK`, some nothing. */
	message: 'OK' | '';
	/** `today`: the document does not have it. */
	since?: 'today';
	/** `B`: today's contract needs that type of the API add-on for it. */
	addOn?: 'B';
	/** Whom today's service lets in: without a password, or with one that has expired or was never changed. */
	signIn?: 'withoutPassword' | 'withAnyPassword';
	/** SVC_RT when it is done, where that is not always 0000. */
	doneCode?(settings: Settings): DoneCode;
	/** SVC_MSG of result codes for which the command's sample differs from chapter 3. */
	errorMessages?: Partial<Record<ErrorCode, string>>;
	/** DATAS of result codes for which the command's sample has a text; given the line's number. */
	errorDatas?: Partial<Record<ErrorCode, (id: string) => string>>;
	/** The parameters it cannot do without, besides `id` and `pass`; empty is missing. */
	required: string[];
	/**
	 * Carries the command out.
	 *
	 * @param line the caller's line, signed in
	 * @param parameters all parameters, the required ones given
	 * @throws ResultCodeError the result code to answer with
	 */
	carryOut(line: Line, parameters: Parameters, state: State): Result | Promise<Result>;
}
