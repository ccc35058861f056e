import type { INodeProperties, INodePropertyOptions, INodeTypeDescription } from 'n8n-workflow';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { ACTION, loadPackage, POLLING_TRIGGER, TRIGGER } from './support/builtNodes';

/** The public interface: saved workflows refer to these names. */
const INTERFACE: Record<string, string[]> = {
	'call.dial': ['to'],
	'call.hangUp': [],
	'call.hold': [],
	'call.resume': [],
	'call.conference': ['to'],
	'call.startRecording': [],
	'call.stopRecording': [],
	'message.send': ['to', 'text', 'options'],
	'message.getAll': ['returnAll', 'limit', 'simplify'],
	'message.sendAndWait': ['to', 'text', 'responseType', 'approvalOptions', 'options'],
	'recording.getAll': ['returnAll', 'limit', 'simplify'],
	'recording.download': ['fileName', 'binaryPropertyName', 'options'],
	'recording.delete': ['fileName'],
	'callForwarding.get': ['simplify'],
	'callForwarding.set': ['to', 'when'],
	'callForwarding.stop': [],
	'contact.getAll': ['returnAll', 'limit', 'simplify'],
	'callHistory.getAll': ['direction', 'returnAll', 'limit', 'simplify'],
	'callHistory.getAllInbound': ['returnAll', 'limit', 'simplify'],
	'line.extendPassword': [],
	'line.get': ['simplify'],
	'line.getPhoneStatus': [],
	'line.getCallStatus': [],
	'notificationUrl.get': ['event'],
	'notificationUrl.set': ['event', 'url', 'host', 'port'],
	'notificationUrl.delete': ['event'],
};

let action: INodeTypeDescription;
let trigger: INodeTypeDescription;
let polling: INodeTypeDescription;
let credentialFields: INodeProperties[];
beforeAll(async () => {
	const { nodeTypes, credentialType } = await loadPackage();
	action = nodeTypes.getByNameAndVersion(ACTION).description;
	trigger = nodeTypes.getByNameAndVersion(TRIGGER).description;
	polling = nodeTypes.getByNameAndVersion(POLLING_TRIGGER).description;
	credentialFields = credentialType.properties;
});

const operations = () =>
	action.properties
		.filter(({ name }) => name === 'operation')
		.flatMap(({ displayOptions, options }) =>
			(options as INodePropertyOptions[]).map((option) => ({
				...option,
				key: `${String(displayOptions?.show?.resource?.[0])}.${String(option.value)}`,
			})),
		);
const fieldsOf = (key: string) =>
	action.properties.filter(({ displayOptions }) => {
		const { resource, operation } = displayOptions?.show ?? {};
		return operation && `${String(resource?.[0])}.${String(operation[0])}` === key;
	});

test('resources, operations and fields have the names of the public interface', () => {
	const found = Object.fromEntries(operations().map(({ key }) => [key, fieldsOf(key).filter(({ type }) => type !== 'notice').map(({ name }) => name)]));
	expect(found).toEqual(INTERFACE);
	expect(action).toMatchObject({ name: 'uplusCentrex', displayName: 'LG U+ Centrex', version: 1, usableAsTool: true });
	expect(trigger).toMatchObject({ name: 'uplusCentrexTrigger', displayName: 'LG U+ Centrex Trigger', version: 1.1 });
	expect(trigger.properties.filter(({ type }) => type !== 'notice').map(({ name }) => name)).toEqual(
		expect.arrayContaining(['events', 'callbackHost', 'callbackPort', 'ifRegistered']),
	);
	expect(polling).toMatchObject({ name: 'uplusCentrexPollingTrigger', displayName: 'LG U+ Centrex Polling Trigger', version: 1, polling: true });
	expect(polling.properties.filter(({ type }) => type !== 'notice').map(({ name }) => name)).toEqual(
		expect.arrayContaining(['events', 'options']),
	);
	const pollingField = (name: string) => polling.properties.find((field) => field.name === name);
	expect(pollingField('events')?.options?.map((option) => (option as INodePropertyOptions).value).sort()).toEqual(
		['callAnswered', 'callMade', 'callMissed', 'incomingSms', 'recordingAdded'],
	);
	expect(pollingField('events')?.default).toEqual(['incomingSms', 'callMissed']);
	expect(pollingField('options')?.options?.map(({ name }) => name)).toEqual(['download']);
	expect(credentialFields.map(({ name }) => name)).toEqual([
		'service',
		'baseUrl',
		'number',
		'password',
		'alreadyHashed',
		'sendParametersIn',
	]);
});

test('a resource begins with the operation that saved workflows of it mean without naming it', () => {
	const begun = action.properties
		.filter(({ name }) => name === 'operation')
		.map((field) => `${String(field.displayOptions?.show?.resource?.[0])}.${String(field.default)}`);
	expect(begun.sort()).toEqual(
		[
			...['call.conference', 'callForwarding.set', 'callHistory.getAll', 'contact.getAll', 'line.get'],
			...['message.send', 'notificationUrl.delete', 'recording.download'],
		].sort(),
	);
});

test('every operation has an action and a description of its own', () => {
	const all = operations();
	for (const { key, action: picked, description } of all) {
		expect([key, picked]).toEqual([key, expect.stringMatching(/^[A-Z].{5,}/)]);
		expect(picked).not.toMatch(/\b(a|an|the)\b/);
		expect([key, description]).toEqual([key, expect.stringMatching(/^[A-Z].{15,}/)]);
	}
	expect(new Set(all.map(({ action: picked }) => picked)).size).toBe(all.length);
	expect(new Set(all.map(({ description }) => description)).size).toBe(all.length);
});

