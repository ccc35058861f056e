import { createHash } from 'node:crypto';
import { SimulatorClient } from '../../../simulator/client';
import type { Line } from '../../../simulator/office/lines';
import type { Text } from '../../../simulator/office/office';
import type { Shown } from '../../../simulator/control/stream';
import { demoPassword } from '../../support/demoPassword';
import { office, waitInOffice } from './office';

/** The demo office's line, as the simulator writes it. */
export const OFFICE_LINE = '07000001000';

/** A client of the office's simulator. */
export const simulator = () => new SimulatorClient(office().simulatorUrl);

/** Everything the simulator knows. */
export async function simulatorState(): Promise<Shown> {
	return await simulator().state();
}

/** One line of the simulator. */
export async function simulatorLine(number: string): Promise<Line> {
	return await simulator().line(number);
}

/** Waits for a text that the line has sent to a number, digits only. */
export async function waitForTextTo(number: string): Promise<Text> {
	return await waitInOffice(`a text to ${number} in the simulator`, 30, async () =>
		(await simulatorState()).texts.find((text) => text.direction === 'out' && text.number === number),
	);
}

/** Waits until the simulator, by default the office's, calls n8n for both kinds of events (`true`), or for neither (`false`). */
export async function waitForCallbacks(
	number: string,
	registered: Record<'ring' | 'sms', boolean>,
	asked = simulator(),
): Promise<void> {
	const wanted = JSON.stringify(registered);
	await waitInOffice(`the callbacks of ${number} to be ${wanted}`, 30, async () => {
		const { ring, sms } = (await asked.line(number)).callbacks;
		return ring !== null === registered.ring && sms !== null === registered.sms ? true : undefined;
	});
}

/** Lets an event happen, by default in the office's simulator, and makes sure that n8n was told of it. */
export async function letComeIn(kind: 'text' | 'call', event: Record<string, string>, at = simulator()): Promise<void> {
	const outcome = kind === 'text' ? await at.incomingText(event as never) : await at.incomingCall(event as never);
	if (!('status' in outcome) || outcome.status !== 200) {
		throw new Error(`n8n was not told of the ${kind}: ${JSON.stringify(outcome)}`);
	}
}

let isFaultSet = false;

/** Lets a command go wrong on the wire. Where that has not happened at the end of the test, the test goes red. */
export async function setFault(fault: Parameters<SimulatorClient['cause']>[0]): Promise<void> {
	isFaultSet = true;
	await simulator().cause(fault);
}

// In each file of tests that uses this one.
afterEach(async () => {
	if (!isFaultSet) return;
	isFaultSet = false;
	const faultsLeft = await simulator().faultsLeft();
	// The next tests have the same simulator.
	await simulator().clearFaults();
	expect({ faultsLeft }).toEqual({ faultsLeft: [] });
});

/** Changes a line. */
export async function setLine(number: string, settings: Parameters<SimulatorClient['setLine']>[1]): Promise<void> {
	await simulator().setLine(number, settings);
}

/** Picks up a line's phone, if it rings. */
export async function pickUp(number: string): Promise<void> {
	await simulator().pickUp(number);
}

/** Ends the call of a line, if there is one. */
export async function hangUp(number: string): Promise<void> {
	await simulator().hangUp(number);
}

/** What the line, by default of the office's simulator, calls for each kind of event: host, port and URL. */
export async function registrations(number: string, asked = simulator()) {
	const { ring, sms } = (await asked.line(number)).callbacks;
	const address = (callback: typeof ring) => callback && { host: callback.host, port: callback.port, url: callback.url };
	return { ring: address(ring), sms: address(sms) };
}

/** Takes back what a line of the office calls, as its owner may: for tests after which n8n can do so no more. */
export async function takeBackCallbacks(number: string): Promise<void> {
	const pass = createHash('sha512').update(demoPassword(number)).digest('hex');
	for (const command of ['delringcallback', 'delsmscallback']) {
		await fetch(`${office().simulatorUrl}/RestApi/${command}`, { method: 'POST', body: new URLSearchParams({ id: number, pass }) });
	}
	await waitForCallbacks(number, { ring: false, sms: false });
}
