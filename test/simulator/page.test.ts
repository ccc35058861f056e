import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { COMMANDS } from '../../simulator/restApi/commands';
import { NEWER_RESULT_CODES, RESULT_CODES } from '../../simulator/restApi/resultCodes';
import { SETTINGS, settingsOf } from '../../simulator/restApi/settings';
import { useSimulator } from './helpers';

const simulator = useSimulator();
const FILES = [
	['/', 'text/html'],
	['/page.css', 'text/css'],
	['/page.js', 'text/javascript'],
	['/words.js', 'text/javascript'],
	['/choices.js', 'text/javascript'],
];

test.each(FILES)('%s needs nothing from elsewhere', async (path, type) => {
	const response = await fetch(simulator.url() + path);
	expect(response.headers.get('content-type')).toBe(`${type}; charset=utf-8`);
	expect(response.headers.get('content-security-policy')).toBe("default-src 'self'; img-src 'self' data:");
	const file = await response.text();
	expect(file).not.toMatch(/(?:src|href)="(?!data:|#|\/page\.)|url\(|@import|https:/);
});

test('what texts hold never becomes HTML', async () => {
	const script = await (await fetch(`${simulator.url()}/page.js`)).text();
	expect(script).not.toMatch(/innerHTML|outerHTML|insertAdjacentHTML|document\.write/);
});

const source = (file: string) => readFileSync(join(__dirname, '../../simulator/control/page', file), 'utf8');
const WORDS = new Function(`${source('words.js').replace('export const WORDS =', 'return')}`)() as Record<
	'en' | 'ko',
	Record<string, unknown>
>;

describe('words', () => {
	const { en, ko } = WORDS;

	test('are there in both languages', () => {
		expect(Object.keys(ko)).toEqual(Object.keys(en));
		for (const [key, words] of Object.entries(en)) {
			expect({ [key]: typeof ko[key] }).toEqual({ [key]: typeof words });
			if (typeof words === 'function') expect({ [key]: (ko[key] as () => string).length }).toEqual({ [key]: words.length });
		}
	});

	test.each([
		['page.html', [...source('page.html').matchAll(/data-(?:word|label)="(\w+)"/g)]],
		['page.js', [...source('page.js').matchAll(/say\('(\w+)'/g)]],
	])('are there for everything that %s says', (_file, said) => {
		expect(said.length).toBeGreaterThan(30);
		expect(said.map(([, key]) => key).filter((key) => !(key in en))).toEqual([]);
	});

	test('are there for every result code', () => {
		const codes = [...Object.keys({ ...RESULT_CODES, ...NEWER_RESULT_CODES }), 'OK'].sort();
		expect(Object.keys(en.results as object).sort()).toEqual(codes);
		expect(Object.keys(ko.results as object).sort()).toEqual(codes);
	});

	test('are there for every setting and its choices', () => {
		for (const name of Object.keys(SETTINGS)) expect(en).toHaveProperty([name]);
		for (const [name, choices] of Object.entries(SETTINGS)) {
			for (const choice of choices) expect(en).toHaveProperty([`${name}.${choice}`]);
		}
	});
});

test('every command, kind of fault and setting can be chosen on the page', async () => {
	const script = await (await fetch(`${simulator.url()}/choices.js`)).text();
	const choices = new Function(`${script.replaceAll('export ', '')} return { COMMANDS, FAULT_KINDS, SETTINGS, SERVICES };`)();
	expect(choices).toEqual({ COMMANDS: [...COMMANDS.keys()], FAULT_KINDS: expect.arrayContaining(['short']), SETTINGS, SERVICES: { today: settingsOf('today'), document: settingsOf('document') } });
	expect(choices.FAULT_KINDS.filter((kind: string) => !(kind in WORDS.en))).toEqual([]);
});
