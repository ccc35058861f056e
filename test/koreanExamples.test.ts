import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { inKorean, koreanFile } from '../scripts/koreanExamples';
import type { Words } from '../scripts/koreanExamples';
import type { WorkflowFile } from '../scripts/n8nApi';

/** Every example is there in Korean, too, and is the same workflow. */

const FOLDER = join(__dirname, '../examples');
const HANGUL = /[가-힣]/;
const jsonIn = (folder: string) => readdirSync(join(FOLDER, folder)).filter((file) => file.endsWith('.json'));
const textOf = (file: string) => readFileSync(join(FOLDER, file), 'utf8');
const workflowOf = (file: string) => JSON.parse(textOf(file)) as WorkflowFile;

test('every example has its Korean words and its Korean file, and there are no others', () => {
	expect(jsonIn('ko/words')).toEqual(jsonIn('.'));
	expect(jsonIn('ko')).toEqual(jsonIn('.'));
});

/** A workflow without its words: nodes go by their ids, and of parameters only the names of tables and columns are left. */
function withoutWords({ nodes, connections, settings }: WorkflowFile) {
	const ids = new Map(nodes.map(({ id, name }) => [name, id]));
	const byId = (value: unknown): unknown => {
		if (Array.isArray(value)) return value.map(byId);
		if (typeof value !== 'object' || value === null) return value;
		return Object.fromEntries(Object.entries(value).map(([key, one]) => [ids.get(key) ?? key, key === 'node' ? ids.get(one as string) : byId(one)]));
	};
	const isKept = (key: string, holder: object) => ['tableName', 'keyName', 'id', 'name', 'operation', 'resource'].includes(key) || ('mode' in holder && holder.mode === 'name');
	const blank = (value: unknown): unknown =>
		typeof value === 'object' && value !== null
			? Object.entries(value).map(([key, one]) => [key, typeof one === 'string' && !isKept(key, value) ? '' : blank(one)])
			: value;
	return { settings, connections: byId(connections), nodes: nodes.map((node) => ({ ...node, name: '', parameters: blank(node.parameters) })) };
}

