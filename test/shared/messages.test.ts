import type { IDataObject } from 'n8n-workflow';
import * as n8nWorkflow from 'n8n-workflow';

import { resources } from '../../nodes/UplusCentrex/resources';
import { errorOf, runAction } from '../support/runAction';
import { openPolling } from '../support/runPolling';
import { openTrigger } from '../support/runTrigger';
import type { WireAnswer } from '../support/wire';
import { credentialFor, listenOnTheWire } from '../support/wire';

/**
 * n8n sends the messages of errors to its makers, and keeps them in lists that more people see than the run: no phone number, no
 * name and no file's name is in them. They stand in the description.
 */

const NUMBER = '01000005678';
const FILE = `1000-${NUMBER}_20261122093000_mix.wav`;
const SECRETS = [NUMBER, '010-0000-5678', '0000', '홍길동', FILE];
const TEXT = `홍길동님 010-0000-5678 😀`;

/** What the fields of an operation hold: right, and wrong in a way that is refused. */
const RIGHT = { to: NUMBER, text: TEXT, fileName: FILE, url: `/${NUMBER}.html`, host: '203.0.113.5', port: 80, event: 'incomingCall', direction: 'inbound', returnAll: true };
const WRONG: IDataObject[] = [
	{ to: `${NUMBER}9, 홍길동` },
	{ to: `${NUMBER}9` },
	{ text: TEXT, options: { unsupported: 'fail' } },
	{ url: `홍길동 ${NUMBER}` },
	{ host: NUMBER },
	{ port: NUMBER },
	{ when: NUMBER },
	{ operation: `홍길동 ${NUMBER}` },
];

const json = (answer: IDataObject) => JSON.stringify(answer);
/** What a service, or somebody in its place, may answer with a number, a name and a file in it. */
const ANSWERS: Array<[string, WireAnswer]> = [
	['a code that is a number', json({ SVC_RT: NUMBER, SVC_MSG: '홍길동' })],
	['a message with a number', json({ SVC_RT: '5050', SVC_MSG: `${NUMBER} LOGIN FAIL` })],
	['a known code', json({ SVC_RT: '4001', SVC_MSG: `홍길동 ${FILE}`, DATAS: `${NUMBER}` })],
	['a refused sign-in', json({ SVC_RT: '1004', SVC_MSG: 'AUTH_ERR', DATAS: `${NUMBER} LOGIN FAIL` })],
	['a status of nobody', json({ SVC_RT: '0000', SVC_MSG: 'OK', DATAS: { STATUS: `홍길동 ${NUMBER}`, DEBUG: `${NUMBER}=홍길동` } })],
	['a web page', `<html>홍길동 ${NUMBER}</html>`],
	['a web page that is not found', (response) => response.writeHead(404).end(`홍길동 ${NUMBER}`)],
	['an error of the server', (response) => response.writeHead(500).end(`홍길동 ${NUMBER}`)],
	['half a file', (response) => void response.writeHead(200, { 'content-length': '99', 'content-disposition': `attachment; filename=${FILE}` }).write(`RIFF${NUMBER}`, () => response.destroy())],
	['nothing', (response) => response.destroy()],
];

let wire: Awaited<ReturnType<typeof listenOnTheWire>>;
beforeEach(() => {
	jest.spyOn(n8nWorkflow, 'sleep').mockImplementation(async (milliseconds) => await new Promise((resolve) => setTimeout(resolve, milliseconds / 100)));
});
afterEach(async () => {
	jest.restoreAllMocks();
	await wire?.close();
});

/** @returns what of a message nobody is to read there */
const secretsIn = (message: string) => SECRETS.filter((secret) => message.replaceAll('(0000 ', '').includes(secret));

const rows = resources.flatMap(({ value, operations }) => operations.map(({ value: operation }) => [value, operation] as const));

describe.each(rows)('%s.%s', (resource, operation) => {
	const run = async (fields: IDataObject) =>
		await runAction({
			parameters: { resource, operation, ...RIGHT, ...fields } as never,
			credential: credentialFor(wire.baseUrl),
			waitingUrl: 'https://n8n.example.com/webhook-waiting',
		}).then(
			() => undefined,
			(error: Error) => error,
		);

	test.each(ANSWERS)('whatever the service answers: %s', async (_, answer) => {
		wire = await listenOnTheWire(answer);
		const error = await run({});
		expect(secretsIn(error?.message ?? '')).toEqual([]);
	});

	test('whatever is entered', async () => {
		wire = await listenOnTheWire(json({ SVC_RT: '0000', SVC_MSG: 'OK', DATAS: { STATUS: 'OK' } }));
		for (const fields of WRONG) expect(secretsIn((await run(fields))?.message ?? '')).toEqual([]);
	});
});

