import { Clock } from '../office/clock';
import type { Delivery } from '../office/office';
import { readLines } from '../office/officeFile';
import { tellUrl } from './events';
import { checkCommands } from './lineCommands';
import { settingsOf } from './settings';
import type { Service } from './settings';
import type { State } from './state';
import { UrlCaller } from './urlCaller';

/**
 * @param officeFile what an office file holds
 * @returns the state of a fresh start
 * @throws BadInput where the office file's content is wrong
 */
export function createState(officeFile: unknown, service: Service = 'today', urlCaller = new UrlCaller()): State {
	const settings = settingsOf(service);
	const lines = readLines(officeFile);
	for (const [index, line] of lines.entries()) checkCommands(line, `lines.${index}.`);
	// A reset has a list of its own: what is still under way then must not enter it.
	const deliveries: Delivery[] = [];
	return {
		officeFile,
		service,
		urlCaller,
		settings,
		deliveries,
		requests: [],
		faults: [],
		clock: new Clock(),
		lines,
		texts: [],
		calls: [],
		tell: async (event) => await tellUrl({ deliveries, settings, urlCaller }, event),
	};
}
