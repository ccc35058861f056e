import { Readable } from 'node:stream';

import type { Caller, Line } from '../../nodes/UplusCentrex/api/line';

/** What is answered: a body with HTTP status 200, the whole answer, or an error that n8n's HTTP helper throws. */
export type FakeAnswer = string | { statusCode?: number; headers?: Record<string, string>; body?: string | Readable } | Error;

/** Whoever asks, without n8n and without a network: one answer a request, the last one for ever. */
export function fakeCaller(...answers: FakeAnswer[]) {
	const requests: Array<{ credential: string; options: Record<string, unknown> & { body: Record<string, string> } }> = [];
	const bodies: Readable[] = [];
	const httpRequestWithAuthentication = async (credential: string, options: never) => {
		const answer = answers[Math.min(requests.length, answers.length - 1)];
		requests.push({ credential, options });
		if (answer instanceof Error) throw answer;
		const { statusCode = 200, headers = {}, body = '' } = typeof answer === 'string' ? { body: answer } : answer;
		const stream = typeof body === 'string' ? Readable.from([Buffer.from(body)], { objectMode: false }) : body;
		bodies.push(stream);
		return { statusCode, headers, body: stream };
	};
	const caller = { helpers: { httpRequestWithAuthentication } } as unknown as Caller;
	return { caller, line: lineFor(caller), requests, bodies };
}

/** A line for whoever asks. */
export function lineFor(caller: unknown, number = '07000001000', account = 'account'): Line {
	return { caller: caller as Caller, number, isOneOfSeveral: false, account, credentials: { number, password: 'demo-1000' } };
}
