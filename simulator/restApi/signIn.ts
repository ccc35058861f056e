import { createHash } from 'node:crypto';
import type { Line } from '../office/lines';
import type { Command } from './commands/command';
import { NO_ADD_ON, ResultCodeError } from './resultCodes';
import type { State } from './state';

const WRONG_PASSWORDS_THAT_LOCK = 5;

/**
 * Whose command it is, and whether they may give it.
 *
 * @param parameters `id`, the line's number in digits, and `pass`, the SHA-512 of its password in lower-case hex
 * @throws ResultCodeError 1001, 1003, 1004, 2001 or 2002; today also 1005, 1007 or 1008; checked in this order (no
 * document names one)
 */
export function signIn(
	{ lines, clock, settings }: State,
	command: Command,
	{ id, pass }: Readonly<Record<string, string | undefined>>,
): Line {
	const asksForPassword = command.signIn !== 'withoutPassword';
	if (!id || (asksForPassword && !pass)) throw new ResultCodeError('1001');
	const line = lines.find(({ number }) => number === id);
	if (!line) throw new ResultCodeError('1003');
	if (asksForPassword) checkPassword(line, pass);
	if (!line.callerAllowed) throw new ResultCodeError('2001');
	if (!line.permitted) throw new ResultCodeError('2002');
	// The document has neither an add-on nor the codes of a password's life.
	if (settings.service === 'document') return line;
	checkAddOn(line, command);
	if (!command.signIn) checkPasswordLife(line, clock.now());
	return line;
}

function checkPassword(line: Line, pass: string | undefined): void {
	if (line.locked) throw new ResultCodeError('1004');
	if (pass !== createHash('sha512').update(line.password).digest('hex')) {
		line.wrongPasswords += 1;
		line.locked = line.wrongPasswords >= WRONG_PASSWORDS_THAT_LOCK;
		throw new ResultCodeError('1004');
	}
	line.wrongPasswords = 0;
}

/** Of the text in DATAS only its beginning, the number, is recorded (service, 1.5). */
function checkAddOn({ number, addOn }: Line, command: Command): void {
	if (addOn === 'none' || (command.addOn && addOn !== command.addOn)) {
		throw new ResultCodeError('1005', { message: NO_ADD_ON, datas: `${number} API 부가서비스 권한 없음` });
	}
}

/** Which commands work all the same is not recorded: here those that set a new password. */
function checkPasswordLife({ initialPassword, passwordExpiresAt }: Line, now: string): void {
	if (initialPassword) throw new ResultCodeError('1007');
	if (passwordExpiresAt !== null && passwordExpiresAt <= now) throw new ResultCodeError('1008');
}
