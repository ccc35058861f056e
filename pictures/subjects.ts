import { LANGUAGES } from '../scripts/language';
import { advice } from './advice';
import { examples } from './examples';
import { film } from './film';
import { firstText } from './firstText';
import { simulatorPage } from './simulatorPage';
import type { Subject } from './subject';

/** All that is on pictures, by the name that the command line knows. */
export const SUBJECTS: Record<string, Subject> = { examples, simulatorPage, firstText, advice, film };

/** What can be seen on each picture of all subjects, by its path. */
export function allPictures(): Record<string, string[]> {
	return Object.assign({}, ...Object.values(SUBJECTS).flatMap(({ shows }) => LANGUAGES.map(shows))) as Record<string, string[]>;
}