test('what was entered stands in the description, and in the item of a run that goes on', async () => {
	wire = await listenOnTheWire(json({ SVC_RT: '0000' }));
	const parameters = { resource: 'message', operation: 'send', ...RIGHT, to: `${NUMBER}9` };
	const credential = credentialFor(wire.baseUrl);
	const { message, description } = await errorOf(runAction({ parameters, credential }));
	expect({ message, description }).toEqual({
		message: 'To: it is not a Korean phone number',
		description: `Found: "${NUMBER}9". Write it with its area code, such as 010-1234-5678 or +82 10-1234-5678; numbers abroad cannot be used. Nothing was sent.`.replaceAll('1234-5678', '0000-1234'),
	});
	const [item] = await runAction({ parameters, credential, settings: { onError: 'continueRegularOutput' } });
	expect(item.json.error).toBe(`${message}. ${description}`);
});

test('a description holds no HTML of strangers, which the editor would show as its own, and not all that they write', async () => {
	const link = '<a href=https://evil.example>Sign in to n8n again</a> `code`';
	wire = await listenOnTheWire(json({ SVC_RT: '5050', SVC_MSG: link }));
	const credential = credentialFor(wire.baseUrl);
	const descriptionOf = async (parameters: IDataObject) => (await errorOf(runAction({ parameters: parameters as never, credential }))).description ?? '';
	const to = [link, ...Array.from({ length: 50 }, () => 'x'.repeat(2000))].join(';');
	const sending = await descriptionOf({ resource: 'message', operation: 'send', text: 'test', to });
	expect(sending).toContain('Sign in to n8n again');
	expect(sending).toContain(' and 41 more.');
	expect(sending.length).toBeLessThan(1200);
	for (const shown of [sending, await descriptionOf({ resource: 'line', operation: 'get' })]) expect(shown).not.toMatch(/[<>`]/);
});

test.each(ANSWERS)("the polling trigger's errors and log, whatever the service answers: %s", async (_, answer) => {
	const call = { TIME: '2026-11-22 09:30:00', SRC: NUMBER, DST: '1000', CALLDATE: '20261122093000', FILE_TIME: '20261122093100', FILE_NAME: FILE };
	const list = (...DATAS: IDataObject[]) => json({ SVC_RT: '0000', SVC_MSG: 'OK', LISTINFO: { total: DATAS.length }, DATAS });
	let records: IDataObject[] = [];
	let broken = new Set<string>();
	wire = await listenOnTheWire((response, request) => {
		const command = (request.url ?? '').replace('/RestApi/', '');
		if (broken.has(command)) return typeof answer === 'string' ? void response.end(answer) : answer(response, request);
		response.end(list(...records));
	});
	const events = ['incomingSms', 'callMissed', 'callMade', 'recordingAdded'];
	const trigger = await openPolling({ parameters: { events, options: { download: true } }, credential: credentialFor(wire.baseUrl) });
	await trigger.begin();
	records = [call];
	const told: string[] = [];
	for (const commands of [['recorddownload'], ['getrecvsmslist'], ['getinboundcall'], ['getrecvsmslist', 'getinboundcall', 'callhistory', 'recordlist']]) {
		broken = new Set(commands);
		told.push(await trigger.poll().then(() => '', (error: Error) => error.message));
		told.push(await trigger.fetchTestEvent().then(() => '', (error: Error) => error.message));
	}
	expect([...told, ...trigger.log].flatMap(secretsIn)).toEqual([]);
});

test.each(ANSWERS)("the instant trigger's errors and log, whatever the service answers: %s", async (_, answer) => {
	wire = await listenOnTheWire(answer);
	const told: string[] = [];
	for (const parameters of [{ callbackHost: '127.0.0.1' }, { callbackHost: NUMBER }, { callbackHost: '127.0.0.1', callbackPort: NUMBER }, { callbackHost: '127.0.0.1', options: { allowedIps: NUMBER } }]) {
		const trigger = await openTrigger({ parameters, credential: credentialFor(wire.baseUrl) });
		told.push(await trigger.activate().then(() => '', (error: Error) => error.message));
		await trigger.remove();
		told.push(...trigger.log);
	}
	expect(told.flatMap(secretsIn)).toEqual([]);
});

test("somebody else's address is named without a number in it", async () => {
	const CALLBACK = `2026-11-22 09:30:00^07000001000^203.0.113.9^/crm/${NUMBER}/call.php?to=${NUMBER}^80^1`;
	wire = await listenOnTheWire(json({ SVC_RT: '0000', SVC_MSG: 'OK', DATAS: { CALLBACK } }));
	const trigger = await openTrigger({ parameters: { callbackHost: '127.0.0.1' }, credential: credentialFor(wire.baseUrl) });
	const { message } = await errorOf(trigger.activate());
	expect(message).toContain('http://203.0.113.9:80, registered 2026-11-22T09:30:00+09:00');
	expect(message).not.toContain('crm');
	expect(secretsIn(message.replace('+09:00', ''))).toEqual([]);
});
