import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { READINGS } from '../../nodes/UplusCentrex/api/results';

/**
 * The result codes on the pages about trouble. `UPDATE_DOCS=1 npx jest test/docs/resultCodes.test.ts` writes the English ones anew; the
 * Korean words are written by hand, a row for each code.
 */

const START = '<!-- result codes -->\n';
const END = '<!-- /result codes -->';

const fileOf = (page: string) => join(__dirname, '../../docs', page);

/** @returns what stands before the result codes, they themselves, and what stands behind */
function partsOf(page: string): [string, string, string] {
	const text = readFileSync(fileOf(page), 'utf8');
	const [start, end] = [text.indexOf(START) + START.length, text.indexOf(END)];
	expect({ page, isMarked: start >= START.length && end >= start }).toEqual({ page, isMarked: true });
	return [text.slice(0, start), text.slice(start, end), text.slice(end)];
}

const beginningOf = (code: string) => `- **${code}** \`${READINGS[code].name}\`: `;
const asWritten = Object.entries(READINGS).map(([code, { meaning, advice }]) => `${beginningOf(code)}${meaning}. ${advice}\n`).join('');

test('the English page has each code with the words that n8n shows', () => {
	const [before, codes, behind] = partsOf('troubleshooting.md');
	if (process.env.UPDATE_DOCS) writeFileSync(fileOf('troubleshooting.md'), `${before}${asWritten}${behind}`);
	else expect(codes).toBe(asWritten);
});

test('the Korean page has each code, by the same names and in the same order, with words in Korean', () => {
	const [, codes] = partsOf('ko/troubleshooting.md');
	const rows = codes.trimEnd().split('\n');
	expect(rows.map((row) => /^- \*\*\d+\*\* `\w+`: /.exec(row)?.[0] ?? row)).toEqual(Object.keys(READINGS).map(beginningOf));
	expect(rows.filter((row) => !/`: .*[가-힣].*다\./.test(row))).toEqual([]);
});
