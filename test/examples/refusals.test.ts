import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { WorkflowFile } from '../../scripts/n8nApi';
import { exampleNode, runCode } from '../support/exampleNode';

const FILE = 'refusal-by-text.json';
const FOLDER = join(__dirname, '../../examples');

interface Condition {
	leftValue: string;
	rightValue: string;
	operator: { operation: string };
}
const conditionsOf = (from: unknown) => (from as { conditions: { conditions: Condition[] } }).conditions.conditions;
const rules = (exampleNode(FILE, 'Is it a refusal?').parameters.rules as { values: unknown[] }).values.map(conditionsOf);
const [[refusal], [mention, mobile, noMachine]] = rules;

/** What a condition of an example asks of an item, as n8n works it out. */
function holds({ leftValue, rightValue, operator }: Condition, $json: Record<string, string>): boolean {
	const value = new Function('$json', `return ${leftValue.replace(/^=\{\{(.*)\}\}$/s, '$1')}`)($json) as string;
	return new RegExp(rightValue).test(value) === (operator.operation === 'regex');
}
const isRefusal = (message: string) => holds(refusal, { message });
const isUnclear = (message: string, sender = '01000008201') =>
	!isRefusal(message) && [mention, mobile, noMachine].every((condition) => holds(condition, { message, sender }));

test.each([
	'거부', '수신거부', '무료거부', '무료수신거부', '그만', '중지', 'STOP', 'stop', 'Stop.', 'ＳＴＯＰ', '거 부', '거부!!!', '"거부"', '거부🙏', '거부'.normalize('NFD'),
	'거부합니다', '거부할께요', '거부하겠습니다', '수신거부합니다', '수신거부 합니다.', '수신거부해주세요', '수신 거부 해 주세요~', '수신거부 부탁드립니다',
	'수신거부 부탁드려요', '수신거부 신청합니다', '수신거부요', '수신거부할게요', '수신거부 처리 부탁드립니다', '광고문자 수신을 거부합니다',
	'그만 보내주세요', '그만보내세요', '그만 보내', '문자 그만 보내주세요', '광고 그만 보내세요ㅠㅠ', '이제 그만 보내주세요', '그만요', '그만 좀 보내세요', '그만 받을게요',
	'그만 받고 싶습니다', '그만해주세요', '그만 보내주시기 바랍니다', '중지해주세요', '중지 바랍니다', '수신 중지', '문자 중지 부탁드려요',
	'안녕하세요. 수신거부 부탁드립니다. 감사합니다.', 'please stop', 'Stop sending',
])('a refusal: %s', (message) => {
	expect(isRefusal(message)).toBe(true);
	expect(isUnclear(message)).toBe(false);
});

test.each([
	'그만두지 마세요', '그만두세요', '거부감이 드네요', '거부하지 않습니다', '거부 안 할게요', '그만 보내지 말고 계속 보내주세요', '수신거부 어떻게 하나요?',
	'예약 중지해 주세요', '수업 그만할게요', '보내지 마세요', '왜 자꾸 보내요? 그만 보내라고 했는데', '동의 철회합니다', '차단할게요',
	`${'어제 예약한 사람인데 시간을 바꾸고 싶어요. '.repeat(5)}안 되면 거부하시면 됩니다.`,
])('for a person to look at: %s', (message) => {
	expect(isRefusal(message)).toBe(false);
	expect(isUnclear(message)).toBe(true);
});

test.each(['네', '예약되나요?', '보내주세요', '광고 보내주세요', '감사합니다', '그만큼 좋아요', ''])('neither: %s', (message) => {
	expect(isRefusal(message) || isUnclear(message)).toBe(false);
});

test('no machine goes to a person: not what is sent to many, not what we confirm ourselves', () => {
	for (const message of ['[Web발신] 세일! 무료거부 0800000000', '(광고)금도끼 무료거부 080-000-0000', '[자동응답] 수신거부가 접수되었습니다.']) {
		expect(isRefusal(message) || isUnclear(message)).toBe(false);
	}
	const confirmed = '[한빛치과] 2026-12-01 수신거부가 처리되었습니다.';
	expect(isRefusal(confirmed) || isUnclear(confirmed, '07000001001')).toBe(false);
});

test('no text holds the look up, however long it is', () => {
	const before = performance.now();
	expect(isRefusal(`${'그만 보내주세요 거부해 '.repeat(20_000)}x`)).toBe(false);
	expect(performance.now() - before).toBeLessThan(2000);
});

