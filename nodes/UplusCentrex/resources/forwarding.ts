import type { IDataObject } from 'n8n-workflow';

import { text } from '../api/values';

/**
 * Where calls go by what the service says of forwarding: today `F` to a number, `V` to voice mail, `N` or nothing to
 * neither (today, 3.4 and 5); the document has `0` for neither and is silent on the rest (document, 2.2.10).
 */
export function forwardingKind(type: string): 'number' | 'voicemail' | 'none' {
	if (['', '0', 'N', '_'].includes(type.toUpperCase())) return 'none';
	return type.toUpperCase() === 'V' ? 'voicemail' : 'number';
}

/** @returns the number that calls are forwarded to; empty where there is none, which the document writes as `_` */
export function forwardingData(values: IDataObject): string {
	const data = text(values.FORWARD_DATA);
	return data === '_' ? '' : data;
}
