import formbody from '@fastify/formbody';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { keep, nextId } from '../office/lists';
import { doneAnswer, errorAnswer, resultCodeOf, sendAnswer } from './answer';
import type { Answer } from './answer';
import { COMMANDS } from './commands';
import type { Command, Parameters } from './commands/command';
import { isCarriedOut, takeFault } from './fault';
import { answerWithFault } from './faultAnswer';
import { inOtherForm } from './otherForm';
import { RESULT_CODES, ResultCodeError } from './resultCodes';
import { shortenSecrets, withoutSecrets } from './secrets';
import { signIn } from './signIn';
import type { ReceivedRequest, State } from './state';

const MOST_KEPT_OF_AN_ANSWER = 2000;

/** The API itself: `POST /RestApi/<command>` (service, 1.3). */
export function restApi(state: State) {
	return async (app: FastifyInstance) => {
		// Like PHP, a body that is no form is read and holds no parameters.
		app.removeAllContentTypeParsers();
		app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, _body, done) => done(null));
		await app.register(formbody, { parser: parseForm });

		const logged = new WeakMap<FastifyRequest['raw'], ReceivedRequest>();
		app.addHook('onSend', async (request, _reply, payload) => {
			const entry = logged.get(request.raw);
			if (!entry) return;
			const isText = typeof payload === 'string';
			entry.answer = isText ? shortenSecrets(payload).slice(0, MOST_KEPT_OF_AN_ANSWER) : 'the file';
		});

		app.post<{ Params: { '*': string } }>('/RestApi/*', async (request, reply) => {
			const arrived = performance.now();
			const command = request.params['*'];
			const query = parseForm(request.url.split('?').slice(1).join('?'));
			const given = { ...query, ...(request.body as Parameters | undefined) };
			const fault = takeFault(state.faults, command);

			const received: ReceivedRequest = {
				id: nextId(state.requests),
				at: state.clock.now(),
				command,
				parameters: withoutSecrets(given),
				sentIn: Object.keys(query).length > 0 ? 'query' : 'body',
				contentType: request.headers['content-type'] ?? null,
				fault: fault?.kind ?? null,
			};
			keep(state.requests, received);
			logged.set(request.raw, received);
			reply.raw.once('close', () => {
				received.milliseconds = Math.round(performance.now() - arrived);
			});

			const parameters = withLowerCaseNames(given);
			const answer = !fault || isCarriedOut(fault) ? await answerTo(command, parameters, state) : null;
			received.resultCode = answer && resultCodeOf(answer);
			if (!fault) return sendAnswer(reply, answer as Answer, state.settings);
			if (fault.kind === 'resultCode') received.resultCode = fault.code;
			const refusal = errorAnswer(fault.code, COMMANDS.get(command), parameters.id);
			return await answerWithFault(fault, request as FastifyRequest, reply, answer, refusal, state.settings);
		});
	};
}

/** A name given twice has its last value, as in PHP; in PHP a body's value also wins over the query's. */
function parseForm(form: string): Parameters {
	return Object.fromEntries(new URLSearchParams(form));
}

/** The document's tables write `Id` and `callType`, its samples `id` and `calltype`. */
function withLowerCaseNames(parameters: Parameters): Parameters {
	return Object.fromEntries(Object.entries(parameters).map(([name, value]) => [name.toLowerCase(), value]));
}

async function answerTo(name: string, parameters: Parameters, state: State): Promise<Answer> {
	const command = commandOf(name, state);
	try {
		if (!command) throw new ResultCodeError('4001');
		const line = signIn(state, command, parameters);
		if (line.lacks.includes(name)) throw lacking(state.settings);
		if (!command.required.every((one) => parameters[one])) throw new ResultCodeError('1001');
		const answer = doneAnswer(command, await command.carryOut(line, parameters, state), state.settings);
		return line.otherForm.includes(name) ? inOtherForm(answer, state.settings) : answer;
	} catch (error) {
		if (!(error instanceof ResultCodeError)) throw error;
		return errorAnswer(error.code, command, parameters.id, error.own);
	}
}

/** Of a command that the contract lacks; not the reading that a command has of that code. */
function lacking({ lackingResult }: State['settings']): ResultCodeError {
	return new ResultCodeError(lackingResult, { message: RESULT_CODES[lackingResult], datas: { STATUS: '' } });
}

function commandOf(name: string, { settings }: State): Command | undefined {
	const command = COMMANDS.get(name);
	return command?.since === 'today' && settings.service === 'document' ? undefined : command;
}
