import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';

import { countBytes } from '../../../nodes/UplusCentrex/api/messageText';
import { errorOf, runAction, runActionWithHints } from '../../support/runAction';
import type { ActionRun } from '../../support/runAction';
import { credentialFor, listenOnTheWire } from '../../support/wire';
import type { WireAnswer } from '../../support/wire';

/** Texts that advertise: over the wire, with the clock in Korea. */

const FORM = { senderName: '한빛치과', contact: '070-0000-1000', optOut: '080-000-0000' };
const phone = (index: number) => `0100000${String(index).padStart(4, '0')}`;
const ok = JSON.stringify({ SVC_RT: '0000', SVC_MSG: '', DATAS: { STATUS: 'OK', RESCNT: 500 } });
const goOn = { settings: { onError: 'continueRegularOutput' as const } };

let wire: Awaited<ReturnType<typeof listenOnTheWire>>;
const serve = async (...answers: WireAnswer[]) => (wire = await listenOnTheWire(...answers));
/** Sets the clock to a time of a day in Korea. */
const itIs = (time: string) => jest.setSystemTime(new Date(`2026-12-01T${time}+09:00`));
beforeEach(async () => {
	const doNotFake = ['hrtime', 'nextTick', 'performance', 'queueMicrotask', 'setImmediate', 'clearImmediate', 'setInterval', 'clearInterval', 'setTimeout', 'clearTimeout'] as const;
	jest.useFakeTimers({ doNotFake: [...doNotFake] });
	itIs('12:00:00');
	await serve(ok);
});
afterEach(async () => {
	jest.useRealTimers();
	await wire.close();
});

const sending = (text: unknown, form: IDataObject = FORM, more: Partial<ActionRun> = {}, options: IDataObject = {}): ActionRun => ({
	parameters: { resource: 'message', operation: 'send', to: phone(1), text, options: { advertisement: { values: form }, ...options } } as never,
	credential: credentialFor(wire.baseUrl),
	...more,
});
const send = async (...args: Parameters<typeof sending>) => await runAction(sending(...args));
const texts = () => wire.requests.map((_, index) => wire.form(index).smsmsg);
const many = (count: number, form: IDataObject = FORM, more: Partial<ActionRun> = {}): ActionRun => ({
	...sending('={{ $json.text }}', form, { items: Array.from({ length: count }, (_, index) => ({ to: phone(index), text: `예약 ${index}` })), ...more }),
	parameters: { ...sending('={{ $json.text }}', form).parameters, to: '={{ $json.to }}' },
});

