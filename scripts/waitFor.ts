import { setTimeout as sleep } from 'node:timers/promises';
import { words } from './language';
import { PlainError } from './plainError';

const POLL_MS = 200;

/**
 * Asks again and again until there is an answer.
 *
 * @param what what is awaited, in words that fit after "Waited 30 seconds for"
 * @param seconds how long to wait at most
 * @param ask returns undefined as long as there is no answer; what it throws counts as no answer and is shown at the end
 * @param evidence what to show below the message when time is up, such as the last lines of a log
 * @returns the first answer that is not undefined
 * @throws PlainError with `what`, the last thing `ask` threw, and `evidence`, when time is up
 */
export async function waitFor<T>(
	what: string,
	seconds: number,
	ask: () => Promise<T | undefined> | T | undefined,
	evidence: () => string = () => '',
): Promise<T> {
	const end = Date.now() + seconds * 1000;
	let lastError: unknown;
	do {
		try {
			const answer = await ask();
			if (answer !== undefined) return answer;
			lastError = undefined;
		} catch (error) {
			lastError = error;
		}
		await sleep(POLL_MS);
	} while (Date.now() < end);
	const failed = words('The last try failed:', '마지막 시도의 오류:');
	const reason = lastError === undefined ? '' : `\n${failed} ${String(lastError)}`;
	const message = words(`Waited ${seconds} seconds for ${what}, in vain.`, `${seconds}초를 기다렸지만 응답이 없습니다: ${what}`);
	throw new PlainError(`${message}${reason}\n${evidence()}`.trimEnd());
}
