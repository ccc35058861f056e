import type { IExecuteFunctions } from 'n8n-workflow';

import { CentrexError, refusedSince, withDetails } from '../api/error';
import type { Line } from '../api/line';
import { isSignInRefusal } from '../api/results';
import { toKoreanTime } from '../api/time';
import { lineOfItem } from '../shared/lines';
import { beginTry, lastRefusal, nextTry, noteAcceptance, noteRefusal } from '../shared/refusals';
import type { ItemOutcome } from './operation';

/** Which line each item of a run is carried out on. */
export interface LinesOfRun {
	/**
	 * @returns the item's line; items of one line get the same
	 * @throws CentrexError where a field cannot be right; and where the service has refused the line's sign-in before, in a run by itself
	 */
	of(itemIndex: number): Promise<Line>;
	/** Notes whether the service accepts the sign-in of the item's line. @returns what came of the item, with its line where there are several */
	note(outcome: ItemOutcome): ItemOutcome;
}

/** The lines of a run's items. A workflow that runs by itself does not repeat a refused sign-in until its time has come; whoever runs one by hand wants to know. */
export function linesOfRun(node: IExecuteFunctions): LinesOfRun {
	const isByHand = node.getMode() === 'manual';
	const lines = new Map<string, { line: Line; refusal?: CentrexError }>();
	const ofItems = new Map<number, Line>();
	return {
		async of(itemIndex) {
			const line = await lineOfItem(node, itemIndex);
			const { account } = line;
			const known = lines.get(account) ?? { line, refusal: isByHand ? undefined : refusedBefore(account) };
			lines.set(account, known);
			ofItems.set(itemIndex, known.line);
			if (known.refusal) throw known.refusal;
			return known.line;
		},
		note(outcome) {
			const line = ofItems.get(outcome.itemIndex);
			if (!line) return outcome;
			const { account, number, isOneOfSeveral } = line;
			const error = 'error' in outcome ? outcome.error : outcome.told;
			if (error === undefined) noteAcceptance(account);
			// What follows the first refusal in a run was not tried.
			else if (isSignInRefusal(error) && (error as CentrexError).outcome !== 'notSent') noteRefusal(account, refusalIn(error as CentrexError), isByHand);
			return isOneOfSeveral || lines.size > 1 ? onLine(number, outcome) : outcome;
		},
	};
}

/** Says which line something came of, also in its error. */
function onLine(line: string, outcome: ItemOutcome): ItemOutcome {
	return 'error' in outcome ? { ...outcome, line, error: withDetails(outcome.error, `This was line ${line}.`) } : { ...outcome, line };
}

/** @returns why a line is not tried now; where its time has come, this run tries it for all */
function refusedBefore(account: string): CentrexError | undefined {
	const refusal = lastRefusal(account);
	if (!refusal) return undefined;
	const next = nextTry(account) ?? 0;
	if (Date.now() < next) return refusedSince(refusal, Number.isFinite(next) ? toKoreanTime(new Date(next)) : undefined);
	beginTry(account);
	return undefined;
}

/** What the service said, without who had been sent what in that run. */
function refusalIn(error: CentrexError): CentrexError {
	return error.cause instanceof CentrexError ? error.cause : error;
}
