import type { IExecuteFunctions } from 'n8n-workflow';
import { sleep } from 'n8n-workflow';

/** So many items are read while a request is under way: as many as it has recipients at most. */
const ITEMS_A_REQUEST = 10;

/** What was read of an item, or why it could not be. */
interface Read<T> {
	text?: T;
	error?: unknown;
}

/** Items that are read one after the other. */
export interface ReadAhead<T> {
	/** @returns the text of the next item */
	take(): Read<T>;
	/** Reads some of the next items; between two of them a request that is under way gets its turn. */
	readOn(): Promise<void>;
}

/** Reads the texts of items in order, the next ones while a request is under way: an item takes n8n about a millisecond. */
export function readAhead<T>(node: IExecuteFunctions, items: number[], read: (node: IExecuteFunctions, itemIndex: number) => T): ReadAhead<T> {
	const known: Array<Read<T>> = [];
	let next = 0;
	const readNext = (): Read<T> => {
		try {
			return { text: read(node, items[next++]) };
		} catch (error) {
			return { error };
		}
	};
	return {
		take: () => known.shift() ?? readNext(),
		async readOn() {
			while (next < items.length && known.length < ITEMS_A_REQUEST) {
				known.push(readNext());
				await sleep(0);
			}
		},
	};
}
