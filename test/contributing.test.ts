import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** CONTRIBUTING.md shows whole files and names many: it stays true. */

const root = join(__dirname, '..');
const page = readFileSync(join(root, 'CONTRIBUTING.md'), 'utf8');
const shown = [...page.matchAll(/`([\w/.-]+\.ts)`[^`]*:\n\n```ts\n(.*?)```/gs)].map(([, file, code]) => [file, code] as const);

test('two files are shown', () => expect(shown).toHaveLength(2));

test.each(shown)('%s is shown as it is', (file, code) => {
	expect(code).toBe(readFileSync(join(root, file), 'utf8'));
});

test('every file that it names is there', () => {
	const named = [...page.matchAll(/`((?:nodes|credentials|simulator|test|scripts|docs|examples|icons)\/[\w/.-]+)`/g)].map(([, file]) => file);
	expect(named.length).toBeGreaterThan(25);
	expect(named.filter((file) => !existsSync(join(root, file)))).toEqual([]);
});
