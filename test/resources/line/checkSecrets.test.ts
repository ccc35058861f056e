import { Readable } from 'node:stream';

import fc from 'fast-check';
import type { IHttpRequestOptions } from 'n8n-workflow';
import * as n8nWorkflow from 'n8n-workflow';

import { EFFECTS, ROWS } from '../../support/operations';
import { runActionWithHints } from '../../support/runAction';
import { credentialFor } from '../../support/wire';

/**
 * *Line → Check* promises that its items can be shown to everybody. Whatever the service answers, and wherever in its answer a value of
 * the line stands, in whatever type, not three characters of it in a row are in an item or above the items.
 */

const RUNS = process.env.LONG === 'true' ? 5000 : 250;
jest.setTimeout(600_000);

/** What values of a line may look like; also like names of fields, codes and times. */
const SECRETS = ['ZQXKWVJ', 'ZQXK_WVJ', 'zqxkwvj', 'Zqx Kwv', '쨍뷁쬬뀨', '7318264950', '731-8264-950', '731', 'ZQX7318', 'zqx@kwv.example', '<b>ZQX</b>', 'ﾁzqxkwvj', '７３１８２６４'];
const FRAGMENTS = [...new Set(SECRETS.flatMap((secret) => [...secret].map((_, index) => [...secret].slice(index, index + 3).join(''))))].filter(
	(fragment) => [...fragment].length === 3 && !'example'.includes(fragment) && /[\p{L}\p{N}]{2}/u.test(fragment),
);

/** A good answer to each command that *Check* asks: the first sample of it. */
const GOOD = Object.fromEntries(
	EFFECTS.reads
		.filter((command) => command !== 'recorddownload')
		.map((command) => [command, JSON.parse(ROWS.find((row) => row.command === command)?.sample ?? '') as object]),
);

const secret = fc.constantFrom(...SECRETS);

/** Values with a secret in them, of any type; in some of them stands the good one, too. */
function spoiled(good: unknown, word: string): unknown[] {
	const text = typeof good === 'string' ? good : JSON.stringify(good);
	return [
		...[word, `${text}${word}`, `${word}${text}`, `${text} ${word}`, text.replace(/\d{4}/, word), text.replace(/\^[^^]*/, `^${word}`), `${word} `.repeat(100)],
		...[Number(word.replace(/\D/g, '')), -7318264950, 7318.26495, 7.318264e30, null, true],
		...[[word], [[word]], { [word]: word }, { [word]: { [word]: [word] } }, [{ [word]: word, TIME: word, NO: word }, word], [good, word]],
	];
}

/** The places of a JSON value: the object or list, and the name in it. */
function placesOf(value: unknown): Array<[holder: Record<string, unknown>, name: string]> {
	if (typeof value !== 'object' || value === null) return [];
	return Object.entries(value).flatMap(([name, inner]) => [[value as Record<string, unknown>, name] as [Record<string, unknown>, string], ...placesOf(inner)]);
}

interface Edit {
	at: number;
	how: 'replace' | 'rename' | 'add' | 'addNamed' | 'drop';
	word: string;
	which: number;
}
const edit: fc.Arbitrary<Edit> = fc.record({ at: fc.nat(), how: fc.constantFrom('replace', 'replace', 'rename', 'add', 'addNamed', 'drop'), word: secret, which: fc.nat() });

/** A good answer with secrets in it: values in place of others, fields under another name, fields that are new. */
const spoiledAnswer = (command: string): fc.Arbitrary<string> =>
	fc.array(edit, { minLength: 1, maxLength: 6 }).map((edits) => {
		const answer = JSON.parse(JSON.stringify(GOOD[command])) as object;
		for (const { at, how, word, which } of edits) {
			const places = placesOf(answer);
			if (places.length === 0) break;
			const [holder, name] = places[at % places.length];
			const all = JSON.parse(JSON.stringify(spoiled(holder[name], word))) as unknown[];
			const value = how === 'rename' ? holder[name] : all[which % all.length];
			if (how === 'rename' || how === 'drop') delete holder[name];
			if (how !== 'drop') holder[{ replace: name, add: `NEW_${word}`, rename: word, addNamed: word }[how]] = value;
		}
		return JSON.stringify(answer);
	});

/** An answer that says no, with a secret in its code, its message and its DATAS. */
const refusal = fc.tuple(secret, fc.constantFrom('1005', '1002', '2001', '2002', '3001', '4001', '4002', '4003', '4004', '9999', '2000', '7318', 7318264, ''), fc.constantFrom('', 'NO_API_PERM_ERR', 'OK', 'NO_DATA(', 'AUTH_ERR ')).chain(
	([word, code, before]) =>
		fc.constantFrom(
			{ SVC_RT: code, SVC_MSG: `${before}${word}`, DATAS: word },
			{ SVC_RT: code, SVC_MSG: word, DATAS: { STATUS: word, [word]: word } },
			{ SVC_RT: code, SVC_MSG: before, DATAS: `${word} LOGIN FAIL` },
			{ SVC_RT: word, SVC_MSG: before, [word]: word },
			{ SVC_RT: code, SVC_MSG: [word, word], LISTINFO: word },
			{ SVC_RT: code, SVC_MSG: { [word]: word } },
		).map((answer) => JSON.stringify(answer)),
);

