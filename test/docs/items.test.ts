import type { IDataObject } from 'n8n-workflow';
import * as n8nWorkflow from 'n8n-workflow';

import { OFFICE, useSimulator } from '../simulator/helpers';
import type { Label } from '../support/labels';
import { labelsOf } from '../support/labels';
import type { Mark } from '../support/markdown';
import { filesLike, marksOf } from '../support/markdown';
import type { ActionRun } from '../support/runAction';
import { runAction } from '../support/runAction';
import { runAnswer } from '../support/runAnswer';
import { openPolling } from '../support/runPolling';
import { openTrigger } from '../support/runTrigger';
import { credentialFor, listenOnTheWire } from '../support/wire';

/**
 * Each item that an English page shows is what comes out: field by field, in the same order, with the same values. A page says whose an
 * item is: an event by its own name; an item of an operation by the heading above it, or else by what stands nearest in bold or italics
 * below that heading, or else by a heading further up; and the resource by a heading, or else by what the page names first. That the
 * Korean pages show the same is in languages.test.ts; the answers in simulator/API.md are run in test/simulator/apiPage.test.ts.
 */

const NOW = '2026-11-22T09:30:00+09:00';
const FILE = '1000-01000001234_20261122093000_mix.wav';
const simulator = useSimulator();
const credential = () => credentialFor(`${simulator.url()}/RestApi`);
const line = async (settings: Parameters<typeof simulator.setLine>[0]) => await simulator.setLine(settings);

/** Runs an operation, `message.send`. @returns its items */
async function run(operation: string, fields: IDataObject = {}, settings: ActionRun['settings'] = {}): Promise<IDataObject[]> {
	const [resource, name] = operation.split('.');
	const items = await runAction({ parameters: { resource, operation: name, ...fields } as never, credential: credential(), settings });
	return items.map(({ json }) => json);
}

/** What is on the line when the items of the pages come out. */
const THINGS = {
	contacts: [{ name: '홍길동', phone1: '010-0000-1234', groupName: '고객', groupCode: '1' }],
	receivedTexts: [{ from: '010-0000-1234', text: '예약 되나요?', at: NOW }],
	recordings: [{ direction: 'outbound', number: '01000001234', startedAt: NOW, seconds: 70 }],
	history: [
		{ direction: 'outbound', number: '01000001234', startedAt: NOW, durationSeconds: 20, talkSeconds: 7, status: 'OK' },
		{ direction: 'inbound', number: '01000001234', startedAt: NOW, durationSeconds: 42, talkSeconds: 31, status: 'OK' },
	],
	name: '본사',
	pickUpSeconds: 0,
	downloadPauseSeconds: 0,
} as const;

const inbound = async (status: 'CANCEL' | 'NO ANSWER') => await line({ inboundCalls: [{ from: '01000001234', startedAt: NOW, durationSeconds: 20, status }] });
const duringACall = async (operation: string) => {
	await run('call.dial', { to: '010-0000-1234' });
	return await run(operation);
};
const ADDRESS = { event: 'incomingSms', url: '/www/text.php', host: '203.0.113.5', port: 80 };
const whileRegistered = async (operation: string) => {
	await run('notificationUrl.set', ADDRESS);
	return await run(operation, { event: 'incomingSms' });
};
const answered = async (parameters: IDataObject, form: IDataObject) =>
	(await runAnswer({ parameters: { to: '010-0000-1234', text: '?', options: {}, ...parameters } as never, credential: credential(), form })).item as IDataObject;

/** What the polling trigger finds of an event. */
const found = async (event: string) => {
	const pollTimes = { item: [{ mode: 'everyMinute' }] };
	return await (await openPolling({ parameters: { events: [event], options: {}, pollTimes } as never, credential: credential() })).fetchTestEvent();
};

/** What the instant trigger makes of a text, as the simulator tells of it. */
async function heard(): Promise<IDataObject[]> {
	const wire = await listenOnTheWire('');
	const port = Number(new URL(wire.baseUrl).port);
	await line({ extraPorts: [port] });
	const trigger = await openTrigger({
		parameters: { events: ['incomingSms'], callbackHost: '127.0.0.1', callbackPort: 'other', arrangedPort: port },
		credential: credential(),
	});
	await trigger.activate();
	await simulator.client().incomingText({ line: OFFICE, from: '01000001234', text: '내일 예약 가능한가요?' });
	await wire.close();
	const { items } = (await trigger.receive({ query: wire.requests[0].url.split('?')[1] })) as { items: IDataObject[] };
	return items;
}

