import { rmSync } from 'node:fs';

/** After all tests: removes the folder that globalSetup.ts has made. */
export default function removeUserFolder(): void {
	rmSync(process.env.N8N_USER_FOLDER as string, { recursive: true, force: true });
}
