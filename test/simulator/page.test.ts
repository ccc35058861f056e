import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { COMMANDS } from '../../simulator/commands';
import { NEWER_RESULT_CODES, RESULT_CODES } from '../../simulator/resultCodes';
import { SETTINGS } from '../../simulator/settings';
import { useSimulator } from './helpers';

const simulator = useSimulator();
const FILES = [
	['/', 'text/html'],
	['/page.css', 'text/css'],
	['/page.js', 'text/javascript'],
	['/words.js', 'text/javascript'],
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

const source = (file: string) => readFileSync(join(__dirname, '../../simulator/page', file), 'utf8');
/** What stands behind a name at the beginning of a line of a script: a literal. */
const literal = (file: string, name: string) => {
	const [, code] = new RegExp(`^(?:export )?const ${name} =\\s+((?:.|\\n)*?);\\n(?=\\n|const|/|$)`, 'm').exec(source(file)) ?? [];
	return new Function(`return ${code};`)();
};

describe('words', () => {
	const { en, ko } = literal('words.js', 'WORDS') as Record<'en' | 'ko', Record<string, unknown>>;

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
		expect(literal('page.js', 'SETTINGS')).toEqual(SETTINGS);
		for (const [name, choices] of Object.entries(SETTINGS)) {
			for (const choice of choices) expect(en).toHaveProperty([`${name}.${choice}`]);
		}
	});
});

test('every command can go wrong on the page', () => {
	expect(literal('page.js', 'COMMANDS')).toEqual([...COMMANDS.keys()]);
});
