import { median } from './rounds';

/** One line of the table. */
export interface Row {
	/** What was measured. */
	what: string;
	/** Our figures, one a round. */
	ours: number[];
	/** What ours are compared with, and its figures of the same rounds. */
	other?: { name: string; figures: number[] };
	/** Writes a figure with its unit. */
	write: (figure: number) => string;
}

/** @returns the table in Markdown: medians, and the median of the rounds' ratios, ours by the other's */
export function tableOf(rows: Row[]): string {
	const lines = rows.map(({ what, ours, other, write }) => [
		what,
		write(median(ours)),
		other?.name ?? '',
		other ? write(median(other.figures)) : '',
		other ? ratioOf(ours, other.figures) : '',
	]);
	const header = ['Measured', 'LG U+ Centrex', 'Compared with', 'Its figure', 'Ratio'];
	return [header, ['---', '---:', '---', '---:', '---:'], ...lines].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

function ratioOf(ours: number[], others: number[]): string {
	const ratio = median(ours.map((figure, round) => figure / others[round]));
	return Number.isFinite(ratio) ? ratio.toFixed(2) : '';
}

/** Writes seconds. */
export const seconds = (value: number) => `${value.toFixed(value < 10 ? 2 : 1)} s`;
/** Writes seconds as milliseconds. */
export const milliseconds = (value: number) => `${(value * 1000).toFixed(value < 0.01 ? 2 : 0)} ms`;
/** Writes bytes as megabytes. */
export const megabytes = (value: number) => `${(value / 1e6).toFixed(0)} MB`;
/** Writes bytes as kilobytes. */
export const kilobytes = (value: number) => `${(value / 1e3).toFixed(0)} kB`;
/** Writes a number. */
export const count = (value: number) => `${Number(value.toFixed(1))}`;
