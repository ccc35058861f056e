import type { INodeExecutionData } from 'n8n-workflow';

import { whoHasIt } from '../api/sendResult';
import type { RecipientStatus } from '../api/sendResult';

/**
 * @param results what came of each item so far; nothing of those that were not carried out
 * @param lines which line each item was of, where there are several
 * @returns what a run has done before an error that ends it, as sentences: what not to do again, and what may still be to do
 */
export function whatWentBefore(results: INodeExecutionData[][], lines: ReadonlyMap<number, string> = new Map()): string[] {
	const carriedOut = [...results.keys()].filter((item) => results[item].length > 0);
	const isDone = (item: number) => results[item].every(({ json }) => json.success !== false);
	const done = carriedOut.filter(isDone);
	const others = carriedOut.filter((item) => !isDone(item));
	const sentences: string[] = [];
	if (done.length > 0) sentences.push(`Carried out before it: ${inWords(done)}. Do not send that again.`);
	if (others.length > 0) {
		sentences.push(`Not carried out, or not surely, for everybody: ${inWords(others)}.`);
		for (const line of new Set(others.map((item) => lines.get(item)))) {
			const ofTheLine = others.filter((item) => lines.get(item) === line);
			const recipients = ofTheLine.flatMap((item) => results[item].flatMap(({ json }) => (json.recipients ?? []) as RecipientStatus[]));
			sentences.push(...(line ? [`From line ${line}:`] : []), whoHasIt(recipients));
		}
	}
	return sentences;
}

/** @param items counted from 0, in order @returns `the first 3 items`, or `items 1 to 3, 5` where one before the last is not among them */
function inWords(items: number[]): string {
	const numbers = items.map((item) => item + 1);
	const count = numbers.length;
	if (numbers[count - 1] === count) return `the first ${count === 1 ? 'item' : `${count} items`}`;
	const ranges: Array<[from: number, to: number]> = [];
	for (const number of numbers) {
		const last = ranges[ranges.length - 1];
		if (last && last[1] === number - 1) last[1] = number;
		else ranges.push([number, number]);
	}
	const words = ranges.map(([from, to]) => (from === to ? `${from}` : `${from} to ${to}`));
	return `${count === 1 ? 'item' : 'items'} ${words.join(', ')}`;
}
