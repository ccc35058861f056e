import formbody from '@fastify/formbody';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { doneAnswer, resultCodeOf, sendAnswer, type Answer } from './answer';
import { COMMANDS } from './commands';
import type { Command, Parameters, Result } from './commands/command';
import { answerWithFault, takeFault } from './faults';
import { koreanNow } from './koreanTime';
import { RESULT_CODES, ResultCodeError } from './resultCodes';
import { signIn } from './signIn';
import { keep, type ReceivedRequest, type State } from './state';

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

			const received: ReceivedRequest = {
				at,
				command,
				parameters: withoutSecrets(parameters),
				sentIn: Object.keys(query).length > 0 ? 'query' : 'body',
				contentType: request.headers['content-type'] ?? null,
			};
			keep(state.requests, received);

			const fault = takeFault(state.faults, command);
			const isCarriedOut = !fault || fault.carryOut || fault.kind === 'short';
			const answer = isCarriedOut ? await answerTo(command, parameters, state) : null;
			received.resultCode = answer && resultCodeOf(answer);
			if (fault) return await answerWithFault(fault, request as FastifyRequest, reply, answer);
			return sendAnswer(reply, answer as Answer);
		});
	};
}

/** A name given twice has its last value, as in PHP; in PHP a body's value also wins over the query's. */
function parseForm(form: string): Parameters {
	return Object.fromEntries(new URLSearchParams(form));
}

async function answerTo(name: string, parameters: Parameters, state: State): Promise<Answer> {
	const command = COMMANDS.get(name);
	try {
		if (!command) throw new ResultCodeError('4001');
		return doneAnswer(command.message, await carryOut(command, parameters, state));
	} catch (error) {
		if (!(error instanceof ResultCodeError)) throw error;
		const { code } = error;
		const message = command?.errorMessages?.[code] ?? RESULT_CODES[code];
		return { SVC_RT: code, SVC_MSG: message, DATAS: { STATUS: '' } };
	}
}

async function carryOut(command: Command, parameters: Parameters, state: State): Promise<Result> {
	const line = signIn(state.lines, parameters);
	if (!command.required.every((name) => parameters[name])) throw new ResultCodeError('1001');
	return await command.carryOut(line, parameters, state);
}

function withoutSecrets(parameters: Parameters): Parameters {
	return Object.fromEntries(
		Object.entries(parameters).map(([name, value]) => [name, /pass/i.test(name) ? '***' : value]),
	);
}
