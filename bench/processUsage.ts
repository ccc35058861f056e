import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { PlainError } from '../scripts/plainError';

/** What Linux counts the time of processes in. */
const TICKS_A_SECOND = 100;
const SAMPLE_MS = 50;
/** A process that uses no more than one tick in this time does nothing. */
const STILL_MS = 300;
const STILL_WITHIN_MS = 60_000;

/** Fields of /proc/<pid>/stat, counted behind the name of the program. */
const PARENT = 1;
/** Its own time in programs and in the system, and that of its children that have ended. */
const TIMES = [11, 12, 13, 14];

/** @throws PlainError on a system that does not tell what a process uses */
export function ensureProcessUsage(): void {
	if (!existsSync('/proc/self/stat')) throw new PlainError('The bench reads /proc, which only Linux has.');
}

/** @returns the seconds of CPU time that a process and all it has started have used so far */
function cpuSeconds(pid: number): number {
	let ticks = 0;
	for (const fields of treeOf(pid).values()) {
		for (const time of TIMES) ticks += Number(fields[time]);
	}
	return ticks / TICKS_A_SECOND;
}

/**
 * Waits until a process and all it has started do nothing any more: n8n saves a run after it has answered. To ask n8n itself would
 * cost more than an event does.
 *
 * @returns the seconds of CPU time that they have used so far
 * @throws PlainError when they are still busy after a minute
 */
export async function settledCpuSeconds(pid: number): Promise<number> {
	const end = Date.now() + STILL_WITHIN_MS;
	let before = cpuSeconds(pid);
	while (Date.now() < end) {
		await sleep(STILL_MS);
		const now = cpuSeconds(pid);
		if (now - before < 1.5 / TICKS_A_SECOND) return now;
		before = now;
	}
	throw new PlainError('n8n was busy for a minute with what it should have done long before.');
}

/**
 * Watches the memory of a process and all it has started.
 *
 * @param work what it does meanwhile
 * @returns by how many bytes its resident memory grew, at the peak
 */
export async function memoryGrowth(pid: number, work: () => Promise<unknown>): Promise<number> {
	const before = residentBytes(pid);
	let peak = before;
	const sample = () => {
		peak = Math.max(peak, residentBytes(pid));
	};
	const timer = setInterval(sample, SAMPLE_MS);
	try {
		await work();
		sample();
	} finally {
		clearInterval(timer);
	}
	return peak - before;
}

function residentBytes(pid: number): number {
	let kilobytes = 0;
	for (const id of treeOf(pid).keys()) {
		kilobytes += Number(/^VmRSS:\s+(\d+) kB/m.exec(read(id, 'status') ?? '')?.[1] ?? 0);
	}
	return kilobytes * 1024;
}

/** @returns the fields of a process and of all below it, by process id */
function treeOf(root: number): Map<number, string[]> {
	const all = new Map<number, string[]>();
	for (const id of readdirSync('/proc').filter((name) => /^\d+$/.test(name)).map(Number)) {
		const stat = read(id, 'stat');
		// The name stands in brackets and may hold anything.
		if (stat) all.set(id, stat.slice(stat.lastIndexOf(')') + 2).split(' '));
	}
	const isBelow = (id: number): boolean => id === root || (all.has(id) && isBelow(Number(all.get(id)?.[PARENT])));
	return new Map([...all].filter(([id]) => isBelow(id)));
}

/** @returns undefined when the process has just ended */
function read(id: number, file: string): string | undefined {
	try {
		return readFileSync(`/proc/${id}/${file}`, 'utf8');
	} catch {
		return undefined;
	}
}
