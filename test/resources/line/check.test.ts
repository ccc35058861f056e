import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import * as n8nWorkflow from 'n8n-workflow';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { COMMAND_FACTS, factsOf } from '../../../nodes/UplusCentrex/api/commands';
import { LISTS } from '../../../nodes/UplusCentrex/api/lists';
import { SETTINGS, settingsOf } from '../../../simulator/restApi/settings';
import type { Settings } from '../../../simulator/restApi/settings';
import { useSimulator } from '../../simulator/helpers';
import { ROWS } from '../../support/operations';
import { errorOf, runAction, runActionWithHints } from '../../support/runAction';
import type { ActionRun } from '../../support/runAction';
import { credentialFor, listenOnTheWire } from '../../support/wire';
import type { WireAnswer } from '../../support/wire';

const simulator = useSimulator();
const CHECK = { resource: 'line', operation: 'check' };
const ISSUES = (JSON.parse(readFileSync(join(__dirname, '../../../package.json'), 'utf8')) as { bugs: { url: string } }).bugs.url;

/** What is asked, in order, with what it takes besides id and pass. */
const ASKED: Array<[check: string, command: string, parameters?: object]> = [
	['User information', 'userinfo'],
	['Phone status', 'phonestatus'],
	['Call status', 'channelstatus'],
	...Object.values(LISTS).map(({ title, command, ...list }): (typeof ASKED)[0] => [title, command, { ...('parameters' in list && list.parameters), page: '1' }]),
	['Call forwarding', 'getforwardtype'],
	['Notification URL for calls', 'getringcallback'],
	['Notification URL for texts', 'getsmscallback'],
];

let pauses: number[];
beforeEach(() => {
	pauses = [];
	jest.spyOn(n8nWorkflow, 'sleep').mockImplementation(async (milliseconds) => {
		if (milliseconds > 0) pauses.push(milliseconds);
		await new Promise((resolve) => setTimeout(resolve, milliseconds / 100));
	});
});

let wire: Awaited<ReturnType<typeof listenOnTheWire>> | undefined;
afterEach(async () => {
	await wire?.close();
	wire = undefined;
});
/** A service that answers each command so. */
const serve = async (...answers: WireAnswer[]) => {
	wire = await listenOnTheWire(...answers);
	return wire;
};

/** @returns the items, by what they check, and what stands above them */
async function check(baseUrl = `${simulator.url()}/RestApi`, more: Partial<ActionRun> = {}) {
	const { items, hints } = await runActionWithHints({ parameters: CHECK, credential: credentialFor(baseUrl), ...more });
	const of = Object.fromEntries(items.map(({ json }) => [json.check, json])) as Record<string, IDataObject>;
	return { items: items.map(({ json }) => json), of, hints, differences: differencesOf(items) };
}
const differencesOf = (items: INodeExecutionData[]) =>
	Object.fromEntries(items.map(({ json }) => [json.check, json.differences as string[]] as const).filter(([, differences]) => differences.length > 0));
const works = { works: true, code: '0000', codeName: 'OK', message: 'Works', advice: '', milliseconds: expect.any(Number), differences: [] };
const nothing = (code: string, codeName: string) => ({ ...works, code, codeName, message: 'Works; there is nothing to look at' });
const notTried = (why: string) => ({ works: false, code: null, codeName: null, message: `Not tried, because ${why}`, advice: '', milliseconds: null, differences: [] });
const named = (said: (check: string) => object) => ASKED.map(([name, command]) => ({ check: name, command, ...said(name) }));
const hint = (type: 'info' | 'warning', message: string) => [{ message, type, location: 'outputPane' }];
const TELL = `these items hold no number, name or text, and can be pasted into an issue as they are. ${ISSUES}`;

