import { asPhoneShows, countBytes, textType } from './eucKr';
import type { Line } from './lines';
import { keep, nextId } from './lists';
import type { Charset, Office, Outcome } from './office';

/** How many the service keeps is not recorded; a client in production asks for no more than 1000 pages of ten. */
const MOST_RECEIVED_KEPT = 10_000;

/**
 * A line sends a text to numbers that are reached; another line of the simulator receives it (document, 2.2.6).
 *
 * @param numbers the recipients, digits only
 */
export function textGoesOut(office: Office, line: Line, numbers: string[], message: string): void {
	const text = asPhoneShows(message);
	for (const number of numbers) {
		enter(office, 'out', line, number, text, countBytes(message));
		const receiver = office.lines.find((candidate) => candidate.number === number);
		if (receiver) void textComesIn(office, receiver, line.number, text);
	}
}

/**
 * A text comes in: the phone shows it, and the registered URL is told (document, 2.2.14).
 *
 * @param from the sender, digits only
 * @param charset how the text travels; by default as the service has it
 * @param dialled the number that it was sent to
 */
export async function textComesIn(
	office: Office,
	line: Line,
	from: string,
	text: string,
	charset?: Charset,
	dialled = line.number,
): Promise<Outcome> {
	// The document is silent on texts beyond EUC-KR that come in: UTF-8 carries them as they are.
	const shown = charset === 'euc-kr' ? asPhoneShows(text) : text;
	enter(office, 'in', line, from, shown, countBytes(text));
	// One that the service could not show came as `?` in the list (today, 3.1).
	const received = { from, text: asPhoneShows(text), at: office.clock.now() };
	keep(line.receivedTexts, received, MOST_RECEIVED_KEPT);
	return await office.tell({ at: received.at, line, kind: 'sms', sender: from, receiver: dialled, text, charset });
}

function enter(
	{ texts, clock }: Office,
	direction: 'in' | 'out',
	line: Line,
	number: string,
	text: string,
	bytes: number,
): void {
	const type = textType(bytes);
	keep(texts, { id: nextId(texts), at: clock.now(), direction, line: line.number, number, text, type, bytes });
}
