import { hash, OFFICE_LINE } from '../helpers';
import type { useSimulator } from '../helpers';

/** A service's contract, command by command, and how every answer of the simulator is checked against it. */

/** A value: a number where the samples have a number, a text of this form where they have a text. */
export type Value = number | RegExp;

type Form = Record<string, string>;
type ListInfo = Record<'page' | 'numperpage' | 'total', Value>;
type TestSimulator = ReturnType<typeof useSimulator>;

export interface Contract {
	/** Values for all parameters besides id and pass. */
	parameters: Form;
	/** Parameters that may be left out; all others may not. */
	optional?: string[];
	/** Whoever has no password may give it: pass may be left out, and is not looked at. */
	withoutPassword?: boolean;
	/** SVC_MSG of the sample. */
	message: 'OK' | '';
	/** DATAS in the order of the sample, or a sentence. */
	datas?: Record<string, Value> | RegExp;
	/** For lists: the types of LISTINFO and of an entry, and where DATAS stands in the sample. */
	list?: { info: ListInfo; entry: Record<string, Value>; datas: 'inside' | 'beside'; whenEmpty?: { code: string; message: RegExp; info: ListInfo } };
	/** In the table of DATAS, and not in the sample. */
	notInSample?: string[];
	/** What has to be before it can be done; parameters that come of it are answered. */
	before?: () => Promise<unknown>;
	/** The command's own refusals: the code, and how to get it; parameters, or something to do before. */
	refusals: Array<[code: string, how: Form | (() => Promise<unknown>)]>;
	/** A message of the samples that differs from the table of codes. */
	messages?: Record<string, string | RegExp>;
	/** DATAS of a refusal, where it is not an empty STATUS: a text, or fields in this order. */
	errorDatas?: Record<string, RegExp | Record<string, Value>>;
}

export interface Contracts {
	contracts: Record<string, Contract>;
	/** Every result code with its message. */
	codes: Record<string, string>;
	/** What a file comes with, besides its length and name. */
	fileHeaders: Form;
}

export const inBody = async (simulator: TestSimulator, command: string, form: Form) => await simulator.post(command, form);
const inQuery: typeof inBody = async (simulator, command, form) =>
	await fetch(`${simulator.url()}/RestApi/${command}?${new URLSearchParams(form)}`, { method: 'POST' });
/** As the documents' tables write the names: `Id`, `Pass`, `Destnumber`. */
const withCapitals: typeof inBody = async (simulator, command, form) =>
	await inBody(
		simulator,
		command,
		Object.fromEntries(Object.entries(form).map(([name, value]) => [name[0].toUpperCase() + name.slice(1), value])),
	);
const without = (form: Form, name: string) =>
	Object.fromEntries(Object.entries(form).filter(([one]) => one !== name));