describe('the demo line', () => {
	const empty = (name: string) => (name === 'Call status' ? nothing('4004', 'NO_CHANNEL') : nothing('4002', 'NO_DATA'));

	test('works with the service of today', async () => {
		const { items, hints } = await check();
		expect(items).toEqual(named((name) => (/status|URL/.test(name) && name !== 'Phone status' ? empty(name) : works)));
		expect(hints).toEqual(hint('info', `12 of 12 work. You can tell us: ${TELL}`));
	});

	test('is asked each command that only reads, first pages only, once, a second apart', async () => {
		await check();
		const { requests } = await simulator.state();
		const asked = requests.map(({ command, parameters }) => [command, Object.fromEntries(Object.entries(parameters).filter(([name]) => !['id', 'pass'].includes(name)))]);
		expect(asked).toEqual(ASKED.map(([, command, parameters = {}]) => [command, parameters]));
		expect(pauses).toEqual(ASKED.slice(1).map(() => 1000));
		const reading = Object.keys(COMMAND_FACTS).filter((command) => factsOf(command as 'userinfo').effect === 'reads');
		expect([...new Set(asked.map(([command]) => command)), 'recorddownload'].sort()).toEqual(reading.sort());
	});

	test('lacks what the service of the document has not, and is told what does the nearest thing', async () => {
		await simulator.client().choose({ service: 'document' });
		const { items, of, hints } = await check();
		const lacking = ['Received texts', 'Inbound calls', 'Call forwarding'];
		expect(items.filter(({ works: isWorking }) => !isWorking).map(({ check: name }) => name)).toEqual(lacking);
		expect(of['Received texts']).toEqual({
			check: 'Received texts',
			command: 'getrecvsmslist',
			works: false,
			code: '4001',
			codeName: 'UNKNOWN_COMMNAD',
			message: 'The service or the contract of this line lacks this operation (4001 UNKNOWN_COMMNAD)',
			advice: "Ask LG U+ customer service to make the API add-on part of the line's contract. The LG U+ Centrex Trigger starts a workflow with each text as it comes in.",
			milliseconds: expect.any(Number),
			differences: [],
		});
		expect(hints).toEqual(hint('warning', `9 of 12 work. The service or the contract of this line lacks: ${lacking.join('; ')}. You can tell us: ${TELL}`));
	});

	test('is checked once for each item', async () => {
		const { items } = await check(undefined, { items: [{}, {}] });
		expect(items).toHaveLength(24);
		expect(pauses).toHaveLength(23);
	});
});

describe('no known form is a difference', () => {
	const CALL = { direction: 'inbound', number: '01000001234', startedAt: '2026-11-20T09:30:00+09:00' } as const;
	const INBOUND = { from: '01000001234', startedAt: CALL.startedAt, durationSeconds: 9 };

	/** A line with something in each list, each ending of a call, two registrations, and a call in progress. */
	async function begin(settings: Partial<Settings>, line: object = {}) {
		await simulator.client().reset();
		await simulator.client().choose(settings);
		await simulator.setLine({
			pickUpSeconds: 0,
			contacts: [{ name: '홍길동', phone1: '010-0000-1234', groupCode: '1', note: '\r' }, { name: '' }],
			history: (['inbound', 'outbound'] as const).flatMap((direction) =>
				['OK', 'NO ANSWER', 'FAIL'].map((status) => ({ ...CALL, direction, durationSeconds: 8, talkSeconds: 0, status })),
			),
			recordings: [{ ...CALL, seconds: 2 }, { ...CALL, direction: 'outbound', number: '1001', seconds: 2 }],
			receivedTexts: ['01000001234', '15880000', '1w234567'].map((from) => ({ from, text: '', at: CALL.startedAt })),
			inboundCalls: [
				...(['ANSWERED', 'NO ANSWER', 'CANCEL', 'BUSY', 'FAILED'] as const).map((status) => ({ ...INBOUND, status })),
				{ ...INBOUND, status: 'ANSWERED', reached: '07000001001' },
			],
			...line,
		});
		for (const kind of ['ring', 'sms']) {
			await simulator.resultCode(`set${kind}callback`, { callbackurl: '/www/call.html?a=1', callbackhost: '203.0.113.5', callbackport: '80' });
		}
		await simulator.resultCode('clickdial', { destnumber: '01000001234' });
	}
	const found = async () => {
		const { items, differences } = await check();
		// What the line of the document lacks.
		const isAsked = ({ works: isWorking, code }: IDataObject) => isWorking === true || code === '4001';
		expect(items.filter((item) => !isAsked(item))).toEqual([]);
		return differences;
	};

	const variants = SETTINGS.service.flatMap((service) =>
		Object.entries(SETTINGS).flatMap(([name, choices]) =>
			choices.filter((choice) => name !== 'service' && choice !== settingsOf(service)[name as keyof Settings]).map((choice) => [service, name, choice] as const),
		),
	);

	test.each(SETTINGS.service)('of the service of %s', async (service) => {
		await begin({ service });
		expect(await found()).toEqual({});
		const { items } = await check();
		expect(items.filter(({ message, code }) => message !== 'Works' && code !== '4001')).toEqual([]);
	});

	test.each(variants)('of the service of %s with %s %s', async (service, name, choice) => {
		await begin({ service, [name]: choice } as Partial<Settings>);
		expect(await found()).toEqual({});
		await simulator.setLine({ contacts: [], history: [], recordings: [], receivedTexts: [], inboundCalls: [] });
		expect(await found()).toEqual({});
	});

	test.each(SETTINGS.service)('of the service of %s with all of them', async (service) => {
		const all = Object.fromEntries(variants.filter(([of]) => of === service).map(([, name, choice]) => [name, choice]));
		await begin({ service, ...all });
		expect(await found()).toEqual({});
	});

	test("of the samples of the provider's document", async () => {
		const SAMPLES = ['3.3.1', '3.4.4', '3.5.1', '3.6.1', '3.7.1', '3.7.2', '3.7.3', '3.9.2', '3.9.5'];
		const sampleOf = (command: string) => ROWS.find((row) => row.command === command && SAMPLES.some((section) => row.section.startsWith(section)))?.sample;
		const { baseUrl } = await serve((response, request) => void response.end(sampleOf(request.url?.replace('/RestApi/', '') ?? '') ?? '{"SVC_RT":"4001"}'));
		const { items, differences } = await check(baseUrl);
		expect(differences).toEqual({});
		expect(items.filter(({ works: isWorking }) => isWorking)).toHaveLength(10);
	});

	test.each([
		...(['always', 'noAnswer', 'busy', 'simultaneous', 'busyOrNoAnswer'] as const).map((when) => ({ kind: 'number', to: '07000001001', when })),
		{ kind: 'voicemail', to: '', when: 'always' },
	])('of a line that forwards: %j', async (forwarding) => {
		await begin({}, { forwarding });
		expect(await found()).toEqual({});
	});
});

