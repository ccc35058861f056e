import { html } from '/lit-html/lit-html.js';
import { isDelivered, outcomeInWords } from '../events.js';
import { ask, wrongInWords } from '../shared/ask.js';
import { speaker } from '../shared/language.js';
import { redraw } from '../shared/state.js';

/** What a call that is let come in does, besides ringing. */
const RINGS = {
	phone: {},
	noAnswer: { end: 'noAnswer' },
	appAnswered: { mobileApp: true, seconds: 3, talkSeconds: 30 },
	appMissed: { mobileApp: true, seconds: 5 },
};

const WORDS = {
	from: ['From', '상대 번호'],
	text: ['Text', '내용'],
	ringsWhere: ['A call rings', '전화가 울리는 곳'],
	'rings.phone': ['on this phone, until the caller gives up', '이 전화기, 상대가 끊을 때까지'],
	'rings.noAnswer': ['on this phone, until the service ends it', '이 전화기, 무응답으로 끊길 때까지'],
	'rings.appAnswered': ['on the mobile app only, and is answered', '모바일 앱에서만, 받음'],
	'rings.appMissed': ['on the mobile app only, and is missed', '모바일 앱에서만, 부재중'],
	textComesIn: ['A text comes in', '문자 오게 하기'],
	callComesIn: ['A call comes in', '전화 오게 하기'],
	fromNeeded: ['Enter a number first.', '먼저 번호를 입력하세요.'],
	textNeeded: ['Enter a text first.', '먼저 내용을 입력하세요.'],
	waiting: ['Waiting for an answer …', '응답을 기다리는 중 …'],
};
const say = speaker(WORDS);

/** Of each phone: what became of the last text or call. */
const outcomes = new Map();

/** The form that lets a text or a call come in. */
export function comesIn({ number }) {
	const { mood, words } = outcomes.get(number) ?? {};
	return html`
		<form class="incoming" @submit=${(submitted) => letComeIn(number, submitted)}>
			<label><span>${say('from')}</span><input name="from" inputmode="tel" autocomplete="off" value="010-0000-1234" /></label>
			<label><span>${say('text')}</span><input name="text" autocomplete="off" /></label>
			<label class="wide">
				<span>${say('ringsWhere')}</span>
				<select name="rings">
					${Object.keys(RINGS).map((name) => html`<option value=${name}>${say(`rings.${name}`)}</option>`)}
				</select>
			</label>
			<div class="row">
				<button class="main" name="act" value="text">${say('textComesIn')}</button>
				<button name="act" value="call">${say('callComesIn')}</button>
			</div>
			<output class=${mood} aria-live="polite">${words?.()}</output>
		</form>
	`;
}

async function letComeIn(number, submitted) {
	submitted.preventDefault();
	const { elements } = submitted.target;
	const { from, text, rings } = Object.fromEntries(new FormData(submitted.target));
	const isText = (submitted.submitter?.value ?? 'text') === 'text';
	const tell = (mood, words) => {
		outcomes.set(number, { mood, words });
		redraw();
	};
	const missing = !/[^\s-]/.test(from) ? 'from' : isText && !text ? 'text' : undefined;
	if (missing) {
		tell('bad', () => say(`${missing}Needed`));
		elements[missing].focus();
		return;
	}
	tell('quiet', () => say('waiting'));
	if (isText) elements.text.value = '';
	try {
		const event = isText ? { line: number, from, text } : { line: number, from, ...RINGS[rings] };
		const outcome = await ask('POST', isText ? 'incoming-text' : 'incoming-call', event);
		// That nobody is told is no failure: polling triggers ask.
		const mood = outcome.url === null ? 'quiet' : isDelivered(outcome) ? 'good' : 'bad';
		tell(mood, () => outcomeInWords(outcome));
	} catch (error) {
		tell('bad', () => wrongInWords(error));
	}
}
