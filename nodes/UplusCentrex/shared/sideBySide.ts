/**
 * Runs works side by side, a few at once, and hands on what each of them yields, as it comes. Nothing goes on once this has ended.
 *
 * @param most how many at once; the others follow in order
 */
export async function* sideBySide<T>(works: Array<AsyncGenerator<T>>, most: number): AsyncGenerator<T> {
	const waiting = [...works];
	const underWay = new Map<AsyncGenerator<T>, Promise<{ work: AsyncGenerator<T>; next: IteratorResult<T> }>>();
	const goOn = (work: AsyncGenerator<T>) => underWay.set(work, work.next().then((next) => ({ work, next })));
	waiting.splice(0, most).forEach(goOn);
	try {
		while (underWay.size > 0) {
			const { work, next } = await Promise.race(underWay.values());
			if (next.done) {
				underWay.delete(work);
				waiting.splice(0, 1).forEach(goOn);
			} else {
				goOn(work);
				yield next.value;
			}
		}
	} finally {
		await Promise.allSettled(underWay.values());
	}
}
