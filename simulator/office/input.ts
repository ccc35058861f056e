import { z } from 'zod';
import { daysAgo } from './koreanTime';

/** What was given to the simulator's own API, or stands in an office file, is wrong; the message is a sentence that names the field. */
export class BadInput extends Error {
	readonly statusCode = 400;
}

export const text = z.string({ message: 'must be a text' });
export const someText = text.min(1, 'must not be empty');
export const yesOrNo = z.boolean({ message: 'must be true or false' });
export const count = z
	.number({ message: 'must be a number' })
	.int('must be a whole number')
	.min(0, 'must not be below 0');
export const upTo = (most: number) => count.max(most, `must not be above ${most}`);

/** Hyphens and spaces are left out, as the service has digits. */
export const number = text.transform((given) => given.replace(/[\s-]/g, '')).pipe(someText);

/** A time such as `2026-11-22T09:30:00+09:00`. */
export const koreanTime = text.refine(
	(value) => /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+09:00$/.test(value) && !Number.isNaN(Date.parse(value)),
	'must be a time like 2026-11-22T09:30:00+09:00',
);

const DAYS_AGO = /^(\d{1,4}) days? ago, ((?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d)$/;
/** A time, or one like `3 days ago, 09:30:00`, which a file can hold for ever. */
export const pastTime = z.union([
	text.regex(DAYS_AGO).transform((value) => {
		const [, days, time] = DAYS_AGO.exec(value) as RegExpExecArray;
		return daysAgo(Number(days), time);
	}),
	koreanTime,
]);

/** One of some words. */
export function oneOf<Choice extends string>(choices: readonly Choice[]) {
	const listed = choices.map((choice) => `"${choice}"`).join(', ').replace(/, ([^,]*)$/, ' or $1');
	return z.enum(choices as unknown as [Choice, ...Choice[]], { message: `must be ${listed}` });
}

/**
 * Reads a body of the simulator's own API, or an office file.
 *
 * @throws BadInput naming the first field that is wrong, missing or not known
 */
export function readInput<Schema extends z.ZodTypeAny>(schema: Schema, body: unknown): z.output<Schema> {
	const result = schema.safeParse(body);
	if (result.success) return result.data;
	let [issue] = result.error.issues;
	// Of two ways to give a time the second says what is wrong with it.
	if (issue.code === 'invalid_union') [issue] = issue.unionErrors[1].issues;
	const path = issue.path.join('.');
	if (issue.code === 'unrecognized_keys') {
		const field = [...issue.path, issue.keys[0]].join('.');
		throw new BadInput(`${field} is no field that can be set here.`);
	}
	if (!path) throw new BadInput('It must be a JSON object.');
	throw new BadInput(`${path} ${issue.message === 'Required' ? 'is missing' : issue.message}.`);
}
