import type { IHookFunctions } from 'n8n-workflow';
import * as n8nWorkflow from 'n8n-workflow';

import type { CentrexError } from '../../nodes/UplusCentrex/api/error';
import { earlierRegistrations, endRegistration, registerAndCheck } from '../../nodes/UplusCentrex/instantTrigger/registration';
import { fakeCaller, lineFor } from '../support/fakeCaller';
import type { FakeAnswer } from '../support/fakeCaller';

const ID = '5f9c1c0e-0000-4000-8000-000000000001';
const OTHER = '5f9c1c0e-0000-4000-8000-000000000002';
const KEY = 'k'.repeat(43);
const OWN_PAGE = `/webhook/${ID}/callback.html`;
const place = { host: '203.0.113.5', port: '8080' };
let accounts = 0;

const none = JSON.stringify({ SVC_RT: '4002' });
const done = (STATUS = 'OK') => JSON.stringify({ SVC_RT: '0000', DATAS: { STATUS } });
const calls = (url: string, { host = place.host, port = place.port, at = '2026-11-20 09:30:00' } = {}) =>
	JSON.stringify({ SVC_RT: '0000', DATAS: { CALLBACK: `${at}^07000001000^${host}^${url}^${port}^1` } });
const broken = () => Object.assign(new Error('socket hang up'), { code: 'ECONNRESET', request: {} });

/** A trigger without n8n, whose service gives these answers. */
const triggerWith = ({ mode = 'trigger', replace = false }: { mode?: string; replace?: boolean }, ...answers: FakeAnswer[]) => {
	const { caller, requests } = fakeCaller(...answers);
	const log: string[] = [];
	const parameters: Record<string, unknown> = { ifRegistered: replace ? 'replace' : 'fail', events: ['incomingCall'] };
	const hook = {
		...caller,
		getMode: () => mode,
		getNode: () => ({ name: 'Centrex', webhookId: ID }),
		getNodeParameter: (name: string) => parameters[name],
		logger: { error: (line: string) => void log.push(line) },
	} as unknown as IHookFunctions;
	const asked = () => requests.map(({ options: { url, body } }) => [url, ...(body.callbackurl ? [body.callbackurl] : [])].join(' '));
	const line = lineFor(hook, '07000001000', `account ${accounts++}`);
	return { hook, line, on: [hook, line] as const, log, asked };
};
const own = { url: OWN_PAGE, ...place };
const thrown = async (work: Promise<unknown>) => {
	const { message, advice, details, outcome } = (await work.then(
		() => expect('nothing').toBe('thrown'),
		(error: CentrexError) => error,
	)) as CentrexError;
	return { message, advice, details, outcome };
};
beforeEach(() => void jest.spyOn(n8nWorkflow, 'sleep').mockImplementation(async () => await new Promise((resolve) => setImmediate(resolve))));
afterEach(() => jest.restoreAllMocks());

describe('what is registered before', () => {
	test('is nothing, or what may be taken over', async () => {
		expect(await earlierRegistrations(...triggerWith({}, none).on, own)).toEqual({});
		const earlier = await earlierRegistrations(...triggerWith({}, calls(`${OWN_PAGE}?key=${KEY}`)).on, own);
		expect(earlier).toMatchObject({ incomingCall: { url: `${OWN_PAGE}?key=${KEY}`, ...place } });
		expect(Object.keys(await earlierRegistrations(...triggerWith({ replace: true }, calls('/a.html')).on, own))).toEqual(['incomingCall']);
	});

	test('is somebody else’s, and is named with the time since when and without its secrets', async () => {
		const elsewhere = calls('/a.html?secret', { host: '198.51.100.7', port: '80' });
		expect(await thrown(earlierRegistrations(...triggerWith({}, elsewhere).on, own))).toEqual({
			message: 'The line already calls another address for incoming calls: http://198.51.100.7:80, registered 2026-11-20T09:30:00+09:00',
			details: 'It is http://198.51.100.7:80/a.html?….',
			advice: 'Notification URL → Get shows all of it. If nobody needs that one any more, set If Already Registered to Replace.',
			outcome: 'notSent',
		});
	});

	test.each(['soon', 'x2026-11-20T09:30:00+09:00'])('is named without the time where that is %p', async (at) => {
		const { message } = await thrown(earlierRegistrations(...triggerWith({}, calls('/a.html', { at })).on, own));
		expect(message).toBe('The line already calls another address for incoming calls: http://203.0.113.5:8080');
	});

	test('is named with as much of the time as is one', async () => {
		const at = '2026-11-20T09:30:00+09:00 by 010-0000-1234';
		expect((await thrown(earlierRegistrations(...triggerWith({}, calls('/a.html', { at })).on, own))).message).toMatch(/, registered 2026-11-20T09:30:00\+09:00$/);
	});

	test('is this workflow at another address', async () => {
		const { advice } = await thrown(earlierRegistrations(...triggerWith({}, calls(OWN_PAGE, { port: '80' })).on, own));
		expect(advice).toBe('Notification URL → Get shows all of it. It is this workflow under another address: if n8n has moved, set If Already Registered to Replace.');
	});

	test('is a trigger elsewhere: a test run would hand its key on', async () => {
		const trigger = calls(`/webhook/${OTHER}/callback.html?key=${KEY}`, { port: '80' });
		expect(await thrown(earlierRegistrations(...triggerWith({ mode: 'manual', replace: true }, trigger).on, own))).toEqual({
			message: 'The line calls an LG U+ Centrex Trigger at another address: http://203.0.113.5:80',
			details: '',
			advice: 'A test run hands the line back only to the address that it has itself. Enter that one in Callback Host and Callback Port, or unpublish the other workflow first.',
			outcome: 'notSent',
		});
		// No test run, no trigger, or no other address: that may be.
		await earlierRegistrations(...triggerWith({ replace: true }, trigger).on, own);
		await earlierRegistrations(...triggerWith({ mode: 'manual', replace: true }, calls('/a.html', { port: '80' })).on, own);
		await earlierRegistrations(...triggerWith({ mode: 'manual', replace: true }, calls(`/webhook/${OTHER}/callback.html?key=${KEY}`)).on, own);
	});
});

