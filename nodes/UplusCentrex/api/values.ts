/**
 * @returns a value of an answer as text: empty where it has none, the entries of a list with commas between (`STATUS` has
 *   been seen to be one, field notes), an object as the service wrote it
 */
export function text(value: unknown): string {
	if (Array.isArray(value)) return value.map(text).filter((entry) => entry !== '').join(', ');
	return typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value ?? '').trim();
}

/** @returns what a table has under a word of the service; `undefined` also under `constructor`, which every object has */
export function lookUp<T>(table: Readonly<Record<string, T>>, word: string): T | undefined {
	return Object.hasOwn(table, word) ? table[word] : undefined;
}
