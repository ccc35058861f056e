import type { Call, Party } from './call';
import { callComesIn, SECONDS_TO_RING } from './incomingCall';
import type { Line } from './lines';
import type { Office } from './office';
import { connect, leave, newParty, ring } from './phone';
import type { Ringing } from './phone';

/**
 * Lets the phone of an idle line ring for a call that it makes itself; once it is picked up, the numbers are called.
 *
 * @returns whether it was picked up, once it was or the call has ended
 */
export async function ringOwnPhone(
	office: Office,
	line: Line,
	numbers: string[],
	ringing: Ringing,
): Promise<boolean> {
	const parties = numbers.map((number) => newParty(office, number, 'outbound'));
	return await new Promise((resolve) => {
		const done = (pickedUp: boolean) => {
			resolve(pickedUp);
			if (pickedUp) for (const party of [...parties]) reach(office, line, party);
		};
		ring(line, parties, done, { office, ...ringing });
	});
}

/** Calls more numbers into the call. */
export function addParties(office: Office, line: Line, call: Call, numbers: string[]): void {
	const parties = numbers.map((number) => newParty(office, number, 'outbound'));
	call.parties.push(...parties);
	for (const party of parties) reach(office, line, party);
}

/** Another line of the simulator is called; everybody else is there at once. */
function reach(office: Office, line: Line, party: Party): void {
	const called = office.lines.find(({ number, extension }) => [number, extension].includes(party.number));
	if (!called) {
		party.talkingSince = office.clock.now();
		return;
	}
	void callComesIn(office, called, {
		from: line.number,
		seconds: SECONDS_TO_RING,
		// Nobody gives up: the service ends it.
		end: 'noAnswer',
		caller: {
			hear: (otherEnd) => connect(party, otherEnd),
			pickedUp: () => {
				party.talkingSince = office.clock.now();
			},
			gone: (unanswered) => leave(office, line, party, unanswered),
		},
	});
}