/** Reads an answer in JSON: HTTP 200, UTF-8, and slashes as in the samples. */
export async function readJson(response: Response): Promise<Record<string, unknown>> {
	expect(response.status).toBe(200);
	expect(response.headers.get('content-type')).toBe('application/json; charset=utf-8');
	const text = await response.text();
	expect(text).not.toMatch(/(?<!\\)\//);
	return JSON.parse(text);
}

/** Checks fields, their order and their types. */
export function expectRecord(record: unknown, contract: Record<string, Value>): void {
	expect(Object.keys(record as object)).toEqual(Object.keys(contract));
	for (const [name, value] of Object.entries(contract)) {
		const given = (record as Record<string, unknown>)[name];
		if (typeof value === 'number') expect(typeof given).toBe('number');
		else expect({ [name]: given }).toEqual({ [name]: expect.stringMatching(value) });
	}
}

function expectDatas(given: unknown, datas: RegExp | Record<string, Value>): void {
	if (datas instanceof RegExp) expect(given).toEqual(expect.stringMatching(datas));
	else expectRecord(given, datas);
}

function expectDone(answered: Record<string, unknown>, { message, datas, list }: Contract): void {
	expect(answered).toMatchObject({ SVC_RT: '0000', SVC_MSG: message });
	if (list) {
		const { DATAS, ...info } = { DATAS: answered.DATAS, ...(answered.LISTINFO as Record<string, unknown>) };
		const beside = list.datas === 'beside' ? ['DATAS'] : [];
		expect(Object.keys(answered)).toEqual(['SVC_RT', 'SVC_MSG', 'LISTINFO', ...beside]);
		expectRecord(info, list.info);
		const entries = DATAS as unknown[];
		expect(entries.length).toBeGreaterThan(0);
		for (const entry of entries) expectRecord(entry, list.entry);
	} else {
		expect(Object.keys(answered)).toEqual(['SVC_RT', 'SVC_MSG', ...(datas ? ['DATAS'] : [])]);
		if (datas) expectDatas(answered.DATAS, datas);
	}
}

async function expectFile(response: Response, fileName: string, fileHeaders: Form): Promise<void> {
	expect(response.status).toBe(200);
	const bytes = await response.arrayBuffer();
	const names = ['date', 'connection', 'keep-alive'];
	expect(Object.fromEntries([...response.headers].filter(([name]) => !names.includes(name)))).toEqual({
		'content-length': `${bytes.byteLength}`,
		'content-disposition': `attachment; filename=${fileName}`,
		...fileHeaders,
	});
	expect(Buffer.from(bytes).toString('latin1', 0, 4)).toBe('RIFF');
}

/** Makes the tests of a service's contract. */
export function describeContracts(simulator: TestSimulator, { contracts, codes, fileHeaders }: Contracts): void {
	async function expectRefused(command: string, form: Form, code: string): Promise<void> {
		const answered = await readJson(await inBody(simulator, command, form));
		expect(Object.keys(answered)).toEqual(['SVC_RT', 'SVC_MSG', 'DATAS']);
		const { messages, errorDatas } = contracts[command];
		const message = messages?.[code] ?? codes[code];
		expect(answered).toMatchObject({ SVC_RT: code, SVC_MSG: typeof message === 'string' ? message : expect.stringMatching(message) });
		expectDatas(answered.DATAS, errorDatas?.[code] ?? { STATUS: /^$/ });
	}

	describe.each(Object.entries(contracts))('%s', (command, contract) => {
		const { parameters, optional = [], withoutPassword, before, refusals } = contract;
		const mayBeMissing = [...optional, ...(withoutPassword ? ['pass'] : [])];
		/** All parameters, those too that come of what was done before. */
		const prepare = async (first = before) => {
			const found = await first?.();
			const form: Form = { ...OFFICE_LINE, ...parameters };
			for (const [name, value] of Object.entries((found ?? {}) as Form)) if (name in parameters) form[name] = value;
			return form;
		};

		test.each([
			['in the body', inBody],
			['in the query', inQuery],
			['with names as in the tables', withCapitals],
		])('is done: parameters %s', async (_how, send) => {
			const form = await prepare();
			const response = await send(simulator, command, form);
			if (command === 'recorddownload') await expectFile(response, parameters.filename, fileHeaders);
			else expectDone(await readJson(response), contract);
		});

		test('refuses a missing parameter: 1001', async () => {
			const form = await prepare();
			for (const name of Object.keys(form).filter((one) => !mayBeMissing.includes(one))) {
				await expectRefused(command, without(form, name), '1001');
				await expectRefused(command, { ...form, [name]: '' }, '1001');
			}
		});

		test('does without an optional parameter', async () => {
			for (const name of mayBeMissing) {
				await simulator.client().reset();
				await simulator.setLine({ pickUpSeconds: 0, downloadPauseSeconds: 0 });
				expectDone(await readJson(await inBody(simulator, command, without(await prepare(), name))), contract);
			}
		});

		test('refuses who may not: 1003, 1004, 2001, 2002', async () => {
			const form = await prepare();
			await expectRefused(command, { ...form, id: '07000009999' }, '1003');
			if (!withoutPassword) await expectRefused(command, { ...form, pass: hash('wrong') }, '1004');
			await expectRefused(command, { ...form, id: '07000002001', pass: hash('demo-2001') }, '2001');
			await expectRefused(command, { ...form, id: '07000002002', pass: hash('demo-2002') }, '2002');
			await simulator.setLine({ locked: true });
			if (!withoutPassword) await expectRefused(command, form, '1004');
		});

		if (refusals.length > 0) {
			test.each(refusals)('refuses: %s', async (code, how) => {
				const form = typeof how === 'function' ? await prepare(how) : { ...(await prepare()), ...how };
				await expectRefused(command, form, code);
			});
		}

		test('gives every result code when it is told to', async () => {
			const form = await prepare();
			for (const code of Object.keys(codes).filter((one) => one !== '0000')) {
				await simulator.client().cause({ command, kind: 'resultCode', code: code as never });
				const answered = await readJson(await inBody(simulator, command, form));
				const message = contract.messages?.[code];
				// What a command says of a certain refusal is not said by a fault.
				const DATAS = contract.errorDatas?.[code] ? expect.anything() : { STATUS: '' };
				const SVC_MSG = typeof message === 'string' ? message : codes[code];
				expect(answered).toEqual({ SVC_RT: code, SVC_MSG, DATAS });
			}
		});
	});
}