describe('an advertisement', () => {
	test('has the mark and the name in front, and the way to refuse behind, in one text', async () => {
		const { items, hints } = await runActionWithHints(sending('12월 스케일링 예약받습니다'));
		const text = '(광고)한빛치과 070-0000-1000\n12월 스케일링 예약받습니다\n무료거부 080-000-0000';
		expect(texts()).toEqual([text]);
		expect(items[0].json).toMatchObject({ success: true, type: 'SMS', bytes: countBytes(text) });
		expect(hints.map(({ message }) => message)).toEqual([`SMS, ${countBytes(text)} bytes, to 1 recipient in 1 request.`]);
	});

	test.each<[string, string, IDataObject, string]>([
		['begins with the mark', '(광고)12월 예약', FORM, '(광고)한빛치과 070-0000-1000\n12월 예약\n무료거부 080-000-0000'],
		['begins with the mark, after a space', ' (광고)  12월 예약', FORM, '(광고)한빛치과 070-0000-1000\n12월 예약\n무료거부 080-000-0000'],
		['begins with it twice', '(광고)\n(광고)12월 예약', FORM, '(광고)한빛치과 070-0000-1000\n12월 예약\n무료거부 080-000-0000'],
		['has no contact', '예약', { ...FORM, contact: '' }, '(광고)한빛치과\n예약\n무료거부 080-000-0000'],
		['can be refused on a page', '예약', { ...FORM, optOut: ' https://example.com/r?a=1 ' }, '(광고)한빛치과 070-0000-1000\n예약\n무료거부 https://example.com/r?a=1'],
		['can be refused at a number of eleven digits', '예약', { ...FORM, optOut: '08000000000' }, '(광고)한빛치과 070-0000-1000\n예약\n무료거부 08000000000'],
		['speaks of advertising', '광고 문의도 받습니다', FORM, '(광고)한빛치과 070-0000-1000\n광고 문의도 받습니다\n무료거부 080-000-0000'],
		['begins with another bracket', '(안내) 광고판 예약', FORM, '(광고)한빛치과 070-0000-1000\n(안내) 광고판 예약\n무료거부 080-000-0000'],
		['has spaces around', '\n 예약 \n\n', FORM, '(광고)한빛치과 070-0000-1000\n예약\n무료거부 080-000-0000'],
	])('that %s goes out as it must', async (_, text, form, expected) => {
		await send(text, form);
		expect(texts()).toEqual([expected]);
	});

	test.each<[string, unknown, IDataObject, IDataObject, RegExp]>([
		['without a sender', '예약', { ...FORM, senderName: ' ' }, {}, /^Sender Name: it is empty/],
		['without a way to refuse', '예약', { ...FORM, optOut: '' }, {}, /^Way to Refuse: it is empty/],
		...['070-0000-1000', '010-0000-1000', '1588-0000', '1600-0000', '02-000-0000', '+82 10-0000-1000', '080-000-000'].map(
			(optOut): [string, unknown, IDataObject, IDataObject, RegExp] => [`to be refused at ${optOut}`, '예약', { ...FORM, optOut }, {}, /^Way to Refuse: a call or a text to it costs the recipient something/],
		),
		...['reply', '이 문자에 답장', 'http://example.com/r', 'https://', 'https://example', 'www.example.com', 'https://example.com/a b', 'javascript:alert(1)'].map(
			(optOut): [string, unknown, IDataObject, IDataObject, RegExp] => [`to be refused by ${optOut}`, '예약', { ...FORM, optOut }, {}, /^Way to Refuse: it is neither an 080 number nor an https address/],
		),
		...['(광 고)예약', '(광/고)예약', '(광.고)예약', '[광고]예약', '( 광고 )예약', '（광고）예약', '<광고>예약', '【광고】예약', '(대출광고)예약', '  [ 광고 ] 예약', '(광\u200b고)예약', '★(광고)예약', '(광고)[광고]예약'].map(
			(text): [string, unknown, IDataObject, IDataObject, RegExp] => [`that begins with ${text}`, text, FORM, {}, /^Text: it begins with a mark that is not the right one/],
		),
		['with a mark in its name', '예약', { ...FORM, senderName: '[광고] 한빛치과' }, {}, /^Sender Name: it begins with a mark/],
		['that is too long with all of it', '가'.repeat(340), FORM, {}, /^Text: it has 731 bytes, and the service takes at most 720/],
		['that is to be split', '예약', FORM, { longText: 'split' }, /^Long Text: it is set to Split/],
		['with an emoji in its name', '예약', { ...FORM, senderName: '한빛치과😀' }, {}, /^Sender Name: it has characters that phones in Korea cannot show/],
		['with an emoji in its contact', '예약', { ...FORM, contact: '☎😀' }, {}, /^Contact: it has characters that phones in Korea cannot show/],
		['with an emoji in its address', '예약', { ...FORM, optOut: 'https://example.com/😀' }, {}, /^Way to Refuse: it has characters that phones in Korea cannot show/],
		['with a name of two lines', '예약', { ...FORM, senderName: '한빛\n치과' }, {}, /^Sender Name: it has more than one line/],
		['with a name that is a list', '예약', { ...FORM, senderName: ['a'] }, {}, /^Sender Name: it is a list, not a text/],
		['with a consent that is none', '예약', { ...FORM, nightConsent: 'maybe' }, {}, /^Night Consent: it is neither true nor false/],
		['with nothing but the mark', '(광고) ', FORM, {}, /^Text: it is empty/],
		['without words', ' ', FORM, {}, /^Text: it is empty/],
	])('%s is refused before anything is sent', async (_, text, form, options, message) => {
		const error = await errorOf(send(text, form, {}, options));
		expect(error.message).toMatch(message);
		expect(error.description).toMatch(/\. Nothing was sent\.$/);
		expect(wire.requests).toEqual([]);
	});

	test('whatever its text: no request of it without mark and refusal', async () => {
		await fc.assert(
			fc.asyncProperty(fc.array(fc.oneof(fc.string({ unit: 'grapheme' }), fc.constantFrom('(광고)', '광', '고', '(', ')', '무료거부', '\n', ' ')), { maxLength: 12 }), fc.constantFrom('fail', 'remove', 'warn'), async (words, unsupported) => {
				wire.requests.length = 0;
				await send(words.join(''), FORM, goOn, { unsupported });
				for (const text of texts()) {
					expect(text).toMatch(/^\(광고\)한빛치과 070-0000-1000\n[^]+\n무료거부 080-000-0000$/);
				}
			}),
			{ numRuns: 300 },
		);
	}, 60_000);
});