describe('an odd line', () => {
	test('whose contract lacks commands is told so, by each code that can say it', async () => {
		const lacks = [...new Set(ASKED.map(([, command]) => command))].filter((command) => command !== 'userinfo');
		await simulator.setLine({ lacks });
		for (const [lackingResult, name] of [['1005', 'ERR_COMMAND'], ['2002', 'NO_PERM'], ['4001', 'UNKNOWN_COMMNAD']] as const) {
			await simulator.client().choose({ lackingResult });
			const { items, hints } = await check();
			expect(items[0].works).toBe(true);
			for (const item of items.slice(1)) {
				expect(item).toMatchObject({ works: false, code: lackingResult, codeName: name, message: expect.stringContaining(`(${lackingResult} ${name})`) });
				expect(item.advice).toMatch(/^[A-Z].{15,}\.$/);
			}
			expect(hints[0].message).toMatch(/^1 of 12 work\. The service or the contract of this line lacks: Phone status; .*; Notification URL for texts\. You can tell us/);
		}
	});

	test('without the API add-on nothing works', async () => {
		await simulator.setLine({ addOn: 'none' });
		const { items, hints } = await check();
		expect(items.map(({ codeName }) => codeName)).toEqual(ASKED.map(() => 'NO_API_PERM_ERR'));
		expect(hints).toEqual(hint('warning', `0 of 12 work. The service or the contract of this line lacks: everything. You can tell us: ${TELL}`));
	});

	test('whose answers have another form is told in which, and nothing of what they hold', async () => {
		const CALL = { direction: 'inbound', number: '01000001234', startedAt: '2026-11-20T09:30:00+09:00' };
		await simulator.setLine({
			otherForm: ASKED.map(([, command]) => command),
			history: [{ ...CALL, durationSeconds: 8, talkSeconds: 7, status: 'OK' }, { ...CALL, direction: 'outbound', durationSeconds: 8, talkSeconds: 7, status: 'OK' }],
			contacts: [{ name: '홍길동', groupCode: '1' }, { name: '고객', groupCode: '' }],
		});
		await simulator.resultCode('setringcallback', { callbackurl: '/a.html', callbackhost: '203.0.113.5', callbackport: '80' });
		const { differences, items, hints } = await check();
		const added = 'There is a new field, SEND_TYPE: it is a text.';
		const dotted = (name: string) => `${name} is no time: its form is 9999.99.99 99:99.`;
		const parked = 'STATUS is no known word: its form is aaaaaa.';
		const history = (number: string) => [dotted('TIME'), number, parked, 'KIND is missing.', added];
		expect(differences).toEqual({
			'User information': ['EXTEN is no phone number or extension: it is a number of the form 9999.', 'FORWARD_STR is missing.', added],
			'Phone status': [parked, added],
			'Address book': ['In some records: GROUP_CODE is no text: it is a number of the form 9.', 'ETC is missing.', added],
			'Call history, outbound': history('SRC is no phone number or extension: it is a number of the form 9999.'),
			'Call history, inbound': history('DST is no phone number or extension: it is a number of the form 9999.'),
			Recordings: [
				'In some records: SRC is no phone number or extension: it is a number of the form 9999.',
				...[dotted('CALLDATE'), dotted('FILE_TIME'), 'FILE_SIZE is missing.', added],
				'In some records: DST is no phone number or extension: it is a number of the form 9999.',
			],
			'Received texts': [dotted('TIME'), 'MNESSAGE is missing.', added],
			'Inbound calls': [dotted('TIME'), parked, dotted('ENDTIME'), 'APPDATA is missing.', added],
			'Call forwarding': ['DOMAIN is missing.', added],
			'Notification URL for calls': [
				'STATUS is no known word: its form is aaaaaa.',
				'CALLBACK is no registration that is known: its form is 9999.99.99 99:99^99999999999^999.9.999.9^/a.aaaa^99^9^999999….',
				added,
			],
		});
		expect(items.filter(({ works: isWorking }) => !isWorking)).toEqual([]);
		expect(hints[0].type).toBe('warning');
		expect(hints[0].message).toMatch(/^12 of 12 work\. Not as it is known to us: User information; .*; Notification URL for calls\. Please tell us: /);
	});
});

