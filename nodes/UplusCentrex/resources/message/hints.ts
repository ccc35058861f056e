import type { NodeExecutionHint } from 'n8n-workflow';

/** What a reader wants to know of a text that went out, besides its item. */
export interface TextReport {
	type: 'SMS' | 'LMS';
	/** In EUC-KR. */
	bytes: number;
	requests: number;
	recipients: number;
	/** Characters that EUC-KR cannot carry, each once. */
	unsupported: string[];
	/** Sends left on the line; `null` where the service does not say. */
	remaining: number | null;
}

/** Below so many sends left the reader is told. */
const FEW_SENDS = 100;

/** @returns what the output pane says above the items: kinds and sizes, lost characters, and when few sends are left */
export function hintsAbout(reports: TextReport[]): NodeExecutionHint[] {
	if (reports.length === 0) return [];
	const hints: NodeExecutionHint[] = [{ message: summary(reports), type: 'info', location: 'outputPane' }];

	const lost = [...new Set(reports.flatMap(({ unsupported }) => unsupported))];
	if (lost.length > 0) {
		hints.push({
			message: `Phones in Korea cannot show ${lost.join(' ')}: a question mark arrives instead. The option Unsupported Characters can stop or remove them.`,
			type: 'warning',
			location: 'outputPane',
		});
	}
	const left = reports.map(({ remaining }) => remaining).filter((remaining) => remaining !== null).at(-1);
	if (left !== undefined && left < FEW_SENDS) {
		hints.push({ message: `${count(left, 'send')} left on this line.`, type: 'warning', location: 'outputPane' });
	}
	return hints;
}

function summary(reports: TextReport[]): string {
	const total = (of: (report: TextReport) => number) => reports.reduce((sum, report) => sum + of(report), 0);
	const recipients = count(total((report) => report.recipients), 'recipient');
	const requests = count(total((report) => report.requests), 'request');
	if (reports.length === 1) {
		const [{ type, bytes }] = reports;
		return `${type}, ${count(bytes, 'byte')}, to ${recipients} in ${requests}.`;
	}
	const kinds = (['SMS', 'LMS'] as const)
		.map((type) => [reports.filter((report) => report.type === type).length, type] as const)
		.filter(([number]) => number > 0)
		.map(([number, type]) => `${number} ${type}`);
	const most = count(Math.max(...reports.map(({ bytes }) => bytes)), 'byte');
	return `${reports.length} texts to ${recipients} in ${requests}: ${kinds.join(' and ')}, at most ${most}.`;
}

function count(number: number, thing: string): string {
	return `${number} ${thing}${number === 1 ? '' : 's'}`;
}