describe('at night in Korea', () => {
	test.each([
		['20:49:59', true],
		['20:50:00', false],
		['23:59:59', false],
		['00:00:00', false],
		['07:59:59', false],
		['08:00:00', true],
	])('at %s: goes out %p', async (time, goesOut) => {
		itIs(time);
		const [{ json }] = await send('예약', FORM, goOn);
		expect(wire.requests).toHaveLength(goesOut ? 1 : 0);
		if (goesOut) return expect(json.success).toBe(true);
		expect(json).toEqual({
			error: `Advertisement: it is ${time.slice(0, 5)} in Korea, and nothing that advertises goes out from 20:50 to 08:00. Not sent to: ${phone(1)}. Send it after 08:00. Only where everybody addressed has agreed to advertisements at night, turn Night Consent on. Nothing was sent.`,
			code: null,
			codeName: null,
			outcome: 'notSent',
			recipients: [{ to: phone(1), status: 'NOT_SENT' }],
		});
		await send('예약', { ...FORM, nightConsent: true });
		await runAction({ ...sending('예약'), parameters: { resource: 'message', operation: 'send', to: phone(1), text: '예약', options: {} } });
		expect(wire.requests).toHaveLength(2);
	});

	/** Night falls while the fifth request is under way. */
	const nightFalls = async () => {
		await wire.close();
		itIs('20:49:00');
		await serve((response) => {
			if (wire.requests.length === 5) itIs('20:50:00');
			response.end(ok);
		});
	};

	test('a run that crosses it ends there, and says of each of the rest that it was not sent, and to whom', async () => {
		await nightFalls();
		const items = await runAction(many(12, FORM, goOn));
		expect(wire.requests).toHaveLength(5);
		expect(items.map(({ json }) => json.outcome ?? json.success)).toEqual([...Array(5).fill(true), ...Array(7).fill('notSent')]);
		expect(items.map(({ json }) => json.recipients)).toEqual(items.map((_, index) => [{ to: phone(index), status: index < 5 ? 'OK' : 'NOT_SENT' }]));
	});

	test('a run that crosses it without going on after errors names all that are left', async () => {
		await nightFalls();
		const error = await errorOf(runAction(many(12)));
		expect(wire.requests).toHaveLength(5);
		expect(error.message).toMatch(/^Advertisement: it is 20:50 in Korea/);
		const rest = Array.from({ length: 6 }, (_, index) => phone(index + 6)).join(', ');
		expect(error.description).toBe(
			`Of the other items, not sent to: ${rest}. Not sent to: ${phone(5)}. Send it after 08:00. Only where everybody addressed has agreed to advertisements at night, turn Night Consent on. Nothing was sent for item 6. Carried out before it: the first 5 items. Do not send that again.`,
		);
	});

	test('an item that is half sent then says who has it', async () => {
		await wire.close();
		itIs('20:49:00');
		await serve((response) => {
			itIs('20:50:00');
			response.end(ok);
		});
		const to = Array.from({ length: 12 }, (_, index) => phone(index));
		const [{ json }] = await runAction({ ...sending('예약', FORM, goOn), parameters: { ...sending('예약').parameters, to: to.join() } });
		expect(wire.requests).toHaveLength(1);
		expect(json).toMatchObject({ outcome: 'unknown', error: expect.stringContaining(`Sent to: ${to.slice(0, 10).join(', ')}. Not sent to: ${to.slice(10).join(', ')}.`) });
	});
});

test('a text that is marked by hand, without the option, leaves a hint that there is one, and nothing else changes', async () => {
	const parameters = { resource: 'message', operation: 'send', to: phone(1), text: '(광고)예약', options: {} };
	const { hints, items } = await runActionWithHints({ parameters: parameters as never, credential: credentialFor(wire.baseUrl) });
	expect(texts()).toEqual(['(광고)예약']);
	expect(items[0].json.success).toBe(true);
	expect(hints.map(({ message }) => message).slice(1)).toEqual(['A text that begins with (광고) advertises: the option Advertisement adds your name and the way to refuse, and checks form and hour.']);
	const { hints: without } = await runActionWithHints(sending('(광고)예약'));
	expect(without).toHaveLength(1);
});
