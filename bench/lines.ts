import { PlainError } from '../scripts/plainError';
import type { Host } from './host';
import { inTurn } from './rounds';
import { startStandIn } from './standIn';
import { seconds } from './table';
import type { Row } from './table';
import { ourAction, publishForRows } from './workflow';

const LATENCY_MS = 100;
const ROWS = 400;
const LINES = Array.from({ length: 10 }, (_, index) => `0700000100${index}`);
const ROUNDS = { most: 3, seconds: 200 };

/** Texts of their own from ten lines, which send side by side, beside as many from one: what somebody with a credential for one line has. */
export async function measureLines(host: Host): Promise<Row[]> {
	const service = await startStandIn(LATENCY_MS);
	try {
		const credential = await host.ourCredential(service.url, LINES.slice(1));
		const line = { __rl: true, mode: 'number', value: '={{ $json.line }}' };
		const fields = { to: '={{ $json.to }}', text: '={{ $json.text }}', options: {}, line };
		const send = await publishForRows(host, [ourAction({ resource: 'message', operation: 'send', ...fields }, credential)]);
		const timeOf = async (lines: string[]) => {
			service.forget();
			const started = performance.now();
			await send(Array.from({ length: ROWS }, (_, row) => rowFor(row, lines)));
			const time = (performance.now() - started) / 1000;
			if (service.recipients() !== ROWS) throw new PlainError(`${service.recipients()} of ${ROWS} numbers were sent to.`);
			if (service.atOnceOnALine() > 1) throw new PlainError(`${service.atOnceOnALine()} requests of a line were under way at once.`);
			if (service.atOnce() > lines.length) throw new PlainError(`${service.atOnce()} requests were under way at once.`);
			return time;
		};
		const figures = await inTurn(ROUNDS, { ten: () => timeOf(LINES), one: () => timeOf(LINES.slice(0, 1)) });
		const other = { name: 'the same from one line', figures: figures.one };
		return [{ what: `${ROWS} texts of their own from ten lines, ${LATENCY_MS} ms a request`, ours: figures.ten, other, write: seconds }];
	} finally {
		await service.close();
	}
}

function rowFor(row: number, lines: string[]): object {
	return { to: `010-0000-${String(row).padStart(4, '0')}`, text: `Your parcel ${row} is ready.`, line: lines[row % lines.length] };
}
