import { brokenLink, filesLike, readPage, textOf } from '../support/markdown';

/** Every link leads somewhere: pages of ours to files and headings, and what n8n and npm show back to the pages. */

test.each(filesLike('*.md'))('each link and picture of %s leads to a file, and to a heading of it', (page) => {
	expect(readPage(page).targets.map((target) => brokenLink(page, target)).filter(Boolean)).toEqual([]);
});

test("README.md stands alone on npm: its links are absolute, and lead to each page for users", () => {
	const { targets } = readPage('README.md');
	expect(targets.filter((target) => !target.startsWith('https://'))).toEqual([]);
	const linked = targets.map((target) => /\/main\/(docs\/[\w-]+\.md)/.exec(target)?.[1]);
	const pages = filesLike('docs/ko/*.md').map((page) => page.replace('/ko/', '/'));
	expect(linked).toEqual(expect.arrayContaining(pages));
});

test('the Korean README leads to each Korean page for users', () => {
	const { targets } = readPage('docs/README.ko.md');
	expect(targets).toEqual(expect.arrayContaining(filesLike('docs/ko/*.md').map((page) => page.replace('docs/', ''))));
});

test('what the package, its workflows and its forms link to is there', () => {
	const linked = filesLike('credentials', 'nodes', 'simulator', 'scripts', 'examples', '.github', 'package.json').flatMap((file) =>
		[...textOf(file).matchAll(/https:\/\/[\w.]+\/n8n-nodes-uplus-centrex\/n8n-nodes-uplus-centrex\/(?:blob|raw|tree)\/[\w/.#-]+/g)].map(([target]) => ({ file, target })),
	);
	expect(linked.length).toBeGreaterThan(6);
	expect(linked.filter(({ file, target }) => brokenLink(file, target))).toEqual([]);
});
