import { z } from 'zod';
import { FORWARDED_WHEN } from './forwarding';
import { channelAt, INBOUND_STATUSES } from './inboundCalls';
import { count, koreanTime, number, oneOf, readInput, someText, text, upTo, yesOrNo } from './input';
import { daysAgo } from './koreanTime';
import { ADD_ONS, type Line } from './lines';

const digits = text.regex(/^\d+$/, 'must be digits only');
const port = count.min(1, 'must be a port, 1 to 65535').max(65535, 'must be a port, 1 to 65535');

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

const DAYS_AGO = /^(\d{1,4}) days? ago, ((?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d)$/;
/** A time, or one like `3 days ago, 09:30:00`, which a file can hold for ever. */
const pastTime = z.union([
	text.regex(DAYS_AGO).transform((value) => {
		const [, days, time] = DAYS_AGO.exec(value) as RegExpExecArray;
		return daysAgo(Number(days), time);
	}),
	koreanTime,
]);
const direction = z.enum(['outbound', 'inbound'], { message: 'must be "outbound" or "inbound"' });

const contact = z
	.object({
		name: text,
		phone1: text.default(''),
		phone2: text.default(''),
		groupName: text.default(''),
		groupCode: text.default(''),
		note: text.default(''),
	})
	.strict();
const pastCall = z
	.object({
		direction,
		number: text,
		startedAt: pastTime,
		durationSeconds: count,
		talkSeconds: count,
		status: text,
	})
	.strict();
const recording = z
	.object({ direction, number: text, startedAt: pastTime, seconds: upTo(86_400).min(1, 'must be at least 1') })
	.strict();

const inboundCall = z
	.object({
		from: text,
		startedAt: pastTime,
		durationSeconds: count,
		status: oneOf(INBOUND_STATUSES),
		/** By default the line's extension. */
		reached: text.default(''),
		/** By default one that no other call has. */
		channel: someText.optional(),
	})
	.strict();
const inboundCalls = z
	.array(inboundCall, { message: 'must be a list of inbound calls' })
	.transform((calls) => calls.map((call, index) => ({ ...call, channel: call.channel ?? channelAt(index, call) })));

const receivedText = z.object({ from: text, text, at: pastTime }).strict();

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
		contacts: z.array(contact, { message: 'must be a list of contacts' }),
		history: z.array(pastCall, { message: 'must be a list of past calls' }),
		recordings: z.array(recording, { message: 'must be a list of recordings' }),
		inboundCalls,
		listDelaySeconds: upTo(60),
		receivedTexts: z.array(receivedText, { message: 'must be a list of received texts' }),
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
		contacts: [],
		history: [],
		recordings: [],
		inboundCalls: [],
		listDelaySeconds: 3,
		receivedTexts: [],
		...given,
	}));
}
