import { openPolling } from '../test/support/runPolling';
import type { Figures } from './pollingLines';
import { inTurn } from './rounds';

/**
 * The built polling trigger without n8n around it, in a process of its own: prints what a poll of all lines takes, and what a poll of
 * each of them one after the other does. Its arguments are the service's address, how many rounds, and the numbers of the lines.
 */
async function main([baseUrl, rounds, ...numbers]: string[]): Promise<void> {
	const all = await publishedTrigger(baseUrl, numbers);
	const each = await Promise.all(numbers.map(async (number) => await publishedTrigger(baseUrl, [number])));
	const figures: Figures = await inTurn(
		{ most: Number(rounds), seconds: Infinity },
		{
			all: async () => await secondsOf(all.poll),
			oneByOne: async () =>
				await secondsOf(async () => {
					const items: unknown[] = [];
					for (const one of each) items.push(...(await one.poll()));
					return items;
				}),
		},
	);
	console.log(JSON.stringify(figures));
}

async function publishedTrigger(baseUrl: string, [number, ...more]: string[]) {
	const credential = { service: 'custom', baseUrl, number, moreNumbers: more.join('\n'), password: 'demo', alreadyHashed: false, sendParametersIn: 'body' };
	const trigger = await openPolling({ parameters: { events: ['incomingSms', 'callMissed'], lines: 'all', options: {} }, credential });
	await trigger.begin();
	return trigger;
}

async function secondsOf(work: () => Promise<unknown[]>): Promise<number> {
	const begun = performance.now();
	const items = await work();
	if (items.length > 0) throw new Error('There was something new');
	return (performance.now() - begun) / 1000;
}

void main(process.argv.slice(2));
