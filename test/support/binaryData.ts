import { BinaryDataService } from 'n8n-core';
import { createRequire } from 'node:module';

/** Makes n8n-core keep files on disk, as n8n does with N8N_DEFAULT_BINARY_DATA_MODE=filesystem. */
export async function keepBinaryDataIn(folder: string): Promise<BinaryDataService> {
	process.env.N8N_DEFAULT_BINARY_DATA_MODE = 'filesystem';
	process.env.N8N_BINARY_DATA_STORAGE_PATH = folder;
	// n8n-core's own copy of the container: other packages bring theirs.
	const { Container } = createRequire(require.resolve('n8n-core'))('@n8n/di') as {
		Container: { get(type: typeof BinaryDataService): BinaryDataService };
	};
	const service = Container.get(BinaryDataService);
	await service.init();
	return service;
}
