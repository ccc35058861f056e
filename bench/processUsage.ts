import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { PlainError } from '../scripts/plainError';

/** What Linux counts the time of processes in. */
const TICKS_A_SECOND = 100;
const SAMPLE_MS = 50;

/** Fields of /proc/<pid>/stat, counted behind the name of the program. */
const PARENT = 1;
/** Its own time in programs and in the system, and that of its children that have ended. */
const TIMES = [11, 12, 13, 14];

/** @throws PlainError on a system that does not tell what a process uses */
export function ensureProcessUsage(): void {
	if (!existsSync('/proc/self/stat')) throw new PlainError('The bench reads /proc, which only Linux has.');
}

/** @returns the seconds of CPU time that a process and all it has started have used so far */
export function cpuSeconds(pid: number): number {
	let ticks = 0;
	for (const fields of treeOf(pid).values()) {
		for (const time of TIMES) ticks += Number(fields[time]);
	}
	return ticks / TICKS_A_SECOND;
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
