import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Before all tests: n8n-core writes its settings into a folder of the tests' own, not into the user's. */
export default function giveUserFolder(): void {
	process.env.N8N_USER_FOLDER = mkdtempSync(join(tmpdir(), 'centrex-n8n-'));
}

/** After all tests: removes it. */
export function removeUserFolder(): void {
	rmSync(process.env.N8N_USER_FOLDER as string, { recursive: true, force: true });
}