describe('where something goes wrong', () => {
	const ok = JSON.stringify({ SVC_RT: '0000', SVC_MSG: 'OK', LISTINFO: { page: 1, numperpage: 10, total: 0 }, DATAS: null });

	test.each([
		['1003', 'AUTH_ERR', /does not know this number/],
		['1004', 'AUTH_ERR', /password is wrong/],
		['1007', 'INITIAL_PASSWORD', /initial password/],
		['1008', 'PASSWORD_EXPIRED', /has expired/],
	])('a refused sign-in (%s) is told once, with what to do, and the rest is not tried', async (code, codeName, message) => {
		const { baseUrl, requests } = await serve(JSON.stringify({ SVC_RT: code, SVC_MSG: 'AUTH_ERR', DATAS: '07000001000 LOGIN FAIL' }));
		const { items, hints } = await check(baseUrl, { items: [{}, {}] });
		expect(requests).toHaveLength(1);
		expect(items[0]).toMatchObject({ works: false, code, codeName, message: expect.stringMatching(message), advice: expect.stringMatching(/^(Sign in|Check the number)/) });
		expect(items.slice(1)).toEqual([...named(() => notTried('the sign-in was refused')).slice(1), ...named(() => notTried('the sign-in was refused'))]);
		expect(hints[0]).toMatchObject({ type: 'warning', message: expect.stringMatching(/^0 of 12 work\. Does not work: User information\. The rest was not tried, because the sign-in was refused\. You/) });
	});

	test('a refused sign-in is remembered, as that of any operation: a workflow that runs by itself does not repeat it', async () => {
		const refused = JSON.stringify({ SVC_RT: '1004', SVC_MSG: 'AUTH_ERR' });
		const { baseUrl, requests } = await serve(refused, JSON.stringify({ SVC_RT: '2002', SVC_MSG: 'NO_PERM' }));
		const byItself = { mode: 'trigger', settings: { onError: 'continueRegularOutput' } } as const;
		await check(baseUrl, byItself);
		// By hand everybody may try; what answers no to all has not accepted the sign-in.
		await check(baseUrl);
		expect(requests).toHaveLength(13);
		const [item] = await runAction({ parameters: { resource: 'line', operation: 'get' }, credential: credentialFor(baseUrl), ...byItself });
		expect(item.json).toMatchObject({ code: '1004', outcome: 'notSent' });
		const all = await runAction({ parameters: CHECK, credential: credentialFor(baseUrl), ...byItself });
		expect(all.map(({ json }) => json)).toMatchObject([{ code: '1004', outcome: 'notSent' }]);
		expect(requests).toHaveLength(13);
	});

	test('a check that works takes a refusal back', async () => {
		const { baseUrl, requests } = await serve(JSON.stringify({ SVC_RT: '1004', SVC_MSG: 'AUTH_ERR' }), ok);
		await check(baseUrl);
		await check(baseUrl);
		await runAction({ parameters: { resource: 'contact', operation: 'getAll' }, credential: credentialFor(baseUrl), mode: 'trigger' });
		expect(requests).toHaveLength(14);
	});

	test('a service that cannot be reached is tried once, and the rest is not', async () => {
		const { baseUrl, close } = await serve(ok);
		await close();
		const { items, hints } = await check(baseUrl);
		expect(items).toEqual([
			{
				...named(() => notTried(''))[0],
				message: 'The service refused the connection',
				advice: 'Check the connection to the internet, and Service and Base URL in the credential.',
				milliseconds: expect.any(Number),
			},
			...named(() => notTried('the service cannot be reached')).slice(1),
		]);
		expect(hints[0].message).toMatch(/^0 of 12 work\. Does not work: User information\. The rest was not tried, because the service cannot be reached\./);
		// The two tries more that each command that reads has.
		expect(pauses).toEqual([1000, 1000]);
	});

	test('two answers that do not come are enough', async () => {
		let now = Date.now();
		jest.spyOn(Date, 'now').mockImplementation(() => now);
		let asked = 0;
		const { items } = await check(undefined, {
			prepare(context) {
				const httpRequestWithAuthentication = async () => {
					asked++;
					now += 30_000;
					throw Object.assign(new Error('timeout'), { code: 'ECONNABORTED', request: {} });
				};
				Object.assign(context, { helpers: { ...context.helpers, httpRequestWithAuthentication } });
			},
		});
		expect(asked).toBe(2);
		expect(items[1]).toMatchObject({ works: false, message: 'The service did not answer within 30 seconds', milliseconds: 30_000 });
		expect(items.slice(2)).toEqual(named(() => notTried('the service does not answer')).slice(2));
	});

	test.each<[string, WireAnswer, string]>([
		['a page in place of an answer', '<html>', 'The answer of the service cannot be read'],
		['HTTP 404', (response) => void response.writeHead(404).end('<html>'), 'The address answered with HTTP status 404 instead of a result'],
		['HTTP 503', (response) => void response.writeHead(503).end('<html>'), 'The service answered with HTTP status 503'],
		['a broken connection', (response) => void response.destroy(), 'The service closed the connection without an answer'],
	])('%s is said of that command, and the rest goes on', async (_, answer, message) => {
		const { baseUrl, requests } = await serve((response, request) => {
			if (request.url?.endsWith('/recordlist')) return typeof answer === 'string' ? void response.end(answer) : answer(response, request);
			response.end(ok);
		});
		const { of, items } = await check(baseUrl);
		expect(of.Recordings).toMatchObject({ works: false, code: null, codeName: null, message, advice: expect.stringMatching(/^[A-Z].*\.$/), differences: [] });
		expect(items.filter(({ works: isWorking }) => isWorking)).toHaveLength(11);
		expect(requests.at(-1)?.url).toBe('/RestApi/getsmscallback');
	});

	test.each([
		['5050', 'BRAND_NEW', '9999'],
		['2000', 'NO_HOST', '9999'],
		['KIM', '01000001234', 'aaa'],
		['constructor', '', 'aaaaaaaaaaa'],
	])('a result code that is not known (%s) shows by its form', async (SVC_RT, SVC_MSG, form) => {
		const { baseUrl } = await serve(JSON.stringify({ SVC_RT, SVC_MSG }));
		const { items, hints } = await check(baseUrl);
		for (const item of items) {
			expect(item).toMatchObject({
				works: false,
				code: null,
				codeName: null,
				message: 'The service refused the request, with a result code that is not known',
				advice: 'No document of the service lists this code: ask LG U+ customer service what it means.',
				differences: [`SVC_RT is no known word: its form is ${form}.`],
			});
		}
		expect(hints[0].message).toContain('Not as it is known to us: everything. Please tell us: ');
	});

	test('the phone of which nobody knows the state does not work, and is no lack of the contract', async () => {
		await simulator.setLine({ phoneStatus: null });
		const { of, hints } = await check();
		expect(of['Phone status']).toMatchObject({ works: false, code: '4003', advice: 'Check that the phone is switched on and connected.' });
		expect(hints[0].message).toMatch(/^11 of 12 work\. Does not work: Phone status\. You/);
	});

	test('a credential that cannot be used is an error, as with every operation', async () => {
		const run = runAction({ parameters: CHECK, credential: { ...credentialFor(`${simulator.url()}/RestApi`), number: 'office' } });
		expect((await errorOf(run)).message).toMatch(/^Number in the credential must be the phone number of the line/);
		expect((await simulator.state()).requests).toEqual([]);
	});

	test('a workflow that is stopped asks nothing more', async () => {
		const stop = new AbortController();
		const { baseUrl, requests } = await serve((response) => {
			if (requests.length === 3) stop.abort();
			else response.end(ok);
		});
		const error = await errorOf(runAction({ parameters: CHECK, credential: credentialFor(baseUrl), abortSignal: stop.signal }));
		expect(error.message).toBe('The workflow was stopped before this was sent');
		expect(requests).toHaveLength(3);
	});
});
