import type { ErrorCode } from './resultCodes';

/** Something that goes wrong with one command. */
export interface Fault {
	command: string;
	/**
	 * `resultCode`: the service says no with `code`; `delay`: the answer comes after `seconds`; `http`: an HTML page with
	 * `status`; `body`: `body` as `contentType`; `short`: the answer is announced whole, and the connection ends after half
	 * of it; `disconnect`: the connection ends without an answer; `hang`: no answer comes.
	 */
	kind: 'resultCode' | 'delay' | 'http' | 'body' | 'short' | 'disconnect' | 'hang';
	code: ErrorCode;
	seconds: number;
	status: number;
	body: string;
	contentType: string;
	/** Requests to let through first. */
	skip: number;
	/** Requests to go wrong after that. */
	times: number;
	/** Whether the command is carried out and only its answer lost; one that is late or short always is. */
	carryOut: boolean;
}

/**
 * Several faults for one command come one after the other.
 *
 * @returns the fault this request is to meet, counted down; `undefined` where it goes right
 */
export function takeFault(faults: Fault[], command: string): Fault | undefined {
	const fault = faults.find((candidate) => candidate.command === command);
	if (!fault) return undefined;
	if (fault.skip > 0) {
		fault.skip -= 1;
		return undefined;
	}
	fault.times -= 1;
	if (fault.times === 0) faults.splice(faults.indexOf(fault), 1);
	return fault;
}

/** @returns whether a command that meets this fault is carried out all the same */
export function isCarriedOut({ kind, carryOut }: Fault): boolean {
	return carryOut || kind === 'delay' || kind === 'short';
}
