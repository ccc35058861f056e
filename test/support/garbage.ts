import fc from 'fast-check';
import iconv from 'iconv-lite';

/** An answer of the service that is good, or what faults on the way and in the service make of it. */
export interface Answer {
	status: number;
	headers: Record<string, string>;
	body: Buffer;
	/** What becomes of the connection: it carries the whole answer, or breaks before, amid or short of its announced end. */
	connection: 'whole' | 'never' | 'amid' | 'tooShort' | 'noHttp';
}

/** Words that every object of JavaScript knows. */
const OBJECT_WORDS = ['constructor', 'toString', 'valueOf', '__proto__', 'hasOwnProperty'];

/** Without those of a refused sign-in, after which the rest of a run is not tried. */
const CODES = ['0000', '0', 'OK', '2000', '1001', '1005', '2002', '3001', '3004', '4001', '4002', '4003', '4004', '9999', '5050'];

/** What an answer's texts may hold, as a service or a person might have written it, or as a fault does. */
const words = (secret: string) =>
	fc.oneof(
		fc.constantFrom('', ' ', 'OK', 'ok', 'FAIL', 'UNKNOWN', '0', '_', '^', '한글', '💥', '<b>x</b>', '\u0000', ...OBJECT_WORDS),
		fc.constantFrom(secret, secret.toUpperCase(), `id=07000001000&pass=${secret}`),
		fc.constantFrom(...CODES),
		fc.string(),
	);

/** JSON of any type in place of a value; some of it has the value inside. */
const junk = (secret: string, value: unknown): fc.Arbitrary<unknown> => {
	const text = typeof value === 'string' ? value : JSON.stringify(value);
	const refused = text.replace('OK', 'FAIL');
	return fc.oneof(
		words(secret),
		fc.constantFrom<unknown>(null, true, false, 0, 1, -1, 1.5, 1e300, 4004, [], {}, [null], [[]], [{}], { a: 1 }),
		fc.constantFrom<unknown>([value], [[value]], [value, value], { STATUS: value }, { '0': value }, text),
		// A text with something before it, after it or against it.
		{ weight: 4, arbitrary: fc.constantFrom<unknown>(refused, `${text}=FAIL`, `${text},${text}`, `${refused},${text}`, `${text},${refused}`, `x${text}`) },
		// No such object can be made a text in JavaScript.
		fc.constantFrom(...OBJECT_WORDS).map((word) => Object.fromEntries([[word, 1]])),
		words(secret).map((word) => ({ STATUS: word })),
		words(secret).map((word) => [word, { [word]: word }]),
		fc.jsonValue({ maxDepth: 2 }),
	);
};

/** What is done to one field or entry. */
interface Edit {
	how: 'replace' | 'drop' | 'doubleBefore' | 'doubleAfter' | 'rename';
	with: string;
}

const isObject = (value: unknown): value is Record<string, unknown> =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

/** The fields and entries of a JSON value, all levels, each as its path and value. */
function placesOf(value: unknown, path = ''): Array<[path: string, value: unknown]> {
	const inner = typeof value === 'object' && value !== null ? Object.entries(value) : [];
	return inner.flatMap(([name, part]) => [[`${path}/${name}`, part] as [string, unknown], ...placesOf(part, `${path}/${name}`)]);
}

/** Writes JSON with edits: only as text can a field be there twice. */
function write(value: unknown, edits: ReadonlyMap<string, Edit>, path = ''): string {
	if (typeof value !== 'object' || value === null) return JSON.stringify(value);
	const parts = Object.entries(value).flatMap(([name, part]) => {
		const edit = edits.get(`${path}/${name}`);
		const member = (text: string, as = name) => (Array.isArray(value) ? text : `${JSON.stringify(as)}:${text}`);
		const good = member(write(part, edits, `${path}/${name}`));
		if (!edit) return [good];
		const bad = member(edit.with);
		return { replace: [bad], drop: [], doubleBefore: [bad, good], doubleAfter: [good, bad], rename: [member(edit.with, `${name}x`)] }[edit.how];
	});
	return Array.isArray(value) ? `[${parts.join()}]` : `{${parts.join()}}`;
}

/** A letter as JSON may write it as well. */
const escaped = (text: string) => text.replace(/[a-f]/g, (letter) => `\\u00${letter.charCodeAt(0).toString(16)}`);

/** The JSON text of a good answer with some of its fields wrong, missing, doubled or under another name. */
function mangledJson(good: object, secret: string): fc.Arbitrary<string> {
	const places = placesOf(good);
	const edit = fc.constantFrom(...places).chain(([path, value]) => {
		const other = path === '/SVC_RT' ? fc.oneof(fc.constantFrom<unknown>(...CODES, 0, 2000), junk(secret, value)) : junk(secret, value);
		return fc.record({
			path: fc.constant(path),
			how: fc.constantFrom<Edit['how']>('replace', 'replace', 'replace', 'drop', 'doubleBefore', 'doubleAfter', 'rename'),
			with: fc.tuple(other, fc.boolean()).map(([wrong, isEscaped]) => {
				const text = JSON.stringify(wrong);
				return isEscaped && text.includes(secret) ? text.replaceAll(secret, escaped(secret)) : text;
			}),
		});
	});
	return fc.array(edit, { minLength: 0, maxLength: 3 }).map((edits) => write(good, new Map(edits.map(({ path, ...rest }) => [path, rest]))));
}

