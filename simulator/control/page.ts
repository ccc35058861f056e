import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { COMMANDS } from '../restApi/commands';
import { FAULT_KINDS } from './bodies';
import { SETTINGS, settingsOf } from '../restApi/settings';

const FILES = {
	'/': ['page.html', 'text/html'],
	'/page.css': ['page.css', 'text/css'],
	'/page.js': ['page.js', 'text/javascript'],
	'/words.js': ['words.js', 'text/javascript'],
} as const;

/** The page, as it stands in the folder `page`; it needs nothing from elsewhere. */
export async function page(app: FastifyInstance): Promise<void> {
	const serve = (path: string, type: string, content: string) =>
		app.get(path, async (_request, reply) => {
			return await reply
				.type(`${type}; charset=utf-8`)
				.header('content-security-policy', "default-src 'self'; img-src 'self' data:")
				.header('cache-control', 'no-cache')
				.send(content);
		});
	for (const [path, [file, type]] of Object.entries(FILES)) {
		serve(path, type, await readFile(join(__dirname, 'page', file), 'utf8'));
	}
	// What can be chosen on the page is written down once.
	const services = Object.fromEntries(SETTINGS.service.map((service) => [service, settingsOf(service)]));
	const choices = Object.entries({ COMMANDS: [...COMMANDS.keys()], FAULT_KINDS, SETTINGS, SERVICES: services });
	const script = choices.map(([name, value]) => `export const ${name} = ${JSON.stringify(value)};\n`);
	serve('/choices.js', 'text/javascript', script.join(''));
}
