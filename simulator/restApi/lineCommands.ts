import { BadInput } from '../office/input';
import type { Line } from '../office/lines';
import { COMMANDS } from './commands';

/**
 * Looks whether what is set of a line names commands that there are; the office knows none.
 *
 * @param where what stands before a field's name, `lines.0.`
 * @throws BadInput naming the first that is none
 */
export function checkCommands(settings: Partial<Pick<Line, 'lacks' | 'otherForm'>>, where = ''): void {
	for (const field of ['lacks', 'otherForm'] as const) {
		const wrong = (settings[field] ?? []).findIndex((name) => !COMMANDS.has(name));
		if (wrong >= 0) throw new BadInput(`${where}${field}.${wrong} must be a command of the API.`);
	}
}
