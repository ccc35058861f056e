import { readChoice, readSeconds, readSwitch, readWords } from '../../nodes/UplusCentrex/shared/fields';
import { errorOf, runAction } from '../support/runAction';
import { openPolling } from '../support/runPolling';
import { openTrigger } from '../support/runTrigger';
import { credentialFor, listenOnTheWire } from '../support/wire';

/** What a field takes a value for, or in brackets what it says of it. */
const takes = (read: () => unknown) => {
	try {
		return read();
	} catch (error) {
		const { message, details, advice } = error as { message: string; details: string; advice: string };
		return [message, details, advice];
	}
};

const COLOURS = { red: 'Red', green: 'Green', blue: 'Blue' };
const noColour = (found: string) => ['Colour: there is none of this name', `Found: "${found}".`, 'Choose Red, Green or Blue.'];

test.each<[unknown, unknown]>([
	['red', 'red'],
	['Red', noColour('Red')],
	['constructor', noColour('constructor')],
	['', noColour('')],
	[undefined, noColour('')],
	[null, noColour('')],
	[['red'], noColour('red')],
	[{ a: 1 }, noColour('{"a":1}')],
	[{ toString: 1 }, noColour('{"toString":1}')],
])('of three choices, %j is taken for %j', (given, taken) => {
	expect(takes(() => readChoice('Colour', given, COLOURS))).toEqual(taken);
});

const noSwitch = (found: string) => ['Light: it is neither true nor false', `Found: "${found}".`, 'Turn it on or off.'];

test.each<[unknown, unknown]>([
	[true, true],
	[false, false],
	['true', true],
	['FALSE', false],
	['no', noSwitch('no')],
	['', noSwitch('')],
	[1, noSwitch('1')],
	[null, noSwitch('')],
	[{}, noSwitch('{}')],
])('of a switch, %j is taken for %j', (given, taken) => {
	expect(takes(() => readSwitch('Light', given))).toEqual(taken);
});

const noSeconds = (found: string) => ['Pause: it is no number of seconds', `Found: "${found}".`, 'Enter 0 or more.'];

test.each<[unknown, unknown]>([
	[0, 0],
	[1.5, 1.5],
	['3', 3],
	['', 0],
	[null, 0],
	[-1, noSeconds('-1')],
	['soon', noSeconds('soon')],
	[Infinity, noSeconds('Infinity')],
	[[1, 2], noSeconds('1, 2')],
	[{}, noSeconds('{}')],
])('of seconds, %j is taken for %j', (given, taken) => {
	expect(takes(() => readSeconds('Pause', given))).toEqual(taken);
});

const noText = (kind: string, found: string) => [`Text: it is ${kind}, not a text`, `Found: "${found}".`, 'Take one of its values, such as {{ $json.name }}.'];
/** As of `{{ $now }}`. */
const TIME = { toISO: () => '', toString: () => '2026-11-22T09:30:00.000+09:00' };

test.each<[unknown, unknown]>([
	['안녕 ', '안녕 '],
	[12, '12'],
	[false, 'false'],
	[undefined, ''],
	[null, ''],
	[TIME, '2026-11-22T09:30:00.000+09:00'],
	[{ name: '홍길동' }, noText('an object', '{"name":"홍길동"}')],
	[{ toString: 1 }, noText('an object', '{"toString":1}')],
	[['a', 'b'], noText('a list', 'a, b')],
])('of a text, %j is taken for %j', (given, taken) => {
	expect(takes(() => readWords('Text', given))).toEqual(taken);
});

