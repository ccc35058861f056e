import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { ensureN8n } from '../../../scripts/n8nHost';
import { ensurePrograms } from './debian';

/** Fetches all that the tests with a real n8n need; .ci/run starts this beside what needs none of it. */
async function fetchAll(): Promise<void> {
	// Ending through process.exit takes npm along.
	for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => process.exit(1));
	ensurePrograms();
	for (const version of readdirSync(join(__dirname, '../../../scripts/host'))) {
		process.env.N8N_VERSION = version;
		await ensureN8n(console.log);
	}
}

void fetchAll();
