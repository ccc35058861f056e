import { digest } from '../api/digest';
import type { Line } from '../api/line';

/** Lines that are being asked, each with the end of its queue; who is last takes it away. */
const queues = new Map<string, Promise<unknown>>();

/** Waits until nobody else asks about the line: one request at a time for a line (service, 1.6). */
export async function inTurn<T>({ number, credentials: { service, baseUrl } }: Line, work: () => Promise<T>): Promise<T> {
	const line = digest([service, baseUrl, number]);
	const before = queues.get(line) ?? Promise.resolve();
	const turn = before.then(work, work);
	queues.set(line, turn);
	try {
		return await turn;
	} finally {
		if (queues.get(line) === turn) queues.delete(line);
	}
}
