import { asPhoneShows, countBytes, textType } from './eucKr';
import { keepOnLine } from './lineLists';
import type { Line } from './lines';
import { keep, nextId } from './lists';
import type { Charset, Office, Outcome } from './office';

/**
 * A line sends a text, which another line of the simulator receives (service, 3.2.1). The document is silent on
 * recipients that are not reached: they use up a send like the others.
 *
 * @param numbers the recipients, digits only
 * @param refused those who have refused at the provider
 * @returns those that it reaches
 */
export function textGoesOut(office: Office, line: Line, numbers: string[], message: string, refused: string[] = []): string[] {
	line.sendsLeft -= numbers.length;
	const reached = numbers.filter((number) => !line.unreachable.includes(number) && !refused.includes(number));
	const text = asPhoneShows(message);
	for (const number of reached) {
		enter(office, 'out', line, number, text, countBytes(message));
		const receiver = office.lines.find((candidate) => candidate.number === number);
		if (receiver) void textComesIn(office, receiver, line.number, text);
	}
	return reached;
}

/**
 * A text comes in: the phone shows it, and the registered URL is told (service, 4.4).
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
	// One that the service could not show came as `?` in the list (service, 2.6).
	const received = { from, text: asPhoneShows(text), at: office.clock.now() };
	keepOnLine(line, 'receivedTexts', received);
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
