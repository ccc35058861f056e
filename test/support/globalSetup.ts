import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildPackage } from '../../scripts/build';

/** Before all tests: dist/ is what the sources make, and n8n-core writes its settings into a folder of the tests' own, not the user's. */
export default async function prepare(): Promise<void> {
	await buildPackage((line) => process.stdout.write(`${line}\n`));
	process.env.N8N_USER_FOLDER = mkdtempSync(join(tmpdir(), 'centrex-n8n-'));
}
