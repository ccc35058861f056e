/**
 * Lets contenders do the same work in turn, round after round: what slows the machine down for a while hits all of them.
 *
 * @param contenders each does the work once
 * @returns what each returned, a value a round
 */
export async function inTurn<Name extends string, T>(
	rounds: number,
	contenders: Record<Name, () => Promise<T>>,
): Promise<Record<Name, T[]>> {
	const names = Object.keys(contenders) as Name[];
	const results = Object.fromEntries(names.map((name) => [name, [] as T[]])) as Record<Name, T[]>;
	for (let round = 0; round < rounds; round++) {
		for (const name of names) results[name].push(await contenders[name]());
	}
	return results;
}

/** @returns the middle value, or the mean of the two in the middle */
export function median(values: number[]): number {
	const sorted = [...values].sort((one, other) => one - other);
	const middle = sorted.length / 2;
	return (sorted[Math.ceil(middle) - 1] + sorted[Math.floor(middle)]) / 2;
}
