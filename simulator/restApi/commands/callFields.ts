import type { PastCall } from '../../office/callRecords';
import type { Line } from '../../office/lines';

/** @returns who called whom: the line goes by its extension */
export function callerAndCallee(
	{ extension }: Line,
	{ direction, number }: Pick<PastCall, 'direction' | 'number'>,
): { SRC: string; DST: string } {
	return direction === 'outbound' ? { SRC: extension, DST: number } : { SRC: number, DST: extension };
}

/** @returns the account of a line by its extension, `10231000` */
export function accountOf(extension: string): string {
	return `1023${extension.padStart(4, '0')}`;
}
