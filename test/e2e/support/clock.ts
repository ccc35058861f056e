import { renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** The clock of an n8n that a test starts, which goes from whatever time the test sets. */
export interface Clock {
	/** For n8n: with what it starts. */
	env: Record<string, string>;
	/** @param time such as `2026-12-01T20:49:50+09:00` */
	set(time: string): void;
}

/** @param folder of the test, where the clock's file goes */
export function testClock(folder: string): Clock {
	const file = join(folder, 'clock');
	const set = (time: string) => {
		// Read by another process: whole at any moment.
		writeFileSync(`${file}.new`, String(Date.parse(time) - Date.now()));
		renameSync(`${file}.new`, file);
	};
	set(new Date().toISOString());
	return { env: { NODE_OPTIONS: `--require ${join(__dirname, 'shiftedDate.cjs')}`, TEST_CLOCK: file }, set };
}
