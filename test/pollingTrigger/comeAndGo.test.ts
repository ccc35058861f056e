import { Readable } from 'node:stream';

import fc from 'fast-check';
import type { IDataObject, INodeExecutionData, IPollFunctions } from 'n8n-workflow';
import * as n8nWorkflow from 'n8n-workflow';

import { poll } from '../../nodes/UplusCentrex/pollingTrigger/polling';

const LINES = ['07000001000', '07000001001', '07000001002', '07000001003', '07000001004'];
const START = Date.parse('2026-11-20T00:00:00Z');
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const PER_PAGE = 10;
const LISTS = ['getrecvsmslist', 'getinboundcall'] as const;
type List = (typeof LISTS)[number];
/** What is answered for a list, or for all of a line. */
type Fault = '3001' | '9999' | '1003' | '1008' | 'broken';

let now: number;
beforeEach(() => {
	jest.spyOn(Date, 'now').mockImplementation(() => now);
	jest.spyOn(n8nWorkflow, 'sleep').mockImplementation(async () => await new Promise((resolve) => setImmediate(resolve)));
});
afterEach(() => jest.restoreAllMocks());

/** An event on a line. */
interface Happened {
	name: string;
	at: number;
}

/** A line of the service. */
class ServiceLine {
	readonly lists: Record<List, Happened[]> = { getrecvsmslist: [], getinboundcall: [] };
	readonly faults = new Map<List, Fault>();
	/** Whether the trigger has read a list well since it asks about the line: what comes from then on is to be handed on. */
	hasBegun = new Set<List>();
	/** The same before the poll that is under way. */
	hadBegun = new Set<List>();
	/** Names of what is still to be handed on. */
	readonly expected = new Set<string>();

	arrive(list: List, name: string, at: number): void {
		this.lists[list].unshift({ name, at });
		if (this.hasBegun.has(list)) this.expected.add(name);
	}

	/** What a poll has begun with does not count: n8n has ended before it was kept, or the sign-in was refused in between. */
	takeBack(): void {
		this.hasBegun = new Set(this.hadBegun);
	}

	/** The trigger asks about it no longer. */
	leave(): void {
		this.hasBegun.clear();
		this.expected.clear();
	}
}

const korean = (at: number) => new Date(at + 9 * HOUR_MS).toISOString().slice(0, 19).replace('T', ' ');
const recordOf = (list: List, { name, at }: Happened): IDataObject =>
	list === 'getrecvsmslist'
		? { TIME: korean(at), SRC: '01000001234', MNESSAGE: name }
		: { TIME: korean(at), ENDTIME: korean(at), SRC: name, DST: '0700', DURATION: '0', STATUS: 'CANCEL', CHANNEL: name };
const nameOf = ({ message, sender }: IDataObject) => (message ?? sender) as string;

let worlds = 0;

/** A trigger in a process of n8n, and the service that it asks. */
class World {
	readonly lines = new Map(LINES.map((number) => [number, new ServiceLine()]));
	readonly problems: string[] = [];
	chosen: string[];
	handedOn = 0;
	/** How long each answer takes. */
	answerMs = 100;
	private staticData: IDataObject = {};
	private readonly id = `world ${worlds++}`;
	private hook: IPollFunctions;
	private count = 0;

	constructor(chosen: string[]) {
		this.chosen = chosen;
		this.hook = this.newHook('update');
	}

	arrive(number: string, list: List, count: number): void {
		for (let index = 0; index < count; index++) {
			now += 1000;
			this.line(number).arrive(list, `e${this.count++}`, now);
		}
	}

	line(number: string): ServiceLine {
		return this.lines.get(number) as ServiceLine;
	}

	restart(): void {
		this.hook = this.newHook('init');
	}

	/** @param isKept whether n8n lives to keep what the poll leaves, and to hand on what it has found */
	async poll(isKept = true): Promise<void> {
		now += MINUTE_MS;
		const before = structuredClone(this.staticData);
		for (const line of this.lines.values()) line.hadBegun = new Set(line.hasBegun);
		// What fails is told so; what was found comes with the next one.
		const found = await poll(this.hook).catch((): INodeExecutionData[][] => []);
		if (isKept) {
			for (const { json } of found?.[0] ?? []) this.take(json);
			return;
		}
		this.staticData = before;
		for (const line of this.lines.values()) line.takeBack();
	}

	private take(json: IDataObject): void {
		this.handedOn += 1;
		const number = String(json.line);
		const name = nameOf(json);
		if (!this.line(number).expected.delete(name)) this.problems.push(`${name} of ${number}, ${this.chosen.includes(number) ? 'once too often' : 'which was taken away'}`);
	}

