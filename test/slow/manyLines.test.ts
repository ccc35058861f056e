import { setTimeout as sleep } from 'node:timers/promises';
import { openOffice } from '../support/officeOnTheWire';
import { openPolling } from '../support/runPolling';
import { credentialFor } from '../support/wire';

const LINES = Array.from({ length: 50 }, (_, index) => `0700000${1000 + index}`);
const ANSWER_MS = 200;
const MOST_SECONDS = 10;

test('a poll of 50 lines with nothing new takes at most ten seconds, four requests at once and one of a line', async () => {
	const office = await openOffice();
	const records = (count: number) => Array.from({ length: count }, (_, index) => `2026-11-20 09:30:${10 + index}`);
	for (const line of LINES) {
		office.add(line, 'getrecvsmslist', ...records(10).map((TIME) => ({ TIME, SRC: '01000001234', MNESSAGE: 'a text' })));
		office.add(line, 'getinboundcall', ...records(40).map((TIME) => ({ TIME, ENDTIME: TIME, SRC: '01000001234', DST: line, DURATION: '0', STATUS: 'CANCEL' })));
	}
	const trigger = await openPolling({
		parameters: { events: ['incomingSms', 'callMissed'], lines: 'all', options: {}, pollTimes: { item: [{ mode: 'everyMinute' }] } } as never,
		credential: credentialFor(office.baseUrl, { number: LINES[0], moreNumbers: LINES.slice(1).join('\n') }),
	});
	office.beforeAnswers(async () => await sleep(ANSWER_MS));
	const timed = async (work: () => Promise<unknown[]>) => {
		office.asked.length = 0;
		const begun = Date.now();
		expect(await work()).toEqual([]);
		return (Date.now() - begun) / 1000;
	};
	const publishing = await timed(trigger.begin);
	const polls = [await timed(trigger.poll), await timed(trigger.poll), await timed(trigger.poll)];
	expect(office.asked).toHaveLength(2 * LINES.length);
	expect(new Set(office.asked.map(({ line, command }) => `${line} ${command}`)).size).toBe(2 * LINES.length);
	// The pause between two requests of a line is kept to.
	for (const line of LINES) {
		const [first, second] = office.asked.filter((one) => one.line === line);
		expect(second.at - first.at).toBeGreaterThanOrEqual(1000 + ANSWER_MS);
	}
	process.stdout.write(`50 lines: published in ${publishing.toFixed(1)} s, polls of ${polls.map((seconds) => seconds.toFixed(1)).join(', ')} s\n`);
	expect(Math.max(...polls)).toBeLessThanOrEqual(MOST_SECONDS);
	expect(office.atOnce()).toEqual({ inAll: 4, ofALine: 1 });
	await office.close();
}, 120_000);
