import fc from 'fast-check';
import iconv from 'iconv-lite';
import type { IDataObject } from 'n8n-workflow';

import { keyDigest, newCallbackKey, pageOf } from '../../nodes/UplusCentrex/api/callbackKey';
import { openTrigger } from '../support/runTrigger';
import { credentialFor } from '../support/wire';

/** Whatever calls the trigger's address, with however little sense: it makes one item of an event with its key, or none. */

const EVENTS = 10_000;
jest.setTimeout(180_000);

const REQUIRED = ['sender', 'receiver', 'kind', 'inner_num'];
const FIELDS = [...REQUIRED, 'message', 'key'];
const TEXT = '예약 되나요? 100%';

/** A query's parameter as it stands there. */
type Pair = [name: string, value: string];

/** Node.js hands a byte on as one character. */
const bytes = (text: string, encoding = 'utf8') => iconv.encode(text, encoding).toString('latin1');
const percent = (latin1: string) => [...Buffer.from(latin1, 'latin1')].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('');

const text = fc.oneof(fc.string(), fc.string({ unit: 'binary' }), fc.constantFrom(TEXT, '뷁', '[object Object]', '__proto__', '1', '2', '', 'sender=1'));
const encoding = fc.constantFrom('utf8', 'euc-kr', 'cp949', 'utf16le', 'latin1', 'utf8-bom');
const value = fc.oneof(
	fc.tuple(text, encoding).map(([written, name]) => percent(`${name === 'utf8-bom' ? bytes('\uFEFF') : ''}${bytes(written, name.replace('-bom', ''))}`)),
	text.map((written) => encodeURIComponent(written)),
	// Not encoded at all, or badly: whatever stands in a URL.
	fc.tuple(text, encoding).map(([written, name]) => bytes(written, name.replace('-bom', '')).replace(/[\s#]/g, '')),
	fc.constantFrom('%', '%4', '%zz', '%%32', '%C7%D1%B1', '%ED%95%9', '%00', '%0d%0a', '+', '=', '%3D', '%26', '%2532', '%EF%BB%BF1', '%31', '1&1', '?'),
	fc.constantFrom(1000, 16_000, 17_000, 100_000).map((length) => 'a'.repeat(length)),
);

/** A parameter under its own name, written in another way, or under a name that is nearly it. */
const name = (field: string) =>
	fc.constantFrom(field, field, field, percent(field), `%${field.charCodeAt(0).toString(16)}${field.slice(1)}`, field.toUpperCase(), `${field}[]`, `${field}[a]`, `${field}%00`, ` ${field}`, `+${field}`, '', '__proto__');

const edit = (right: string) =>
	fc.constantFrom(...FIELDS).chain((field) => {
		const wrongKeys = fc.constantFrom(right.slice(1), `${right}0`, right.toUpperCase(), `${right}%00`, `+${right}`, right.replace(/./, (digit) => (digit === '0' ? '1' : '0')), percent(right), '');
		return fc.record({
			field: fc.constant(field),
			how: fc.constantFrom('replace', 'drop', 'double', 'rename'),
			name: name(field),
			value: field === 'key' ? fc.oneof(wrongKeys, value) : value,
		});
	});

const request = (right: string) =>
	fc
		.record({
			edits: fc.array(edit(right), { maxLength: 3 }),
			order: fc.shuffledSubarray([...FIELDS], { minLength: FIELDS.length }),
			posted: fc.array(fc.boolean(), { minLength: 12, maxLength: 12 }),
			isPosted: fc.boolean(),
			contentType: fc.constantFrom('application/x-www-form-urlencoded', 'Application/X-WWW-Form-Urlencoded; charset=', 'application/x-www-form-urlencoded;charset=utf-16', 'application/json', 'multipart/form-data', 'text/plain', ''),
			cut: fc.option(fc.nat({ max: 300 }), { freq: 12 }),
		})
		.map(({ edits, order, posted, isPosted, contentType, cut }) => {
			const good: Record<string, string> = { sender: '01000001234', receiver: '070-0000-1000', kind: '2', inner_num: '1000', message: encodeURIComponent(TEXT), key: right };
			const pairs = order.flatMap((field): Pair[] => {
				const own: Pair = [field, good[field]];
				const change = edits.find((each) => each.field === field);
				if (!change) return [own];
				return { replace: [[field, change.value] as Pair], drop: [], double: [own, [change.name, change.value] as Pair], rename: [[change.name, own[1]] as Pair] }[change.how] ?? [];
			});
			const written = (isIn: boolean) => pairs.filter((_, index) => (isPosted && posted[index % 12]) === isIn).map((pair) => pair.join('=')).join('&');
			const query = written(false).slice(0, cut ?? undefined);
			return isPosted ? { query, form: written(true), contentType } : { query };
		});

/** What a request says, to someone who knows nothing of the node: its values, each a byte a character; or why it is none. */
function readPlainly({ query, form, contentType }: { query: string; form?: string; contentType?: string }, right: string) {
	const isForm = contentType?.toLowerCase().startsWith('application/x-www-form-urlencoded');
	const whole = isForm ? `${query}&${form}` : query;
	if (whole.length > 16_384) return { refused: 400 };
	const plain = (encoded: string) =>
		encoded.replaceAll('+', ' ').replace(/%([0-9a-f]{2})/gi, (_, digits: string) => String.fromCharCode(parseInt(digits, 16)));
	const values: Record<string, string[]> = Object.fromEntries(FIELDS.map((field) => [field, []]));
	for (const pair of whole.split('&')) {
		const at = pair.indexOf('=');
		const field = plain(at < 0 ? pair : pair.slice(0, at));
		if (FIELDS.includes(field)) values[field].push(plain(at < 0 ? '' : pair.slice(at + 1)));
	}
	const isOnce = FIELDS.every((field) => values[field].length <= 1) && REQUIRED.every((field) => values[field].length === 1);
	const of = (field: string) => values[field][0] ?? '';
	if (!isOnce || !['1', '2'].includes(of('kind'))) return { refused: 400 };
	if (of('key') !== right) return { refused: 403 };
	return { of };
}

test('ten thousand events, most of them garbage: each makes one item or is refused, and none without the key makes any', async () => {
	const credential = credentialFor('http://127.0.0.1:9/RestApi');
	const right = newCallbackKey();
	const { path } = await openTrigger({ parameters: {}, credential });
	const staticData = { 'node:Centrex': { callbackKeys: [{ page: pageOf(path), digest: keyDigest(right), at: 1, line: '07000001000' }] } };
	const trigger = await openTrigger({ parameters: { callbackHost: '127.0.0.1' }, credential, staticData });
	let items = 0;
	await fc.assert(
		fc.asyncProperty(request(right), async (given) => {
			const said = readPlainly(given, right);
			trigger.log.length = 0;
			const outcome = (await trigger.receive(given)) as { items?: IDataObject[] };
			if (!said.of) {
				expect(outcome).toEqual({ status: said.refused, body: undefined, ended: true });
				expect(trigger.log).toEqual([expect.stringMatching(/^warn: LG U\+ Centrex Trigger refused an event: [a-z_ ]+$/)]);
				return;
			}
			items++;
			expect(outcome).toEqual({
				items: [
					{
						event: said.of('kind') === '1' && said.of('message') === '' ? 'incomingCall' : 'incomingSms',
						line: '07000001000',
						sender: expect.any(String),
						receiver: said.of('receiver').replace(/\D/g, ''),
						extension: expect.any(String),
						message: expect.any(String),
						receivedAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+09:00$/),
					},
				],
			});
			expect(JSON.stringify(outcome)).not.toContain(right);
			const [{ sender, extension, message }] = outcome.items as IDataObject[];
			for (const [read, field] of [[sender, 'sender'], [extension, 'inner_num'], [message, 'message']]) {
				const raw = said.of(field as string);
				// How else bytes are read is tested beside readIncomingEvent.
				if (/^[\0-\x7f]*$/.test(raw)) expect(read).toBe(raw);
				if (raw === bytes(TEXT) || raw === bytes(TEXT, 'euc-kr')) expect(read).toBe(TEXT);
			}
		}),
		{ numRuns: EVENTS },
	);
	expect(items).toBeGreaterThan(EVENTS / 20);
});
