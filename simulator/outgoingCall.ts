import { connect, leave, newParty, ring, type Call, type Party, type Ringing } from './call';
import { callComesIn, SECONDS_TO_RING } from './incomingCall';
import type { Line } from './lines';
import type { State } from './state';

/**
 * Lets the phone of an idle line ring for a call that it makes itself; once it is picked up, the numbers are called.
 *
 * @returns whether it was picked up, once it was or the call has ended
 */
export async function ringOwnPhone(
	state: State,
	line: Line,
	numbers: string[],
	ringing: Ringing,
): Promise<boolean> {
	const parties = numbers.map((number) => newParty(state, number, 'outbound'));
	return await new Promise((resolve) => {
		const done = (pickedUp: boolean) => {
			resolve(pickedUp);
			if (pickedUp) for (const party of [...parties]) reach(state, line, party);
		};
		ring(line, parties, done, { state, ...ringing });
	});
}

/** Calls more numbers into the call. */
export function addParties(state: State, line: Line, call: Call, numbers: string[]): void {
	const parties = numbers.map((number) => newParty(state, number, 'outbound'));
	call.parties.push(...parties);
	for (const party of parties) reach(state, line, party);
}

/** Another line of the simulator is called; everybody else is there at once. */
function reach(state: State, line: Line, party: Party): void {
	const called = state.lines.find(({ number, extension }) => [number, extension].includes(party.number));
	if (!called) {
		party.talkingSince = state.clock.now();
		return;
	}
	void callComesIn(state, called, {
		from: line.number,
		seconds: SECONDS_TO_RING,
		// Nobody gives up: the service ends it.
		end: 'noAnswer',
		caller: {
			hear: (otherEnd) => connect(party, otherEnd),
			pickedUp: () => {
				party.talkingSince = state.clock.now();
			},
			gone: (unanswered) => leave(state, line, party, unanswered),
		},
	});
}
