import { readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import notes from '../pictures/made-from.json';
import { digest, ROOT } from '../pictures/subject';
import { allPictures } from '../pictures/subjects';
import { filesLike, readPage } from './support/markdown';

/** Each picture of the pages shows what there is; `npm run pictures` takes those that are stale. */

const pictures = allPictures();
const TAKE_ANEW = 'Take it anew with: npm run pictures';

test.each(Object.entries(pictures))('%s shows what there is now', (path, shown) => {
	const noted = (notes as Record<string, string>)[path];
	expect({ path, is: noted === digest(shown) ? 'as it was taken' : `stale. ${TAKE_ANEW}` }).toEqual({ path, is: 'as it was taken' });
	expect(statSync(join(ROOT, path)).size).toBeGreaterThan(1_000);
});

test('no other pictures lie about', () => {
	expect(filesLike('docs/*.png', 'docs/*.gif').sort()).toEqual(Object.keys(pictures).sort());
	expect(Object.keys(notes).sort()).toEqual(Object.keys(pictures).sort());
});

test('each picture stands on a page, a Korean one on Korean pages, an English one on English pages', () => {
	const shown = filesLike('*.md').flatMap((page) =>
		readPage(page).targets.flatMap((target) => {
			const path = /^https:/.test(target) ? target.replace(/^.*\/main\//, '') : join(dirname(page), target);
			return path in pictures ? { path, page } : [];
		}),
	);
	const isKorean = (path: string) => /\bko\b/.test(path);
	expect(Object.keys(pictures).filter((path) => !shown.some((one) => one.path === path))).toEqual([]);
	expect(shown.filter(({ path, page }) => isKorean(path) !== isKorean(page))).toEqual([]);
});

test.each(['docs/pictures/film.gif', 'docs/ko/pictures/film.gif'])('%s moves, and has 2 MB at most', (film) => {
	const bytes = readFileSync(join(ROOT, film));
	expect(bytes.length).toBeLessThan(2_000_000);
	// Each frame of a GIF begins with a graphic control extension.
	expect(bytes.toString('latin1').split('\x21\xf9\x04').length).toBeGreaterThan(20);
});
