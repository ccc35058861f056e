import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import type { ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';

import fc from 'fast-check';
import type { IDataObject, IExecuteFunctions, IHttpRequestOptions, INodeExecutionData } from 'n8n-workflow';
import * as n8nWorkflow from 'n8n-workflow';

import { resources } from '../nodes/UplusCentrex/resources';
import type { Answer } from './support/garbage';
import { isJson, mangledAnswer, objectsIn, readPlainly, show } from './support/garbage';
import { LISTINGS } from './support/operations';
import { runActionWithHints } from './support/runAction';
import { credentialFor } from './support/wire';

/**
 * Truth under garbage: whatever the service answers to whatever operation, one item comes out for one that went in, nothing
 * is sent twice, and nothing is called done that the answer does not confirm. The judgement here shares nothing with the node's.
 */

/**
 * Some ten thousand answers, so many in a run of the node; what does not go over HTTP is handed to the node in its place.
 * With LONG=true ten thousand to each operation.
 */
const ITEMS = 20;
const HTTP_RUNS = 5;
const DIRECT_RUNS = process.env.LONG === 'true' ? 500 : 11;
jest.setTimeout(600_000);

const SECRET = createHash('sha512').update('demo-1000').digest('hex');

interface Operation {
	operation: string;
	fields?: IDataObject;
	command: string;
	/** The good answer's DATAS; or the good answer, where it is a file. */
	good: unknown;
	/** It may be asked again. */
	reads?: true;
	/** It makes an item of each entry. */
	lists?: true;
	/** Its items share requests: it takes one at a time. */
	alone?: true;
	/** Codes that say that there is nothing. */
	nothing?: string[];
	/** Whether an item says what the values of its answer do, or its entries. */
	isTrue?: (json: IDataObject, values: Record<string, unknown>, entries: Array<Record<string, unknown>>) => boolean;
}

/** What is in a value, lists opened, texts trimmed and without the empty ones. */
const partsOf = (value: unknown): unknown[] =>
	[value]
		.flat(Infinity)
		.map((part: unknown) => (typeof part === 'string' ? part.trim() : part))
		.filter((part) => part !== '' && part !== null && part !== undefined);
const isOk = (value: unknown) => partsOf(value).length === 1 && /^"ok"$/i.test(JSON.stringify(partsOf(value)[0]));
const isMissing = (value: unknown) => partsOf(value).length === 0;

const isDoneAsSaid: Operation['isTrue'] = ({ success }, { STATUS }) => success === (isOk(STATUS) || isMissing(STATUS));
const withStatus = (operation: string, command: string, fields: IDataObject = {}): Operation => ({
	operation,
	fields,
	command,
	good: { STATUS: 'OK', CHANNEL: 'SIP/100C0262-f73b' },
	isTrue: isDoneAsSaid,
});

/** Whether an answer says that a text was sent to a number, and nothing else about it. */
function confirms(number: string, { STATUS, DEBUG }: Record<string, unknown>): boolean {
	if (isMissing(DEBUG)) return isOk(STATUS);
	const told = JSON.stringify(DEBUG).split(/[,;|"{}[\]:]/).map((entry) => entry.trim()).filter((entry) => new RegExp(`^${number}\\s*=.`).test(entry));
	return told.length > 0 && told.every((entry) => new RegExp(`^${number}\\s*=\\s*OK$`, 'i').test(entry));
}

const numbers = (count: number) => Array.from({ length: count }, (_, index) => `0100000${1000 + index}`);
const sending = (count: number, text: string): Operation => ({
	operation: 'message.send',
	fields: { to: numbers(count).join(), text: `=#{{ $itemIndex }} ${text}`, options: { longText: 'split', sendTogether: false } },
	command: 'smssend',
	good: { STATUS: 'OK', RESCNT: 500, DEBUG: numbers(count).map((number) => `${number}=OK`).join() },
	isTrue(json, values) {
		const recipients = json.recipients as Array<{ to: string; status: string }>;
		// What else than text tells of the recipients need not be understood, but must not be taken for more than it says.
		const isReadable = partsOf(values.DEBUG).every((part) => typeof part === 'string');
		const withWord = (word: string) => recipients.filter(({ status }) => status === word).length;
		return (
			recipients.map(({ to }) => to).join() === numbers(count).join() &&
			recipients.every(({ to, status }) => (status === 'OK' ? confirms(to, values) : !isReadable || !confirms(to, values))) &&
			json.sent === withWord('OK') &&
			json.failed === count - withWord('OK') - withWord('UNKNOWN') &&
			json.success === (withWord('OK') === count) &&
			json.outcome === (withWord('UNKNOWN') > 0 ? 'unknown' : undefined)
		);
	},
});

const reading = (operation: string, command: string, good: unknown, more: Partial<Operation> = {}): Operation => ({
	operation,
	command,
	good,
	reads: true,
	...more,
});
const listing = (operation: string, command: string, record: IDataObject, fields: IDataObject = {}): Operation =>
	reading(operation, command, [{ ...record, NO: 1 }, { ...record, NO: '2' }], { fields, lists: true, nothing: ['4002', '4004'] });

const to = '010-0000-1000';
const fileName = '5000-07000006000_20151214110050_mix.wav';
const time = '2015/12/11 16:53:36';
const call = { TIME: time, SRC: '5000', DST: '01000001***', DURATION: '8', BILLSEC: 7, STATUS: 'OK', KIND: '2' };
const contact = { NAME: 'test1', PHONE1: '0200001000', PHONE2: '', GROUP_NAME: '고객', GROUP_CODE: '0', ETC: '\r' };
const isTheNumber = (value: unknown) => partsOf(value).length === 1 && /^"?0*200001000"?$/.test(JSON.stringify(partsOf(value)[0]));
const line = { NAME: '홍길동', EXTEN: '1000', NUMBER070: '07000001000', FORWARD_TYPE: '0', FORWARD_DATA: '_', FORWARD_STR: '' };
const forwarding = { FORWARD_USE: 'F', FORWARD_DATA: '01000001000', FORWARD_STR: '매일외부', FORWARD_TYPE: '2', DOMAIN: 'x' };
const registered = '2015-12-14 19:42:06^07000001000^203.0.113.5^/www/call.html^80^1';
const page = { url: '/www/call.html', host: '203.0.113.5', port: 80 };

const OPERATIONS: Operation[] = [
	withStatus('call.dial', 'clickdial', { to }),
	withStatus('call.conference', 'conference', { to }),
	withStatus('call.hangUp', 'hangup'),
	withStatus('call.hold', 'starthold'),
	withStatus('call.resume', 'stophold'),
	withStatus('call.startRecording', 'startrecord'),
	withStatus('call.stopRecording', 'stoprecord'),
	sending(1, '안녕하세요'),
	sending(3, '안녕하세요'),
	sending(12, 'to two groups'),
	sending(1, '가'.repeat(500)),
	{
		...reading('recording.download', 'recorddownload', Buffer.from(`RIFF\u0000${'x'.repeat(200)}`), { fields: { fileName, options: { pauseSeconds: 0 } } }),
	},
	{ ...withStatus('recording.delete', 'recordremove', { fileName }), isTrue: ({ deleted }) => deleted === true },
	withStatus('callForwarding.set', 'setforward', { to }),
	withStatus('callForwarding.set', 'setforwardtype', { to, when: 'busy' }),
	withStatus('callForwarding.stop', 'stopforward'),
	reading('callForwarding.get', 'getforwardtype', forwarding),
	reading('callForwarding.get', 'getforwardtype', forwarding, { fields: { simplify: false } }),
	...LISTINGS.map(({ operation, command, fields, raw = [] }) => listing(operation, command, raw[0], fields)),
	{
		...listing('contact.find', 'addresslist', contact, { phone: '02-0000-1000' }),
		lists: undefined,
		alone: true,
		isTrue: ({ found, name }, _, entries) => {
			const [first] = entries.filter(({ PHONE1, PHONE2 }) => [PHONE1, PHONE2].some(isTheNumber));
			return found === (first !== undefined) && (!first || typeof first.NAME !== 'string' || name === first.NAME.replace(new RegExp(SECRET, 'gi'), '***').trim());
		},
	},
	listing('callHistory.getAll', 'callhistory', call, { direction: 'inbound', simplify: false }),
	reading('line.get', 'userinfo', line),
	reading('line.get', 'userinfo', line, { fields: { simplify: false } }),
	reading('line.getPhoneStatus', 'phonestatus', { STATUS: 'OK' }),
	reading('line.getCallStatus', 'channelstatus', { STATUS: 'SIPW/100C0262-f73b' }, { nothing: ['4004'] }),
	{ ...withStatus('line.extendPassword', 'extendauth'), isTrue: ({ success }) => success === true },
	reading('notificationUrl.get', 'getringcallback', { STATUS: 'OK', CALLBACK: registered }, { fields: { event: 'incomingCall' }, nothing: ['4002', '4004'] }),
	withStatus('notificationUrl.set', 'setsmscallback', { ...page, event: 'incomingSms' }),
	{ ...withStatus('notificationUrl.delete', 'delringcallback', { event: 'incomingCall' }), isTrue: (json, ...answer) => json.deleted === json.success && isDoneAsSaid(json, ...answer) },
];

/** A request that left the node. */
interface Sent {
	item: number;
	command: string;
	parameters: Record<string, string>;
}

let answers: Answer[];
/** The item that the node is at. */
let item: number;
/** The item of which a text went out last. */
let sentItem: number;

/** The node reads items while a text is under way: of a text its first part says which item it is of. */
function itemOf({ smsmsg }: Record<string, string>): number {
	if (smsmsg === undefined) return item;
	const [, named] = /^#(\d+) /.exec(smsmsg) ?? [];
	if (named) sentItem = Number(named);
	return sentItem;
}

let sent: Sent[];
const overHttp = new Map<string, number>();
const unhandled: unknown[] = [];
const note = (error: unknown) => void unhandled.push(error);
let server: ReturnType<typeof createServer>;
let baseUrl: string;

beforeAll(async () => {
	process.on('unhandledRejection', note);
	process.on('uncaughtException', note);
	server = createServer((request, response) => {
		const chunks: Buffer[] = [];
		request.on('data', (chunk: Buffer) => chunks.push(chunk));
		request.on('end', () => {
			const parameters = Object.fromEntries(new URLSearchParams(Buffer.concat(chunks).toString()));
			const command = `${request.method} ${request.url}`.replace('POST /RestApi/', '');
			const of = itemOf(parameters);
			sent.push({ item: of, command, parameters });
			overHttp.set(command, (overHttp.get(command) ?? 0) + 1);
			answer(response, answers[of]);
		});
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/RestApi`;
});
afterAll(async () => {
	process.off('unhandledRejection', note);
	process.off('uncaughtException', note);
	server.closeAllConnections();
	await new Promise((resolve) => server.close(resolve));
});
afterEach(() => jest.restoreAllMocks());

function answer(response: ServerResponse, { status, headers, body, connection }: Answer): void {
	if (connection === 'never') return void response.destroy();
	if (connection === 'noHttp') return void response.socket?.end(`x${body.toString('latin1')}\r\n\r\n`);
	const length = connection === 'tooShort' ? { 'content-length': body.length + 10 } : {};
	response.writeHead(status, { ...headers, ...length });
	if (connection === 'whole') return void response.end(body);
	const part = connection === 'amid' ? body.subarray(0, body.length / 2) : body;
	response.write(part, () => response.destroy());
}

/** What n8n's helper would return, or throw, for an answer. */
function handOver({ status, headers, body, connection }: Answer, { encoding }: IHttpRequestOptions) {
	const broken = Object.assign(new Error('socket hang up'), { code: 'ECONNRESET', request: {} });
	if (connection === 'never' || connection === 'noHttp' || (connection !== 'whole' && encoding !== 'stream')) throw broken;
	const text = () => body.toString('utf8').replace(/^\uFEFF/, '');
	const stream = () =>
		Readable.from(
			(function* () {
				yield body;
				if (connection !== 'whole') throw broken;
			})(),
			{ objectMode: false },
		);
	return { statusCode: status, headers, body: encoding === 'stream' ? stream() : text() };
}

async function run({ operation: both, fields }: Operation, direct: boolean) {
	const [resource, operation] = both.split('.');
	sent = [];
	// What watches a download for half a minute must not be over before it.
	const speed = resource === 'recording' ? 100 : 1000;
	jest.spyOn(n8nWorkflow, 'sleep').mockImplementation(async (milliseconds) => {
		await new Promise((resolve) => setTimeout(resolve, milliseconds / speed));
	});
	return await runActionWithHints({
		parameters: { resource, operation, ...fields } as never,
		credential: credentialFor(baseUrl),
		waitingUrl: 'https://n8n.example.com/webhook-waiting',
		items: answers.map(() => ({})),
		settings: { onError: 'continueRegularOutput' },
		prepare(context: IExecuteFunctions) {
			const read = context.getNodeParameter.bind(context) as (...args: unknown[]) => unknown;
			const getNodeParameter = (name: string, index: number, ...more: unknown[]) => read(name, (item = index), ...more);
			const data = context.getInputData();
			const keys = function* () {
				for (item = 0; item < data.length; item++) yield item;
			};
			Object.assign(context, { getNodeParameter, getInputData: () => Object.assign([...data], { keys }) });
			if (!direct) return;
			const httpRequestWithAuthentication = async (_: string, options: IHttpRequestOptions) => {
				const parameters = options.body as Record<string, string>;
				const of = itemOf(parameters);
				sent.push({ item: of, command: options.url.slice(1), parameters });
				return handOver(answers[of], options);
			};
			Object.assign(context, { helpers: { ...context.helpers, httpRequestWithAuthentication } });
		},
	});
}

const isDone = (code: string, message: string) => /^0+$/.test(code) || code === 'OK' || (code === '2000' && /^ok$/i.test(message));

/** What reaches people may have done so where the service says that it failed. */
const outcomeOf = ({ operation }: Operation, code: string) =>
	/^(3001|9999)$/.test(code) && /^(message\.send|call\.dial|call\.conference)/.test(operation) ? 'unknown' : 'rejected';

/** @returns what is wrong with what came out and went out for one answer; `undefined` where nothing is */
function faultIn(operation: Operation, given: Answer, items: INodeExecutionData[], requests: Sent[]): string | undefined {
	const jsons = items.map(({ json }) => json);
	const shown = JSON.stringify(jsons);
	if (!jsons.every(isJson)) return 'it is no JSON';
	if (/\[object |function/.test(shown)) return 'it has an object as text';
	if (shown.toLowerCase().includes(SECRET)) return 'it has the password hash';

	if (requests.some(({ command }) => command !== operation.command)) return 'it asked for something else';
	const times = new Map<string, number>();
	for (const { parameters } of requests) {
		for (const number of (parameters.destnumber ?? '').split(',')) {
			const what = JSON.stringify({ ...parameters, destnumber: number });
			times.set(what, (times.get(what) ?? 0) + 1);
		}
	}
	if (Math.max(0, ...times.values()) > (operation.reads ? 3 : 1)) return 'it was sent again';

	const failed = jsons.filter(({ error }) => typeof error === 'string');
	if (failed.length > 1 || (failed.length === 1 && jsons.length > 1)) return 'a failure has several items';
	const [failure] = failed;
	if (requests.length === 0) return 'nothing was asked';
	if (Buffer.isBuffer(operation.good)) return faultInFile(given, items, failure);

	const said = readPlainly(given);
	if (!said || !(isDone(said.code, said.message) || operation.nothing?.includes(said.code))) {
		if (!failure) return 'it failed, and is no failure';
		if (failure.outcome === 'notSent') return 'it was sent';
		if (said && (failure.code !== said.code.replace(new RegExp(SECRET, 'gi'), '***') || failure.outcome !== outcomeOf(operation, said.code))) {
			return 'the code is not told';
		}
		const isOpen = given.connection !== 'whole' || given.status >= 500 || given.status < (operation.reads ? 300 : 400);
		return !said && isOpen && failure.outcome !== 'unknown' ? 'it may have been carried out' : undefined;
	}
	if (failure) return 'it was carried out, and is a failure';
	const { DATAS, LISTINFO } = said.record;
	const entries = isDone(said.code, said.message) ? objectsIn(DATAS ?? objectsIn(LISTINFO).map((info) => info.DATAS)[0]) : [];
	if (operation.lists) {
		return jsons.length === entries.length ? undefined : `there are ${entries.length} entries`;
	}
	if (jsons.length !== 1) return 'it is not one item';
	const values = isDone(said.code, said.message) ? (objectsIn(DATAS)[0] ?? {}) : {};
	return operation.isTrue?.(jsons[0], values, entries) === false ? 'it is not what the answer says' : undefined;
}

function faultInFile({ status, body, connection }: Answer, items: INodeExecutionData[], failure?: IDataObject): string | undefined {
	if (items.length !== 1) return 'it is not one item';
	const isFile = connection === 'whole' && status < 300 && body.length > 0 && !/^\uFEFF?\s*[{<]/.test(body.toString('utf8'));
	if (failure) return isFile && body.toString('latin1').startsWith('RIFF') ? 'the file was there' : undefined;
	const file = Buffer.from(items[0].binary?.data.data ?? '', 'base64');
	return isFile && items[0].json.bytes === body.length && file.equals(body) ? undefined : 'this is not the file';
}

const answered = ({ good }: Operation, count = ITEMS) => {
	const list = Array.isArray(good) && { LISTINFO: { page: '1', numperpage: 10, total: '2' } };
	const whole = Buffer.isBuffer(good) ? good : { SVC_RT: '0000', SVC_MSG: 'OK', ...list, DATAS: good as object };
	return fc.array(mangledAnswer(whole, SECRET, `${baseUrl}/elsewhere`), { minLength: count, maxLength: count });
};

const ways: Array<[string, boolean, number]> = [
	['over HTTP', false, HTTP_RUNS],
	['handed over', true, DIRECT_RUNS],
];
const rows = OPERATIONS.flatMap((operation) => ways.map(([way, direct, numRuns]) => [operation.operation, operation.command, way, operation, direct, numRuns] as const));

test.each(rows)('%s (%s): garbage %s', async (_, __, ___, operation, direct, numRuns) => {
	const count = operation.alone ? 1 : ITEMS;
	await fc.assert(
		fc.asyncProperty(answered(operation, count), async (given) => {
			answers = given;
			const { items } = await run(operation, direct);
			for (const [index, each] of given.entries()) {
				const out = items.filter(({ pairedItem }) => JSON.stringify(pairedItem) === `{"item":${index}}`);
				const fault = faultIn(operation, each, out, sent.filter((request) => request.item === index));
				if (fault) throw new Error(`${fault}\nanswer: ${show(each)}\nitems: ${JSON.stringify(out)}`);
			}
			expect(items.every(({ pairedItem }) => isJson(pairedItem))).toBe(true);
		}),
		{ numRuns: (numRuns * ITEMS) / count },
	);
	expect(unhandled).toEqual([]);
});

/** Takes one item at a time. */
test('message.sendAndWait (smssend): garbage handed over; it waits where the text is confirmed, and nowhere else', async () => {
	const [number] = numbers(1);
	const asking = { ...sending(1, ''), operation: 'message.sendAndWait', fields: { to: number, text: '#0 괜찮으세요?', responseType: 'approval', options: {} } };
	await fc.assert(
		fc.asyncProperty(answered(asking, 1), async ([given]) => {
			answers = [given];
			const { items, waitTill } = await run(asking, true);
			const said = readPlainly(given);
			const values = said && isDone(said.code, said.message) ? (objectsIn(said.record.DATAS)[0] ?? {}) : undefined;
			const isConfirmed = values !== undefined && confirms(number, values);
			const isReadable = partsOf(values?.DEBUG).every((part) => typeof part === 'string');
			const what = `${show(given)}\n${JSON.stringify(items)}`;
			if (sent.length !== 1) throw new Error(`it was sent ${sent.length} times\n${what}`);
			if (waitTill && !isConfirmed) throw new Error(`it waits for nobody\n${what}`);
			if (!waitTill && isConfirmed && isReadable) throw new Error(`it does not wait\n${what}`);
			if (!waitTill && (items.length !== 1 || !['unknown', 'rejected'].includes(String(items[0].json.outcome)))) throw new Error(`it says nothing\n${what}`);
		}),
		{ numRuns: DIRECT_RUNS * ITEMS },
	);
	expect(unhandled).toEqual([]);
});

/** Asks many commands for an item, which all get the same answer. */
test('line.check: garbage handed over; each command has its item, which works where the answer says so, and nowhere else', async () => {
	const checking = reading('line.check', 'userinfo', [{ ...line, ...forwarding, ...call, STATUS: 'OK', CALLBACK: registered }]);
	const nothing = (command: string) => (/list$|^call|^getinbound|callback$/.test(command) ? ['4002', '4004'] : command === 'channelstatus' ? ['4004'] : []);
	await fc.assert(
		fc.asyncProperty(answered(checking), async (given) => {
			answers = given;
			const { items } = await run(checking, true);
			for (const [index, each] of given.entries()) {
				const out = items.filter(({ pairedItem }) => JSON.stringify(pairedItem) === `{"item":${index}}`).map(({ json }) => json);
				const what = `${show(each)}\n${JSON.stringify(out)}`;
				if (out.length !== 12 || !out.every(isJson)) throw new Error(`it is not an item a command\n${what}`);
				if (JSON.stringify(out).toLowerCase().includes(SECRET)) throw new Error(`it has the password hash\n${what}`);
				const said = readPlainly(each);
				for (const { command, works } of out) {
					const isGood = said !== undefined && (isDone(said.code, said.message) || nothing(String(command)).includes(said.code));
					if (works !== isGood) throw new Error(`${String(command)} is not as it was answered\n${what}`);
				}
			}
		}),
		{ numRuns: DIRECT_RUNS },
	);
	expect(unhandled).toEqual([]);
});

test('every operation is here', () => {
	const all = resources.flatMap(({ value, operations }) => operations.map((one) => `${value}.${one.value}`));
	expect(all.filter((one) => OPERATIONS.every(({ operation }) => operation !== one))).toEqual(['line.check', 'message.sendAndWait']);
});

test('each operation was answered a hundred times over HTTP, and all together ten thousand times', () => {
	expect(OPERATIONS.length * (HTTP_RUNS + DIRECT_RUNS) * ITEMS).toBeGreaterThanOrEqual(10_000);
	for (const { command } of OPERATIONS) expect(overHttp.get(command)).toBeGreaterThanOrEqual(100);
	expect([...overHttp.keys()].sort()).toEqual([...new Set(OPERATIONS.map(({ command }) => command))].sort());
});
