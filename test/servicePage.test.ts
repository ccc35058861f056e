import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { LISTS } from '../nodes/UplusCentrex/api/lists';
import { COMMANDS } from '../simulator/restApi/commands';

/** What comments say of the service has a section in docs/service.md; a comment cites it as `(service, 3.2.1)`. */

const root = join(__dirname, '..');
const page = readFileSync(join(root, 'docs/service.md'), 'utf8');
const headings = [...page.matchAll(/^#{2,4} (\d+(?:\.\d+)*) /gm)].map(([, number]) => number);

const SOURCES = ['nodes', 'credentials', 'simulator', 'test', 'scripts'];
const sources = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', ...SOURCES], { cwd: root, encoding: 'utf8' })
	.split('\n')
	.filter((file) => /\.(ts|mjs|md)$/.test(file) && file !== 'test/servicePage.test.ts')
	// A comment may break a line within a citation.
	.map((file) => ({ file, words: readFileSync(join(root, file), 'utf8').replace(/\s*\n\s*(?:\*|\/\/)?\s*/g, ' ') }));

const CITATION = /\bservice, (\d+(?:\.\d+)*)(?: (?:and|to) (\d+(?:\.\d+)*))?[):]/g;
const cited = sources.flatMap(({ file, words }) =>
	[...words.matchAll(CITATION)].flatMap(([, ...numbers]) => numbers.filter(Boolean).map((number) => `${number} in ${file}`)),
);

test('no section stands twice', () => {
	expect(headings.filter((number, index) => headings.indexOf(number) !== index)).toEqual([]);
});

test('every citation leads to a section', () => {
	expect(cited.length).toBeGreaterThan(150);
	expect(cited.filter((citation) => !headings.includes(citation.split(' ')[0]))).toEqual([]);
});

test('nothing else is cited: not the documents that only we have', () => {
	const others = sources.flatMap(({ file, words }) =>
		[...words.matchAll(/\b(?:(?:document|today), (?:chapter )?\d[\d.]*|field notes)/g)].map(([other]) => `${other} in ${file}`),
	);
	expect(others).toEqual([]);
});

test.each([...COMMANDS.keys()])('%s has a section', (command) => {
	expect(page).toMatch(new RegExp(`^#### [\\d.]+ \`${command}\``, 'm'));
});

test('every section of a command is in the contents', () => {
	const contents = page.slice(0, page.indexOf('\n## 1 '));
	expect([...COMMANDS.keys()].filter((command) => !contents.includes(`[\`${command}\`](#`))).toEqual([]);
});

test.each([...new Set(Object.values(LISTS).map(({ command }) => command))])('what a record of %s is known by stands in 6.2', (command) => {
	expect(page.slice(page.indexOf('\n### 6.2 '), page.indexOf('\n### 6.3 '))).toContain(`\n| \`${command}\` |`);
});

test('they are counted right', () => {
	const today = COMMANDS.size;
	const ofTheDocument = [...COMMANDS.values()].filter(({ since }) => since === undefined).length;
	expect(page).toContain(`| commands | ${ofTheDocument} | ${today} |`);
	expect(page).toMatch(new RegExp(`marked † below: ${today}\\b`));
	const changelog = readFileSync(join(root, 'CHANGELOG.md'), 'utf8');
	expect(changelog).toContain(`the service of today (${today} commands) or of the document (${ofTheDocument})`);
	expect(changelog).toContain(`for any programmer: ${today} commands`);
});
