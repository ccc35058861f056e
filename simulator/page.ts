import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';

const FILES = {
	'/': ['page.html', 'text/html'],
	'/page.css': ['page.css', 'text/css'],
	'/page.js': ['page.js', 'text/javascript'],
	'/words.js': ['words.js', 'text/javascript'],
} as const;

/** The page, as it stands in the folder `page`; it needs nothing from elsewhere. */
export async function page(app: FastifyInstance): Promise<void> {
	for (const [path, [file, type]] of Object.entries(FILES)) {
		const content = await readFile(join(__dirname, 'page', file), 'utf8');
		app.get(path, async (_request, reply) => {
			return await reply
				.type(`${type}; charset=utf-8`)
				.header('content-security-policy', "default-src 'self'; img-src 'self' data:")
				.header('cache-control', 'no-cache')
				.send(content);
		});
	}
}
