import type { N8nApi } from '../scripts/n8nApi';
import { waitFor } from '../scripts/waitFor';

interface Executions {
	count: number;
	results: Array<{ id: string; stoppedAt: string }>;
}

/** Counts the runs of one workflow: n8n saves a run a moment after it has answered. */
export class SavedRuns {
	private last = 0;

	constructor(
		private readonly api: N8nApi,
		private readonly workflowId: string,
	) {}

	/**
	 * Waits until so many more runs have ended well and are saved.
	 *
	 * @param runs 1 to 100
	 * @returns when the last of them ended, in milliseconds
	 */
	async waitForMore(runs: number): Promise<number> {
		const filter = encodeURIComponent(JSON.stringify({ workflowId: this.workflowId, status: ['success'] }));
		const { count, results } = await waitFor(`${runs} runs to be saved`, 60, async () => {
			const saved = await this.api.call<Executions>('GET', `executions?limit=${runs}&filter=${filter}`);
			return saved.count >= this.last + runs ? saved : undefined;
		});
		this.last = count;
		return Math.max(...results.map(({ stoppedAt }) => Date.parse(stoppedAt)));
	}
}
