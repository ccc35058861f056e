import { createWriteStream, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import packageJson from '../../package.json';
import { anyFreePort } from '../../scripts/ports';
import { startN8n } from '../../scripts/n8nProcess';
import { openBrowser, openEditor } from './support/browser';
import { SAYS, walkToFirstText } from './support/firstTextWalk';
import { startInternet } from './support/internet';
import { office, signedInApi } from './support/office';
import { simulatorState, waitForTextTo } from './support/simulator';
import { temporaryFolder } from './support/temporaryFolder';

const ROOT = join(__dirname, '../..');
const RESULTS = join(ROOT, 'test-results');

/** A page's numbered steps. */
const stepsOf = (page: string) => /^1\. .*?\n\n/ms.exec(readFileSync(join(ROOT, page), 'utf8'))?.[0] ?? '';
const howOften = (word: RegExp, text: string) => text.match(word)?.length;

/** What differs between the languages: the page, the example that it pastes, and what that says. */
const ENGLISH = {
	page: 'docs/first-text.md',
	example: 'examples/form-to-sms.json',
	node: 'Send the text',
	kept: 'Thank you! We have your inquiry.',
	clicks: /\*\*click\*\*/gi,
	pastes: /\*\*paste\*\*/gi,
	heading: 'six clicks and one paste',
	mobile: '010-0000-9301',
};
const KOREAN: typeof ENGLISH = {
	page: 'docs/ko/first-text.md',
	example: 'examples/ko/form-to-sms.json',
	node: '문자 보내기',
	kept: '감사합니다. 문의가 접수되었습니다.',
	clicks: /\*\*클릭\*\*/g,
	pastes: /\*\*붙여넣/g,
	heading: '클릭 여섯 번, 붙여넣기 한 번',
	mobile: '010-0000-9302',
};

/** Counts what the mouse and the clipboard really do, in every window from now on. */
async function countOn(page: Page) {
	const done = { clicks: 0, pastes: 0 };
	const context = page.context();
	await context.exposeBinding('countForTest', (_source, what: keyof typeof done) => void done[what]++);
	await context.addInitScript(`
		addEventListener('pointerdown', () => countForTest('clicks'), true);
		addEventListener('paste', () => countForTest('pastes'), true);
	`);
	return done;
}

const endings: Array<() => Promise<void>> = [];
afterEach(async () => {
	for (const end of endings.splice(0).reverse()) await end();
});

test.each([ENGLISH, KOREAN])('from the paste of $page to the first text in six clicks, in an n8n without the package', async ({ example: file, node, kept, mobile }) => {
	mkdirSync(RESULTS, { recursive: true });
	const userFolder = temporaryFolder();
	const internet = await startInternet(userFolder, office().tarball, packageJson, office().simulatorUrl);
	endings.push(internet.close);
	const log = createWriteStream(join(RESULTS, 'first-text-n8n.log'));
	const n8n = await startN8n({
		userFolder,
		port: await anyFreePort(),
		env: internet.env,
		onLine: (line) => log.write(`${line}\n`),
	});
	endings.push(n8n.stop);
	const browser = await openBrowser();
	endings.push(async () => await browser.close());

	await signedInApi(n8n.url);
	const page = await openEditor(browser, n8n.url);
	const done = await countOn(page);
	const texts = (await simulatorState()).texts.length;

	const example = readFileSync(join(ROOT, file), 'utf8');
	const form = await walkToFirstText(page, n8n.url, { example, node, entered: ['홍길동', mobile, '토요일에도 여나요?'] });
	await form.getByText(kept).waitFor();

	expect(await waitForTextTo(mobile.replaceAll('-', ''))).toMatchObject({ text: '홍길동님, 문의가 접수되었습니다. 곧 연락드리겠습니다.' });
	expect((await simulatorState()).texts).toHaveLength(texts + 1);
	expect(done).toEqual({ clicks: 6, pastes: 1 });
}, 400_000);

test.each([ENGLISH, KOREAN])('$page has the same clicks, the example, and the words that the editor and the form say', ({ page, example, node, kept, clicks, pastes, heading }) => {
	const steps = stepsOf(page);
	expect([howOften(clicks, steps), howOften(pastes, steps)]).toEqual([6, 1]);
	for (const words of [...Object.values(SAYS), node, kept]) expect(steps).toContain(`*${words}`);
	expect(steps).toContain(`/${example}?raw=true`);
	expect(readFileSync(join(ROOT, page), 'utf8')).toContain(heading);
});
