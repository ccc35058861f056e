import { parseArgs } from 'node:util';
import { PlainError } from './plainError';

/** A language that the demo speaks. */
export type Language = 'en' | 'ko';

/** All of them. */
export const LANGUAGES: readonly Language[] = ['en', 'ko'];

let spoken: Language = 'en';

/** Sets the language of all that `words` gives from now on. */
export function speak(language: Language): void {
	spoken = language;
}

/** The one of two sentences that is in the language of this run: English, unless `speak` was told otherwise. */
export function words(english: string, korean: string): string {
	return spoken === 'ko' ? korean : english;
}

/**
 * The language that the command line asks for with `--language`, or the computer's where we speak it, or English.
 *
 * @param args such as ['--language', 'ko']
 * @param computer the computer's language, such as ko-KR
 * @throws PlainError when something else stands on the command line
 */
export function languageOf(args: string[], computer = Intl.DateTimeFormat().resolvedOptions().locale): Language {
	const said = asked(args);
	return said ?? (/^ko\b/.test(computer) ? 'ko' : 'en');
}

function asked(args: string[]): Language | undefined {
	try {
		const { language } = parseArgs({ args, options: { language: { type: 'string' } } }).values;
		const known = LANGUAGES.find((one) => one === language);
		if (language === undefined || known) return known;
	} catch {
		// What else there is, is said below.
	}
	throw new PlainError(`"${args.join(' ')}" is not understood. Type: npm start -- --language en, or ko for Korean (한국어는 ko).`);
}
