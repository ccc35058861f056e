import type { IExecuteFunctions } from 'n8n-workflow';

import { CentrexError, notTried, withDetails } from '../../api/error';
import type { Line } from '../../api/line';
import { sideBySide } from '../../shared/sideBySide';
import type { LineOf } from '../operation';
import { NightError } from './advertisement';
import { Outbox } from './outbox';
import type { Run, Text, TextOutcome } from './outbox';
import { readAhead } from './readAhead';

/** Lines that send at once. */
const MOST_LINES = 10;

/** Reads an item's text; where it throws, that is what comes of the item. */
export type ReadText = (node: IExecuteFunctions, itemIndex: number) => Text;

/**
 * Sends the text of each item. Lines send side by side, each one request at a time. Recipients of items of a line that may share
 * requests go out together, ten a request, in the items' order; nobody waits who gets another text after this one, so that each
 * person's texts of a line keep their order.
 *
 * Where an error ends the run, no line begins another request; what was under way is told first, and then the error.
 *
 * @returns what became of each item, as soon as it is known
 */
export async function* sendTexts(node: IExecuteFunctions, lineOf: LineOf, read: ReadText): AsyncGenerator<TextOutcome> {
	const itemsOf = new Map<Line, number[]>();
	for (const itemIndex of node.getInputData().keys()) {
		try {
			const line = await lineOf(itemIndex);
			const items = itemsOf.get(line);
			if (items) items.push(itemIndex);
			else itemsOf.set(line, [itemIndex]);
		} catch (error) {
			// Where that ends the run, nothing was sent.
			yield { itemIndex, error };
		}
	}
	const run: Run = { isEnding: false };
	const sending = [...itemsOf].map(([line, items]) => sendFrom(node, line, items, read, run));
	const told = new Set<number>();
	let last: { itemIndex: number; error: unknown } | undefined;
	for await (const outcome of sideBySide(sending, MOST_LINES)) {
		told.add(outcome.itemIndex);
		if ('error' in outcome && !node.continueOnFail()) last = outcome;
		else yield outcome;
	}
	if (last) yield { ...last, error: atNight(last.error) ? withDetails(last.error, restOf(node, read, told)) : last.error };
}

function atNight(error: unknown): boolean {
	return error instanceof CentrexError && error.cause instanceof NightError;
}

/** @returns who was to be sent the texts of the items that nothing was told of, as a sentence */
function restOf(node: IExecuteFunctions, read: ReadText, told: Set<number>): string {
	const numbers = [...node.getInputData().keys()].filter((item) => !told.has(item)).flatMap((item) => {
		try {
			return read(node, item).to;
		} catch {
			// What cannot be right is told when it is its turn.
			return [];
		}
	});
	return numbers.length > 0 ? `Of the other items, not sent to: ${[...new Set(numbers)].join(', ')}.` : '';
}

/** Sends the texts of the items of one line. */
async function* sendFrom(node: IExecuteFunctions, line: Line, items: number[], read: ReadText, run: Run): AsyncGenerator<TextOutcome> {
	const texts = readAhead(node, items, read);
	const outbox = new Outbox(node, line, run, texts.readOn);
	for (const itemIndex of items) {
		if (run.isEnding) break;
		if (outbox.refused) {
			yield { itemIndex, error: notTried(outbox.refused) };
			continue;
		}
		const { text, error } = texts.take();
		if (text) {
			for (const to of text.to) yield* outbox.sendWhatWaitsFor(to);
			yield* outbox.add(itemIndex, text);
		} else if (node.continueOnFail()) {
			yield { itemIndex, error };
		} else {
			// The run ends here: what stands before goes out first.
			yield* outbox.sendAll();
			if (run.isEnding) break;
			run.isEnding = true;
			yield { itemIndex, error };
		}
	}
	yield* outbox.sendAll();
	yield* outbox.unfinished();
}
