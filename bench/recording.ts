import type { Host } from './host';
import { memoryGrowth } from './processUsage';
import { inTurn } from './rounds';
import { startStandIn } from './standIn';
import { megabytes, seconds } from './table';
import type { Row } from './table';
import { byHand, ourAction, publishForRows } from './workflow';

const BYTES = 200e6;
const ROUNDS = { most: 7, seconds: 30 };
const FILE_NAME = '1000-01000001234_20261120093000_mix.wav';

/** A long recording, which n8n keeps in a file. */
export async function measureRecording(host: Host): Promise<Row[]> {
	const service = await startStandIn(0, BYTES);
	try {
		// n8n removes the file of a run that it does not save.
		const unsaved = { saveDataSuccessExecution: 'none' };
		const fields = { fileName: { __rl: true, mode: 'name', value: FILE_NAME }, binaryPropertyName: 'data', options: {} };
		const download = ourAction({ resource: 'recording', operation: 'download', ...fields }, await host.ourCredential(service.url));
		const post = byHand(`${service.url}/recorddownload`, { filename: FILE_NAME }, await host.handMadeCredential(), {
			response: { response: { responseFormat: 'file' } },
		});
		const ours = costs(host, await publishForRows(host, [download], unsaved));
		const other = costs(host, await publishForRows(host, [post], unsaved));
		await ours();
		await other();

		const figures = await inTurn(ROUNDS, { ours, other });
		const row = (what: string, figure: 'time' | 'memory', write: Row['write']): Row => ({
			what: `A recording of ${megabytes(BYTES)}: ${what}`,
			ours: figures.ours.map((cost) => cost[figure]),
			other: { name: 'HTTP Request, response as a file', figures: figures.other.map((cost) => cost[figure]) },
			write,
		});
		return [row('time', 'time', seconds), row('growth of memory at the peak', 'memory', megabytes)];
	} finally {
		await service.close();
	}
}

function costs(host: Host, run: (rows: object[]) => Promise<void>) {
	return async () => {
		let time = 0;
		const memory = await memoryGrowth(host.pid, async () => {
			const started = performance.now();
			await run([{}]);
			time = (performance.now() - started) / 1000;
		});
		return { time, memory };
	};
}
