import { z } from 'zod';
import { FORWARDED_WHEN } from './forwarding';
import { count, number, oneOf, pastTime, readInput, someText, text, upTo, yesOrNo } from './input';
import { emptyLists, LIST_ENTRIES } from './lineLists';
import { ADD_ONS } from './lines';
import type { Line } from './lines';

const digits = text.regex(/^\d+$/, 'must be digits only');
const port = count.min(1, 'must be a port, 1 to 65535').max(65535, 'must be a port, 1 to 65535');

/** Which there are, the office does not know: see restApi/lineCommands.ts. */
const commands = z.array(text, { message: 'must be a list of commands' });

const forwarding = z
	.object(
		{
			kind: z.enum(['number', 'voicemail'], { message: 'must be "number" or "voicemail"' }).default('number'),
			to: digits.or(z.literal('')).default(''),
			when: oneOf(FORWARDED_WHEN).default('always'),
		},
		{ message: 'must be null or an object' },
	)
	.strict()
	.refine(({ kind, to }) => kind === 'voicemail' || to, { path: ['to'], message: 'must be a number, digits only' })
	.refine(({ kind, to }) => kind === 'number' || !to, { path: ['to'], message: 'must be empty with voice mail' });

/** What can be set of a line; body of `PATCH /_simulator/lines/:number`. */
export const lineSettings = z
	.object({
		password: someText,
		name: someText,
		extension: someText,
		sendsLeft: count,
		permitted: yesOrNo,
		callerAllowed: yesOrNo,
		locked: yesOrNo,
		addOn: oneOf(ADD_ONS),
		lacks: commands,
		otherForm: commands,
		initialPassword: yesOrNo,
		passwordExpiresAt: pastTime.nullable(),
		forwarding: forwarding.nullable(),
		noAnswerSeconds: upTo(120),
		unreachable: z.array(digits, { message: 'must be a list of numbers' }),
		extraPorts: z.array(port, { message: 'must be a list of ports' }),
		phoneStatus: text.nullable(),
		pickUpSeconds: upTo(120),
		recordingsADay: count,
		downloadPauseSeconds: count,
		listDelaySeconds: upTo(60),
		...LIST_ENTRIES,
	})
	.strict()
	.partial();

/** An office file: the lines that a start begins with, each with its number and password and whatever of its settings differs. */
const officeFile = z
	.object({
		lines: z
			.array(lineSettings.extend({ number: number.pipe(digits), password: someText }), {
				message: 'must be a list of lines',
			})
			.min(1, 'must have at least one line')
			.superRefine((lines, context) => {
				for (const [index, line] of lines.entries()) {
					const first = lines.findIndex((other) => other.number === line.number);
					if (first === index) continue;
					context.addIssue({
						code: 'custom',
						path: [index, 'number'],
						message: `is that of lines.${first} already`,
					});
				}
			}),
	})
	.strict();

/**
 * @param file what an office file holds: JSON like that of demo-office.json
 * @returns its lines, in order
 * @throws BadInput naming what is wrong in it
 */
export function readLines(file: unknown): Line[] {
	return readInput(officeFile, file).lines.map((given): Line => ({
		name: `Line ${given.number.slice(-4)}`,
		extension: given.number.slice(-4),
		sendsLeft: 1000,
		permitted: true,
		callerAllowed: true,
		locked: false,
		wrongPasswords: 0,
		addOn: 'B',
		lacks: [],
		otherForm: [],
		initialPassword: false,
		passwordExpiresAt: null,
		formerPasswords: [],
		passwordTries: [],
		authCode: null,
		forwarding: null,
		noAnswerSeconds: 15,
		unreachable: [],
		extraPorts: [],
		callbacks: { ring: null, sms: null },
		phoneStatus: 'OK',
		pickUpSeconds: 2,
		recordingsADay: 10,
		downloadPauseSeconds: 2,
		call: null,
		listDelaySeconds: 3,
		...emptyLists(),
		...given,
	}));
}