const HTML = '<!DOCTYPE html><html><head><title>500</title></head><body>서비스 점검 중입니다</body></html>';

/** The bytes of an answer: mangled JSON, cut, in another encoding, with something around it, or something else altogether. */
function mangledBody(good: object, secret: string): fc.Arbitrary<Buffer> {
	const json = mangledJson(good, secret);
	const cut = (bytes: Buffer) => fc.double({ min: 0, max: 1, noNaN: true }).map((part) => bytes.subarray(0, Math.floor(bytes.length * part)));
	const encoded = (text: string) =>
		fc.constantFrom('utf8-bom', 'euc-kr', 'utf16le', 'utf16le-bom', 'utf16be', 'utf16be-bom', 'latin1').map((encoding) =>
			iconv.encode(text, encoding.replace('-bom', ''), { addBOM: encoding.endsWith('-bom') }),
		);
	return fc.oneof(
		{ weight: 12, arbitrary: json.map((text) => Buffer.from(text)) },
		{ weight: 2, arbitrary: json.chain((text) => cut(Buffer.from(text))) },
		{ weight: 2, arbitrary: json.chain(encoded) },
		{
			weight: 1,
			arbitrary: json.chain((text) =>
				fc.constantFrom(` \r\n${text}\n`, `${text}${text}`, `<br />\n<b>Warning</b>: mysql\n${text}`, `callback(${text})`, `[${text}]`, JSON.stringify(text)).map((all) => Buffer.from(all)),
			),
		},
		{
			weight: 2,
			arbitrary: fc.oneof(
				fc.constantFrom(Buffer.alloc(0), Buffer.from(HTML), Buffer.from('null'), Buffer.from('"0000"'), Buffer.from('0000')),
				fc.uint8Array({ maxLength: 40 }).map((bytes) => Buffer.from(bytes)),
			),
		},
	);
}

/**
 * A mangled answer; one in a few is good.
 *
 * @param good the answer as it should be, JSON or a file
 * @param secret what the service must not make readable by sending it back
 * @param elsewhere where redirects lead
 */
export function mangledAnswer(good: object | Buffer, secret: string, elsewhere: string): fc.Arbitrary<Answer> {
	const body = Buffer.isBuffer(good)
		? fc.oneof(fc.constant(good), mangledBody({ SVC_RT: '4004', SVC_MSG: 'NO_DATA', DATAS: secret }, secret))
		: mangledBody(good, secret);
	const contentType = fc.constantFrom('text/html; charset=UTF-8', 'application/json', 'application/octet-stream', 'text/plain; charset=euc-kr', 'x');
	const status = fc.oneof({ weight: 9, arbitrary: fc.constant(200) }, { weight: 2, arbitrary: fc.integer({ min: 200, max: 599 }) }, { weight: 2, arbitrary: fc.constantFrom(204, 301, 302, 303, 307, 308, 401, 403, 407, 408, 429, 500, 502, 503) });
	const connection = fc.oneof({ weight: 12, arbitrary: fc.constant('whole' as const) }, { weight: 2, arbitrary: fc.constantFrom('never' as const, 'amid' as const, 'tooShort' as const, 'noHttp' as const) });
	return fc.record({ status, contentType, body, connection }).map(({ contentType: type, ...answer }) => ({
		...answer,
		body: isWithoutBody(answer.status) ? Buffer.alloc(0) : answer.body,
		headers: { 'content-type': type, ...(answer.status >= 300 && answer.status < 400 && { location: elsewhere }) },
	}));
}

/** HTTP has no body with these. */
const isWithoutBody = (status: number) => status === 204 || status === 304;

/** What an answer says, to someone who knows nothing of the node: which result code, and which values. */
export function readPlainly({ status, body, connection }: Answer): { code: string; message: string; record: Record<string, unknown> } | undefined {
	if (connection !== 'whole' || status >= 500) return undefined;
	try {
		const record: unknown = JSON.parse(body.toString('utf8').replace(/^\uFEFF/, ''));
		if (!isObject(record)) return undefined;
		const { SVC_RT: code } = record;
		const entries = [record.SVC_MSG].flat(Infinity).filter((entry) => entry !== undefined && entry !== null);
		const texts = entries.map((entry) => (typeof entry === 'string' ? entry.trim() : JSON.stringify(entry)).toUpperCase());
		// Said twice is said; what says two things does not say the first.
		const message = [...new Set(texts.filter((text) => text !== ''))].join(' and ');
		if (typeof code !== 'string' && typeof code !== 'number') return undefined;
		return { code: String(code).trim(), message, record };
	} catch {
		return undefined;
	}
}

/** @returns the objects that a value is or lists */
export const objectsIn = (value: unknown) => (Array.isArray(value) ? value : [value]).filter(isObject);

/** @returns whether a value is made of JSON alone, so that n8n can save it */
export function isJson(value: unknown): boolean {
	if (typeof value === 'number') return Number.isFinite(value);
	if (Array.isArray(value)) return value.every(isJson);
	if (isObject(value)) return Object.values(value).every(isJson);
	return value === null || typeof value === 'string' || typeof value === 'boolean';
}

/** An answer for the message of a failing test. */
export function show({ status, headers, body, connection }: Answer): string {
	return `${status} ${headers['content-type']}, ${connection}: ${JSON.stringify(body.toString('utf8'))}`;
}
