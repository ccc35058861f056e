import { createHmac } from 'node:crypto';

import type { IDataObject, IHookFunctions, IWebhookFunctions } from 'n8n-workflow';

import { keepKeys, lineOfKey } from '../../nodes/UplusCentrex/instantTrigger/ownKey';
import { receive } from '../../nodes/UplusCentrex/instantTrigger/receiving';
import { isRepeat } from '../../nodes/UplusCentrex/instantTrigger/repeats';

const ID = '5f9c1c0e-0000-4000-8000-000000000001';
const PATH = `/webhook/${ID}/callback.html`;
const [KEY, OTHER_KEY] = ['k'.repeat(43), 'o'.repeat(43)];
const LINE = '07000001000';
const EVENT = 'sender=01000001234&receiver=070-0000-1000&kind=2&inner_num=1000&message=hi';
let workflows = 0;

interface Setup {
	query?: string;
	form?: string;
	contentType?: string;
	ip?: string;
	mode?: string;
	events?: string[];
	options?: IDataObject;
	staticData?: IDataObject;
	workflow?: string;
}
/** A trigger of a workflow of its own, and a request to it. */
const hookOf = ({ query, form, contentType, ip, mode = 'trigger', events = ['incomingCall', 'incomingSms'], options = {}, staticData = {}, workflow = `w${workflows++}` }: Setup = {}) =>
	({
		getMode: () => mode,
		getNode: () => ({ id: 'node', webhookId: ID }),
		getWorkflow: () => ({ id: workflow }),
		getWorkflowStaticData: () => staticData,
		getNodeParameter: (name: string, fallback: unknown) => (name === 'options' ? options : name === 'events' ? events : fallback),
		getRequestObject: () => ({
			originalUrl: query === undefined ? PATH : `${PATH}?${query}`,
			headers: contentType === undefined ? {} : { 'content-type': contentType },
			...(form !== undefined && { rawBody: Buffer.from(form, 'latin1') }),
			ip,
		}),
	}) as unknown as IHookFunctions & IWebhookFunctions;

/** The same, with its key kept. */
const heard = (setup: Setup) => {
	const hook = hookOf({ query: `key=${KEY}&${EVENT}`, ...setup });
	keepKeys(hook, PATH, new Map([[LINE, KEY]]));
	return receive(hook);
};
afterEach(() => jest.restoreAllMocks());

describe('a request', () => {
	test('of the service is an event', () => {
		expect(heard({})).toEqual({ event: 'incomingSms', sender: '01000001234', receiver: '07000001000', extension: '1000', message: 'hi', key: KEY, line: LINE });
	});

	test.each([
		['application/x-www-form-urlencoded', true],
		['APPLICATION/X-WWW-FORM-URLENCODED; charset=EUC-KR', true],
		['application/x-www-form-urlencodedx', false],
		['text/application/x-www-form-urlencoded', false],
		[undefined, false],
	])('may be a form: %p is one: %p', (contentType, is) => {
		const event = heard({ query: `key=${KEY}`, form: EVENT.replace('hi', '\xc7\xd1'), contentType });
		expect(event).toMatchObject(is ? { event: 'incomingSms', message: '한' } : { status: 400, reason: 'sender is missing' });
	});

	test('may be a form that is empty, or come without a query', () => {
		expect(heard({ contentType: 'application/x-www-form-urlencoded' })).toMatchObject({ message: 'hi' });
		const hook = hookOf({ form: `key=${KEY}&${EVENT}`, contentType: 'application/x-www-form-urlencoded' });
		keepKeys(hook, PATH, new Map([[LINE, KEY]]));
		expect(receive(hook)).toMatchObject({ message: 'hi' });
	});

	test('may have a line or a question mark in its query', () => {
		expect(heard({ query: `key=${KEY}&${EVENT}\n?` })).toMatchObject({ message: 'hi\n?' });
	});

	test.each<[string, Setup, number, string]>([
		['is too long', { query: `key=${KEY}&${EVENT}${'x'.repeat(16 * 1024)}` }, 400, 'it is too long'],
		['is no event', { query: `key=${KEY}` }, 400, 'sender is missing'],
		['has no key', { query: EVENT }, 403, 'its key is missing or wrong'],
		['has a wrong key', { query: `key=${OTHER_KEY}&${EVENT}` }, 403, 'its key is missing or wrong'],
		['comes from elsewhere', { options: { allowedIps: '203.0.113.0/24' }, ip: '198.51.100.7' }, 403, 'the address it came from is not among Allowed IPs'],
		['comes from nowhere', { options: { allowedIps: '0.0.0.0/0' } }, 403, 'the address it came from is not among Allowed IPs'],
		['is of a kind that is not chosen', { events: ['incomingCall'] }, 403, 'this kind of event is not chosen'],
	])('that %s starts nothing', (_, setup, status, reason) => {
		expect(heard(setup)).toEqual({ status, reason });
	});

	test('may be as long as a URL may', () => {
		const room = 16 * 1024 - `key=${KEY}&${EVENT}`.length;
		expect(heard({ query: `key=${KEY}&${EVENT}${'x'.repeat(room)}` })).toMatchObject({ event: 'incomingSms' });
		expect(heard({ query: `key=${KEY}&${EVENT}${'x'.repeat(room + 1)}` })).toMatchObject({ status: 400 });
	});

	test('may come from one of several ranges', () => {
		expect(heard({ options: { allowedIps: '198.51.100.7, 203.0.113.0/24' }, ip: '::ffff:203.0.113.9' })).toMatchObject({ event: 'incomingSms' });
		expect(heard({ options: { allowedIps: ' ' }, ip: '203.0.113.9' })).toMatchObject({ event: 'incomingSms' });
	});

	test('that comes again starts nothing where that is wanted', () => {
		const staticData = {};
		const again = (ignoreRepeatsSeconds?: number) => heard({ staticData, options: { ...(ignoreRepeatsSeconds !== undefined && { ignoreRepeatsSeconds }) } });
		expect([again(), again(), again(60)].map((one) => 'event' in one)).toEqual([true, true, true]);
		expect(again(60)).toEqual({ status: 200, reason: 'it is a repeat' });
	});
});

