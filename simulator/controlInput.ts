import { z } from 'zod';
import { COMMANDS } from './commands';

/** What was given to the control API is wrong; the message is a sentence that names the field. */
export class BadInput extends Error {
	readonly statusCode = 400;
}

const text = z.string({ message: 'must be a text' });
const someText = text.min(1, 'must not be empty');
const yesOrNo = z.boolean({ message: 'must be true or false' });
const count = z
	.number({ message: 'must be a number' })
	.int('must be a whole number')
	.min(0, 'must not be below 0');
const digits = text.regex(/^\d+$/, 'must be digits only');
const port = count.min(1, 'must be a port, 1 to 65535').max(65535, 'must be a port, 1 to 65535');

/** A caller's number; hyphens and spaces are left out, as the service sends digits. */
const from = text.transform((number) => number.replace(/[\s-]/g, '')).pipe(someText);

const forwarding = z
	.object({ type: text, data: text, description: text }, { message: 'must be null or an object' })
	.strict();

const upTo = (most: number) => count.max(most, `must not be above ${most}`);

const time = text.refine(
	(value) => /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+09:00$/.test(value) && !Number.isNaN(Date.parse(value)),
	'must be a time like 2026-11-22T09:30:00+09:00',
);
const direction = z.enum(['outbound', 'inbound'], { message: 'must be "outbound" or "inbound"' });

const contact = z
	.object({ name: text, phone1: text, phone2: text, groupName: text, groupCode: text, note: text })
	.strict();
const pastCall = z
	.object({
		direction,
		number: text,
		startedAt: time,
		durationSeconds: count,
		talkSeconds: count,
		status: text,
	})
	.strict();
const recording = z
	.object({ direction, number: text, startedAt: time, seconds: upTo(86_400).min(1, 'must be at least 1') })
	.strict();

/** Body of `PATCH /_simulator/lines/:number`. */
export const lineSettings = z
	.object({
		password: someText,
		name: someText,
		extension: someText,
		sendsLeft: count,
		permitted: yesOrNo,
		callerAllowed: yesOrNo,
		locked: yesOrNo,
		forwarding: forwarding.nullable(),
		unreachable: z.array(digits, { message: 'must be a list of numbers' }),
		extraPorts: z.array(port, { message: 'must be a list of ports' }),
		phoneStatus: text.nullable(),
		pickUpSeconds: upTo(120),
		recordingsADay: count,
		downloadPauseSeconds: count,
		contacts: z.array(contact, { message: 'must be a list of contacts' }),
		history: z.array(pastCall, { message: 'must be a list of past calls' }),
		recordings: z.array(recording, { message: 'must be a list of recordings' }),
	})
	.strict()
	.partial();

/** Body of `POST /_simulator/incoming-text`. */
export const incomingText = z
	.object({
		line: someText,
		from,
		text: someText,
		charset: z.enum(['utf-8', 'euc-kr'], { message: 'must be "utf-8" or "euc-kr"' }).default('utf-8'),
	})
	.strict();

/** Body of `POST /_simulator/incoming-call`; the seconds are those until the caller gives up. */
export const incomingCall = z.object({ line: someText, from, seconds: upTo(120).default(20) }).strict();

/** Body of `POST /_simulator/pick-up` and `hang-up`. */
export const whichLine = z.object({ line: someText }).strict();

/** Body of `POST /_simulator/faults`. */
export const fault = z
	.object({
		command: someText.refine((name) => COMMANDS.has(name), 'must be a command of the API'),
		kind: z.enum(['http', 'disconnect', 'hang', 'body', 'short'], {
			message: 'must be "http", "disconnect", "hang", "body" or "short"',
		}),
		status: count
			.min(200, 'must be an HTTP status, 200 to 599')
			.max(599, 'must be an HTTP status, 200 to 599')
			.default(502),
		body: text.default(''),
		contentType: someText.default('application/json; charset=utf-8'),
		skip: count.default(0),
		times: count.min(1, 'must be at least 1').default(1),
		carryOut: yesOrNo.default(false),
	})
	.strict()
	.refine(({ command, kind }) => kind !== 'short' || command === 'recorddownload', {
		path: ['kind'],
		message: 'can be "short" for recorddownload only',
	});

/**
 * Reads a body of the control API.
 *
 * @throws BadInput naming the first field that is wrong, missing or not known
 */
export function readInput<Schema extends z.ZodTypeAny>(schema: Schema, body: unknown): z.output<Schema> {
	const result = schema.safeParse(body);
	if (result.success) return result.data;
	const [issue] = result.error.issues;
	if (issue.code === 'unrecognized_keys')
		throw new BadInput(`${issue.keys[0]} is no field that can be set here.`);
	if (issue.path.length === 0) throw new BadInput('The body must be a JSON object.');
	throw new BadInput(`${issue.path.join('.')} ${issue.message}.`);
}