const other = secret.chain((word) =>
	fc.constantFrom(word, `"${word}"`, `[${JSON.stringify(word)}]`, `<html><title>${word}</title></html>`, `{"SVC_RT":"0000","DATAS":"${word}`, `callback({"${word}":1})`, '', `${word}=${word}`),
);

interface Answer {
	status: number;
	headers: Record<string, string>;
	body: string;
}
const answerTo = (command: string): fc.Arbitrary<Answer> =>
	fc.record({
		body: fc.oneof({ weight: 5, arbitrary: spoiledAnswer(command) }, { weight: 2, arbitrary: refusal }, { weight: 1, arbitrary: other }),
		status: fc.oneof({ weight: 6, arbitrary: fc.constant(200) }, fc.constantFrom(201, 302, 401, 404, 500, 503)),
		headers: secret.map((word) => ({ 'content-type': `text/${word}`, location: `http://${word}.example/${word}`, [`x-${word}`]: word })),
	});
const allAnswers = fc.record(Object.fromEntries(Object.keys(GOOD).map((command) => [command, answerTo(command)])));

/** @returns what comes out of a check that is answered so */
async function shownOf(answers: Record<string, Answer>) {
	const { items, hints } = await runActionWithHints({
		parameters: { resource: 'line', operation: 'check' },
		credential: credentialFor('http://127.0.0.1:9/RestApi'),
		prepare(context) {
			const httpRequestWithAuthentication = async (_: string, { url }: IHttpRequestOptions) => {
				const { status, headers, body } = answers[url.slice(1)];
				return { statusCode: status, headers, body: Readable.from([Buffer.from(body)]) };
			};
			Object.assign(context, { helpers: { ...context.helpers, httpRequestWithAuthentication } });
		},
	});
	return { items: items.map(({ json: { milliseconds, ...json } }) => ({ ...json, isTimed: milliseconds === null || typeof milliseconds === 'number' })), hints };
}
const leaksIn = (shown: unknown) => FRAGMENTS.filter((fragment) => JSON.stringify(shown).normalize('NFKC').includes(fragment.normalize('NFKC')));

beforeEach(() => {
	// What watches an answer for half a minute must not be over before it.
	jest.spyOn(n8nWorkflow, 'sleep').mockImplementation(async (milliseconds) => await new Promise((resolve) => setTimeout(resolve, milliseconds / 1000)));
});
afterEach(() => jest.restoreAllMocks());

test('no value of an answer, in whatever place and type, reaches an item or what stands above the items', async () => {
	let differences = 0;
	const messages = new Set<unknown>();
	await fc.assert(
		fc.asyncProperty(allAnswers, async (answers) => {
			const { items, hints } = await shownOf(answers);
			const leaks = leaksIn({ items, hints });
			if (leaks.length > 0) throw new Error(`It shows ${leaks.join(' ')}\n${JSON.stringify(answers, null, 1)}\n${JSON.stringify({ items, hints }, null, 1)}`);
			expect(items).toHaveLength(12);
			for (const item of items as Array<Record<string, unknown>>) {
				expect(Object.keys(item)).toEqual(['check', 'command', 'works', 'code', 'codeName', 'message', 'advice', 'differences', 'isTimed']);
				expect(item.isTimed).toBe(true);
				for (const sentence of item.differences as string[]) expect(sentence).toMatch(/^[A-Z].{5,300}\.$/u);
				differences += (item.differences as string[]).length;
				messages.add(item.message);
			}
		}),
		{ numRuns: RUNS },
	);
	// It has been shown something.
	expect(differences).toBeGreaterThan(RUNS * 12);
	expect(messages.size).toBeGreaterThan(10);
});

test('a refused sign-in, neither', async () => {
	for (const word of SECRETS) {
		const body = JSON.stringify({ SVC_RT: '1004', SVC_MSG: `AUTH_ERR ${word}`, DATAS: `${word} LOGIN FAIL`, [word]: word });
		const answers = Object.fromEntries(Object.keys(GOOD).map((command) => [command, { status: 200, headers: {}, body }]));
		expect(leaksIn(await shownOf(answers))).toEqual([]);
	}
});

test('the fragments are what a leak would show', () => {
	expect(FRAGMENTS).toEqual(expect.arrayContaining(['ZQX', 'kwv', '쨍뷁쬬', '731', '950']));
	expect(leaksIn([{ message: 'it is ZQXKWVJ' }])).toContain('ZQX');
});
