import type { WorkflowFile } from '../../scripts/n8nApi';
import { filesLike, readPage, textOf } from '../support/markdown';

/** An example has one name: in n8n, in its note, on its page and in the list of all. */
const NAMES = filesLike(':(glob)examples/*.json').flatMap((file) => {
	const name = file.replace(/^examples\/|\.json$/g, '');
	return [
		{ file, page: `docs/examples/${name}.md`, list: 'docs/examples/README.md' },
		{ file: `examples/ko/${name}.json`, page: `docs/examples/${name}.ko.md`, list: 'docs/examples/README.ko.md' },
	];
});

test.each(NAMES)('$file has the name of $page', ({ file, page, list }) => {
	const { name, nodes } = JSON.parse(textOf(file)) as WorkflowFile;
	const note = String(nodes.find(({ type }) => type.endsWith('.stickyNote'))?.parameters.content);
	expect(readPage(page).headings[0].words).toBe(name);
	expect(note.split('\n')[0]).toBe(`## ${name}`);
	expect(textOf(list)).toContain(`[${name}](${page.replace('docs/examples/', '')})`);
});
