import { readdir, readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { LINE_LISTS } from '../office/lineLists';
import { COMMANDS } from '../restApi/commands';
import { SETTINGS, settingsOf } from '../restApi/settings';
import { FAULT_KINDS } from './bodies';

const PAGE = join(__dirname, 'page');
const TYPES: Record<string, string> = { '.html': 'text/html', '.css': 'text/css', '.js': 'text/javascript' };

/** `require` finds the library's files for Node.js, which stand one folder below those for browsers. */
const LIBRARY = join(require.resolve('lit-html'), '../..');
const OF_LIBRARY = ['lit-html.js', 'directive.js', 'directive-helpers.js', 'directives/live.js', 'directives/repeat.js'];

/** The page, as it stands in the folder `page`, and the library that draws it; it needs nothing from elsewhere. */
export async function page(app: FastifyInstance): Promise<void> {
	const serve = (path: string, type: string, content: string) =>
		app.get(path, async (_request, reply) => {
			return await reply
				.type(`${type}; charset=utf-8`)
				.header('content-security-policy', "default-src 'self'; img-src 'self' data:; frame-ancestors 'none'")
				.header('cache-control', 'no-cache')
				.send(content);
		});
	const serveFile = async (path: string, file: string) => {
		serve(path, TYPES[extname(file)], await readFile(file, 'utf8'));
	};
	for (const name of await readdir(PAGE, { recursive: true })) {
		const path = `/${name.replaceAll('\\', '/')}`;
		if (extname(name) in TYPES) await serveFile(path === '/page.html' ? '/' : path, join(PAGE, name));
	}
	for (const name of OF_LIBRARY) await serveFile(`/lit-html/${name}`, join(LIBRARY, name));
	// What can be chosen on the page is written down once.
	const services = Object.fromEntries(SETTINGS.service.map((service) => [service, settingsOf(service)]));
	const titles = Object.fromEntries(Object.entries(LINE_LISTS).map(([name, { title }]) => [name, title]));
	const choices = Object.entries({ COMMANDS: [...COMMANDS.keys()], FAULT_KINDS, SETTINGS, SERVICES: services, LINE_LISTS: titles });
	const script = choices.map(([name, value]) => `export const ${name} = ${JSON.stringify(value)};\n`);
	serve('/choices.js', TYPES['.js'], script.join(''));
}
