/** Of most lists so many entries are kept. */
export const MOST_KEPT = 1000;

/** Appends an entry to a list that has the newest last, and drops the oldest beyond the last 1000, or another number. */
export function keep<T>(list: T[], entry: T, most = MOST_KEPT): void {
	list.push(entry);
	if (list.length > most) list.shift();
}

/** @returns the id for the next entry of a list; ids count up from 1 */
export function nextId(list: Array<{ id: number }>): number {
	return (list[list.length - 1]?.id ?? 0) + 1;
}
