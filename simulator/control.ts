import type { FastifyError, FastifyInstance } from 'fastify';
import type { Dispatcher } from 'undici';
import { endCall, pickUp } from './call';
import {
	BadInput,
	fault,
	incomingCall,
	incomingText,
	lineSettings,
	readInput,
	whichLine,
} from './controlInput';
import { callComesIn, textComesIn } from './events';
import type { Line } from './lines';
import { createState, type State } from './state';
import { waveFile, waveFileBytes } from './waveFile';

/** `/_simulator/...`: what the page and tests see and set; JSON in and out, bad input is 400 with `{error}`. */
export function control(state: State, http: Dispatcher) {
	return async (app: FastifyInstance) => {
		app.setErrorHandler<FastifyError>(async (error, _request, reply) => {
			await reply.code(error.statusCode ?? 500).send({ error: error.message });
		});

		app.get('/_simulator/state', async () => {
			const { lines, texts, calls, deliveries, requests } = state;
			return { lines, texts, calls, deliveries, requests };
		});

		app.patch<{ Params: { number: string } }>('/_simulator/lines/:number', async (request) => {
			const line = lineOf(state, 'number', request.params.number);
			const settings = readInput(lineSettings, request.body);
			Object.assign(line, settings);
			if (settings.locked === false) line.wrongPasswords = 0;
			return line;
		});

		app.post('/_simulator/incoming-text', async (request) => {
			const { line, from, text, charset } = readInput(incomingText, request.body);
			return await textComesIn(state, http, lineOf(state, 'line', line), from, text, charset);
		});

		app.post('/_simulator/incoming-call', async (request) => {
			const { line, from, seconds } = readInput(incomingCall, request.body);
			return await callComesIn(state, http, lineOf(state, 'line', line), from, seconds);
		});

		const hands = { 'pick-up': pickUp, 'hang-up': endCall };
		for (const [route, act] of Object.entries(hands)) {
			app.post(`/_simulator/${route}`, async (request) => {
				const line = lineOf(state, 'line', readInput(whichLine, request.body).line);
				act(line);
				return line;
			});
		}

		app.get<{ Params: { number: string; index: string } }>(
			'/_simulator/lines/:number/recordings/:index',
			async (request, reply) => {
				const { recordings } = lineOf(state, 'number', request.params.number);
				const recording = recordings[Number(request.params.index)];
				if (!recording) return await reply.code(404).send({ error: 'There is no such recording.' });
				return await reply
					.type('audio/wav')
					.header('content-length', waveFileBytes(recording.seconds))
					// After a reset another recording may have this address.
					.header('cache-control', 'no-store')
					.send(waveFile(recording.seconds));
			},
		);

		app.post('/_simulator/reset', async () => {
			endCalls(state);
			Object.assign(state, createState());
			return {};
		});

		app.post('/_simulator/faults', async (request) => {
			state.faults.push(readInput(fault, request.body));
			return {};
		});

		app.delete('/_simulator/faults', async () => {
			state.faults = [];
			return {};
		});
	};
}

/** Ends every call, so that nothing of the state waits for a phone any more. */
export function endCalls({ lines }: State): void {
	for (const line of lines) endCall(line);
}

function lineOf({ lines }: State, field: string, number: string): Line {
	const line = lines.find((candidate) => candidate.number === number);
	if (!line) throw new BadInput(`${field} must be one of ${lines.map((known) => known.number).join(', ')}.`);
	return line;
}
