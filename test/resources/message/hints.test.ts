import { errorOf, runActionWithHints } from '../../support/runAction';
import { credentialFor, listenOnTheWire } from '../../support/wire';

const people = (count: number) => Array.from({ length: count }, (_, index) => `0100000${String(index).padStart(4, '0')}`).join();
const ok = (remaining: number | string) => JSON.stringify({ SVC_RT: '0000', DATAS: { STATUS: 'OK', RESCNT: remaining } });

let wire: Awaited<ReturnType<typeof listenOnTheWire>>;
afterEach(async () => await wire.close());

/** @returns what stands above the items, and what went over the wire */
const send = async (fields: { to?: string; text: string; options?: object }, remaining: number | string = 500, items = [{}]) => {
	wire = await listenOnTheWire(ok(remaining));
	const { hints } = await runActionWithHints({
		parameters: { resource: 'message', operation: 'send', to: '010-0000-1234', options: {}, ...fields } as never,
		credential: credentialFor(wire.baseUrl),
		items,
	});
	return { hints, texts: wire.requests.map((_, index) => wire.form(index).smsmsg) };
};
const info = (message: string) => ({ message, type: 'info', location: 'outputPane' });
const warning = (message: string) => ({ message, type: 'warning', location: 'outputPane' });

describe('the output pane tells of', () => {
	test('one text its type, its bytes and its requests', async () => {
		expect((await send({ text: '안녕하세요' })).hints).toEqual([info('SMS, 10 bytes, to 1 recipient in 1 request.')]);
	});

	test('a long text to many', async () => {
		const { hints } = await send({ to: people(25), text: '가'.repeat(41) });
		expect(hints).toEqual([info('LMS, 82 bytes, to 25 recipients in 3 requests.')]);
	});

	test('a text in several parts', async () => {
		const { hints } = await send({ to: people(11), text: '가'.repeat(361), options: { longText: 'split' } });
		expect(hints).toEqual([info('LMS, 722 bytes, to 11 recipients in 4 requests.')]);
	});

	test('several items in one sentence', async () => {
		const items = [{ text: '안녕' }, { text: '가'.repeat(100) }, { text: 'hi' }];
		const { hints } = await send({ to: people(2), text: '={{ $json.text }}' }, 500, items);
		expect(hints).toEqual([info('3 texts to 6 recipients in 3 requests: 2 SMS and 1 LMS, at most 200 bytes.')]);
	});

	test.each([
		[99, '99 sends left on this line.'],
		['1', '1 send left on this line.'],
		[0, '0 sends left on this line.'],
	])('few sends left: %p', async (remaining, sentence) => {
		expect((await send({ text: 'hi' }, remaining)).hints.slice(1)).toEqual([warning(sentence)]);
	});

	test.each([100, 'unlimited'])('nothing more when there are enough, or nobody knows: %p', async (remaining) => {
		expect((await send({ text: 'hi' }, remaining)).hints).toHaveLength(1);
	});
});

describe('characters outside EUC-KR', () => {
	test('are sent and named by default, each once', async () => {
		const { hints, texts } = await send({ text: '={{ $json.text }}' }, 500, [{ text: '감사합니다 😀✓' }, { text: '😀' }]);
		expect(texts).toEqual(['감사합니다 😀✓', '😀']);
		expect(hints.slice(1)).toEqual([
			warning('Phones in Korea cannot show 😀 ✓: a question mark arrives instead. The option Unsupported Characters can stop or remove them.'),
		]);
	});

	test('are removed on demand, and what is left is counted', async () => {
		const { hints, texts } = await send({ text: '감사합니다 😀', options: { unsupported: 'remove' } });
		expect(texts).toEqual(['감사합니다']);
		expect(hints).toEqual([info('SMS, 10 bytes, to 1 recipient in 1 request.')]);
	});

	test.each([
		['fail', '감사합니다 😀', /^Text: it has characters that phones in Korea cannot show$/, /^Found: "😀"\. Take them out of the text, or set the option Unsupported Characters/],
		['remove', '😀 ✓', /^Text: nothing is left without the unsupported characters$/, /^Enter what to send/],
	])('with the option %s stop the text %s', async (unsupported, text, message, advice) => {
		const error = await errorOf(send({ text, options: { unsupported } }));
		expect(error.message).toMatch(message);
		expect(error.description).toMatch(advice);
		expect(wire.requests).toEqual([]);
	});
});
