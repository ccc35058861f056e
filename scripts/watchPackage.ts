import { join } from 'node:path';
import { installPackage } from './communityPackage';
import { packPackage } from './packageTarball';
import { startProgram } from './processes';

const ROOT = join(__dirname, '..');

/**
 * Puts the package into an n8n that is not running, and builds it anew in there whenever one of its sources is saved, as long as this
 * process runs.
 *
 * @param userFolder n8n's N8N_USER_FOLDER
 * @param say told what happens, the compiler's words among it
 * @throws PlainError when the package cannot be built or installed to begin with
 */
export async function watchPackage(userFolder: string, say: (line: string) => void): Promise<void> {
	const installed = await installPackage(userFolder, await packPackage(userFolder, say));
	const dist = join(installed, 'dist');
	await new Promise<void>((resolve) => {
		const onLine = (line: string) => {
			if (line.trim()) say(line);
			// The first time it writes what is there already; n8n shall start after that.
			if (line.includes('Watching for file changes')) resolve();
		};
		startProgram('npx', ['tsc', '--project', 'tsconfig.build.json', '--outDir', dist, '--watch', '--preserveWatchOutput'], { cwd: ROOT, onLine });
	});
	startProgram('npx', ['gulp', 'watch'], { cwd: ROOT, onLine: (line) => say(line), env: { ...process.env, BUILD_FOLDER: dist } });
}
