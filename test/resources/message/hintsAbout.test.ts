import { hintsAbout } from '../../../nodes/UplusCentrex/resources/message/hints';
import type { TextReport } from '../../../nodes/UplusCentrex/resources/operation';

const report = (more: Partial<TextReport> = {}): TextReport => ({ type: 'SMS', bytes: 10, requests: 1, recipients: 1, unsupported: [], remaining: 500, ...more });
const LMS = report({ type: 'LMS', bytes: 300, requests: 3, recipients: 25 });
const said = (...reports: TextReport[]) => hintsAbout(reports).map(({ type, message }) => `${type}: ${message}`);

test.each<[string, TextReport[], string[]]>([
	['nothing of no text', [], []],
	['one text', [report()], ['info: SMS, 10 bytes, to 1 recipient in 1 request.']],
	['one to many', [LMS], ['info: LMS, 300 bytes, to 25 recipients in 3 requests.']],
	['several of one kind', [report(), report({ bytes: 20 })], ['info: 2 texts to 2 recipients in 2 requests: 2 SMS, at most 20 bytes.']],
	['several of both', [report(), LMS, report()], ['info: 3 texts to 27 recipients in 5 requests: 2 SMS and 1 LMS, at most 300 bytes.']],
	['items that shared a request', [report(), report({ requests: 0 })], ['info: 2 texts to 2 recipients in 1 request: 2 SMS, at most 10 bytes.']],
])('it tells of %s', (_, reports, hints) => {
	expect(said(...reports)).toEqual(hints);
});

test('each lost character once, in the order of the texts', () => {
	const [, warning, ...more] = said(report({ unsupported: ['😀'] }), report({ unsupported: ['✓', '😀'] }));
	expect(warning).toMatch(/^warning: Phones in Korea cannot show 😀 ✓: /);
	expect(more).toEqual([]);
});

test.each<[Array<number | null>, string | undefined]>([
	[[100], undefined],
	[[99], 'warning: 99 sends left on this line.'],
	[[1], 'warning: 1 send left on this line.'],
	[[0], 'warning: 0 sends left on this line.'],
	[[null], undefined],
	[[50, 49], 'warning: 49 sends left on this line.'],
	[[50, null], 'warning: 50 sends left on this line.'],
])('of sends left, the last that the service said: %j', (remaining, hint) => {
	expect(said(...remaining.map((left) => report({ remaining: left }))).slice(1)).toEqual(hint ? [hint] : []);
});
