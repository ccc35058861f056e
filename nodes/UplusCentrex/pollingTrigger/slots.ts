/** How many requests of all polling triggers are under way at once, at most. */
const MOST_AT_ONCE = 4;

interface Waiting {
	place: number;
	begin(): void;
}

let underWay = 0;
/** Whoever stands first in its poll comes first; of those that stand alike, who came first. */
const waiting: Waiting[] = [];

/**
 * Sends a request as soon as one of the few slots is free: the polling triggers of many lines together are a burden as well.
 *
 * @param place where the line stands in its poll, counted from 0: so one that has begun goes on before another one begins, which has
 *   its slot during the pauses
 */
export async function inSlot<T>(place: number, work: () => Promise<T>): Promise<T> {
	if (underWay < MOST_AT_ONCE) underWay += 1;
	else await new Promise<void>((begin) => queue({ place, begin }));
	try {
		return await work();
	} finally {
		// Handed over, so that nobody comes in between.
		const next = waiting.shift();
		if (next) next.begin();
		else underWay -= 1;
	}
}

function queue(who: Waiting): void {
	const behind = waiting.findIndex(({ place }) => place > who.place);
	waiting.splice(behind < 0 ? waiting.length : behind, 0, who);
}
