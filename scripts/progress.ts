const PROGRESS_MS = 5_000;

/**
 * Says every five seconds how far a long piece of work is.
 *
 * @param onLine gets lines such as "  1:05  1,204 of 2,209 packages unpacked"
 * @param step what to say after the elapsed minutes and seconds
 * @param work the work
 * @returns what the work returns
 * @throws what the work throws
 */
export async function withProgress<T>(
	onLine: (line: string) => void,
	step: () => string,
	work: () => Promise<T>,
): Promise<T> {
	const started = Date.now();
	const ticker = setInterval(() => {
		const seconds = Math.round((Date.now() - started) / 1000);
		onLine(`  ${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}  ${step()}`);
	}, PROGRESS_MS);
	try {
		return await work();
	} finally {
		clearInterval(ticker);
	}
}
