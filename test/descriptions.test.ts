import type { INodeProperties, INodePropertyOptions, INodeTypeDescription } from 'n8n-workflow';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { FILTERS, INTERFACE } from './support/operations';
import { ACTION, loadPackage, POLLING_TRIGGER, TRIGGER } from './support/builtNodes';
import { brokenLink, readPage } from './support/markdown';

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
		'moreNumbers',
		'sendParametersIn',
	]);
});

test('filters have the names of the public interface, are dates where dates are meant, and say what they are for', () => {
	const filtersOf = (key: string) => (fieldsOf(key).find(({ name }) => name === 'filters')?.options ?? []) as INodeProperties[];
	const all = Object.keys(INTERFACE).map((key) => [key, filtersOf(key).map(({ name }) => name)] as const);
	expect(Object.fromEntries(all.filter(([, names]) => names.length > 0))).toEqual(FILTERS);
	const [after, before, phone, status] = filtersOf('callHistory.getAllInbound');
	expect([after, before, phone, status].map(({ type }) => type)).toEqual(['dateTime', 'dateTime', 'string', 'multiOptions']);
	expect(status.options?.map((option) => (option as INodePropertyOptions).value)).toEqual(['answered', 'busy', 'canceled', 'failed', 'noAnswer']);
	// Added and left alone, a filter lets everything pass.
	expect([after, before, phone, status].map((filter) => filter.default)).toEqual(['', '', '', []]);
	for (const { description } of [after, before, phone, status]) expect(description).toMatch(/^Only .{15,}/);
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
	const numbers = fields.filter(({ name }) => ['to', 'number', 'phone'].includes(name));
	const placeholders = numbers.map(({ placeholder, modes }) => modes?.[0].placeholder ?? placeholder);
	expect(placeholders).toHaveLength(7);
	for (const placeholder of placeholders) expect(placeholder).toMatch(/^e\.g\. 0[17]0-0000-\d{4}/);
});

test('a recording is picked to begin with, a recipient typed', () => {
	const begun = (key: string, name: string) => fieldsOf(key).find((field) => field.name === name)?.default;
	expect(begun('recording.download', 'fileName')).toMatchObject({ mode: 'list' });
	expect(begun('message.send', 'to')).toMatchObject({ mode: 'number' });
});

test('an option that is added to a text starts as the text goes without it', () => {
	const options = fieldsOf('message.send').find(({ name }) => name === 'options')?.options as INodeProperties[];
	expect(Object.fromEntries(options.map(({ name, default: start }) => [name, start]))).toEqual({
		advertisement: {},
		longText: 'fail',
		sendTogether: true,
		unsupported: 'warn',
	});
	const [{ name, values }] = options.find((option) => option.name === 'advertisement')?.options as Array<{ name: string; values: INodeProperties[] }>;
	expect([name, values.map((field) => [field.name, field.default])]).toEqual([
		'values',
		[['senderName', ''], ['contact', ''], ['optOut', ''], ['nightConsent', false]],
	]);
	// No expression, so that no AI model fills them in.
	expect(values.every(({ noDataExpression }) => noDataExpression)).toBe(true);
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

test.each(['README.md', 'docs/README.ko.md'])('%s names every operation, and no other', (page) => {
	const listed = readPage(page).rows.flatMap((row) => {
		const wordsIn = (type: string) => row.flatMap((token, index) => (token.type === type ? [row[index + 1].content] : []));
		return wordsIn('em_open').map((name) => `${wordsIn('strong_open').join()} → ${name}`);
	});
	const resourceNames = action.properties.find(({ name }) => name === 'resource')?.options as INodePropertyOptions[];
	const ofAnOperation = listed.filter((words) => resourceNames.some(({ name }) => words.startsWith(`${name} → `)));
	const nameOf = (key: string) => resourceNames.find(({ value }) => value === key.split('.')[0])?.name;
	expect(ofAnOperation.sort()).toEqual(operations().map(({ key, name }) => `${nameOf(key)} → ${name}`).sort());
});

test('the limits of the service stand where they matter', () => {
	const notice = (key: string) => fieldsOf(key).filter(({ type }) => type === 'notice').map(({ displayName }) => displayName).join();
	expect(notice('message.send')).toMatch(/10 recipients.*720 bytes/);
	expect(notice('call.startRecording')).toMatch(/10 recordings a day/);
});

const PAGE_OF_OURS = /\/blob\/main\/.*\.md#/;

test('all nodes are found by the words an office would search, and lead to a heading of a page', () => {
	for (const node of ['UplusCentrex', 'UplusCentrexPollingTrigger', 'UplusCentrexTrigger']) {
		const codex = JSON.parse(readFileSync(join(__dirname, `../dist/nodes/UplusCentrex/${node}.node.json`), 'utf8')) as {
			node: string;
			alias: string[];
			categories: string[];
			resources: Record<string, Array<{ url: string }>>;
		};
		expect(codex.node).toBe(`n8n-nodes-uplus-centrex.${node.charAt(0).toLowerCase()}${node.slice(1)}`);
		expect(codex.categories).toEqual(['Communication']);
		const linked = Object.values(codex.resources).flatMap((links) => links.map(({ url }) => url));
		expect(linked).toEqual([expect.stringMatching(PAGE_OF_OURS), expect.stringMatching(PAGE_OF_OURS)]);
		expect(linked.map((url) => brokenLink('README.md', url)).filter(Boolean)).toEqual([]);
		expect(codex.alias).toEqual(
			expect.arrayContaining(
				['SMS', 'LMS', '070', 'PBX', 'phone', 'click to call', '센트릭스', '문자', '전화', '녹취', '착신전환'],
			),
		);
	}
});
