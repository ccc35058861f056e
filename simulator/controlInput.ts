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

/** Body of `PATCH /simulator/lines/:number`. */
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
	})
	.strict()
	.partial();

/** Body of `POST /simulator/incoming-text`. */
export const incomingText = z
	.object({
		line: someText,
		from,
		text: someText,
		charset: z.enum(['utf-8', 'euc-kr'], { message: 'must be "utf-8" or "euc-kr"' }).default('utf-8'),
	})
	.strict();

/** Body of `POST /simulator/incoming-call`. */
export const incomingCall = z.object({ line: someText, from }).strict();

/** Body of `POST /simulator/faults`. */
export const fault = z
	.object({
		command: someText.refine((name) => COMMANDS.has(name), 'must be a command of the API'),
		kind: z.enum(['http', 'disconnect', 'hang', 'body'], {
			message: 'must be "http", "disconnect", "hang" or "body"',
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
	.strict();

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
