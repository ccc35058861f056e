import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { WorkflowFile, WorkflowNode } from './n8nApi';
import { PlainError } from './plainError';

/** Makes examples/ko/<name>.json of examples/<name>.json and the words in examples/ko/words/<name>.json. */

const FOLDER = join(__dirname, '../examples');
const HANGUL = /[가-힣]/;
/** Parameters of forms and errors that are nothing but words for people. */
const READ = ['formTitle', 'formDescription', 'fieldLabel', 'placeholder', 'option', 'buttonLabel', 'formSubmittedText', 'completionTitle', 'completionMessage', 'errorMessage'];

/** The Korean words of an example. All that stands before a colon is as the English file has it. */
export interface Words {
	/** The workflow's name in Korean. */
	name: string;
	/** Korean names of nodes by their English ones: every node's. */
	nodes: Record<string, string>;
	/** Whole parameters: notes, titles, labels. */
	words?: Record<string, string>;
	/** Parts of longer parameters: code, expressions. */
	fragments?: Record<string, string>;
}

/** @returns the file of an example in Korean, as it is to stand in examples/ko */
export function koreanFile(file: string): string {
	const korean = inKorean(read<WorkflowFile>(file), read<Words>(`ko/words/${file}`));
	return JSON.stringify(korean, null, '\t') + '\n';
}

/**
 * The same workflow with Korean words.
 *
 * @throws PlainError naming each word that is found nowhere, and each name, note and text that is left without Korean
 */
export function inKorean(english: WorkflowFile, { name, nodes: names, words = {}, fragments = {} }: Words): WorkflowFile {
	const found = new Set<string>();
	const longestFirst = Object.keys(fragments).sort((one, other) => other.length - one.length);
	const anyFragment = new RegExp(longestFirst.map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|') || '$^', 'g');

	function textInKorean(text: string): string {
		let korean = words[text];
		if (korean === undefined) {
			korean = text.replace(anyFragment, (part) => {
				found.add(part);
				return fragments[part];
			});
		} else {
			found.add(text);
		}
		return korean.replace(/(\$(?:node\[|(?:items)?\())(['"])(.*?)\2/g, (_, before: string, quote: string, node: string) => before + quote + (names[node] ?? node) + quote);
	}

	const korean: WorkflowFile = {
		...english,
		name,
		nodes: english.nodes.map((node) => ({ ...node, name: names[node.name] ?? node.name, parameters: mapTexts(node.parameters, textInKorean) })),
		connections: Object.fromEntries(Object.entries(english.connections).map(([from, to]) => [names[from] ?? from, renameTargets(to, names)])),
	};
	const unused = [...Object.keys(words), ...Object.keys(fragments)].filter((entry) => !found.has(entry));
	const unknown = Object.keys(names).filter((entry) => !english.nodes.some((node) => node.name === entry));
	const problems = [
		...[...unknown, ...unused].map((entry) => `found nowhere: ${entry}`),
		...[...new Set(Object.values(names))].filter((one) => Object.values(names).filter((other) => other === one).length > 1).map((one) => `the name of two nodes: ${one}`),
		...leftInEnglish(korean).map((text) => `without Korean: ${text}`),
	];
	if (problems.length > 0) throw new PlainError(problems.join('\n'));
	return korean;
}

/** What people read and is not in Korean. */
function leftInEnglish({ name, nodes }: WorkflowFile): string[] {
	const tables = nodes.flatMap(({ parameters: { tableName } }) => (tableName ? [String(tableName)] : []));
	const left = nodes.flatMap((node) => {
		const lines: string[] = [];
		eachText(node.parameters, (text, key) => lines.push(...linesLeft(node, text, key, tables).map((line) => `${node.name}: ${line.trim()}`)));
		return lines;
	});
	return [name, ...nodes.map((node) => node.name)].filter((one) => !HANGUL.test(one)).concat(left);
}

/** The lines of a parameter that are not in Korean yet. */
function linesLeft({ type }: WorkflowNode, text: string, key: string, tables: string[]): string[] {
	const isNote = type === 'n8n-nodes-base.stickyNote';
	const isRead = READ.includes(key) || (isNote && key === 'content');
	if (isRead && !HANGUL.test(text) && /[A-Za-z]/.test(text.replace(/\{\{.*?\}\}/gs, ''))) return [text];
	return text.split('\n').filter((line) => {
		// n8n's own labels, in italics in a note, stay English, as names of tables do. Three English words in a row are a sentence.
		const ours = isNote ? line.replace(/\*[^*]+\*/g, '') : line.replace(/\bconst \w+ of\b/g, '');
		return /[A-Za-z]+(?: [a-z]+){2}/.test(tables.reduce((rest, table) => rest.replaceAll(table, ''), ours));
	});
}

/** A value in which each text is another. */
function mapTexts<T>(value: T, change: (text: string) => string): T {
	if (typeof value === 'string') return change(value) as T;
	if (Array.isArray(value)) return value.map((one: unknown) => mapTexts(one, change)) as T;
	if (typeof value !== 'object' || value === null) return value;
	return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, mapTexts<unknown>(one, change)])) as T;
}

function eachText(value: unknown, look: (text: string, key: string) => void, key = ''): void {
	if (typeof value === 'string') look(value, key);
	else if (Array.isArray(value)) value.forEach((one) => eachText(one, look, key));
	else if (typeof value === 'object' && value !== null) Object.entries(value).forEach(([name, one]) => eachText(one, look, name));
}

/** Where a node's connections lead to: `{ main: [[{ node, type, index }]] }`. */
function renameTargets(value: unknown, names: Record<string, string>): unknown {
	if (Array.isArray(value)) return value.map((one) => renameTargets(one, names));
	if (typeof value !== 'object' || value === null) return value;
	return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, key === 'node' ? (names[one as string] ?? one) : renameTargets(one, names)]));
}

function read<T>(file: string): T {
	return JSON.parse(readFileSync(join(FOLDER, file), 'utf8')) as T;
}

function main(): void {
	const has = (folder: string) => readdirSync(join(FOLDER, folder)).filter((file) => file.endsWith('.json'));
	const withWords = has('ko/words');
	for (const file of has('.')) {
		try {
			if (!withWords.includes(file)) throw new PlainError('is missing: write it as the other files in its folder are');
			writeFileSync(join(FOLDER, 'ko', file), koreanFile(file));
		} catch (error) {
			if (!(error instanceof PlainError || error instanceof SyntaxError)) throw error;
			console.error(`examples/ko/words/${file}\n${error.message.replace(/^/gm, '  ')}`);
			process.exitCode = 1;
		}
	}
}

if (require.main === module) main();
