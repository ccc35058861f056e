import type { ICredentialDataDecryptedObject, IExecuteFunctions, IHookFunctions, ILoadOptionsFunctions, IPollFunctions } from 'n8n-workflow';

import { hideHashes } from '../api/answer';
import { CentrexError, invalidField, withWords } from '../api/error';
import { linesOf } from '../api/line';
import type { Line } from '../api/line';
import { comparable } from '../api/phoneNumber';
import { isRecord, text } from '../api/values';
import { readChoice } from './fields';
import { LINES } from './linesField';

/** What the field Line of an operation holds where nobody has filled it in. */
const NOT_CHOSEN = '';

/**
 * The line that an item is carried out on: what its field Line says, by what the credential's fields give for this item.
 *
 * @throws CentrexError naming the field that cannot be right, also where the number is none of the credential's
 */
export async function lineOfItem(node: IExecuteFunctions, itemIndex: number): Promise<Line> {
	const credentials = await readable(node.getCredentials('uplusCentrexApi', itemIndex));
	return chosenLine(linesOf(node, credentials), node.getNodeParameter('line', itemIndex, NOT_CHOSEN));
}

/**
 * The lines of a trigger's credential, the one of its number first.
 *
 * @throws CentrexError naming the credential's field that cannot be right
 */
export async function linesOfCredential(hook: IHookFunctions | IPollFunctions | ILoadOptionsFunctions): Promise<Line[]> {
	return linesOf(hook, await readable(hook.getCredentials('uplusCentrexApi')));
}

/**
 * The lines that a trigger's field Lines chooses; the credential's number alone is then no longer one of several.
 *
 * @throws CentrexError naming the field that cannot be right
 */
export async function linesOfTrigger(hook: IHookFunctions | IPollFunctions): Promise<Line[]> {
	return chosenLines(hook, await linesOfCredential(hook));
}

/** The same, of a credential's lines that are there already. */
export function chosenLines(hook: IHookFunctions | IPollFunctions, lines: Line[]): Line[] {
	const choice = readChoice('Lines', hook.getNodeParameter('lines', 'number'), LINES);
	return choice === 'all' ? lines : [{ ...lines[0], isOneOfSeveral: false }];
}

/** So many lines are named in a message. */
const MOST_NAMED = 3;

/**
 * Which of several lines something is about, as the beginning of a sentence: by the ends of their numbers, since n8n sends messages
 * to its makers.
 *
 * @returns nothing where there is but one line
 */
export function endsOf(lines: Line[]): string {
	if (!lines.some(({ isOneOfSeveral }) => isOneOfSeveral)) return '';
	const ends = lines.map(({ number }) => number.slice(-4));
	if (ends.length === 1) return `Line ending in ${ends[0]}: `;
	const left = ends.length - MOST_NAMED;
	return `Lines ending in ${left > 0 ? `${ends.slice(0, MOST_NAMED).join(', ')} and ${left} more` : inWords(ends)}: `;
}

/** @returns the error, naming the line or lines that it is about where there are several: the message by their ends, the details whole */
export function naming(lines: Line[], error: unknown): unknown {
	const ends = endsOf(lines);
	if (ends === '') return error;
	const numbers = lines.map(({ number }) => number);
	return withWords(error, ends, numbers.length === 1 ? `This was line ${numbers[0]}.` : `These were the lines ${inWords(numbers)}.`);
}

function inWords(words: string[]): string {
	return words.length === 1 ? words[0] : `${words.slice(0, -1).join(', ')} and ${words[words.length - 1]}`;
}

/**
 * @param lines those of the credential
 * @param given what the field Line holds
 * @throws CentrexError where that is none of them
 */
export function chosenLine(lines: Line[], given: unknown): Line {
	const chosen = writtenIn(given);
	if (chosen === undefined) {
		throw invalidField('Line', 'its expression gives nothing', 'Check the name in it. An empty text stands for the number of the credential.');
	}
	const written = text(chosen);
	if (written === NOT_CHOSEN) return lines[0];
	const line = lines.find(({ number }) => comparable(number) === comparable(written));
	if (line) return line;
	throw invalidField('Line', 'this is none of the numbers of the credential', 'Choose one of them, or add it to More Lines in the credential.', written);
}

/** @returns what the field Line holds, whatever way it was filled in */
export function writtenIn(given: unknown): unknown {
	return isRecord(given) ? given.value : given;
}

/** @throws CentrexError where n8n cannot read the credential, with what n8n says of it */
async function readable(reading: Promise<ICredentialDataDecryptedObject>): Promise<ICredentialDataDecryptedObject> {
	return await reading.catch((error: Error) => {
		throw new CentrexError(hideHashes(error.message).replace(/\.$/, ''), { advice: 'Check the credential.', outcome: 'notSent' });
	});
}
