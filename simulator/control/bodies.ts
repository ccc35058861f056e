import { z } from 'zod';
import { SECONDS_TO_RING, UNANSWERED_ENDS } from '../office/incomingCall';
import { count, koreanTime, number, oneOf, someText, text, upTo, yesOrNo } from '../office/input';
import { COMMANDS } from '../restApi/commands';
import { RESULT_CODES } from '../restApi/resultCodes';
import type { ErrorCode } from '../restApi/resultCodes';
import { SETTINGS } from '../restApi/settings';
import type { Settings } from '../restApi/settings';

/** Body of `POST /_simulator/incoming-text`. */
export const incomingText = z
	.object({
		line: someText,
		from: number,
		text: someText,
		/** By default as the settings say. */
		charset: z.enum(['utf-8', 'euc-kr'], { message: 'must be "utf-8" or "euc-kr"' }).optional(),
		/** The number that it was sent to, where that is not the line's own. */
		dialled: number.pipe(text.regex(/^\d+$/, 'must be digits only')).optional(),
	})
	.strict();

/** Body of `POST /_simulator/incoming-call`; see IncomingCallOptions. */
export const incomingCall = z
	.object({
		line: someText,
		from: number,
		seconds: upTo(120).default(SECONDS_TO_RING),
		end: oneOf(UNANSWERED_ENDS).default('callerGivesUp'),
		/** The number that was dialled, where that is not the line's own. */
		dialled: number.pipe(text.regex(/^\d+$/, 'must be digits only')).optional(),
		mobileApp: yesOrNo.default(false),
		talkSeconds: upTo(3600).optional(),
	})
	.strict();

/** Body of `POST /_simulator/pick-up` and `hang-up`. */
export const whichLine = z.object({ line: someText }).strict();

/** Body of `PATCH /_simulator/settings`. */
export const settings = z
	.object(
		Object.fromEntries(
			Object.entries(SETTINGS).map(([name, choices]) => [name, oneOf(choices)]),
		) as unknown as { [Name in keyof Settings]: z.ZodType<Settings[Name]> },
	)
	.strict()
	.partial();

/** Body of `PUT /_simulator/time`. */
export const time = z.object({ time: koreanTime }).strict();

/** The kinds of Fault. */
export const FAULT_KINDS = ['resultCode', 'delay', 'http', 'body', 'short', 'disconnect', 'hang', 'refused'] as const;
const ERROR_CODES = Object.keys(RESULT_CODES)
	.filter((code) => code !== '0000')
	.sort() as [ErrorCode, ...ErrorCode[]];

/** Body of `POST /_simulator/faults`; see Fault. */
export const fault = z
	.object({
		command: someText.refine((name) => COMMANDS.has(name), 'must be a command of the API'),
		kind: oneOf(FAULT_KINDS),
		code: oneOf(ERROR_CODES).default('3001'),
		seconds: upTo(120).default(5),
		status: count
			.min(200, 'must be an HTTP status, 200 to 599')
			.max(599, 'must be an HTTP status, 200 to 599')
			.default(502),
		body: text.default(''),
		contentType: someText.default('application/json; charset=utf-8'),
		/** Of whoever has refused. */
		number: number.pipe(text.regex(/^\d+$/, 'must be digits only')).optional(),
		skip: count.default(0),
		times: count.min(1, 'must be at least 1').default(1),
		carryOut: yesOrNo.default(false),
	})
	.strict()
	.refine(({ kind, command }) => kind !== 'refused' || command === 'smssend', { path: ['command'], message: 'must be "smssend" where a recipient has refused' })
	.refine(({ kind, number }) => kind !== 'refused' || number !== undefined, { path: ['number'], message: 'must say who has refused' });
