import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';

import type { CommandName } from '../api/commands';
import type { Line } from '../api/line';

/** What a reader wants to know of a text that went out, besides its item. */
export interface TextReport {
	type: 'SMS' | 'LMS';
	/** In EUC-KR. */
	bytes: number;
	requests: number;
	recipients: number;
	/** Characters that EUC-KR cannot carry, each once. */
	unsupported: string[];
	/** Sends left on the line; `null` where the service does not say. */
	remaining: number | null;
	/** Whether it is marked as an advertisement by hand. */
	isMarked?: boolean;
	/** Which line it went out from, digits only, where there are several. */
	line?: string;
}

/** What comes out for one item; of a text also what the output pane says about it. */
export type Result = Pick<INodeExecutionData, 'json' | 'binary'> & { report?: TextReport };

/**
 * What came of one item: results, which may tell of an error by themselves, or an error; and, where there are several, which line it was
 * of, digits only.
 */
export type ItemOutcome = { itemIndex: number; line?: string } & ({ results: Result[]; told?: unknown } | { error: unknown });

/** One operation of a resource: how the editor shows it, and what it does. */
export type Operation = OperationFacts & (ItemByItem | AllItems);

interface OperationFacts {
	/** As saved in workflows, `send`. */
	value: string;
	/** As the operation list shows it, `Send`. */
	name: string;
	/** As the canvas shows it below the node, `Send a text message`; in the node picker it stands without articles. */
	sentence: string;
	/** A sentence that needs no manual. */
	description: string;
	/** Those that it sends; what each does is said in api/commands.ts, and by that whether n8n may carry it out again. */
	commands: readonly CommandName[];
	/** Its fields; they are shown for this operation only. */
	fields: INodeProperties[];
}

/** Says which line an item is carried out on; items of one line get the same. @throws CentrexError where that cannot be said */
export type LineOf = (itemIndex: number) => Promise<Line>;

/** An operation that has nothing to share between items. */
export interface ItemByItem {
	/**
	 * Reads the item's fields, makes its requests one after the other, and returns what comes out for it.
	 *
	 * @param line which of the office's lines does it
	 * @throws CentrexError
	 */
	run(this: IExecuteFunctions, itemIndex: number, line: Line): Promise<Result[]>;
}

/** An operation whose items share requests. */
export interface AllItems {
	/** Does the same for all items, which may share requests; after an error that nobody heeds it goes on with the next. */
	runAll(this: IExecuteFunctions, lineOf: LineOf): AsyncGenerator<ItemOutcome>;
}

/** A resource: what its operations are about. */
export interface Resource {
	value: string;
	name: string;
	/** The first is what the resource begins with. A saved workflow does not name it, so it stays the first for ever. */
	operations: Operation[];
}
