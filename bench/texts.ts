import { PlainError } from '../scripts/plainError';
import type { Host } from './host';
import { settledCpuSeconds } from './processUsage';
import { inTurn } from './rounds';
import { startStandIn } from './standIn';
import type { StandIn } from './standIn';
import { milliseconds, seconds } from './table';
import type { Row } from './table';
import { byHand, LOOP, ourAction, publishForRows } from './workflow';

const LATENCY_MS = 50;
const ROWS = 1000;
/** A contender that sends a request a row takes a minute for a round. */
const ROUNDS = { most: 3, seconds: 300 };
const CPU_ROWS = 500;
const CPU_ROUNDS = { most: 9, seconds: 40 };

/** The fields of a row, as nodes read them. */
const TO = '={{ $json.to }}';
const TEXT = '={{ $json.text }}';

const ownTexts = (rows: number) => numbers(rows).map((to, row) => ({ to, text: `Your parcel ${row} is ready.` }));
const sameText = (rows: number) => numbers(rows).map((to) => ({ to, text: 'Your parcel is ready.' }));
const oneRow = (rows: number) => [{ to: numbers(rows).join(','), text: 'Your parcel is ready.' }];

/** Texts to many people, with a service that takes its time. */
export async function measureBulkTexts(host: Host): Promise<Row[]> {
	const service = await startStandIn(LATENCY_MS);
	try {
		const { ours, looped, spaced } = await publishSenders(host, service);
		let atOnce = 0;
		const figures = await inTurn(ROUNDS, {
			oneRow: () => timeOf(service, ours, oneRow(ROWS)),
			sameText: () => timeOf(service, ours, sameText(ROWS)),
			ownTexts: () => timeOf(service, ours, ownTexts(ROWS)),
			looped: () => timeOf(service, looped, sameText(ROWS), 1),
			spaced: async () => {
				const time = await timeOf(service, spaced, sameText(ROWS));
				atOnce = Math.max(atOnce, service.atOnce());
				return time;
			},
		});
		const other = { name: 'Loop Over Items with HTTP Request', figures: figures.looped };
		const alone = { name: 'LG U+ Centrex, rows each with its own text: a request a row', figures: figures.ownTexts };
		const rude = { name: `HTTP Request, batches of 1 every ms: up to ${atOnce} requests at once`, figures: figures.spaced };
		const what = `${ROWS} texts, ${LATENCY_MS} ms a request:`;
		return [
			{ what: `${what} one item with all numbers`, ours: figures.oneRow, other, write: seconds },
			{ what: `${what} rows with the same text`, ours: figures.sameText, other, write: seconds },
			{ what: `${what} rows with the same text`, ours: figures.sameText, other: alone, write: seconds },
			{ what: `${what} rows each with its own text`, ours: figures.ownTexts, other, write: seconds },
			{ what: `${what} rows each with its own text`, ours: figures.ownTexts, other: rude, write: seconds },
		];
	} finally {
		await service.close();
	}
}

/** What a request costs n8n, with a service that answers at once. */
export async function measureCallCost(host: Host): Promise<Row[]> {
	const service = await startStandIn(0);
	try {
		const { ours, plain } = await publishSenders(host, service);
		const rows = ownTexts(CPU_ROWS);
		const costOf = async (send: Sender) => {
			const before = await settledCpuSeconds(host.pid);
			const time = await timeOf(service, send, rows);
			return { cpu: ((await settledCpuSeconds(host.pid)) - before) / CPU_ROWS, time: time / CPU_ROWS };
		};
		await costOf(ours);
		await costOf(plain);
		const costs = await inTurn(CPU_ROUNDS, { ours: () => costOf(ours), plain: () => costOf(plain) });
		const row = (what: string, read: (cost: { cpu: number; time: number }) => number): Row => ({
			what: `${what} (${CPU_ROWS} rows, own texts)`,
			ours: costs.ours.map(read),
			other: { name: 'HTTP Request, all at once', figures: costs.plain.map(read) },
			write: milliseconds,
		});
		return [row('A request: CPU', ({ cpu }) => cpu), row('A request: time', ({ time }) => time)];
	} finally {
		await service.close();
	}
}

type Sender = (rows: object[]) => Promise<void>;

async function publishSenders(host: Host, { url }: StandIn) {
	const credential = await host.ourCredential(url);
	const signIn = await host.handMadeCredential();
	const send = ourAction({ resource: 'message', operation: 'send', to: TO, text: TEXT, options: {} }, credential);
	const post = (options = {}) => byHand(`${url}/smssend`, { destnumber: TO, smsmsg: TEXT }, signIn, options);
	return {
		ours: await publishForRows(host, [send]),
		looped: await publishForRows(host, [LOOP, post()]),
		spaced: await publishForRows(host, [post({ batching: { batch: { batchSize: 1, batchInterval: 1 } } })]),
		plain: await publishForRows(host, [post()]),
	};
}

/**
 * @param mostAtOnce how many requests may be under way at the same time
 * @returns the seconds that it took
 * @throws PlainError when not every number was sent to exactly once
 */
async function timeOf(service: StandIn, send: Sender, rows: Array<{ to: string }>, mostAtOnce = Infinity): Promise<number> {
	service.forget();
	const started = performance.now();
	await send(rows);
	const time = (performance.now() - started) / 1000;
	const wanted = rows.flatMap(({ to }) => to.split(',')).length;
	if (service.recipients() !== wanted) throw new PlainError(`${service.recipients()} of ${wanted} numbers were sent to.`);
	if (service.atOnce() > mostAtOnce) throw new PlainError(`${service.atOnce()} requests were under way at once.`);
	return time;
}

function numbers(count: number): string[] {
	return Array.from({ length: count }, (_, index) => `010-0000-${String(index).padStart(4, '0')}`);
}
