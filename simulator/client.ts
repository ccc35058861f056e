import type { z } from 'zod';
import type { fault, incomingCall, incomingText } from './control/bodies';
import type { Shown } from './control/stream';
import type { Line } from './office/lines';
import type { Outcome } from './office/office';
import type { lineSettings } from './office/officeFile';
import type { Settings } from './restApi/settings';

/** The simulator refused what a test asked of it. */
export class SimulatorError extends Error {
	constructor(
		/** The sentence that names what is wrong. */
		message: string,
		/** HTTP status, 400 for wrong input. */
		readonly status: number,
	) {
		super(message);
		this.name = 'SimulatorError';
	}
}

/** A test's hand on a running simulator; each method is one request to `/_simulator/...` (see API.md beside this file). */
export class SimulatorClient {
	/** @param url the simulator's address, `http://127.0.0.1:7070` */
	constructor(readonly url: string) {}

	/** @returns everything the simulator knows; lists have the newest last */
	async state(): Promise<Shown> {
		return (await this.ask('GET', 'state')) as Shown;
	}

	/** @returns one line; fails where there is none with this number (digits only) */
	async line(number: string): Promise<Line> {
		const line = (await this.state()).lines.find((candidate) => candidate.number === number);
		if (!line) throw new SimulatorError(`The simulator has no line ${number}.`, 404);
		return line;
	}

	/** Brings everything back to the start. */
	async reset(): Promise<void> {
		await this.ask('POST', 'reset');
	}

	/** Changes settings of a line; those not named stay. @returns the line */
	async setLine(number: string, settings: z.input<typeof lineSettings>): Promise<Line> {
		return (await this.ask('PATCH', `lines/${number}`, settings)) as Line;
	}

	/** Lets a text come in. @returns what became of the event, once the registered URL has answered */
	async incomingText(text: z.input<typeof incomingText>): Promise<Outcome> {
		return (await this.ask('POST', 'incoming-text', text)) as Outcome;
	}

	/** Lets a call come in. @returns what became of the event, once the registered URL has answered; the phone may still ring */
	async incomingCall(call: z.input<typeof incomingCall>): Promise<Outcome> {
		return (await this.ask('POST', 'incoming-call', call)) as Outcome;
	}

	/** Picks up a line's phone, if it rings. @returns the line */
	async pickUp(number: string): Promise<Line> {
		return (await this.ask('POST', 'pick-up', { line: number })) as Line;
	}

	/** Hangs up a line's phone, if it is in use. @returns the line */
	async hangUp(number: string): Promise<Line> {
		return (await this.ask('POST', 'hang-up', { line: number })) as Line;
	}

	/** Chooses how the service answers; what is not named stays. @returns all settings */
	async choose(settings: Partial<Settings>): Promise<Settings> {
		return (await this.ask('PATCH', 'settings', settings)) as Settings;
	}

	/** Lets the next requests of one command go wrong. */
	async cause(wrong: z.input<typeof fault>): Promise<void> {
		await this.ask('POST', 'faults', wrong);
	}

	/** @returns the commands of the faults that have not happened as often as they are to */
	async faultsLeft(): Promise<string[]> {
		return (await this.state()).faults.map(({ command }) => command);
	}

	/** Takes back all faults that are still to come. */
	async clearFaults(): Promise<void> {
		await this.ask('DELETE', 'faults');
	}

	/** Lets the simulator's clock stand still at a time, ISO 8601 with `+09:00`. */
	async setTime(time: string): Promise<void> {
		await this.ask('PUT', 'time', { time });
	}

	/** Lets the clock show the real time again. */
	async useRealTime(): Promise<void> {
		await this.ask('DELETE', 'time');
	}

	private async ask(method: string, path: string, body?: unknown): Promise<unknown> {
		const response = await fetch(`${this.url}/_simulator/${path}`, {
			method,
			headers: body === undefined ? {} : { 'content-type': 'application/json' },
			body: body === undefined ? undefined : JSON.stringify(body),
		});
		const answer = (await response.json()) as { error?: string };
		if (!response.ok) throw new SimulatorError(answer.error ?? response.statusText, response.status);
		return answer;
	}
}
