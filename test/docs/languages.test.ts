import { statSync } from 'node:fs';
import { join } from 'node:path';
import { filesLike, readPage, textOf } from '../support/markdown';

/** Both languages say the same in the same order, and no page is longer than one reads with a cup of coffee. */

/** For programmers and for n8n, in English only; they may be longer, too. */
const ENGLISH_ONLY = ['docs/performance.md', 'docs/service.md', 'docs/verification.md'];
const pages = filesLike(':(glob)docs/*.md').filter((page) => page !== 'docs/README.ko.md' && !ENGLISH_ONLY.includes(page));
const koreanOf = (page: string) => page.replace('docs/', 'docs/ko/');
const bytesOf = (page: string) => statSync(join(__dirname, '../..', page)).size;

test('each page for users is there in both languages', () => {
	expect(pages.length).toBeGreaterThan(10);
	expect(filesLike('docs/ko/*.md')).toEqual(pages.map(koreanOf));
});

const pairs = [['README.md', 'docs/README.ko.md'], ...pages.map((page) => [page, koreanOf(page)])];

test.each(pairs)('%s and %s have the same headings in the same order', (english, korean) => {
	const levels = (page: string) => readPage(page).headings.map(({ level }) => level);
	expect(levels(korean)).toEqual(levels(english));
});

test.each(pairs)('%s and %s show the same code and the same items', (english, korean) => {
	expect(readPage(korean).code).toEqual(readPage(english).code);
});

test.each(pairs)('%s and %s lead to each other', (english, korean) => {
	const links = (page: string) => readPage(page).targets.map((target) => target.split('/').slice(-2).join('/'));
	expect(links(english).some((target) => korean.endsWith(target))).toBe(true);
	expect(readPage(korean).targets).toContain(`../${english.replace('docs/', '')}`);
	expect(textOf(korean)).toMatch(/[가-힣]/);
});

test.each(pages.flatMap((page) => [page, koreanOf(page)]))('%s has 3 to 11 kB', (page) => {
	expect(bytesOf(page)).toBeGreaterThanOrEqual(3_000);
	expect(bytesOf(page)).toBeLessThanOrEqual(11_000);
});

test('README.md has 8 kB at most, the Korean one 10', () => {
	expect(bytesOf('README.md')).toBeLessThanOrEqual(8_000);
	expect(bytesOf('docs/README.ko.md')).toBeLessThanOrEqual(10_000);
});