/** By the operation or the event: how the items of the pages come out. */
const RUNS: Record<string, () => Promise<IDataObject[]>> = {
	'call.conference': async () => await run('call.conference', { to: '010-0000-1234' }),
	'call.hangUp': async () => await duringACall('call.hangUp'),
	'callForwarding.stop': async () => await run('callForwarding.stop'),
	'callForwarding.get': async () => {
		await run('callForwarding.set', { to: '010-0000-1234', when: 'busy' });
		return await run('callForwarding.get');
	},
	'callHistory.getAll': async () => await run('callHistory.getAll', { direction: 'inbound' }),
	'callHistory.getAllInbound': async () => {
		await inbound('CANCEL');
		return await run('callHistory.getAllInbound');
	},
	'contact.getAll': async () => await run('contact.getAll'),
	'contact.find': async () => [...(await run('contact.find', { phone: '+82 10-0000-1234' })), ...(await run('contact.find', { phone: '010-0000-9999' }))],
	'line.get': async () => await run('line.get'),
	'line.check': async () => await run('line.check'),
	'line.extendPassword': async () => await run('line.extendPassword'),
	'line.getCallStatus': async () => await duringACall('line.getCallStatus'),
	'line.getPhoneStatus': async () => await run('line.getPhoneStatus'),
	'notificationUrl.get': async () => [...(await run('notificationUrl.get', { event: 'incomingSms' })), ...(await whileRegistered('notificationUrl.get'))],
	'notificationUrl.delete': async () => await whileRegistered('notificationUrl.delete'),
	'recording.getAll': async () => await run('recording.getAll'),
	'recording.download': async () => await run('recording.download', { fileName: FILE }),
	'recording.delete': async () => await run('recording.delete', { fileName: FILE }),
	'message.send': async () => {
		const text = { to: '010-0000-1234, 010-0000-5678', text: '내일 배송됩니다.' };
		const sent = await run('message.send', text);
		await line({ sendsLeft: 0 });
		return [...sent, ...(await run('message.send', text, { onError: 'continueRegularOutput' }))];
	},
	'message.sendAndWait': async () => [
		await answered({ responseType: 'approval' }, { answer: 'approve' }),
		await answered({ responseType: 'freeText' }, { text: '네, 3시에 갈게요.' }),
	],
	'message.getAll': async () => await run('message.getAll'),
	incomingSms: async () => [...(await found('incomingSms')), ...(await heard())],
	callMissed: async () => {
		await inbound('NO ANSWER');
		return await found('callMissed');
	},
	callMade: async () => await found('callMade'),
	recordingAdded: async () => await found('recordingAdded'),
};

/** What is of the moment, and of which only the form is compared: by n8n's clock, by a stopwatch, or by chance. */
const OF_THE_MOMENT: Record<string, (value: unknown) => unknown> = {
	respondedAt: (value) => String(value).replace(/\d/g, '9'),
	receivedAt: (value) => String(value).replace(/\d/g, '9'),
	milliseconds: (value) => typeof value,
	channel: (value) => String(value).replace(/-[0-9a-f]{4}$/, '-…'),
};
const inWords = (item: unknown) => JSON.stringify(item, (field, value: unknown) => OF_THE_MOMENT[field]?.(value) ?? value, 1);

const shown = filesLike('README.md', ':(glob)docs/*.md', ':(glob)docs/examples/*.md').flatMap((page) => {
	const marks = marksOf(page);
	return marks.flatMap(({ kind, words }, index) => (kind === 'json' ? [{ page, words, begins: words.replace(/\s+/g, ' ').slice(0, 60), above: marks.slice(0, index).reverse() }] : []));
});

const cameOut = new Map<string, IDataObject[]>();
beforeEach(async () => {
	await simulator.client().setTime(NOW);
	await line(THINGS as unknown as Parameters<typeof line>[0]);
	// Twenty times as fast, and with it the time limits: *Line → Check* pauses for a second between its commands.
	jest.spyOn(n8nWorkflow, 'sleep').mockImplementation(async (milliseconds) => await new Promise((resolve) => setTimeout(resolve, milliseconds / 20)));
});

/** @returns by its public name whose item it is, or nothing where the page does not say it */
async function ownerOf({ words, above }: (typeof shown)[number]): Promise<string | undefined> {
	const { event } = JSON.parse(words) as IDataObject;
	if (event) return String(event);
	const [{ below: resources }] = await labelsOf();
	const named = (labels: Label[]) => (mark: Mark) => labels.find((label) => label.words === mark.words.replace(/ †$/, ''));
	const headings = above.filter(({ kind }) => kind === 'heading');
	const resource = headings.map(named(resources)).find(Boolean) ?? [...above].reverse().map(named(resources)).find(Boolean);
	const section = above.slice(0, above.indexOf(headings[0]));
	const operation = [headings[0], ...section, ...headings].map(named(resource?.below ?? [])).find(Boolean);
	return resource && operation && `${resource.name}.${operation.name}`;
}

test('there are many', () => expect(shown.length).toBeGreaterThan(25));

test.each(shown)('$page shows what comes out: $begins', async (example) => {
	const owner = (await ownerOf(example)) ?? '';
	expect(Object.keys(RUNS)).toContain(owner);
	if (!cameOut.has(owner)) cameOut.set(owner, await RUNS[owner]());
	expect(cameOut.get(owner)?.map(inWords)).toContain(inWords(JSON.parse(example.words)));
});

test('nothing is run that no page shows', async () => {
	expect(Object.keys(RUNS).sort()).toEqual([...new Set(await Promise.all(shown.map(ownerOf)))].sort());
});
