import type { FastifyError, FastifyInstance } from 'fastify';
import { fileNameOf } from '../office/callRecords';
import { callComesIn, endIncomingCalls } from '../office/incomingCall';
import { BadInput, readInput } from '../office/input';
import type { Line } from '../office/lines';
import { lineSettings } from '../office/officeFile';
import { endCall, pickUp } from '../office/phone';
import { textComesIn } from '../office/texts';
import { waveFile, waveFileBytes } from '../office/waveFile';
import { createState } from '../restApi/createState';
import { checkCommands } from '../restApi/lineCommands';
import { settingsOf } from '../restApi/settings';
import type { State } from '../restApi/state';
import * as input from './bodies';
import { shown, streamState } from './stream';

/** Enough for the longest lists that are kept. */
const MOST_BYTES_OF_A_LINE = 16 * 1024 * 1024;

/** `/_simulator/...`: what the page and tests see and set; JSON in and out, bad input is 400 with `{error}`. */
export function control(state: State) {
	return async (app: FastifyInstance) => {
		app.setErrorHandler<FastifyError>(async (error, _request, reply) => {
			await reply.code(error.statusCode ?? 500).send({ error: error.message });
		});

		app.get('/_simulator/state', async () => shown(state));

		app.get('/_simulator/events', (_request, reply) => {
			reply.hijack();
			streamState(state, reply.raw);
		});

		app.post('/_simulator/reset', async () => {
			endCalls(state);
			Object.assign(state, createState(state.officeFile, state.service, state.urlCaller));
			return {};
		});

		const longLists = { bodyLimit: MOST_BYTES_OF_A_LINE };
		app.patch<{ Params: { number: string } }>('/_simulator/lines/:number', longLists, async (request) => {
			const line = lineOf(state, 'number', request.params.number);
			const settings = readInput(lineSettings, request.body);
			checkCommands(settings);
			Object.assign(line, settings);
			if (settings.locked === false) line.wrongPasswords = 0;
			return line;
		});

		app.get<{ Params: { number: string; fileName: string } }>(
			'/_simulator/lines/:number/recordings/:fileName',
			async (request, reply) => {
				const line = lineOf(state, 'number', request.params.number);
				const recording = line.recordings.find((one) => fileNameOf(line, one) === request.params.fileName);
				if (!recording) return await reply.code(404).send({ error: 'There is no such recording.' });
				return await reply
					.type('audio/wav')
					.header('content-length', waveFileBytes(recording.seconds))
					// After a reset another recording may have this address.
					.header('cache-control', 'no-store')
					.send(waveFile(recording.seconds));
			},
		);

		app.post('/_simulator/incoming-text', async (request) => {
			const { line, from, text, charset, dialled } = readInput(input.incomingText, request.body);
			return await textComesIn(state, lineOf(state, 'line', line), from, text, charset ?? state.settings.eventCharset, dialled);
		});

		app.post('/_simulator/incoming-call', async (request) => {
			const { line, ...call } = readInput(input.incomingCall, request.body);
			return await callComesIn(state, lineOf(state, 'line', line), call);
		});

		const hands = { 'pick-up': pickUp, 'hang-up': endCall };
		for (const [route, act] of Object.entries(hands)) {
			app.post(`/_simulator/${route}`, async (request) => {
				const line = lineOf(state, 'line', readInput(input.whichLine, request.body).line);
				act(state, line);
				return line;
			});
		}

		app.patch('/_simulator/settings', async (request) => {
			const chosen = readInput(input.settings, request.body);
			return Object.assign(state.settings, chosen.service && settingsOf(chosen.service), chosen);
		});

		app.post('/_simulator/faults', async (request) => {
			state.faults.push(readInput(input.fault, request.body));
			return {};
		});

		app.delete('/_simulator/faults', async () => {
			state.faults = [];
			return {};
		});

		app.put('/_simulator/time', async (request) => {
			state.clock.standsAt = readInput(input.time, request.body).time;
			return {};
		});

		app.delete('/_simulator/time', async () => {
			state.clock.standsAt = null;
			return {};
		});
	};
}

/** Ends every call, so that nothing of the state waits for a phone any more. */
export function endCalls(state: State): void {
	endIncomingCalls(state);
	for (const line of state.lines) endCall(state, line);
}

function lineOf({ lines }: State, field: string, number: string): Line {
	const digits = number.replaceAll('-', '');
	const line = lines.find((candidate) => candidate.number === digits);
	if (line) return line;
	throw new BadInput(`${field} must be one of ${lines.map((known) => known.number).join(', ')}.`);
}
