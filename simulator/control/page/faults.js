import { COMMANDS, FAULT_KINDS } from '/choices.js';
import { html } from '/lit-html/lit-html.js';
import { ERROR_CODES, meaningOf } from './resultCodes.js';
import { ask, wrongInWords } from './shared/ask.js';
import { length, withHyphens } from './shared/format.js';
import { speaker } from './shared/language.js';
import { panel } from './shared/markup.js';
import { redraw, state } from './shared/state.js';

const WORDS = {
	faults: ['Faults', '장애'],
	faultsAbout: ['Let the next requests of a command go wrong.', '선택한 명령의 다음 요청에 장애를 일으킵니다.'],
	command: ['Command', '명령'],
	kind: ['What goes wrong', '장애 종류'],
	'kind.resultCode': ['The service says no', '결과 코드로 거절'],
	'kind.delay': ['The answer comes late', '늦은 응답'],
	'kind.http': ['An HTML page instead of JSON', 'JSON 대신 HTML 페이지'],
	'kind.body': ['Another body', '다른 본문'],
	'kind.short': ['The answer is cut short', '중간에 잘린 응답'],
	'kind.disconnect': ['The connection drops', '연결 끊김'],
	'kind.hang': ['No answer at all', '응답 없음'],
	'kind.refused': ['A recipient has refused', '수신거부한 번호'],
	code: ['Result code', '결과 코드'],
	status: ['HTTP status', 'HTTP 상태'],
	seconds: ['Seconds', '초'],
	body: ['Body', '본문'],
	number: ['Number', '번호'],
	when: ['When', '시점'],
	before: ['before it is carried out', '실행 전'],
	after: ['after it was carried out', '실행 후'],
	times: ['Next requests', '적용할 요청 수'],
	add: ['Add', '추가'],
	clear: ['Clear all', '모두 지우기'],
	coming: ['Faults to come', '예정된 장애'],
	next: [(times) => `next ${times}`, (times) => `다음 ${times}건`],
};
const say = speaker(WORDS);

/** The kind that is chosen in the form, and what was wrong with the fault that was added last. */
let [kind] = FAULT_KINDS;
let wrong;

/** What this part is called. */
export const title = () => say('faults');

/** What goes wrong with a fault of a kind. */
export const kindInWords = (of) => say(`kind.${of}`);

/** The form that lets requests go wrong, and the faults to come. */
export function faults() {
	const choose = ({ target }) => {
		kind = target.value;
		redraw();
	};
	const offer = (values, inWords, first) =>
		values.map((value) => html`<option value=${value} ?selected=${value === first}>${inWords(value)}</option>`);
	const is = (...kinds) => kinds.includes(kind);
	const alwaysCarriedOut = is('delay', 'short', 'refused');
	return panel(
		'faults',
		title(),
		say('faultsAbout'),
		html`
			<form id="fault-form" @submit=${add}>
				<label><span>${say('command')}</span><select name="command">${offer(COMMANDS, String, 'smssend')}</select></label>
				<label><span>${say('kind')}</span><select name="kind" @change=${choose}>${offer(FAULT_KINDS, kindInWords)}</select></label>
				<label ?hidden=${!is('resultCode')}>
					<span>${say('code')}</span>
					<select name="code" ?disabled=${!is('resultCode')}>${offer(ERROR_CODES, codeInWords, '3001')}</select>
				</label>
				<label ?hidden=${!is('http')}>
					<span>${say('status')}</span>
					<input name="status" type="number" min="200" max="599" value="502" required ?disabled=${!is('http')} />
				</label>
				<label ?hidden=${!is('delay')}>
					<span>${say('seconds')}</span>
					<input name="seconds" type="number" min="0" max="120" value="5" required ?disabled=${!is('delay')} />
				</label>
				<label class="wide" ?hidden=${!is('body')}>
					<span>${say('body')}</span>
					<textarea name="body" rows="2" ?disabled=${!is('body')}>{"SVC_RT":"0000"</textarea>
				</label>
				<label ?hidden=${!is('refused')}>
					<span>${say('number')}</span>
					<input name="number" inputmode="tel" placeholder="010-0000-1234" required ?disabled=${!is('refused')} />
				</label>
				<label ?hidden=${alwaysCarriedOut}>
					<span>${say('when')}</span>
					<select name="carryOut" ?disabled=${alwaysCarriedOut}>
						<option value="">${say('before')}</option>
						<option value="yes">${say('after')}</option>
					</select>
				</label>
				<label><span>${say('times')}</span><input name="times" type="number" min="1" max="1000" value="1" required /></label>
				<div class="wide row">
					<button class="main">${say('add')}</button>
					<button type="button" id="clear-faults" ?disabled=${state.faults.length === 0} @click=${clear}>${say('clear')}</button>
				</div>
				<output class="wide bad" aria-live="polite">${wrong && wrongInWords(wrong)}</output>
			</form>
			<ul class="coming" id="coming" aria-label=${say('coming')}>${state.faults.map(coming)}</ul>
		`,
	);
}

const codeInWords = (code) => `${code} ${meaningOf(code)}`;

const clear = () => ask('DELETE', 'faults');

async function add(submitted) {
	submitted.preventDefault();
	const fault = Object.fromEntries(new FormData(submitted.target));
	for (const name of ['status', 'seconds', 'times']) if (name in fault) fault[name] = Number(fault[name]);
	if ('carryOut' in fault) fault.carryOut = fault.carryOut === 'yes';
	wrong = await ask('POST', 'faults', fault).then(() => undefined, (error) => error);
	redraw();
}

function coming(fault) {
	const detail = { resultCode: fault.code, http: fault.status, delay: length(fault.seconds), refused: withHyphens(fault.number ?? '') }[fault.kind];
	const words = [kindInWords(fault.kind), detail, fault.carryOut && say('after')];
	return html`
		<li class="row">
			<strong class="command">${fault.command}</strong>
			<span class="bad">${words.filter(Boolean).join(', ')}</span>
			<small class="quiet">${say('next', fault.times)}</small>
		</li>
	`;
}
