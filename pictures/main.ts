import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { LANGUAGES } from '../scripts/language';
import { PlainError } from '../scripts/plainError';
import { ensurePrograms } from '../test/e2e/support/debian';
import { openStudio } from './studio';
import { digest, ROOT } from './subject';
import { allPictures, SUBJECTS } from './subjects';

/** Takes the pictures of the pages anew, in both languages: all, or those of the subjects that the command line names. */

/** What each picture was made from, by its path; test/pictures.test.ts compares. */
const NOTES = join(ROOT, 'pictures/made-from.json');

async function main(names: string[]): Promise<void> {
	const unknown = names.find((name) => !(name in SUBJECTS));
	if (unknown) throw new PlainError(`There is no subject "${unknown}". Subjects are: ${Object.keys(SUBJECTS).join(', ')}.`);
	ensurePrograms({ film: true });
	const all = allPictures();
	for (const language of LANGUAGES) {
		const studio = await openStudio(language);
		try {
			for (const name of names.length > 0 ? names : Object.keys(SUBJECTS)) {
				await SUBJECTS[name].take(studio, (path, picture) => keep(all, path, picture));
			}
		} finally {
			await studio.close();
		}
	}
}

function keep(all: Record<string, string[]>, path: string, picture: Buffer): void {
	mkdirSync(dirname(join(ROOT, path)), { recursive: true });
	writeFileSync(join(ROOT, path), picture);
	const notes = { ...(JSON.parse(readFileSync(NOTES, 'utf8')) as Record<string, string>), [path]: digest(all[path]) };
	const kept = Object.keys(all).sort().filter((one) => one in notes).map((one) => [one, notes[one]]);
	writeFileSync(NOTES, JSON.stringify(Object.fromEntries(kept), null, '\t') + '\n');
	console.log(`${path}: ${Math.round(picture.length / 1000)} kB`);
}

main(process.argv.slice(2)).then(
	() => process.exit(0),
	(error: unknown) => {
		console.error(error instanceof PlainError ? error.message : error);
		process.exit(1);
	},
);
