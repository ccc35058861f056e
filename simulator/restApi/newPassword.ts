import { isSameDay, monthsAfter } from '../office/koreanTime';
import type { Line } from '../office/lines';
import { keep } from '../office/lists';
import { ResultCodeError } from './resultCodes';

const CHANGES_A_DAY = 20;
const FORMER_PASSWORDS = 3;

/** After so long a password has to be changed; version 4.3 of the document, as a client quotes it (service, 1.8). */
const MONTHS_TO_CHANGE = 3;

/** The service's rules for new passwords (service, 3.8.3); each with what is said where it is broken, in words of ours. */
const RULES: ReadonlyArray<[isKept: (password: string, line: Line) => boolean, sentence: string]> = [
	[(password) => password.length >= 8 && password.length <= 10, '비밀번호는 8~10자리여야 합니다.'],
	[
		(password) => /^[A-Za-z\d~!@$%^*()\-_,.?]*$/.test(password),
		'특수문자는 ~ ! @ $ % ^ * ( ) - _ , . ? 만 사용할 수 있습니다.',
	],
	[
		(password) => /[A-Za-z]/.test(password) && /\d/.test(password) && /[^A-Za-z\d]/.test(password),
		'문자, 숫자, 특수문자를 모두 사용해야 합니다.',
	],
	// Whether `abc` or `123` counts as consecutive is not recorded.
	[(password) => !/(.)\1/.test(password), '같은 문자를 연속해서 사용할 수 없습니다.'],
	// Whether the last three begin with the one that counts is not said: it and the three before it are refused.
	[
		(password, line) => ![line.password, ...line.formerPasswords].includes(password),
		'최근 3회 이내에 사용한 비밀번호입니다.',
	],
];

/**
 * Counts a try to change the password; whether one that fails counts is not said, here it does.
 *
 * @throws ResultCodeError 1202 where the day's tries are used up
 */
export function countTry(line: Line, now: string): void {
	const today = line.passwordTries.filter((at) => isSameDay(at, now));
	if (today.length >= CHANGES_A_DAY) throw new ResultCodeError('1202');
	keep(line.passwordTries, now, CHANGES_A_DAY);
}

/** @returns which rule a new password breaks, in a sentence; `undefined` where it is good */
export function brokenRule(line: Line, password: string): string | undefined {
	return RULES.find(([isKept]) => !isKept(password, line))?.[1];
}

/** Makes the new password the one that counts; an expiry, where there is one, begins anew. */
export function setPassword(line: Line, password: string, now: string): void {
	keep(line.formerPasswords, line.password, FORMER_PASSWORDS);
	line.password = password;
	line.initialPassword = false;
	line.wrongPasswords = 0;
	line.locked = false;
	putOffExpiry(line, now);
}

/** Puts the expiry three months after now, or leaves it where it is later; how long the service gives is not recorded. */
export function putOffExpiry(line: Line, now: string): void {
	if (line.passwordExpiresAt === null) return;
	const then = monthsAfter(now, MONTHS_TO_CHANGE);
	if (then > line.passwordExpiresAt) line.passwordExpiresAt = then;
}
