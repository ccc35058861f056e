import { openPolling } from '../test/support/runPolling';

/**
 * The built polling trigger without n8n around it, in a process of its own: prints what the first poll and each that follows use of
 * the CPU, in seconds. Its arguments are the service's address, the line's number and password, how many polls, and the events.
 */
async function main([baseUrl, number, password, polls, ...events]: string[]): Promise<void> {
	const credential = { service: 'custom', baseUrl, number, password, alreadyHashed: false, sendParametersIn: 'body' };
	const trigger = await openPolling({ parameters: { events, options: {} }, credential });
	const used: number[] = [];
	for (let poll = 0; poll <= Number(polls); poll++) {
		const before = process.cpuUsage();
		const items = poll === 0 ? await trigger.begin() : await trigger.poll();
		if (items.length > 0) throw new Error('There was something new');
		const { user, system } = process.cpuUsage(before);
		used.push((user + system) / 1e6);
	}
	console.log(JSON.stringify(used));
}

void main(process.argv.slice(2));