test('every example that answers texts leaves a refusal to this one, by the same test', () => {
	const answering = readdirSync(FOLDER).filter((file) => file.endsWith('.json')).filter((file) => {
		const { nodes } = JSON.parse(readFileSync(join(FOLDER, file), 'utf8')) as WorkflowFile;
		const hearsTexts = nodes.some(({ type, parameters }) => /uplusCentrex\w*Trigger$/.test(type) && (parameters.events as string[]).includes('incomingSms'));
		return hearsTexts && nodes.some(({ type, parameters }) => type.endsWith('.uplusCentrex') && parameters.operation === 'send');
	});
	expect(answering.sort()).toEqual(['ai-agent-reply.json', 'answer-on-the-called-line.json', 'incoming-sms-auto-reply.json', FILE]);
	for (const file of answering.filter((one) => one !== FILE)) {
		const same = conditionsOf(exampleNode(file, 'Only mobile phones, within the hour').parameters).filter(({ leftValue }) => leftValue === refusal.leftValue);
		expect(same).toMatchObject([{ rightValue: refusal.rightValue, operator: { operation: 'notRegex' } }]);
	}
	expect(mention.leftValue).toBe(refusal.leftValue);
});

describe('once a number, 30 an hour', () => {
	type Row = Record<string, unknown>;
	const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString();
	const row = (id: number, phone: string, more: Row = {}) => ({ id, phone, day: '2026-12-01', said: '거부', confirmed: null, createdAt: minutesAgo(0), ...more });
	/** Which of a run's own rows are confirmed, and which are not though they should be. */
	function confirms(all: Row[], own: number[], office = '한빛치과') {
		const items = (rows: Row[]) => rows.map((json) => ({ json }));
		const out = runCode<Array<{ json: { id: number; isDue: boolean; text: string } }>>(FILE, 'Once a number, 30 an hour', {
			$input: { all: () => items(all) },
			$: (name: string) => ({
				all: () => items(all.filter(({ id }) => own.includes(id as number))),
				first: () => ({ json: name === 'Your office' ? { office } : {} }),
			}),
		}).map(({ json }) => json);
		return { due: out.filter(({ isDue }) => isDue), late: out.filter(({ isDue }) => !isDue).map(({ id }) => id) };
	}
	const dueIds = (all: Row[], own: number[]) => confirms(all, own).due.map(({ id }) => id);

	test('the first of a number, with who, what and when', () => {
		const { due, late } = confirms([row(1, '01000008201')], [1]);
		expect(due).toMatchObject([{ id: 1, phone: '01000008201', text: '[한빛치과] 2026-12-01 수신거부가 처리되었습니다.' }]);
		expect(late).toEqual([]);
	});

	test('without a name there is no text, which the node refuses to send', () => {
		expect(confirms([row(1, '01000008201')], [1], ' ').due).toMatchObject([{ text: '' }]);
	});

	test('a second one is not confirmed again, in the same run, in another one under way, or months later', () => {
		expect(dueIds([row(1, '01000008201'), row(2, '01000008201')], [1, 2])).toEqual([1]);
		expect(confirms([row(1, '01000008201'), row(2, '01000008201')], [2])).toEqual({ due: [], late: [] });
		const old = row(1, '010-0000-8201', { confirmed: '2026-06-01', createdAt: minutesAgo(260_000) });
		expect(confirms([old, row(2, '01000008201')], [2])).toEqual({ due: [], late: [] });
		expect(confirms([{ ...old, confirmed: 'unknown' }, row(2, '01000008201')], [2])).toEqual({ due: [], late: [] });
	});

	test('one that was not sent is confirmed with the next, and so is a number that somebody wrote down by hand', () => {
		expect(dueIds([row(1, '01000008201', { confirmed: 'notSent' }), row(2, '01000008201')], [2])).toEqual([2]);
		expect(dueIds([row(1, '+82 10-0000-8201', { said: null }), row(2, '01000008201')], [2])).toEqual([2]);
	});

	test('more than 30 in an hour are written down and told, not confirmed', () => {
		const all = Array.from({ length: 33 }, (_, index) => row(index + 1, `0100000${8201 + index}`));
		const own = all.map(({ id }) => id);
		expect(dueIds(all, own)).toEqual(own.slice(0, 30));
		expect(confirms(all, own).late).toEqual([31, 32, 33]);
		expect(confirms(all, [33])).toEqual({ due: [], late: [33] });
		const earlier = all.slice(0, 30).map((one) => ({ ...one, confirmed: '2026-12-01', createdAt: minutesAgo(61) }));
		expect(dueIds([...earlier, ...all.slice(30)], [31, 32, 33])).toEqual([31, 32, 33]);
	});
});
