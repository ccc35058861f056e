import { readFileSync } from 'node:fs';
import type { SavedWorkflow } from '../../scripts/n8nApi';
import { eucKr, eventFields, FORM, utf8 } from './support/callbackEvent';
import { office, signedInApi, waitInOffice } from './support/office';
import { sendRaw } from './support/rawRequest';
import type { RawRequest } from './support/rawRequest';
import { registrations, setLine } from './support/simulator';
import { createTriggerWorkflow, lineCredential } from './support/triggerWorkflow';

const LINE = '07000003004';
/** A line that has no permission until the test gives it one. */
const OTHER_LINE = '07000002002';
const HANGUL = '안녕하세요, 견적 부탁드려요 & 50% 할인? a+b=c';
/** 720 bytes in EUC-KR: more than a text message of the long kind, which the service calls LMS, may have in most places. */
const LONG = '가나다라마바사아자차카타'.repeat(30);

/** The event of a text to the line; `number`, two digits, makes each sender another one. */
const fields = (number: number, message?: string, others?: Record<string, string>) =>
	eventFields(LINE, `010000081${number}`, message, others);

describe('what calls the address of an active workflow', () => {
	const port = Number(new URL(office().n8nUrl).port);
	const here = `Host: 127.0.0.1:${port}`;
	const workflows: SavedWorkflow[] = [];
	/** What is registered: the URL with its key, as it is called. */
	let url: string;
	/** The same of another line. */
	let otherUrl: string;

	beforeAll(async () => {
		const api = await signedInApi();
		await setLine(OTHER_LINE, { permitted: true });
		const activate = async (line: string) => {
			const workflow = await createTriggerWorkflow(api, `Heard on ${line}`, ['incomingSms'], lineCredential(line));
			workflows.push(workflow);
			await api.activateWorkflow(workflow);
			return (await registrations(line)).sms?.url ?? '';
		};
		url = await activate(LINE);
		otherUrl = await activate(OTHER_LINE);
	});
	afterAll(async () => {
		const api = await signedInApi();
		for (const { id } of workflows) await api.deleteWorkflow(id);
		await setLine(OTHER_LINE, { permitted: false });
	});

	/** The texts of the workflow's executions, by the sender. */
	async function heard(): Promise<Array<[string, string]>> {
		const api = await signedInApi();
		const executions = await Promise.all((await api.executionIds(workflows[0].id)).map(async (id) => await api.execution(id)));
		return executions.flatMap(({ items }) => (items.Next ?? []).map(({ sender, message }) => [String(sender), String(message)] as [string, string])).sort();
	}

	const logged = () => readFileSync(office().n8nLog, 'utf8');

	test('is heard exactly once, however it is written', async () => {
		const get = (query: string, more: Partial<RawRequest> = {}): RawRequest => ({ url: `${url}&${query}`, headers: [here], ...more });
		const post = (body: string, more: Partial<RawRequest> = {}): RawRequest => ({ method: 'POST', url, headers: [here, FORM], body, ...more });
		const requests: Array<[RawRequest, string]> = [
			[get(fields(10, utf8(HANGUL))), HANGUL],
			[get(fields(11, utf8(HANGUL)), { headers: ['Host: crm.example.com'] }), HANGUL],
			[get(fields(12, utf8(HANGUL)), { version: '1.0', headers: [] }), HANGUL],
			[get(fields(13, 'a+b%20c')), 'a b c'],
			[get(fields(14, eucKr(HANGUL))), HANGUL],
			[get(fields(15, eucKr(HANGUL)), { version: '1.0', headers: [] }), HANGUL],
			[get(fields(16, '')), ''],
			[get(fields(17, undefined)), ''],
			[get(fields(18, utf8(LONG))), LONG],
			[get(fields(19, eucKr(LONG))), LONG],
			[get(`${fields(20, 'hello')}&user=AAAA&empty=&call_id=1&call_id=2`), 'hello'],
			[get(fields(21, utf8(HANGUL)), { method: 'POST', body: '' }), HANGUL],
			[post(fields(22, utf8(HANGUL))), HANGUL],
			[post(fields(23, eucKr(HANGUL))), HANGUL],
			[post(fields(24, 'a+b%20c'), { headers: [here, `${FORM}; charset=utf-8`] }), 'a b c'],
			[post(fields(25, utf8(HANGUL)), { version: '1.0', headers: [FORM] }), HANGUL],
		];
		for (const [request] of requests) {
			const { status, body } = await sendRaw(port, request);
			expect({ request, status, body }).toEqual({ request, status: 200, body: 'OK' });
		}
		const expected = requests.map(([, message], index) => [`010000081${10 + index}`, message]);
		await waitInOffice('all executions', 30, async () => ((await heard()).length >= expected.length ? true : undefined));
		expect(await heard()).toEqual(expected);
	});

	test('starts nothing when it is forged or not whole', async () => {
		const before = await heard();
		const logBefore = logged().length;
		const key = /key=([\w-]{43})/.exec(url)?.[1] ?? '';
		const otherKey = /key=([\w-]{43})/.exec(otherUrl)?.[1] ?? '';
		const page = url.split('?')[0];
		const secret = 'Forged text, 위조된 문자';
		const event = (others: Record<string, string> = {}) => fields(99, utf8(secret), others);
		const without = (name: string) => event().replace(new RegExp(`(^|&)${name}=[^&]*`), '');

		const urls: Array<[string, number]> = [
			[`${page}?${event()}`, 403],
			[`${page}?key=&${event()}`, 403],
			[`${page}?key=${key.replace(/^./, (digit) => (digit === '0' ? '1' : '0'))}&${event()}`, 403],
			[`${page}?key=${key.slice(0, -1)}&${event()}`, 403],
			[`${page}?key=${key.toUpperCase()}&${event()}`, 403],
			[`${page}?key=${otherKey}&${event()}`, 403],
			[`${url}&${event()}&sender=01000008198`, 400],
			[`${url}&${event()}&message=other`, 400],
			[`${url}&key=${key}&${event()}`, 400],
			...['sender', 'receiver', 'kind', 'inner_num'].map((name): [string, number] => [`${url}&${without(name)}`, 400]),
			[`${url}&${event({ kind: '3' })}`, 400],
			[`${url}&${event({ kind: '1', message: '' })}`, 403],
			[url, 400],
		];
		const requests: Array<[RawRequest, number]> = [
			...urls.map(([forged, status]): [RawRequest, number] => [{ url: forged, headers: [here] }, status]),
			[{ method: 'POST', url: page, headers: [here, FORM], body: event() }, 403],
			[{ method: 'POST', url: `${url}&${event()}`, headers: [here, FORM], body: 'sender=01000008198' }, 400],
			[{ method: 'POST', url, headers: [here, 'Content-Type: application/json'], body: JSON.stringify({ sender: '01000008199' }) }, 400],
		];
		for (const [request, expected] of requests) {
			const { status, body } = await sendRaw(port, request);
			expect({ request, status, body }).toEqual({ request, status: expected, body: '' });
		}
		expect(await heard()).toEqual(before);

		const lines = logged().slice(logBefore);
		expect(lines.match(/refused an event/g)).toHaveLength(requests.length);
		for (const part of ['0100000819', LINE, OTHER_LINE, '07000009999', 'orged', '위조', utf8('위조'), key, otherKey, 'sender=']) {
			expect({ part, isLogged: lines.includes(part) }).toEqual({ part, isLogged: false });
		}
	});
});