describe.each(jsonIn('ko/words'))('%s', (file) => {
	test('is what npm run examples:ko makes of the English file and the words', () => {
		expect(textOf(`ko/${file}`)).toBe(koreanFile(file));
	});

	test('has the same nodes, parameters and connections', () => {
		expect(withoutWords(workflowOf(`ko/${file}`))).toEqual(withoutWords(workflowOf(file)));
	});

	test('has a Korean name, Korean steps and Korean notes', () => {
		const korean = workflowOf(`ko/${file}`);
		const notes = korean.nodes.filter(({ type }) => type === 'n8n-nodes-base.stickyNote').map(({ parameters }) => String(parameters.content));
		expect(notes.length).toBeGreaterThan(0);
		expect([korean.name, ...korean.nodes.map(({ name }) => name), ...notes].filter((text) => !HANGUL.test(text))).toEqual([]);
	});

	test('has notes that name steps and examples as they are called', () => {
		const { nodes } = workflowOf(`ko/${file}`);
		const notes = nodes.filter(({ type }) => type === 'n8n-nodes-base.stickyNote').map(({ parameters }) => String(parameters.content));
		const italic = notes.flatMap((note) => [...note.replace(/\*\*/g, '').matchAll(/\*([^*\n]+)\*/g)].map(([, name]) => name));
		const named = italic.filter((name) => HANGUL.test(name));
		const wordsOfAll = jsonIn('ko/words').map((one) => JSON.parse(textOf(`ko/words/${one}`)) as Words);
		const known = [...nodes.map(({ name }) => name), ...wordsOfAll.map(({ name }) => name)];
		expect(named.filter((name) => !known.includes(name))).toEqual([]);
	});

	test('has code and expressions that can be read', () => {
		const strings = [...textOf(`ko/${file}`).matchAll(/"(\w+)": ("(?:[^"\\]|\\.)*")/g)].map(([, key, json]) => [key, JSON.parse(json) as string]);
		const code = strings.flatMap(([key, text]) => {
			if (key === 'jsCode') return [text];
			return text.startsWith('=') ? [...text.matchAll(/\{\{\s(.*?)\s\}\}/gs)].map(([, expression]) => `return (${expression})`) : [];
		});
		expect(() => code.forEach((one) => new Function(one))).not.toThrow();
	});

	test('refers to its own nodes only', () => {
		const referred = (text: string) => [...text.matchAll(/\$\('(.*?)'\)/g)].map(([, name]) => name);
		const names = workflowOf(`ko/${file}`).nodes.map(({ name }) => name);
		expect(referred(textOf(`ko/${file}`)).filter((name) => !names.includes(name))).toEqual([]);
		expect(referred(textOf(`ko/${file}`))).toHaveLength(referred(textOf(file)).length);
		// Code also hands names on, such as rowsOf('Get the refusals').
		expect(workflowOf(file).nodes.map(({ name }) => `'${name}'`).filter((name) => textOf(`ko/${file}`).includes(name))).toEqual([]);
	});
});

describe('what the words lack', () => {
	const node = (name: string, type: string, parameters: Record<string, unknown>) => ({ id: name, name, type, typeVersion: 1, position: [0, 0] as [number, number], parameters });
	const workflow: WorkflowFile = {
		name: 'Greet',
		nodes: [
			node('Read me', 'n8n-nodes-base.stickyNote', { content: 'Set *Number* to your own.' }),
			node('Form', 'n8n-nodes-base.formTrigger', { formTitle: 'Ask us' }),
			node('Greet', 'n8n-nodes-base.code', { jsCode: "// Says hello to all.\nfor (const row of rowsOf($('Form'))) greet(row);" }),
		],
		connections: { Form: { main: [[{ node: 'Greet', type: 'main', index: 0 }]] } },
	};
	const nodes = { 'Read me': '읽어 보세요', Form: '폼', Greet: '인사하기' };
	const words = { 'Set *Number* to your own.': '*Number*를 바꾸세요.', 'Ask us': '문의하기' };
	const fragments = { 'Says hello to all.': '모두에게 인사합니다.' };
	const all = { name: '인사', nodes, words, fragments };

	test('nothing: names change wherever they are referred to', () => {
		const korean = inKorean(workflow, all);
		expect(korean.connections).toEqual({ 폼: { main: [[{ node: '인사하기', type: 'main', index: 0 }]] } });
		expect(korean.nodes.map(({ parameters }) => parameters)).toEqual([
			{ content: '*Number*를 바꾸세요.' },
			{ formTitle: '문의하기' },
			{ jsCode: "// 모두에게 인사합니다.\nfor (const row of rowsOf($('폼'))) greet(row);" },
		]);
	});

	test.each([
		['a note', { ...all, words: { 'Ask us': '문의하기' } }, 'without Korean: 읽어 보세요: Set *Number* to your own.'],
		['a text of a form', { ...all, words: { 'Set *Number* to your own.': '바꾸세요.' } }, 'without Korean: 폼: Ask us'],
		['a comment in code', { ...all, fragments: {} }, 'without Korean: 인사하기: // Says hello to all.'],
		["a node's name", { ...all, nodes: { ...nodes, Form: 'Form' } }, 'without Korean: Form'],
		['a node', { ...all, nodes: { 'Read me': '읽어 보세요', Form: '폼' } }, 'without Korean: Greet'],
		["the workflow's name", { ...all, name: 'Greet' }, 'without Korean: Greet'],
	])('%s is named', (_, given, message) => {
		expect(() => inKorean(workflow, given)).toThrow(message);
	});

	test.each([
		['a node', { ...all, nodes: { ...nodes, Gone: '없음' } }],
		['a text', { ...all, words: { ...words, Gone: '없음' } }],
		['a part of a text', { ...all, fragments: { ...fragments, Gone: '없음' } }],
	])('%s that is not there is named', (_, given) => {
		expect(() => inKorean(workflow, given)).toThrow('found nowhere: Gone');
	});

	test('two nodes of one name are named', () => {
		expect(() => inKorean(workflow, { ...all, nodes: { ...nodes, Form: '인사하기' } })).toThrow('the name of two nodes: 인사하기');
	});
});