describe('the own key', () => {
	test('is kept as a digest, with its page and time', () => {
		const staticData: IDataObject = {};
		keepKeys(hookOf({ staticData }), PATH, new Map([[LINE, KEY]]));
		expect(staticData.callbackKeys).toEqual([{ page: `${ID}/callback.html`, digest: expect.stringMatching(/^[0-9a-f]{64}$/), at: expect.any(Number), line: LINE }]);
		expect(JSON.stringify(staticData)).not.toContain(KEY);
	});

	test('is known by n8n’s memory alone, by the process alone, and not without either', () => {
		const staticData: IDataObject = {};
		keepKeys(hookOf({ staticData, workflow: 'known' }), PATH, new Map([[LINE, KEY]]));
		expect(lineOfKey(hookOf({ staticData }), PATH, KEY)).toBe(LINE);
		expect(lineOfKey(hookOf({ workflow: 'known' }), PATH, KEY)).toBe(LINE);
		expect(lineOfKey(hookOf({}), PATH, KEY)).toBeUndefined();
		expect(lineOfKey(hookOf({ workflow: 'known' }), PATH, OTHER_KEY)).toBeUndefined();
	});

	test('is of its page alone, whatever stands before that', () => {
		const staticData: IDataObject = {};
		keepKeys(hookOf({ staticData }), PATH, new Map([[LINE, KEY]]));
		expect(lineOfKey(hookOf({ staticData }), `/n8n${PATH}`, KEY)).toBe(LINE);
		expect(lineOfKey(hookOf({ staticData }), PATH.replace('0001/', '0002/'), KEY)).toBeUndefined();
	});

	test('is the newest: of this process where a run has put the old one back, of another process where that registered since', () => {
		const now = jest.spyOn(Date, 'now');
		const staticData: IDataObject = {};
		now.mockReturnValue(1000);
		keepKeys(hookOf({ staticData, workflow: 'w' }), PATH, new Map([[LINE, KEY]]));
		const old = { ...staticData };
		now.mockReturnValue(2000);
		keepKeys(hookOf({ staticData, workflow: 'w' }), PATH, new Map([[LINE, OTHER_KEY]]));
		const put = { ...old };
		expect(lineOfKey(hookOf({ staticData: put, workflow: 'w' }), PATH, KEY)).toBeUndefined();
		expect(put).toEqual(old);
		expect(lineOfKey(hookOf({ staticData: put, workflow: 'w' }), PATH, OTHER_KEY)).toBe(LINE);
		expect(put).toEqual(staticData);
		const elsewhere: IDataObject = {};
		now.mockReturnValue(3000);
		keepKeys(hookOf({ staticData: elsewhere, workflow: 'another process' }), PATH, new Map([[LINE, KEY]]));
		expect(lineOfKey(hookOf({ staticData: elsewhere, workflow: 'w' }), PATH, KEY)).toBe(LINE);
		expect(lineOfKey(hookOf({ staticData: elsewhere, workflow: 'w' }), PATH, OTHER_KEY)).toBeUndefined();
	});

	test('of a test run goes with it', () => {
		keepKeys(hookOf({ mode: 'manual', workflow: 'tested' }), PATH, new Map([[LINE, KEY]]));
		expect(lineOfKey(hookOf({ workflow: 'tested' }), PATH, KEY)).toBeUndefined();
		keepKeys(hookOf({ workflow: 'published' }), PATH, new Map([[LINE, KEY]]));
		expect(lineOfKey(hookOf({ mode: 'manual', workflow: 'published' }), PATH, KEY)).toBeUndefined();
	});
});

describe('a repeat', () => {
	const event = { event: 'incomingSms' as const, sender: '01000001234', receiver: '', extension: '', message: 'hi', key: KEY };
	let now: number;
	let staticData: IDataObject;
	const is = (seconds: number, more: object = {}) => isRepeat(hookOf({ staticData }), { ...event, ...more }, seconds);
	beforeEach(() => {
		now = 1_000_000;
		staticData = {};
		jest.spyOn(Date, 'now').mockImplementation(() => now);
	});

	test('has kind, sender and message of one that came less than so many seconds before', () => {
		expect([is(10), is(10, { receiver: '1', extension: '2' })]).toEqual([false, true]);
		expect([is(10, { event: 'incomingCall' }), is(10, { sender: '1' }), is(10, { message: 'ho' })]).toEqual([false, false, false]);
		now += 9_999;
		expect(is(10)).toBe(true);
		now += 1;
		expect([is(10), is(10)]).toEqual([false, true]);
	});

	test.each([0, -1, NaN])('is none, and nothing is remembered, with %p seconds', (seconds) => {
		expect([is(seconds), is(seconds), staticData]).toEqual([false, false, {}]);
	});

	test('is remembered as a digest under the key, and no longer than needed', () => {
		is(10);
		const digest = createHmac('sha256', KEY).update(JSON.stringify(['incomingSms', '01000001234', 'hi'])).digest('base64');
		expect(staticData).toEqual({ recentEvents: { [digest]: now } });
		now += 10_000;
		is(10, { message: 'ho' });
		expect(Object.values(staticData.recentEvents as object)).toEqual([now]);
	});
});
