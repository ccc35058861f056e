import type { State, Text } from '../../../simulator/state';
import type { Line } from '../../../simulator/lines';
import { office, waitInOffice } from './office';

/** The demo office's line, as the simulator writes it. */
export const OFFICE_LINE = '07000001000';

/** Everything the simulator knows. */
export async function simulatorState(): Promise<State> {
	return (await (await fetch(`${office().simulatorUrl}/simulator/state`)).json()) as State;
}

/** One line of the simulator. */
export async function simulatorLine(number: string): Promise<Line> {
	const line = (await simulatorState()).lines.find((candidate) => candidate.number === number);
	if (!line) throw new Error(`The simulator has no line ${number}.`);
	return line;
}

/** Waits for a text that the line has sent to a number, digits only. */
export async function waitForTextTo(number: string): Promise<Text> {
	return await waitInOffice(`a text to ${number} in the simulator`, 30, async () =>
		(await simulatorState()).texts.find((text) => text.direction === 'out' && text.number === number),
	);
}

/** Waits until the simulator calls n8n for both kinds of events (`true`), or for neither (`false`). */
export async function waitForCallbacks(number: string, registered: Record<'ring' | 'sms', boolean>): Promise<void> {
	const wanted = JSON.stringify(registered);
	await waitInOffice(`the callbacks of ${number} to be ${wanted}`, 30, async () => {
		const { ring, sms } = (await simulatorLine(number)).callbacks;
		return ring !== null === registered.ring && sms !== null === registered.sms ? true : undefined;
	});
}

/** Lets an event happen: POST /simulator/incoming-text or /simulator/incoming-call. */
export async function letComeIn(kind: 'text' | 'call', event: Record<string, string>): Promise<void> {
	const response = await fetch(`${office().simulatorUrl}/simulator/incoming-${kind}`, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify(event),
	});
	const outcome = (await response.json()) as { status?: number; error?: string };
	if (!response.ok || outcome.status !== 200) throw new Error(`n8n was not told of the ${kind}: ${JSON.stringify(outcome)}`);
}

/** Changes a line: PATCH /simulator/lines/:number. */
export async function setLine(number: string, settings: Partial<Line>): Promise<void> {
	await control('PATCH', `lines/${number}`, settings);
}

/** Picks up the phone of a line, if it rings: POST /simulator/pick-up. */
export async function pickUp(number: string): Promise<void> {
	await control('POST', 'pick-up', { line: number });
}

/** Ends the call of a line, if there is one: POST /simulator/hang-up. */
export async function hangUp(number: string): Promise<void> {
	await control('POST', 'hang-up', { line: number });
}

async function control(method: string, path: string, body: unknown): Promise<void> {
	const response = await fetch(`${office().simulatorUrl}/simulator/${path}`, {
		method,
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify(body),
	});
	if (!response.ok) throw new Error(`The simulator did not take ${path}: ${await response.text()}`);
}

/** Lets a command go wrong on the wire: POST /simulator/faults. */
export async function setFault(fault: Record<string, unknown>): Promise<void> {
	const response = await fetch(`${office().simulatorUrl}/simulator/faults`, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify(fault),
	});
	if (!response.ok) throw new Error(`The simulator did not take the fault: ${await response.text()}`);
}
