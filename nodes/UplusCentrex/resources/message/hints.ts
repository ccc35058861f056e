import type { NodeExecutionHint } from 'n8n-workflow';

import type { TextReport } from '../operation';

/** Below so many sends left the reader is told. */
const FEW_SENDS = 100;

/** @returns what the output pane says above the items: kinds and sizes, lost characters, a mark of advertisements, and when few sends are left */
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
	if (reports.some(({ isMarked }) => isMarked)) {
		hints.push({
			message: 'A text that begins with (광고) advertises: the option Advertisement adds your name and the way to refuse, and checks form and hour.',
			type: 'warning',
			location: 'outputPane',
		});
	}
	const few = [...leftOf(reports)].filter(([, left]) => left < FEW_SENDS);
	if (few.length > 0) {
		const words = few.map(([line, left]) => `${count(left, 'send')} left on ${line ? `line ${line}` : 'this line'}`);
		hints.push({ message: `${words.join(', ')}.`, type: 'warning', location: 'outputPane' });
	}
	return hints;
}

/** @returns how many sends each line has left, as its last answer that says so has it */
function leftOf(reports: TextReport[]): Map<string | undefined, number> {
	const left = new Map<string | undefined, number>();
	for (const { line, remaining } of reports) {
		if (remaining !== null) left.set(line, remaining);
	}
	return left;
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
