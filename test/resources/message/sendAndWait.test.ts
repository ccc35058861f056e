import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';
import { WAIT_INDEFINITELY } from 'n8n-workflow';

import { errorOf, runActionWithHints } from '../../support/runAction';
import type { ActionRun } from '../../support/runAction';
import { runAnswer } from '../../support/runAnswer';
import { credentialFor, listenOnTheWire } from '../../support/wire';
import type { WireAnswer } from '../../support/wire';

const answerOf = (DEBUG: string): WireAnswer => JSON.stringify({ SVC_RT: '0000', SVC_MSG: '', DATAS: { STATUS: 'OK', RESCNT: 500, DEBUG } });
const TO = '01000001234';
const PUBLIC = 'https://n8n.example.com/webhook-waiting';
const credential = credentialFor('http://127.0.0.1:1/RestApi');

describe('sending', () => {
	let wire: Awaited<ReturnType<typeof listenOnTheWire>>;
	beforeEach(async () => (wire = await listenOnTheWire(answerOf(`${TO}=OK`))));
	afterEach(async () => await wire.close());

	const ask = async (parameters: IDataObject = {}, more: Partial<ActionRun> = {}) =>
		await runActionWithHints({
			parameters: { resource: 'message', operation: 'sendAndWait', to: '010-0000-1234', text: '승인할까요?', responseType: 'approval', options: {}, ...parameters } as never,
			credential: credentialFor(wire.baseUrl),
			items: [{ order: 5 }],
			waitingUrl: PUBLIC,
			...more,
		});

	test('sends one text that ends with the signed link, and waits', async () => {
		const { items, waitTill, hints } = await ask();
		expect(wire.requests).toHaveLength(1);
		const { destnumber, smsmsg } = wire.form(0);
		expect(destnumber).toBe(TO);
		expect(smsmsg).toMatch(/^승인할까요\?\nhttps:\/\/n8n\.example\.com\/webhook-waiting\/231\/node-1\?q=[0-9a-f]{8}&signature=[0-9a-f]{64}$/);
		expect(waitTill).toEqual(WAIT_INDEFINITELY);
		// When nobody answers in time, n8n hands this on.
		expect(items.map(({ json }) => json)).toEqual([{ order: 5 }]);
		expect(hints.map(({ message }) => message)).toEqual([expect.stringMatching(/^LMS, \d+ bytes, to 1 recipient in 1 request\.$/)]);
	});

	test.each([
		['45 minutes', { limitType: 'afterTimeInterval', resumeAmount: 45, resumeUnit: 'minutes' }, 45 * 60_000],
		['2 days', { limitType: 'afterTimeInterval', resumeAmount: 2, resumeUnit: 'days' }, 2 * 86_400_000],
		['a date', { limitType: 'atSpecifiedTime', maxDateAndTime: new Date(Date.now() + 3_600_000).toISOString() }, 3_600_000],
	])('waits until %s at most', async (_, values, milliseconds) => {
		const { waitTill } = await ask({ options: { limitWaitTime: { values } } });
		expect(Math.abs((waitTill as Date).getTime() - Date.now() - milliseconds)).toBeLessThan(10_000);
	});

	test.each<[string, IDataObject, RegExp]>([
		['nobody to ask', { to: '' }, /^To: it is empty/],
		['two people', { to: '010-0000-1234, 010-0000-5678' }, /^To: it has 2 numbers/],
		['no question', { text: ' ' }, /^Text: it is empty/],
		['a time that has passed', { options: { limitWaitTime: { values: { limitType: 'atSpecifiedTime', maxDateAndTime: '2026-01-01' } } } }, /^Limit Wait Time: it has passed/],
		['no time', { options: { limitWaitTime: { values: { limitType: 'atSpecifiedTime', maxDateAndTime: 'soon' } } } }, /^Limit Wait Time: it is no time/],
	])('%s is said, and nothing is sent', async (_, parameters, words) => {
		const error = await errorOf(ask(parameters));
		expect(error.message).toMatch(words);
		expect(error.description).toContain('Nothing was sent.');
		expect(wire.requests).toHaveLength(0);
	});

	test('a question that does not fit says by how much', async () => {
		const fits = 720 - 1 - `${PUBLIC}/231/node-1?q=0123abcd&signature=`.length - 64;
		await ask({ text: 'x'.repeat(fits) });
		const error = await errorOf(ask({ text: `${'x'.repeat(fits - 3)}한글` }));
		expect(error.message).toMatch(/^Text: with the link of \d+ bytes it has 721 bytes, 1 more than the 720 that the service takes/);
		expect(wire.requests).toHaveLength(1);
	});

	test('a date without a zone is one in the zone of the workflow', async () => {
		// The year after next, so that summer time plays no part; tests run in another zone.
		const values = { limitType: 'atSpecifiedTime', maxDateAndTime: '2028-12-24T18:00:00' };
		const { waitTill } = await ask({ options: { limitWaitTime: { values } } }, { timezone: 'Asia/Seoul' });
		expect(waitTill?.toISOString()).toBe('2028-12-24T09:00:00.000Z');
	});

	test.each<[string, IDataObject, IDataObject]>([
		['approved', {}, { approved: true }],
		['text', { responseType: 'freeText' }, { text: '네' }],
	])('what came in and would pass for an answer in the end (%s) is refused where the time is limited', async (field, parameters, item) => {
		const limitWaitTime = { values: { limitType: 'afterTimeInterval', resumeAmount: 1, resumeUnit: 'days' } };
		const error = await errorOf(ask({ ...parameters, options: { limitWaitTime } }, { items: [item] }));
		expect(error.message).toMatch(new RegExp(`^Input: the item that came in has a field "${field}"`));
		expect(wire.requests).toHaveLength(0);
		await ask({ ...parameters }, { items: [item] });
		await ask({ ...parameters, options: { limitWaitTime } }, { items: [{ order: 5 }] });
		expect(wire.requests).toHaveLength(2);
	});

	test('each question has a link of its own, also with the same words to the same person', async () => {
		await ask();
		await ask();
		const [one, other] = [0, 1].map((index) => wire.form(index).smsmsg);
		expect(one).not.toBe(other);
	});

	test('several items are refused: one question at a time can wait', async () => {
		const error = await errorOf(ask({}, { items: [{}, {}, {}] }));
		expect(error.message).toContain('3 items came in');
		expect(error.description).toContain('Loop Over Items');
		expect(wire.requests).toHaveLength(0);
	});

	test.each<[string, WireAnswer, object]>([
		['is refused', '{"SVC_RT":"3004","SVC_MSG":"NO_SMSCOUNT"}', { outcome: 'rejected', code: '3004' }],
		['did not go out', answerOf(`${TO}=FAIL`), { outcome: 'rejected', recipients: [{ to: TO, status: 'FAIL' }] }],
		['is in doubt', answerOf('01000000000=OK'), { outcome: 'unknown', recipients: [{ to: TO, status: 'UNKNOWN' }] }],
		['may have gone out', (response) => response.destroy(), { outcome: 'unknown' }],
	])('where the text %s, the workflow does not wait', async (_, answer, expected) => {
		await wire.close();
		wire = await listenOnTheWire(answer);
		const { items, waitTill } = await ask({}, { settings: { onError: 'continueRegularOutput' } });
		expect(items[0].json).toMatchObject(expected);
		expect(waitTill).toBeUndefined();
		expect(wire.requests).toHaveLength(1);
	});

	test('is refused while n8n would repeat it', async () => {
		expect((await errorOf(ask({}, { settings: { retryOnFail: true } }))).message).toContain('Retry On Fail');
		expect(wire.requests).toHaveLength(0);
	});

	test.each([
		['http://localhost:5678/webhook-waiting', true],
		['http://127.0.0.1:5678/webhook-waiting', true],
		['http://192.168.0.7:5678/webhook-waiting', true],
		['http://[::1]:5678/webhook-waiting', true],
		['http://n8n:5678/webhook-waiting', true],
		['http://n8n.local/webhook-waiting', true],
		[PUBLIC, false],
		['http://203.0.113.5/webhook-waiting', false],
		['http://[2001:db8::5]/webhook-waiting', false],
	])('says where a phone cannot open the link: %s', async (waitingUrl, isSaid) => {
		const { hints, waitTill } = await ask({}, { waitingUrl });
		expect(hints.some(({ message }) => message.includes('WEBHOOK_URL') && message.includes(new URL(waitingUrl).origin))).toBe(isSaid);
		expect(waitTill).toBeDefined();
	});
});

