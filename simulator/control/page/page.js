import { repeat } from '/lit-html/directives/repeat.js';
import { html, render } from '/lit-html/lit-html.js';
import { events } from './events.js';
import * as faults from './faults.js';
import { phone } from './phone/phone.js';
import * as requests from './requests.js';
import * as settings from './settings.js';
import { ask, silence } from './shared/ask.js';
import { language, speak, speaker } from './shared/language.js';
import { isSilent, listen, redraw, state } from './shared/state.js';

const WORDS = {
	title: ['Centrex simulator', '센트릭스 시뮬레이터'],
	subtitle: [
		'Phone lines on your own machine: nothing leaves it, and nothing is charged.',
		'내 컴퓨터에서만 동작하는 전화 회선입니다. 문자와 전화가 실제로 나가지 않으며 요금도 들지 않습니다.',
	],
	sections: ['Parts of this page', '이 화면의 구성'],
	language: ['Language', '언어'],
	phones: ['Phones', '전화기'],
	reset: ['Start over', '처음부터'],
	resetQuestion: ['Bring every line, setting and list back to the start?', '모든 회선과 설정, 목록을 처음 상태로 되돌릴까요?'],
};
const say = speaker(WORDS);

const page = () => html`
	<p id="silent" role="alert" ?hidden=${!isSilent}>${silence()}</p>
	<header class="bar">
		<div class="title">
			<h1>${say('title')}</h1>
			<p class="quiet">${say('subtitle')}</p>
		</div>
		<nav aria-label=${say('sections')}>
			<a href="#phones">${say('phones')}</a>
			<a href="#log">${requests.title()}</a>
			<a href="#faults">${faults.title()}</a>
			<a href="#settings">${settings.title()}</a>
		</nav>
		<div class="tools">
			<div class="languages" role="group" aria-label=${say('language')}>
				${languageButton('en', 'English')} ${languageButton('ko', '한국어')}
			</div>
			<button type="button" id="reset" @click=${reset}>${say('reset')}</button>
		</div>
	</header>
	<main>
		<section id="phones" aria-label=${say('phones')}>${repeat(state.lines, ({ number }) => number, phone)}</section>
		<div class="panels">${requests.requests()} ${events()} ${faults.faults()} ${settings.settings()}</div>
	</main>
`;

function languageButton(name, words) {
	const choose = () => {
		speak(name);
		redraw();
	};
	return html`<button type="button" lang=${name} aria-pressed=${language === name} @click=${choose}>${words}</button>`;
}

async function reset() {
	if (confirm(say('resetQuestion'))) await ask('POST', 'reset');
}

listen(() => {
	const isRinging = state.lines.some(({ call }) => call?.state === 'ringing');
	document.documentElement.lang = language;
	document.title = `${isRinging ? '☎ ' : ''}${say('title')}`;
	const focused = document.activeElement;
	render(page(), document.body);
	// What moves within a list loses the focus.
	if (focused !== document.activeElement) focused.focus({ preventScroll: true });
});