describe('a field that an expression fills wrongly is named, and nothing is sent:', () => {
	let wire: Awaited<ReturnType<typeof listenOnTheWire>>;
	beforeEach(async () => (wire = await listenOnTheWire('{"SVC_RT":"0000","SVC_MSG":"OK","DATAS":{"STATUS":"OK"}}')));
	afterEach(async () => await wire.close());

	const SEND = { resource: 'message', operation: 'send', to: '010-0000-1234', text: 'test' };
	const ASK = { resource: 'message', operation: 'sendAndWait', to: '010-0000-1234', text: 'test' };
	const buttons = (values: object) => ({ ...ASK, approvalOptions: { values } });
	const DOWNLOAD = { resource: 'recording', operation: 'download', fileName: 'a.wav' };

	test.each<[string, object]>([
		['To', { ...SEND, to: '={{ [{ toString: 1 }] }}' }],
		['Text', { ...SEND, text: '={{ $json }}' }],
		['Text', { ...SEND, text: '={{ ["a", "b"] }}' }],
		['Long Text', { ...SEND, options: { longText: '={{ "Split" }}' } }],
		['Unsupported Characters', { ...SEND, options: { unsupported: '={{ "ignore" }}' } }],
		['Send Together', { ...SEND, options: { sendTogether: '={{ "yes" }}' } }],
		['Text', { ...ASK, text: '={{ $json }}' }],
		['Response Type', { ...ASK, responseType: '={{ "freetext" }}' }],
		['Type of Approval', buttons({ approvalType: '={{ "triple" }}' })],
		['Approve Button Label', buttons({ approveLabel: '={{ $json }}' })],
		['Disapprove Button Label', buttons({ disapproveLabel: '={{ [] }}' })],
		['Page Language', { ...ASK, options: { language: '={{ "jp" }}' } }],
		['Limit Type', { ...ASK, options: { limitWaitTime: { values: { limitType: '={{ "at" }}' } } } }],
		['Limit Wait Time', { ...ASK, options: { limitWaitTime: { values: { resumeUnit: '={{ "constructor" }}' } } } }],
		['When', { resource: 'callForwarding', operation: 'set', to: '010-0000-1234', when: '={{ null }}' }],
		['Simplify', { resource: 'callForwarding', operation: 'get', simplify: '={{ "no" }}' }],
		['Simplify', { resource: 'line', operation: 'get', simplify: '={{ "no" }}' }],
		['Return All', { resource: 'contact', operation: 'getAll', returnAll: '={{ "all" }}' }],
		['Simplify', { resource: 'contact', operation: 'getAll', simplify: '={{ "no" }}' }],
		['Event', { resource: 'notificationUrl', operation: 'get', event: '={{ "Incoming Call" }}' }],
		['File Name', { ...DOWNLOAD, fileName: '={{ $json }}' }],
		['Put Output File in Field', { ...DOWNLOAD, binaryPropertyName: '={{ "" }}' }],
		['Pause (Seconds)', { ...DOWNLOAD, options: { pauseSeconds: '={{ "soon" }}' } }],
	])('%s of %j', async (label, parameters) => {
		const error = await errorOf(runAction({ parameters: parameters as never, credential: credentialFor(wire.baseUrl), items: [{ phone: '010' }], waitingUrl: 'http://127.0.0.1:8080/webhook-waiting' }));
		expect(error.message).toMatch(`${label}: `);
		expect(error.description).toMatch(/Nothing was sent\.$/);
		expect(wire.requests).toEqual([]);
	});

	test.each<[string, object]>([
		['If Already Registered', { ifRegistered: '={{ "Replace" }}' }],
		['Ignore Repeats (Seconds)', { options: { ignoreRepeatsSeconds: '={{ "a minute" }}' } }],
		['Events', { events: '={{ "incomingCall" }}' }],
	])('%s of the instant trigger', async (label, parameters) => {
		const trigger = await openTrigger({ parameters: { callbackHost: '127.0.0.1', ...parameters }, credential: credentialFor(wire.baseUrl) });
		expect((await errorOf(trigger.create())).message).toMatch(`${label}: `);
		expect(wire.requests).toEqual([]);
	});

	test('Events of the polling trigger', async () => {
		const trigger = await openPolling({ parameters: { events: '={{ ["callLost"] }}' }, credential: credentialFor(wire.baseUrl) });
		expect((await errorOf(trigger.begin())).message).toMatch('Events: ');
		expect(wire.requests).toEqual([]);
	});

	test('Download Recordings of the polling trigger, before it is published', async () => {
		const trigger = await openPolling({ parameters: { events: ['recordingAdded'], options: { download: '={{ "no" }}' } }, credential: credentialFor(wire.baseUrl) });
		expect((await errorOf(trigger.begin())).message).toMatch('Download Recordings: ');
	});
});
