import { html } from '/lit-html/lit-html.js';
import { kindInWords } from './faults.js';
import { meaningOf } from './resultCodes.js';
import { shorten, timeOfDay } from './shared/format.js';
import { speaker } from './shared/language.js';
import { entries, facts, MOST_SHOWN, panel } from './shared/markup.js';
import { state } from './shared/state.js';

const WORDS = {
	log: ['Requests', '요청'],
	logAbout: [
		'Every command that n8n gave, newest first. Open one to see what was sent and answered.',
		'n8n이 보낸 명령을 최근 것부터 보여 줍니다. 누르면 보낸 내용과 응답이 나옵니다.',
	],
	notYet: ['not answered yet', '응답 전'],
	notCarriedOut: ['not carried out', '실행 안 됨'],
	milliseconds: [(number) => `${number} ms`, (number) => `${number} ms`],
	sentIn: ['Sent in', '보낸 방식'],
	query: ['query', '쿼리'],
	body: ['body', '본문'],
	fault: ['Fault', '장애'],
	answer: ['Answer', '응답'],
	noAnswer: ['none', '없음'],
};
const say = speaker(WORDS);

/** What this part is called. */
export const title = () => say('log');

/** Every command with its answer. */
export function requests() {
	const newestFirst = state.requests.slice(-MOST_SHOWN).reverse();
	const list = html`<ol class="entries" id="requests">${entries(newestFirst, entry, ({ id }) => id)}</ol>`;
	return panel('log', title(), say('logAbout'), list);
}

function entry({ at, command, parameters, sentIn, resultCode, answer, fault, milliseconds }) {
	const isWaiting = milliseconds === undefined;
	const hasCode = resultCode !== null && resultCode !== undefined;
	const words = isWaiting ? say('notYet') : hasCode ? `${resultCode} ${meaningOf(resultCode)}` : say('notCarriedOut');
	// That there is nothing, or no call, is an everyday answer.
	const isQuiet = isWaiting || (['4002', '4004'].includes(resultCode) && !fault);
	const mood = ['0000', '2000', 'OK'].includes(resultCode) && !fault ? 'good' : isQuiet ? 'quiet' : 'bad';
	const id = Object.entries(parameters).find(([name]) => name.toLowerCase() === 'id')?.[1];
	const caller = state.lines.find(({ number }) => number === id)?.extension ?? id;
	const rows = [...Object.entries(parameters), [say('sentIn'), say(sentIn)]];
	if (fault) rows.push([say('fault'), kindInWords(fault)]);
	return html`
		<li>
			<details>
				<summary class="row">
					<span class="quiet time">${timeOfDay(at)}</span>
					<strong class="command">${command || '—'}</strong>
					<small class="quiet">${[caller, !isWaiting && say('milliseconds', milliseconds)].filter(Boolean).join(' · ')}</small>
					<span class="result ${mood}">${words}</span>
				</summary>
				<dl>${facts(rows)}</dl>
				<p class="quiet">${say('answer')}</p>
				<pre tabindex="0">${answer === undefined ? say('noAnswer') : shorten(indented(answer))}</pre>
			</details>
		</li>
	`;
}

/** JSON a field a line; anything else as it is. */
function indented(text) {
	try {
		return JSON.stringify(JSON.parse(text), null, 2);
	} catch {
		return text;
	}
}
