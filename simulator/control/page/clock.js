import { html } from '/lit-html/lit-html.js';
import { ask, wrongInWords } from './shared/ask.js';
import { speaker } from './shared/language.js';
import { redraw, state } from './shared/state.js';

const WORDS = {
	clock: ['Clock', '시계'],
	about: [
		'Let the time of day stand still, for histories and recordings. Korean time.',
		'통화이력과 녹취에 기록되는 시각을 멈춥니다. 한국 시각입니다.',
	],
	time: ['Time', '시각'],
	set: ['Stop the clock here', '이 시각에 멈추기'],
	real: ['Real time', '실제 시각'],
	stands: [(time) => `The clock stands at ${time}.`, (time) => `시계가 ${time}에 멈춰 있습니다.`],
	runs: ['The clock shows the real time.', '현재 시각으로 동작합니다.'],
};
const say = speaker(WORDS);

/** What was wrong with the time that was set last. */
let wrong;

/** The simulator's clock, which can be made to stand still. */
export function clock() {
	const now = state.clock ? say('stands', state.clock.slice(0, 19).replace('T', ' ')) : say('runs');
	return html`
		<h3>${say('clock')}</h3>
		<p class="quiet">${say('about')}</p>
		<form id="clock-form" @submit=${stop}>
			<label><span>${say('time')}</span><input name="time" type="datetime-local" step="1" required /></label>
			<div class="row">
				<button>${say('set')}</button>
				<button type="button" id="real-time" ?disabled=${!state.clock} @click=${() => ask('DELETE', 'time')}>${say('real')}</button>
			</div>
			<output class=${wrong ? 'bad' : ''} aria-live="polite">${wrong ? wrongInWords(wrong) : now}</output>
		</form>
	`;
}

async function stop(submitted) {
	submitted.preventDefault();
	const { value } = submitted.target.elements.time;
	const time = `${value}${value.length === 16 ? ':00' : ''}+09:00`;
	wrong = await ask('PUT', 'time', { time }).then(() => undefined, (error) => error);
	redraw();
}
