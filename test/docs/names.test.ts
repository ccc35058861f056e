import { READINGS } from '../../nodes/UplusCentrex/api/results';
import type { Label } from '../support/labels';
import { labelsOf } from '../support/labels';
import { filesLike, marksOf, readPage, textOf } from '../support/markdown';
import { ROWS } from '../support/operations';

/**
 * What the pages for users name is there: in italics, and in bold before a colon, words of the editor, of the simulator's page and of the
 * examples; in code fields of items and their values; and result codes. Words in Hangul are not looked at: the nodes speak English.
 */

const FOR_PROGRAMMERS = ['docs/performance.md', 'docs/service.md', 'docs/verification.md'];
const pages = filesLike('README.md', ':(glob)docs/*.md', 'docs/ko/*.md', 'docs/examples/*.md', 'simulator/README.md').filter((page) => !FOR_PROGRAMMERS.includes(page));

/** These begin the rows of their lists with what they explain, in bold: fields, operations, events. */
const REFERENCE = /^docs\/(ko\/)?(calls-and-lists|first-text|many-lines|recordings|texts|triggers)\.md$/;

/** What GitHub, the computer and n8n have on their screens, these words and no others. */
const ELSEWHERE = [
	...['Code → Download ZIP', 'LTS', 'Open in Terminal', 'Terminal'],
	...['⋯ → Import → From file', '⋯ → Settings', '⋯ → Settings → Error Workflow', '⋯ → Settings → Timezone', 'Overview → Data tables', 'Settings → n8n API'],
	...['Settings → Community nodes → Install', 'Settings → Community nodes → Install a community node', 'Data tables', 'Executions', 'Workflow'],
	...['Connect to LG U+ Centrex', 'I understand the risks', 'I understand the risks …', 'Install', 'Install this node to use it', 'Package installed', 'Retry', 'Save', 'Test'],
	...['Add human review step', 'Execute step', 'Execute workflow', 'JSON', 'Production URL', 'Actions', 'Publish', 'Got it', 'Production Checklist', 'Trigger'],
	...['Connection tested successfully', "Couldn't connect with these settings", 'More details'],
	...['Settings', 'Always Output Data', 'Execute Once', 'On Error', 'Settings → Always Output Data', 'Settings → On Error → Continue', 'Stop Workflow'],
	...['AI Agent', 'Edit Fields', 'Error Trigger', 'If', 'Schedule Trigger', 'Send Email', 'Simple Memory', 'Google Sheets → Get row(s) in sheet'],
	...['Authentication', 'Basic Auth', 'Credential for Basic Auth', 'File Path and Name', 'String', 'System', 'System Message', 'Wait Amount', 'Wait Unit'],
	...['Access to the file is not allowed', 'No action required', 'Form Submitted', 'Unsupported engine'],
];
/** Emphasised, and no name of anything; the trigger puts the last one together. */
const EMPHASISED = ['advertising', 'edit', 'every day at 9', 'Centrex consents old', 'Empty', 'refused an event'];
/** Of a computer, in code. */
const COMPUTER_WORDS = ['cd', 'cmd', 'localhost', 'nodes', 'null', 'server', 'SIMULATOR_PORT', 'WEBHOOK_URL'];

/** All texts in JSON. */
const textsIn = (value: unknown): string[] =>
	typeof value === 'string' ? [value] : value && typeof value === 'object' ? Object.values(value).flatMap(textsIn) : [];
const keysIn = (value: unknown): string[] =>
	value && typeof value === 'object' ? [...(Array.isArray(value) ? [] : Object.keys(value)), ...Object.values(value).flatMap(keysIn)] : [];
