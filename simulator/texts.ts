import { asPhoneShows, countBytes, textType, urlencode } from './eucKr';
import { tell, type Charset, type Outcome } from './events';
import type { Line } from './lines';
import { keep, nextId, type State } from './state';

/** How many the service keeps is not recorded; a client in production asks for no more than 1000 pages of ten. */
const MOST_RECEIVED_KEPT = 10_000;

/**
 * A line sends a text to numbers that are reached; another line of the simulator receives it (document, 2.2.6).
 *
 * @param numbers the recipients, digits only
 */
export function textGoesOut(state: State, line: Line, numbers: string[], message: string): void {
	const text = asPhoneShows(message);
	for (const number of numbers) {
		enter(state, 'out', line, number, text, countBytes(message));
		const receiver = state.lines.find((candidate) => candidate.number === number);
		if (receiver) void textComesIn(state, receiver, line.number, text);
	}
}

/**
 * A text comes in: the phone shows it, and the registered URL is told (document, 2.2.14).
 *
 * @param from the sender, digits only
 * @param charset how the text is percent-encoded; by default as the settings say
 * @param dialled the number that it was sent to
 */
export async function textComesIn(
	state: State,
	line: Line,
	from: string,
	text: string,
	charset: Charset = state.settings.eventCharset,
	dialled = line.number,
): Promise<Outcome> {
	// The document is silent on texts beyond EUC-KR that come in: UTF-8 carries them as they are.
	const shown = charset === 'euc-kr' ? asPhoneShows(text) : text;
	enter(state, 'in', line, from, shown, countBytes(text));
	// One that the service could not show came as `?` in the list (today, 3.1).
	const received = { from, text: asPhoneShows(text), at: state.clock.now() };
	keep(line.receivedTexts, received, MOST_RECEIVED_KEPT);
	return await tell(state, line, 'sms', from, urlencode(text, charset), dialled);
}

function enter(
	{ texts, clock }: State,
	direction: 'in' | 'out',
	line: Line,
	number: string,
	text: string,
	bytes: number,
): void {
	const type = textType(bytes);
	keep(texts, { id: nextId(texts), at: clock.now(), direction, line: line.number, number, text, type, bytes });
}
