import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Makes a folder that is removed at the end, whatever end that is; what still writes there has to be ended before. */
export function temporaryFolder(): string {
	const folder = mkdtempSync(join(tmpdir(), 'uplus-centrex-e2e-'));
	process.once('exit', () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));
	return folder;
}
