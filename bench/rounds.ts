/** How many rounds there are at least. */
const FEWEST = 3;

/**
 * Lets contenders do the same work in turn, round after round: what slows the machine down for a while hits all of them.
 *
 * @param rounds the most of them, and after how many seconds no further one begins once there were three
 * @param contenders each does the work once
 * @returns what each returned, a value a round
 */
export async function inTurn<Name extends string, T>(
	rounds: { most: number; seconds: number },
	contenders: Record<Name, () => Promise<T>>,
): Promise<Record<Name, T[]>> {
	const names = Object.keys(contenders) as Name[];
	const results = Object.fromEntries(names.map((name) => [name, [] as T[]])) as Record<Name, T[]>;
	const end = Date.now() + rounds.seconds * 1000;
	for (let round = 0; round < rounds.most && (round < FEWEST || Date.now() < end); round++) {
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
