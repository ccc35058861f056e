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

/** Picks up a line's phone, or ends its call: POST /simulator/pick-up and /simulator/hang-up. */
export async function handleCall(hand: 'pick-up' | 'hang-up', number: string): Promise<void> {
	const response = await fetch(`${office().simulatorUrl}/simulator/${hand}`, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify({ line: number }),
	});
	if (!response.ok) throw new Error(`The simulator did not ${hand}: ${await response.text()}`);
}

/** Changes a line: PATCH /simulator/lines/:number. */
export async function setLine(number: string, settings: Partial<Line>): Promise<void> {
	const response = await fetch(`${office().simulatorUrl}/simulator/lines/${number}`, {
		method: 'PATCH',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify(settings),
	});
	if (!response.ok) throw new Error(`The simulator did not change the line: ${await response.text()}`);
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
