import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { withoutSeparators } from '../api/phoneNumber';
import { linesOfCredential } from '../shared/lines';
import { toNodeError } from '../shared/nodeError';

/** Offers the numbers of the credential, found by their digits. Nothing is asked of the service. */
export async function searchLines(this: ILoadOptionsFunctions, filter = ''): Promise<INodeListSearchResult> {
	const lines = await linesOfCredential(this).catch((error: unknown) => {
		throw toNodeError(this.getNode(), error);
	});
	const found = lines.filter(({ number }) => number.includes(withoutSeparators(filter)));
	return { results: found.map(({ number }) => ({ name: shown(number), value: number })) };
}

/** @returns the number with hyphens, as people write it: `070-0000-1001` */
function shown(number: string): string {
	return number.replace(/^(02|0\d\d)(\d{3,4})(\d{4})$/, '$1-$2-$3');
}
