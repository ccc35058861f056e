import { Readable } from 'node:stream';

import type { IHttpRequestOptions } from 'n8n-workflow';
import { isSafeObjectProperty } from 'n8n-workflow';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { COMMAND_FACTS, factsOf, isCommandName } from '../nodes/UplusCentrex/api/commands';
import type { CommandName } from '../nodes/UplusCentrex/api/commands';
import { request } from '../nodes/UplusCentrex/api/request';
import { resources } from '../nodes/UplusCentrex/resources';
import { COMMANDS } from '../simulator/restApi/commands';
import { lineFor } from './support/fakeCaller';
import { EFFECTS, INTERFACE, NEWER, ROWS } from './support/operations';
import type { Row } from './support/operations';
import { errorOf, runAction } from './support/runAction';
import type { ActionRun } from './support/runAction';
import { credentialFor, listenOnTheWire } from './support/wire';
import type { WireAnswer } from './support/wire';

/** All commands: what goes over the wire, the item for every sample, and what a failure means; what is known of each stands in support/operations.ts. */

type Wire = Awaited<ReturnType<typeof listenOnTheWire>>;

const start = ({ operation: both, fields }: Row, { baseUrl }: Wire, more: Partial<ActionRun> = {}) => {
	const [resource, operation] = both.split('.');
	return runAction({ parameters: { resource, operation, ...fields } as never, credential: credentialFor(baseUrl), ...more });
};
const run = async (row: Row, simplify: boolean) => {
	const wire = await listenOnTheWire(row.sample);
	const items = await start({ ...row, fields: { ...row.fields, simplify } }, wire).finally(wire.close);
	return { items: items.map(({ json }) => json), wire };
};

test.each(ROWS.map((row) => [row.operation, row.command, row.section, row] as const))('%s sends %s and reads the sample of service.md, %s', async (_, __, ___, row) => {
	const { items, wire } = await run(row, true);
	expect(items).toEqual(row.items);
	expect(wire.requests).toHaveLength(1);
	expect(wire.requests[0]).toMatchObject({
		method: 'POST',
		url: `/RestApi/${row.command}`,
		contentType: 'application/x-www-form-urlencoded',
	});
	const { id, pass, ...parameters } = wire.form(0);
	expect(id).toBe('07000001000');
	expect(pass).toMatch(/^[0-9a-f]{128}$/);
	expect(parameters).toEqual(row.parameters ?? {});
});

test.each(ROWS.filter(({ raw }) => raw).map((row) => [row.operation, row.section, row] as const))(
	"%s, not simplified, hands on the service's own records of %s",
	async (_, __, row) => {
		expect((await run(row, false)).items).toEqual(row.raw);
	},
);

test('every operation has a row for each command that it sends, and sends no other', () => {
	// What asks many commands for an item has test/resources/line/check.test.ts.
	const oneByOne = resources.map(({ value, operations }) => ({ value, operations: operations.filter((one) => `${value}.${one.value}` !== 'line.check') }));
	const declared = oneByOne.flatMap(({ value: resource, operations }) =>
		operations.flatMap(({ value, commands }) => commands.map((command) => `${resource}.${value} sends ${command}`)));
	expect([...new Set(ROWS.map(({ operation, command }) => `${operation} sends ${command}`))].sort()).toEqual(declared.sort());
});

test('every operation is a step of test/e2e/allCommands.test.ts, too, and the simulator has its commands', () => {
	const day = readFileSync(join(__dirname, 'e2e/allCommands.test.ts'), 'utf8');
	const isStep = (one: string) => day.includes(`operation: '${one}'`) || NEWER.some(({ operation }) => operation === one);
	const operations = Object.keys(INTERFACE);
	// What waits for an answer has test/e2e/sendAndWait.test.ts.
	expect(operations.filter((operation) => !isStep(operation))).toEqual(['message.sendAndWait']);
	expect(Object.keys(COMMAND_FACTS).filter((command) => !COMMANDS.has(command))).toEqual([]);
	// Those that a line may lack are tried with one that lacks them.
	const lacking = Object.keys(COMMAND_FACTS).filter((command) => isCommandName(command) && factsOf(command).instead);
	expect(NEWER.map(({ command }) => command).sort()).toEqual(lacking);
});

test('what the node takes a command for is what the document says', () => {
	const taken = (effect: string) => Object.entries(COMMAND_FACTS).filter(([, facts]) => facts.effect === effect).map(([name]) => name);
	expect({ reads: taken('reads'), changes: taken('changes'), reaches: taken('reaches') }).toEqual(EFFECTS);
});