describe('the page', () => {
	const text = '환불 요청\n홍길동 님, 30,000원';
	const open = async (parameters: IDataObject = {}, form?: unknown, line = credential) =>
		await runAnswer({ parameters: { text, responseType: 'approval', options: {}, ...parameters } as never, credential: line, form });

	// n8n lets the workflow go on, without an answer, where the page throws an error.
	test.each([null, 'approve', 7, ['approve']])('a body that is no form (%p) decides nothing', async (body) => {
		const { item, status, noWebhookResponse } = await open({}, body);
		expect({ item, status, noWebhookResponse }).toEqual({ item: undefined, status: 200, noWebhookResponse: true });
	});

	test('needs no credential any more: it says less, and takes the answer', async () => {
		const broken = { ...credential, number: '' };
		const { page, item } = await open({}, undefined, broken);
		expect(page).toContain('<h1>질문</h1>');
		expect(item).toBeUndefined();
		expect((await open({}, { answer: 'approve' }, broken)).item).toMatchObject({ approved: true });
	});

	test.each([
		['Ask', '그 문자의 링크를 열어 주세요', {}],
		['Ask "who"? }} \\ {{', 'please open its link', { options: { language: 'en' } }],
	])('of an earlier question of the same run decides nothing, and says so (%s)', async (name, words, parameters) => {
		const request = { parameters: { text, responseType: 'approval', options: {}, ...parameters } as never, credential, name, context: { q: 'new' } };
		for (const form of [undefined, { answer: 'approve' }]) {
			const { page, item, noWebhookResponse } = await runAnswer({ ...request, form, query: { q: 'old' } });
			expect({ item, noWebhookResponse }).toEqual({ item: undefined, noWebhookResponse: true });
			expect(page).toContain(words);
			expect(page).not.toContain('<form');
		}
		expect((await runAnswer({ ...request, form: { answer: 'approve' }, query: { q: 'new' } })).item).toMatchObject({ approved: true });
	});

	test('that cannot be shown decides nothing, and says so', async () => {
		for (const form of [undefined, { answer: 'approve' }]) {
			const { page, status, item, noWebhookResponse } = await open({ text: '={{ $("No such node").first().json.text }}' }, form);
			expect({ status, item, noWebhookResponse }).toEqual({ status: 500, item: undefined, noWebhookResponse: true });
			expect(page).toMatch(/답변은 아직 전달되지 않았습니다.*Nothing was decided/);
		}
	});

	test('opened shows who asks what, with two buttons in Korean, and decides nothing', async () => {
		const { page, item, headers, noWebhookResponse } = await open();
		expect(page).toContain('<html lang="ko">');
		expect(page).toContain('<span>070-0000-1000</span>에서 보낸 질문');
		expect(page).toContain(text);
		expect([...page.matchAll(/<button[^>]*>([^<]*)</g)].map(([, label]) => label)).toEqual(['승인', '거절']);
		expect({ item, noWebhookResponse }).toEqual({ item: undefined, noWebhookResponse: true });
		expect(headers['content-type']).toBe('text/html; charset=utf-8');
	});

	test('needs no script, and nothing from elsewhere', async () => {
		const { page, headers } = await open({ text: 'see https://example.com' });
		expect(page).not.toMatch(/<script|<link|<img|src=|url\(|@import/i);
		expect(headers['content-security-policy']).toContain("default-src 'none'");
	});

	test.each([
		['approve', true],
		['decline', false],
	])('%s: the button decides', async (answer, approved) => {
		const { page, item } = await open({}, { answer });
		expect(item).toEqual({ approved, respondedAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+09:00$/) });
		expect(page).toContain('답변이 전달되었습니다');
		expect(page).toContain(approved ? '승인' : '거절');
		expect(page).not.toContain('<form');
	});

	test('in English, with words of its own on one button', async () => {
		const parameters = { options: { language: 'en' }, approvalOptions: { values: { approvalType: 'single', approveLabel: 'I am <coming>' } } };
		const { page } = await open(parameters);
		expect(page).toContain('<html lang="en">');
		expect(page).toContain('A question from <span>070-0000-1000</span>');
		expect([...page.matchAll(/<button[^>]*>([^<]*)</g)].map(([, label]) => label)).toEqual(['I am &lt;coming&gt;']);
		expect((await open(parameters, { answer: 'decline' })).item).toBeUndefined();
		expect((await open(parameters, { answer: 'approve' })).item).toMatchObject({ approved: true });
	});

	test('with a field to write in', async () => {
		const free = { responseType: 'freeText' };
		expect((await open(free)).page).toContain('<textarea');
		const empty = await open(free, { text: '  ' });
		expect(empty.item).toBeUndefined();
		expect(empty.page).toContain('답변을 2,000자 이내로 적어 주세요.');
		const { item, page } = await open(free, { text: ' 3시에 <갈게요> ' });
		expect(item).toEqual({ text: '3시에 <갈게요>', respondedAt: expect.any(String) });
		expect(page).toContain('3시에 &lt;갈게요&gt;');
	});

	test('with a field that takes 2,000 characters, and no more from a program', async () => {
		const free = { responseType: 'freeText' };
		const lines = `${'가'.repeat(99)}\n`.repeat(20).slice(0, -1) + '!';
		expect(lines).toHaveLength(2000);
		expect((await open(free, { text: lines.replaceAll('\n', '\r\n') })).item).toMatchObject({ text: lines });
		const long = await open(free, { text: `${lines}x` });
		expect(long.item).toBeUndefined();
		expect(long.page).toContain('답변을 2,000자 이내로 적어 주세요.');
		expect(long.page).not.toContain(lines);
	});

	test.each<[IDataObject]>([[{}], [{ answer: 'yes' }], [{ answer: ['approve'] }], [{ approved: 'true' }], [{ text: 'approve' }]])(
		'a form that is none of ours decides nothing: %j',
		async (form) => {
			const { item, page } = await open({}, form);
			expect(item).toBeUndefined();
			expect(page).toContain('<form');
		},
	);

	test('whatever is asked and answered stands in it as text', async () => {
		const nasty = fc.string({ unit: fc.constantFrom('<', '>', '"', "'", '&', ';', 'script', ' ', '가', '\n', '/') });
		await fc.assert(
			fc.asyncProperty(nasty, nasty, async (question, written) => {
				for (const { page } of [
					await open({ text: `q${question}`, responseType: 'freeText' }),
					await open({ text: 'q', responseType: 'freeText' }, { text: `a${written}` }),
					await open({ text: 'q', approvalOptions: { values: { approveLabel: `l${question}` } } }),
				]) {
					const tags = [...page.matchAll(/<\/?([^\s>]*)/g)].map(([, name]) => name);
					expect(tags.filter((name) => !/^(!DOCTYPE|html|head|meta|title|style|body|main|h1|span|p|strong|form|button|label|textarea)$/.test(name))).toEqual([]);
				}
			}),
			{ numRuns: 50 },
		);
	});
});
