import type { ErrorCode } from './resultCodes';

/** Something that goes wrong with one command. */
export interface Fault {
	command: string;
	/**
	 * `resultCode`: the service says no with `code`; `delay`: the answer comes after `seconds`; `http`: an HTML page with
	 * `status`; `body`: `body` as `contentType`; `short`: the answer is announced whole, and the connection ends after half
	 * of it; `disconnect`: the connection ends without an answer; `hang`: no answer comes; `refused`: whoever has `number` has
	 * refused texts at the provider, and is sent none.
	 */
	kind: 'resultCode' | 'delay' | 'http' | 'body' | 'short' | 'disconnect' | 'hang' | 'refused';
	code: ErrorCode;
	seconds: number;
	status: number;
	body: string;
	contentType: string;
	/** Digits only. */
	number?: string;
	/** Requests to let through first. */
	skip: number;
	/** Requests to go wrong after that. */
	times: number;
	/** Whether the command is carried out and only its answer lost; one that is late or short always is. */
	carryOut: boolean;
}

/** One that the answer shows as a whole, not one of its recipients. */
export type AnswerFault = Fault & { kind: Exclude<Fault['kind'], 'refused'> };

/**
 * Several faults for one command come one after the other.
 *
 * @returns the fault this request is to meet, counted down; `undefined` where it goes right
 */
export function takeFault(faults: Fault[], command: string): AnswerFault | undefined {
	const fault = faults.find((candidate): candidate is AnswerFault => candidate.command === command && candidate.kind !== 'refused');
	return fault && countDown(faults, fault);
}

/** @returns those of a text's recipients who have refused at the provider; their faults are counted down */
export function takeRefused(faults: Fault[], recipients: string[]): string[] {
	return recipients.filter((recipient) => {
		const fault = faults.find(({ kind, number }) => kind === 'refused' && number === recipient);
		return fault && countDown(faults, fault);
	});
}

function countDown<Of extends Fault>(faults: Fault[], fault: Of): Of | undefined {
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
