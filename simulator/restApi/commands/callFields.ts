import type { PastCall } from '../../office/callRecords';
import type { Line } from '../../office/lines';
import { PhoneNumber } from '../values';

/** @returns who called whom: the line goes by its extension */
export function callerAndCallee(
	{ extension }: Line,
	{ direction, number }: Pick<PastCall, 'direction' | 'number'>,
): { SRC: PhoneNumber; DST: PhoneNumber } {
	const [SRC, DST] = direction === 'outbound' ? [extension, number] : [number, extension];
	return { SRC: new PhoneNumber(SRC), DST: new PhoneNumber(DST) };
}

/** @returns the account of a line by its extension, `10231000` */
export function accountOf(extension: string): string {
	return `1023${extension.padStart(4, '0')}`;
}