	private newHook(mode: string): IPollFunctions {
		return {
			getMode: () => 'trigger',
			getActivationMode: () => mode,
			getWorkflow: () => ({ id: this.id }),
			getNode: () => ({ id: 'node', name: 'Trigger' }),
			getNodeParameter: (name: string, fallback: unknown) => ({ events: ['incomingSms', 'callMissed'], lines: 'all' })[name] ?? fallback,
			getCredentials: async () => ({
				service: 'custom',
				baseUrl: 'http://service',
				number: this.chosen[0],
				moreNumbers: this.chosen.slice(1).join('\n'),
				password: this.id,
				alreadyHashed: false,
			}),
			getWorkflowStaticData: () => this.staticData,
			logger: { warn: () => undefined },
			helpers: {
				httpRequestWithAuthentication: async (_: string, { url, body }: { url: string; body: IDataObject }, more: { credentialsDecrypted: { data: IDataObject } }) => {
					await new Promise((resolve) => setImmediate(resolve));
					now += this.answerMs;
					const text = this.answer(String(more.credentialsDecrypted.data.number), url.slice(1) as List, Number(body.page), Number(body.num_per_page ?? PER_PAGE));
					return { statusCode: 200, headers: {}, body: Readable.from([Buffer.from(text)], { objectMode: false }) };
				},
			},
		} as unknown as IPollFunctions;
	}

	private answer(number: string, list: List, page: number, perPage: number): string {
		if (!this.chosen.includes(number)) this.problems.push(`${number} is asked though it was taken away`);
		const line = this.line(number);
		const fault = line.faults.get(list);
		if (fault === 'broken') return '<html>';
		if (fault === '1003' || fault === '1008') line.takeBack();
		if (fault) return JSON.stringify({ SVC_RT: fault, SVC_MSG: 'ERR' });
		line.hasBegun.add(list);
		const entries = line.lists[list];
		const DATAS = entries.slice((page - 1) * perPage, page * perPage).map((one) => recordOf(list, one));
		return JSON.stringify({ SVC_RT: '0000', LISTINFO: { page, numperpage: perPage, total: entries.length }, DATAS });
	}
}

const line = fc.integer({ min: 0, max: LINES.length - 1 });
const list = fc.constantFrom(...LISTS);
const step = fc.oneof(
	{ weight: 6, arbitrary: fc.record({ do: fc.constant('arrive' as const), line, list, count: fc.integer({ min: 1, max: 25 }) }) },
	{ weight: 6, arbitrary: fc.record({ do: fc.constant('poll' as const), kept: fc.boolean(), answerMs: fc.constantFrom(100, 100, 8000) }) },
	{ weight: 3, arbitrary: fc.record({ do: fc.constant('fail' as const), line, list, fault: fc.constantFrom<Fault>('3001', '9999', '1003', '1008', 'broken') }) },
	{ weight: 3, arbitrary: fc.record({ do: fc.constant('mend' as const), line }) },
	{ weight: 3, arbitrary: fc.record({ do: fc.constant('come or go' as const), line }) },
	{ weight: 1, arbitrary: fc.record({ do: fc.constant('restart' as const) }) },
);

test('five lines come, go and fail: every event of a line since it began is handed on once, none from before or of a line that was taken away', async () => {
	let handedOn = 0;
	await fc.assert(
		fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 40 }), async (steps) => {
			now = START;
			const world = new World([LINES[0], LINES[1]]);
			world.arrive(LINES[0], 'getrecvsmslist', 3);
			world.arrive(LINES[4], 'getinboundcall', 12);
			await world.poll();
			for (const one of steps) {
				if (one.do === 'arrive') world.arrive(LINES[one.line], one.list, one.count);
				else if (one.do === 'fail') world.line(LINES[one.line]).faults.set(one.list, one.fault);
				else if (one.do === 'mend') world.line(LINES[one.line]).faults.clear();
				else if (one.do === 'restart') {
					world.restart();
					await world.poll();
				} else if (one.do === 'come or go') {
					const number = LINES[one.line];
					if (!world.chosen.includes(number)) world.chosen = [...world.chosen, number];
					else if (world.chosen.length > 1) {
						world.chosen = world.chosen.filter((other) => other !== number);
						world.line(number).leave();
					}
					// Until a poll has seen it nothing has changed.
					await world.poll();
				} else {
					world.answerMs = one.answerMs;
					await world.poll(one.kept);
					world.answerMs = 100;
				}
			}
			for (const { faults } of world.lines.values()) faults.clear();
			// A refused sign-in is tried again after six hours at most.
			now += 7 * HOUR_MS;
			for (let calm = 0; calm < 6; calm++) await world.poll();
			handedOn += world.handedOn;
			expect(world.problems).toEqual([]);
			expect([...world.lines].flatMap(([number, { expected }]) => [...expected].map((name) => `${name} of ${number} is lost`))).toEqual([]);
		}),
		{ numRuns: 150 },
	);
	expect(handedOn).toBeGreaterThan(1000);
}, 120_000);