const json = (file: string): unknown => JSON.parse(textOf(file));
const quotedIn = (file: string) => [...textOf(file).matchAll(/(['"])(.*?)\1/g)].map(([, , words]) => words);

const inNodes = filesLike('nodes/*.ts').map(textOf).join('\n');
const inExamples = filesLike('examples/*.json').flatMap((file) => textsIn(json(file)));
const elsewhere = new Set([
	...[...ELSEWHERE, ...EMPHASISED, ...inExamples, ...textsIn(json('simulator/demo-office.json'))],
	...filesLike('simulator/control/page/*.js', 'simulator/office/lineLists.ts', 'scripts/demoOffice.ts').flatMap(quotedIn),
	...filesLike('docs/examples/*.md').map((page) => readPage(page).headings[0].words),
]);
/** What nodes and examples say. */
const said = [inNodes, ...inExamples].join('\n');

let actionNode: Label;
let labels: Label[];
beforeAll(async () => {
	const withBelow = (label: Label): Label[] => [label, ...label.below.flatMap(withBelow)];
	const shown = await labelsOf();
	[actionNode] = shown;
	labels = shown.flatMap(withBelow);
});

/** @returns whether there is a label of these words, and below it the rest of the path */
const isLabel = ([words, ...rest]: string[], among: Label[]): boolean =>
	among.some((label) => label.words === words && (rest.length === 0 || isLabel(rest, label.below)));

/** @returns whether there is something of this name; a number at its end may be any, `Line ending in 1002` */
function isThere(name: string): boolean {
	if (/[가-힣]/.test(name)) return true;
	const words = name.replace(/ \d{4}$/, '');
	return elsewhere.has(words) || isLabel(words.split(' → '), labels) || (words.split(' ').length > 2 && said.includes(words));
}

test.each(pages)('%s: what it names in italics, and in bold before a colon, is there', (page) => {
	const inItalics = marksOf(page).flatMap(({ kind, words }) => (kind === 'em' && !words.endsWith(':') ? [words] : []));
	// Each long word of a label begins with a capital letter.
	const inBold = [...textOf(page).matchAll(/^ *- \*\*([^*`]+)\*\*(?: †)?(?=:| ?\()/gm)].map(([, words]) => words).filter((words) => !/^\d+$|\b[a-z]\w{3}/.test(words));
	expect([...inItalics, ...(REFERENCE.test(page) ? inBold : [])].filter((name) => !isThere(name))).toEqual([]);
});

test.each(pages)('%s: fields of items, and their values, are there', (page) => {
	const shown = pages.flatMap((other) => marksOf(other).flatMap(({ kind, words }) => (kind === 'json' ? [JSON.parse(words) as unknown] : [])));
	const items = [...shown, ...ROWS.map(({ items: known }) => known)];
	const known = new Set([...COMPUTER_WORDS, ...keysIn(items), ...textsIn(items), ...labels.map(({ name }) => name)]);
	const example = page.startsWith('docs/examples/') && !page.includes('README') ? textOf(page.replace(/^docs\/|(\.ko)?\.md$/g, '').concat('.json')) : '';
	const named = marksOf(page).flatMap(({ kind, words }) => (kind === 'code' && /^([a-z][A-Za-z]*|[A-Z]+(_[A-Z]+)*)$/.test(words) ? [words] : []));
	const isCode = (name: string) => known.has(name) || new RegExp(`'${name}'|\\b${name}:`).test(inNodes) || new RegExp(`\\b${name}\\b`).test(example);
	expect(named.filter((name) => !isCode(name))).toEqual([]);
});

/** Numbers of four digits that are no result codes: years, ports, a kind of phone number, a user of Linux. */
const OTHER_NUMBERS = ['2015', '2016', '2025', '2026', '5678', '7070', '7071', '8000', '8080', '1588', '1000'];

test.each(pages)('%s: result codes are there', (page) => {
	const prose = textOf(page).replace(/^ *```.*?^ *```/gms, '');
	const numbers = [...prose.matchAll(/(?<![\d.,:/=-])\d{4}(?![\d/-]|[.,:]\d)/g)].map(([number]) => number);
	expect(numbers.filter((number) => !(number in READINGS) && !OTHER_NUMBERS.includes(number))).toEqual([]);
});

test.each(['README.md', 'docs/README.ko.md'])('%s lists each operation under its resource', (page) => {
	const rows = [...textOf(page).matchAll(/^- .*?\*\*([\w ]+)\*\*: (.*\*.*)$/gm)].map(([, resource, row]) => ({
		resource,
		operations: [...row.matchAll(/\*([^*]+)\*/g)].map(([, words]) => words).sort(),
	}));
	const resources = actionNode.below.map(({ words, below }) => ({ resource: words, operations: below.map((operation) => operation.words).sort() }));
	expect(rows).toHaveLength(resources.length);
	expect(rows).toEqual(expect.arrayContaining(resources));
});

test.each(['docs/triggers.md', 'docs/ko/triggers.md'])('%s has the name of each event beside its label', (page) => {
	const pairs = [...textOf(page).matchAll(/^- \*\*([\w ]+)\*\*.*?\(`([a-z]\w+)`\)/gm)].map(([, words, name]) => ({ words, name }));
	expect(pairs).toHaveLength(5);
	expect(pairs.filter(({ words, name }) => !labels.some((label) => label.words === words && label.name === name))).toEqual([]);
});
