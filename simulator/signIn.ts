import { createHash } from 'node:crypto';
import type { Line } from './lines';
import { ResultCodeError } from './resultCodes';

const WRONG_PASSWORDS_THAT_LOCK = 5;

/**
 * Whose command it is, and whether they may give commands.
 *
 * @param parameters `id`, the line's number in digits, and `pass`, the SHA-512 of its password in lower-case hex
 * @throws ResultCodeError 1001, 1003, 1004, 2001 or 2002, checked in this order (the document names none)
 */
export function signIn(lines: Line[], { id, pass }: Readonly<Record<string, string | undefined>>): Line {
	if (!id || !pass) throw new ResultCodeError('1001');
	const line = lines.find(({ number }) => number === id);
	if (!line) throw new ResultCodeError('1003');
	checkPassword(line, pass);
	if (!line.callerAllowed) throw new ResultCodeError('2001');
	if (!line.permitted) throw new ResultCodeError('2002');
	return line;
}

function checkPassword(line: Line, pass: string): void {
	if (line.locked) throw new ResultCodeError('1004');
	if (pass !== createHash('sha512').update(line.password).digest('hex')) {
		line.wrongPasswords += 1;
		line.locked = line.wrongPasswords >= WRONG_PASSWORDS_THAT_LOCK;
		throw new ResultCodeError('1004');
	}
	line.wrongPasswords = 0;
}