describe('to register', () => {
	const address = { url: `${OWN_PAGE}?key=${KEY}`, ...place };

	test.each(['OK', 'ok', ''])('is to be called at that address, with the status %p', async (status) => {
		const { line, asked } = triggerWith({}, done(status), calls(address.url));
		await registerAndCheck(line, 'incomingCall', address);
		expect(asked()).toEqual([`/setringcallback ${address.url}`, '/getringcallback']);
	});

	test.each<[string, string[], object]>([
		['another status', [done('FAIL')], { message: 'The service did not register the address', details: 'Its status: FAIL.', advice: 'Check Callback Host and Callback Port, and try again.', outcome: 'rejected' }],
		['another address', [done(), calls('/a.html', { port: '80' })], { message: 'The service said it had registered the address for incoming calls, but it calls http://203.0.113.5:80', outcome: 'rejected' }],
		['no address', [done(), none], { message: 'The service said it had registered the address for incoming calls, but it calls no address', advice: 'Another program may have registered the line at the same moment: find out which, and try again.', outcome: 'rejected' }],
	])('fails with %s afterwards', async (_, answers, error) => {
		expect(await thrown(registerAndCheck(triggerWith({}, ...answers).line, 'incomingCall', address))).toMatchObject(error);
	});
});

describe('to end a registration', () => {
	const before = '&before=203.0.113.5:8080/a.html';
	const testRun = (id: string, packed: string) => `/webhook-test/${id}/callback.html?key=${KEY}&before=203.0.113.5:8080${packed}`;

	test.each<[string, string[], string[]]>([
		['that is none asks nothing more', [none], []],
		['removes its own', [calls(`${OWN_PAGE}?key=${KEY}`), done()], ['/delringcallback']],
		['puts back what stood before', [calls(`${OWN_PAGE}?key=${KEY}${before}`), done(), calls('/a.html')], ['/setringcallback /a.html', '/getringcallback']],
		['leaves somebody else’s alone', [calls('/a.html')], []],
		['leaves another trigger’s alone', [calls(`/webhook/${OTHER}/callback.html?key=${KEY}`)], []],
		['takes itself out of the test run of its workflow', [calls(testRun(ID, OWN_PAGE)), done(), calls(`/webhook-test/${ID}/callback.html?key=${KEY}`)], [`/setringcallback /webhook-test/${ID}/callback.html?key=${KEY}`, '/getringcallback']],
		['leaves a test run of its workflow alone that stands before something else', [calls(testRun(ID, '/a.html'))], []],
		['leaves a test run of another workflow alone', [calls(testRun(OTHER, OWN_PAGE))], []],
		['leaves a test run of its workflow alone that stands before nothing', [calls(`/webhook-test/${ID}/callback.html?key=${KEY}`)], []],
	])('%s', async (_, answers, asked) => {
		const trigger = triggerWith({}, ...answers);
		expect(await endRegistration(...trigger.on, 'incomingCall', own)).toBe(true);
		expect([trigger.asked(), trigger.log]).toEqual([['/getringcallback', ...asked], []]);
	});

	test('puts back what is given rather than what the URL says', async () => {
		const trigger = triggerWith({}, calls(`${OWN_PAGE}?key=${KEY}${before}`), done(), calls('/b.html'));
		await endRegistration(...trigger.on, 'incomingCall', own, { url: '/b.html', ...place });
		expect(trigger.asked()[1]).toBe('/setringcallback /b.html');
	});

	test('is tried three times where the connection breaks, and then the log says what to do', async () => {
		const trigger = triggerWith({}, calls(`${OWN_PAGE}?key=${KEY}`), broken());
		expect(await endRegistration(...trigger.on, 'incomingCall', own)).toBe(false);
		expect(trigger.asked()).toEqual(['/getringcallback', ...Array<string>(3).fill('/delringcallback')]);
		expect(trigger.log).toEqual([
			expect.stringMatching(
				/^LG U\+ Centrex Trigger: The line may still call this workflow for incoming calls, though it listens no more\. Publish it and unpublish it again, or use the operation Delete of Notification URL\. Reason: ./,
			),
		]);
		const again = triggerWith({}, calls(`${OWN_PAGE}?key=${KEY}`), broken(), done());
		expect(await endRegistration(...again.on, 'incomingCall', own)).toBe(true);
		expect(again.asked()).toHaveLength(3);
	});

	test('is not tried again where the service says no', async () => {
		const trigger = triggerWith({}, calls(`${OWN_PAGE}?key=${KEY}${before}`), JSON.stringify({ SVC_RT: '3002' }), done());
		expect(await endRegistration(...trigger.on, 'incomingCall', own)).toBe(false);
		expect(trigger.asked()).toHaveLength(2);
		expect(trigger.log).toEqual([
			expect.stringMatching(
				/^LG U\+ Centrex Trigger: For incoming calls the line should call http:\/\/203\.0\.113\.5:8080\/a\.html again, but that could not be registered\. Unpublish the workflow that listens there, and publish it again\. Reason: ./,
			),
		]);
	});
});