test('only a command that rings the phone of the line first is given 90 seconds', async () => {
	const seconds: Record<string, number> = {};
	for (const command of Object.keys(COMMAND_FACTS) as CommandName[]) {
		const httpRequestWithAuthentication = async (_: string, { timeout = 0 }: IHttpRequestOptions) => {
			seconds[command] = timeout / 1000;
			return { statusCode: 200, headers: {}, body: Readable.from([Buffer.from('{"SVC_RT":"0000"}')]) };
		};
		await request(lineFor({ helpers: { httpRequestWithAuthentication } }), command);
	}
	expect(seconds).toEqual({ ...Object.fromEntries(Object.keys(COMMAND_FACTS).map((command) => [command, 30])), clickdial: 90, conference: 90 });
});

/** One row of each operation and command. */
const ONCE = [...new Map(ROWS.map((row) => [`${row.operation}, ${row.command}`, row])).entries()];

/** What comes of every operation, at the same time: some wait before they ask again. */
async function ofEach<T>(answers: (row: Row) => WireAnswer[], look: (row: Row, own: Wire) => Promise<T>): Promise<Record<string, T>> {
	const looked = ONCE.map(async ([name, row]) => {
		const own = await listenOnTheWire(...answers(row));
		return [name, await look(row, own).finally(own.close)] as const;
	});
	return Object.fromEntries(await Promise.all(looked));
}
const expectedOfEach = <T>(what: Record<keyof typeof EFFECTS, T>) =>
	Object.fromEntries(ONCE.map(([name, { command }]) => {
		const [effect] = Object.entries(EFFECTS).find(([, commands]) => commands.includes(command)) ?? [];
		return [name, what[effect as keyof typeof EFFECTS]];
	}));
test('after a lost answer what reads is asked twice more, what changes or reaches is not, and the advice says what to look at', async () => {
	const lost = await ofEach(() => [(response) => response.destroy()], async (row, own) => {
		const { message, description } = await errorOf(start(row, own));
		const advice = description?.replace(/^Possibly sent to: \d+\. /, '');
		return { requests: own.requests.length, doubt: / may have been carried out/.test(message), advice };
	});
	expect(lost).toEqual(expectedOfEach({
		reads: { requests: 3, doubt: false, advice: 'Asking changes nothing: try again later.' },
		changes: {
			requests: 1,
			doubt: true,
			advice: 'Look on the Centrex website or at the phone what is set now, then do it again if needed. It was not repeated.',
		},
		reaches: {
			requests: 1,
			doubt: true,
			advice: 'Check on the Centrex website or with the recipient before you send it again. It was not repeated.',
		},
	}));
}, 30_000);

test("n8n's Retry On Fail is refused where carrying it out again would reach people, and nowhere else", async () => {
	const retried = await ofEach(({ sample }) => [sample], async (row, own) => {
		const said = await start(row, own, { settings: { retryOnFail: true } }).then(() => '', (error: Error) => error.message);
		return { said, requests: own.requests.length };
	});
	const carriedOut = { said: '', requests: 1 };
	expect(retried).toEqual(expectedOfEach({
		reads: carriedOut,
		changes: carriedOut,
		reaches: { said: 'Retry On Fail: it is on for this node', requests: 0 },
	}));
}, 30_000);

test('an error at the second item says what the first has done where repeating it would reach people, and nowhere else', async () => {
	const refused = '{"SVC_RT":"9999","SVC_MSG":"ETC_ERR"}';
	// The items of contact.find share one request: the first error is that of the first.
	const second = await ofEach(({ operation, sample }) => (operation === 'contact.find' ? [refused] : [sample, refused]), async (row, own) => {
		// Else two items with the same text are one request, and the second download waits.
		const apart = { ...row, fields: { ...row.fields, options: { sendTogether: false, pauseSeconds: 0 } } };
		const { description } = await errorOf(start(apart, own, { items: [{}, {}] }));
		return /Carried out before it: (.*)\. Do not send that again\.$/.exec(description ?? '')?.[1];
	});
	expect(second).toEqual({
		...expectedOfEach({ reads: undefined, changes: undefined, reaches: 'the first item' }),
		// Takes one item at a time.
		'message.sendAndWait, smssend': undefined,
	});
}, 30_000);

test('every field of the items can be read in an expression: n8n blocks names such as caller and callee', () => {
	const names = (value: unknown): string[] =>
		typeof value === 'object' && value !== null ? Object.entries(value).flatMap(([name, inner]) => [name, ...names(inner)]) : [];
	const all = [...new Set(ROWS.flatMap(({ items }) => names(items)))].filter((name) => !/^\d+$/.test(name));
	expect(all).toContain('from');
	expect(all.filter((name) => !isSafeObjectProperty(name))).toEqual([]);
});
