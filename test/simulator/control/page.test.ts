import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { COMMANDS } from '../../../simulator/restApi/commands';
import { FAULT_KINDS } from '../../../simulator/control/bodies';
import { LINE_LISTS } from '../../../simulator/office/lineLists';
import { RESULT_CODES } from '../../../simulator/restApi/resultCodes';
import { SETTINGS, settingsOf } from '../../../simulator/restApi/settings';
import { useSimulator } from '../helpers';

const simulator = useSimulator();
const PAGE = join(__dirname, '../../../simulator/control/page');
const PARTS = readdirSync(PAGE, { recursive: true, encoding: 'utf8' }).filter((name) => name.includes('.'));
const SCRIPTS = PARTS.filter((name) => name.endsWith('.js'));
const TYPES: Record<string, string> = { html: 'text/html', css: 'text/css', js: 'text/javascript' };
const source = (file: string) => readFileSync(join(PAGE, file), 'utf8');

/** What a file of the page fetches: `import { html } from '/lit-html/lit-html.js'`, `href="/page.css"`. */
const fetchedBy = (path: string, content: string) =>
	[...content.matchAll(/(?:\bfrom ?|\bimport ?|(?:src|href)=)["']([^"'#$]+\.(?:js|css))["']/g)].map(([, name]) => new URL(name, `http://page${path}`).pathname);

test('every file needs nothing from elsewhere, and is needed', async () => {
	const seen = new Set(['/']);
	for (const path of seen) {
		const response = await fetch(simulator.url() + path);
		const type = TYPES[path === '/' ? 'html' : path.split('.')[1]];
		expect([path, response.status, response.headers.get('content-type')]).toEqual([path, 200, `${type}; charset=utf-8`]);
		expect(response.headers.get('content-security-policy')).toBe("default-src 'self'; img-src 'self' data:; frame-ancestors 'none'");
		const file = await response.text();
		expect(file).not.toMatch(/(?:src|href)="(?!data:|#|\/\w)|url\(|@import|https:/);
		for (const name of fetchedBy(path, file)) seen.add(name);
	}
	const served = [...PARTS.map((name) => (name === 'page.html' ? '/' : `/${name}`)), '/choices.js'];
	expect([...seen].filter((path) => !path.startsWith('/lit-html/')).sort()).toEqual(served.sort());
});

test('no part needs itself by way of others', () => {
	const needs = new Map(SCRIPTS.map((name) => [`/${name}`, fetchedBy(`/${name}`, source(name))]));
	const visit = (path: string, way: string[]): void => {
		expect([...way, path]).toEqual([...new Set([...way, path])]);
		for (const next of needs.get(path) ?? []) visit(next, [...way, path]);
	};
	visit('/page.js', []);
});

test.each(SCRIPTS)('%s never lets become HTML what texts hold', (name) => {
	expect(source(name)).not.toMatch(/innerHTML|outerHTML|insertAdjacentHTML|document\.write|unsafe|static|html\(/);
});

describe('words', () => {
	type Words = Record<string, unknown[]>;
	const wordsOf = (name: string) => {
		const [, words = '{}'] = /^const WORDS = (\{$.*?^\});$/ms.exec(source(name)) ?? [];
		return new Function(`return ${words}`)() as Words;
	};
	const SPEAKING = SCRIPTS.filter((name) => Object.keys(wordsOf(name)).length > 0);

	/** What a file says: say('from'), say(isInbound ? 'callFrom' : 'callTo'), say(`inbound.${status}`); of the last how it begins. */
	const saidBy = (name: string) =>
		[...source(name).matchAll(/(?<!const )\bsay\(.*$/gm)].flatMap(([rest]) =>
			[...rest.matchAll(/(?:\bsay\(|[?:] )'([^']+)'|\bsay\(`([^$`]+)/g)].map(([, key, start]) => ({ key, start })),
		);

	test('are found', () => {
		expect(SPEAKING.length).toBeGreaterThan(15);
		expect(SPEAKING.flatMap((name) => Object.keys(wordsOf(name))).length).toBeGreaterThan(200);
		expect(SCRIPTS.flatMap(saidBy).length).toBeGreaterThan(120);
	});

	test.each(SPEAKING)('of %s are there in both languages', (name) => {
		for (const [key, words] of Object.entries(wordsOf(name))) {
			const [en, ko] = words;
			expect({ [key]: words.length }).toEqual({ [key]: 2 });
			expect({ [key]: typeof en }).toEqual({ [key]: expect.stringMatching(/^(string|function)$/) });
			expect({ [key]: typeof ko }).toEqual({ [key]: typeof en });
			expect({ [key]: (ko as string).length > 0 }).toEqual({ [key]: true });
			if (typeof en === 'function') expect({ [key]: (ko as () => string).length }).toEqual({ [key]: en.length });
		}
	});

	test.each(SCRIPTS)('are there for everything that %s says', (name) => {
		const known = Object.keys(wordsOf(name));
		const isKnown = ({ key, start }: { key?: string; start?: string }) => known.some((one) => one === key || (start && one.startsWith(start)));
		expect(saidBy(name).filter((said) => !isKnown(said))).toEqual([]);
	});

	test('are there for every result code', () => {
		const codes = [...Object.keys(RESULT_CODES), 'OK'].sort();
		expect(Object.keys(wordsOf('resultCodes.js')).sort()).toEqual(codes);
	});

	test('are there for every setting and its choices', () => {
		const words = wordsOf('settings.js');
		for (const name of Object.keys(SETTINGS)) expect(words).toHaveProperty([name]);
		for (const [name, choices] of Object.entries(SETTINGS)) {
			for (const choice of choices) expect(words).toHaveProperty([`${name}.${choice}`]);
		}
	});

	test('are there for every kind of fault', () => {
		for (const kind of FAULT_KINDS) expect(wordsOf('faults.js')).toHaveProperty([`kind.${kind}`]);
	});
});

test('every command, kind of fault, setting and list is on the page', async () => {
	const script = await (await fetch(`${simulator.url()}/choices.js`)).text();
	const choices = new Function(`${script.replaceAll('export ', '')} return { COMMANDS, FAULT_KINDS, SETTINGS, SERVICES, LINE_LISTS };`)();
	expect(choices).toEqual({ COMMANDS: [...COMMANDS.keys()], FAULT_KINDS: expect.arrayContaining(['short']), SETTINGS, SERVICES: { today: settingsOf('today'), document: settingsOf('document') }, LINE_LISTS: expect.objectContaining({ contacts: ['Contacts', '주소록'] }) });
	expect(choices.FAULT_KINDS).toEqual(FAULT_KINDS);
	expect(Object.keys(choices.LINE_LISTS)).toEqual(Object.keys(LINE_LISTS));
});
