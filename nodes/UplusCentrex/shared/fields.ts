import { invalidField } from '../api/error';
import { text } from '../api/values';

// An expression can put anything into a field: these readers take what the field is for, and refuse the rest before anything is sent.

/**
 * Reads a field of choices.
 *
 * @param label the field's label as the editor shows it
 * @param given what the field holds
 * @param choices what it may hold, each with its label
 * @throws CentrexError naming the field
 */
export function readChoice<Choice extends string>(label: string, given: unknown, choices: Readonly<Record<Choice, string>>): Choice {
	if (typeof given === 'string' && Object.hasOwn(choices, given)) return given as Choice;
	const labels = Object.values<string>(choices);
	const last = labels.pop();
	throw invalidField(label, 'there is none of this name', `Choose ${labels.join(', ')} or ${last}.`, text(given));
}

/**
 * Reads a switch; a spreadsheet has true and false as texts.
 *
 * @throws CentrexError naming the field
 */
export function readSwitch(label: string, given: unknown): boolean {
	const word = text(given).toLowerCase();
	if (word === 'true' || word === 'false') return word === 'true';
	throw invalidField(label, 'it is neither true nor false', 'Turn it on or off.', text(given));
}

/**
 * Reads a number of seconds; an empty field is 0.
 *
 * @throws CentrexError naming the field
 */
export function readSeconds(label: string, given: unknown): number {
	const seconds = Number(text(given));
	if (Number.isFinite(seconds) && seconds >= 0) return seconds;
	throw invalidField(label, 'it is no number of seconds', 'Enter 0 or more.', text(given));
}

/**
 * Reads a text; it may be empty.
 *
 * @throws CentrexError naming the field, where a list or an object would go out as `[object Object]`
 */
export function readWords(label: string, given: unknown): string {
	if (typeof given !== 'object' || given === null || isTime(given)) return String(given ?? '');
	const kind = Array.isArray(given) ? 'a list' : 'an object';
	throw invalidField(label, `it is ${kind}, not a text`, 'Take one of its values, such as {{ $json.name }}.', text(given));
}

/** Whether an object is a time, as of `{{ $now }}`: those have a text of their own. */
function isTime(given: object): boolean {
	return 'toISO' in given || 'toISOString' in given;
}
