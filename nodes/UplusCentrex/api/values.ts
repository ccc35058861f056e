import type { IDataObject } from 'n8n-workflow';

/**
 * @returns a value of an answer as text: empty where it has none, the entries of a list with commas between (`STATUS` has
 *   been seen to be one: service, 2.10), an object as the service wrote it
 */
export function text(value: unknown): string {
	if (Array.isArray(value)) return value.map(text).filter((entry) => entry !== '').join(', ');
	return typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value ?? '').trim();
}

/** @returns what a table has under a word of the service; `undefined` also under `constructor`, which every object has */
export function lookUp<T>(table: Readonly<Record<string, T>>, word: string): T | undefined {
	return Object.hasOwn(table, word) ? table[word] : undefined;
}

/**
 * Unicode's normal form, of a text that a stranger may have written: long runs of marks, which no writing has, would keep n8n
 * busy for minutes, and are cut.
 */
export function normalized(text: string, form: 'NFC' | 'NFKC'): string {
	return text.replace(/(\p{M}{30})\p{M}+/gu, '$1').normalize(form);
}

/** @returns whether a value is a JSON object, neither list nor null */
export function isRecord(value: unknown): value is IDataObject {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** @returns the number that a JSON number or a string of digits is; `undefined` for anything else */
export function toCount(value: unknown): number | undefined {
	return /^\d{1,15}$/.test(text(value)) ? Number(text(value)) : undefined;
}

/** @returns whether a status says that the command was carried out */
export function isOk(status: string): boolean {
	return status.toUpperCase() === 'OK';
}
