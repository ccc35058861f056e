import formbody from '@fastify/formbody';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { COMMANDS } from './commands';
import type { Command, Datas } from './commands/command';
import { answerWithFault, takeFault } from './faults';
import { koreanNow } from './koreanTime';
import { RESULT_CODES, ResultCodeError, type ResultCode } from './resultCodes';
import { signIn } from './signIn';
import { keep, type State } from './state';

type Parameters = Record<string, string>;

interface Answer {
	SVC_RT: ResultCode;
	SVC_MSG: string;
	DATAS: Datas;
}

/** The API itself: `POST /RestApi/<command>` (document, chapter 2). */
export function restApi(state: State) {
	return async (app: FastifyInstance) => {
		// Like PHP, a body that is no form is read and holds no parameters.
		app.removeAllContentTypeParsers();
		app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, _body, done) => done(null));
		await app.register(formbody, { parser: parseForm });

		app.post<{ Params: { '*': string } }>('/RestApi/*', async (request, reply) => {
			const at = koreanNow();
			const command = request.params['*'];
			const query = parseForm(request.url.split('?').slice(1).join('?'));
			const parameters = { ...query, ...(request.body as Parameters | undefined) };

			const fault = takeFault(state.faults, command);
			const answer = fault && !fault.carryOut ? null : answerTo(command, parameters, state);
			keep(state.requests, {
				at,
				command,
				parameters: withoutSecrets(parameters),
				sentIn: Object.keys(query).length > 0 ? 'query' : 'body',
				contentType: request.headers['content-type'] ?? null,
				resultCode: answer && answer.SVC_RT,
			});
			if (fault) return answerWithFault(fault, request as FastifyRequest, reply);
			return reply.type('application/json; charset=utf-8').send(likePhp(answer));
		});
	};
}

/** A name given twice has its last value, as in PHP; in PHP a body's value also wins over the query's. */
function parseForm(form: string): Parameters {
	return Object.fromEntries(new URLSearchParams(form));
}

function answerTo(name: string, parameters: Parameters, state: State): Answer {
	try {
		const command = COMMANDS.get(name);
		if (!command) throw new ResultCodeError('4001');
		return { SVC_RT: '0000', SVC_MSG: command.message, DATAS: carryOut(command, parameters, state) };
	} catch (error) {
		if (!(error instanceof ResultCodeError)) throw error;
		return { SVC_RT: error.code, SVC_MSG: RESULT_CODES[error.code], DATAS: { STATUS: '' } };
	}
}

function carryOut(command: Command, parameters: Parameters, state: State): Datas {
	const line = signIn(state.lines, parameters);
	if (!command.required.every((name) => parameters[name])) throw new ResultCodeError('1001');
	return command.carryOut(line, parameters, state);
}

function withoutSecrets(parameters: Parameters): Parameters {
	return Object.fromEntries(
		Object.entries(parameters).map(([name, value]) => [name, /pass/i.test(name) ? '***' : value]),
	);
}

/** JSON as PHP's json_encode writes it: a slash is `\/`. */
function likePhp(answer: Answer | null): string {
	return JSON.stringify(answer).replaceAll('/', '\\/');
}