test('every field says what it is for, and those for numbers show a Korean one', () => {
	const own = polling.properties.filter(({ name }) => name !== 'pollTimes');
	const fields = [...action.properties, ...trigger.properties, ...own, ...credentialFields].filter(
		({ type, name }) => !['notice', 'collection'].includes(type) && !['resource', 'operation'].includes(name),
	);
	for (const { name, description } of fields) {
		expect([name, description]).toEqual([name, expect.stringMatching(/^[A-Z].{15,}/)]);
	}
	const numbers = fields.filter(({ name }) => ['to', 'number'].includes(name));
	const placeholders = numbers.map(({ placeholder, modes }) => modes?.[0].placeholder ?? placeholder);
	expect(placeholders).toHaveLength(6);
	for (const placeholder of placeholders) expect(placeholder).toMatch(/^e\.g\. 0[17]0-0000-\d{4}/);
});

test('a recording is picked to begin with, a recipient typed', () => {
	const begun = (key: string, name: string) => fieldsOf(key).find((field) => field.name === name)?.default;
	expect(begun('recording.download', 'fileName')).toMatchObject({ mode: 'list' });
	expect(begun('message.send', 'to')).toMatchObject({ mode: 'number' });
});

test("the trigger's webhook needs no expression, and ends in a file name with an extension", () => {
	expect(JSON.stringify(trigger.webhooks)).not.toContain('={{');
	expect(trigger.webhooks?.[0].path).toMatch(/\.html$/);
});

test('the password field hides what is typed', () => {
	expect(credentialFields.find(({ name }) => name === 'password')?.typeOptions).toEqual({ password: true });
});

test('the canvas says below a node what it does, as a sentence', async () => {
	const subtitleOf = async (description: INodeTypeDescription, parameters: object) => {
		const expression = (description.subtitle ?? '').replace(/^=\{\{|\}\}$/g, '');
		return new Function('$parameter', `return ${expression}`)(parameters) as string;
	};
	for (const { key, action: picked } of operations()) {
		const [resource, operation] = key.split('.');
		expect((await subtitleOf(action, { resource, operation })).replace(/ (a|the) /g, ' ')).toBe(picked);
	}
	expect(await subtitleOf(action, { resource: 'message', operation: 'send' })).toBe('Send a text message');
	expect(await subtitleOf(trigger, { events: ['incomingCall'] })).toBe('When a call comes in');
	expect(await subtitleOf(trigger, { events: ['incomingCall', 'incomingSms'] })).toBe('When a call or a text comes in');
	expect(await subtitleOf(polling, { events: ['callMissed'] })).toBe('On a missed call');
	expect(await subtitleOf(polling, { events: ['incomingSms', 'recordingAdded'] })).toBe('On a text or a recording');
});

test.each(['README.md', 'docs/README.ko.md'])('%s has every operation in its table, and no other', (file) => {
	const table = /^\| Resource \| Operation \|.*\n.*\n((?:\|.*\n)+)/m.exec(readFileSync(join(__dirname, '..', file), 'utf8'))?.[1] ?? '';
	let resource = '';
	const listed = table.trim().split('\n').flatMap((row) => {
		const [, first, names] = row.split('|').map((cell) => cell.trim());
		resource = first || resource;
		return names.replace(' †', '').split(', ').map((name) => `${resource} → ${name}`);
	});
	const resourceNames = action.properties.find(({ name }) => name === 'resource')?.options as INodePropertyOptions[];
	const nameOf = (key: string) => resourceNames.find(({ value }) => value === key.split('.')[0])?.name;
	expect(listed.sort()).toEqual(operations().map(({ key, name }) => `${nameOf(key)} → ${name}`).sort());
});

test('the limits of the service stand where they matter', () => {
	const notice = (key: string) => fieldsOf(key).filter(({ type }) => type === 'notice').map(({ displayName }) => displayName).join();
	expect(notice('message.send')).toMatch(/10 recipients.*720 bytes/);
	expect(notice('call.startRecording')).toMatch(/10 recordings a day/);
});

test('all nodes are found by the words an office would search, and lead to a heading of the README', () => {
	const headings = readFileSync(join(__dirname, '../README.md'), 'utf8').match(/^#+ .*$/gm) ?? [];
	// As GitHub does it.
	const anchors = headings.map((heading) => heading.replace(/^#+ /, '').toLowerCase().replace(/[^\w -]/g, '').replace(/ /g, '-'));
	for (const node of ['UplusCentrex', 'UplusCentrexPollingTrigger', 'UplusCentrexTrigger']) {
		const codex = JSON.parse(readFileSync(join(__dirname, `../dist/nodes/UplusCentrex/${node}.node.json`), 'utf8')) as {
			node: string;
			alias: string[];
			categories: string[];
			resources: Record<string, Array<{ url: string }>>;
		};
		expect(codex.node).toBe(`n8n-nodes-uplus-centrex.${node.charAt(0).toLowerCase()}${node.slice(1)}`);
		expect(codex.categories).toEqual(['Communication']);
		const linked = Object.values(codex.resources).flatMap((links) => links.map(({ url }) => url.split('#')[1]));
		expect(anchors).toEqual(expect.arrayContaining(linked));
		expect(codex.alias).toEqual(
			expect.arrayContaining(
				['SMS', 'LMS', '070', 'PBX', 'phone', 'click to call', '센트릭스', '문자', '전화', '녹취', '착신전환'],
			),
		);
	}
});
