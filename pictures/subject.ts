import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Language } from '../scripts/language';
import type { Studio } from './studio';

/** The folder of this repository. */
export const ROOT = join(__dirname, '..');

/** Pictures that are taken in one go. */
export interface Subject {
	/**
	 * What can be seen on each picture: contents of files, words of fields. Another content makes the picture stale.
	 *
	 * @returns by the picture's path, such as docs/pictures/simulator.png
	 */
	shows: (language: Language) => Record<string, string[]>;
	/** Takes them. */
	take: (studio: Studio, save: Save) => Promise<void>;
}

/** Keeps a picture: one of those that the subject `shows`. */
export type Save = (path: string, picture: Buffer) => void;

/** Where the pictures of a language's pages are, such as docs/ko/pictures/simulator.png */
export const picture = (language: Language, file: string) => `docs/${language === 'ko' ? 'ko/' : ''}pictures/${file}`;

/** Where an example is, such as examples/ko/form-to-sms.json */
export const examplePath = (language: Language, file: string) => `examples/${language === 'ko' ? 'ko/' : ''}${file}`;

/** The contents of files, and of all files of folders. */
export function contents(...paths: string[]): string[] {
	return paths.flatMap((path) => {
		const whole = join(ROOT, path);
		if (!statSync(whole).isDirectory()) return readFileSync(whole, 'utf8');
		return contents(...readdirSync(whole).sort().map((name) => `${path}/${name}`));
	});
}

/** The labels in a source file of a node or a credential: what of it can be seen. */
export function labels(path: string): string[] {
	return contents(path)[0].match(/\b(?:displayName|name|description|placeholder|default): .*/g) ?? [];
}

/** What made-from.json notes of a picture. */
export function digest(shown: string[]): string {
	return createHash('sha256').update(JSON.stringify(shown)).digest('hex').slice(0, 16);
}
