import { LINE_LISTS } from '/choices.js';
import { html } from '/lit-html/lit-html.js';
import { length, shortTime, withHyphens } from '../shared/format.js';
import { speaker } from '../shared/language.js';
import { entries, MOST_SHOWN } from '../shared/markup.js';

const WORDS = {
	callTo: [(number) => `To ${number}`, (number) => `${number}에게`],
	callFrom: [(number) => `From ${number}`, (number) => `${number}에서`],
	missed: ['missed', '부재중'],
	notAnswered: ['not answered', '받지 않음'],
	fromTo: [(from, reached) => `${from} → ${reached}`, (from, reached) => `${from} → ${reached}`],
	'inbound.ANSWERED': ['answered', '받음'],
	'inbound.NO ANSWER': ['no answer', '받지 않음'],
	'inbound.CANCEL': ['given up', '상대가 끊음'],
	'inbound.BUSY': ['busy', '통화 중'],
	'inbound.FAILED': ['failed', '실패'],
};
const say = speaker(WORDS);
const title = speaker(LINE_LISTS);

/** What is shown of an entry, list by list; of one that is not here all that it holds. */
const ROWS = {
	history({ direction, number, status, talkSeconds, time }) {
		const isInbound = direction === 'inbound';
		const isMissed = status !== 'OK';
		return html`
			<span>${isInbound ? '↙' : '↗'} ${otherParty({ direction, number })}</span>
			<span class=${isMissed ? 'bad' : ''}>${isMissed ? say(isInbound ? 'missed' : 'notAnswered') : length(talkSeconds)}</span>
			<small class="quiet">${time}</small>
		`;
	},
	inboundCalls({ from, reached, status, durationSeconds, time }, { extension }) {
		const isForwarded = reached && reached !== extension;
		return html`
			<span class="who">${isForwarded ? say('fromTo', withHyphens(from), withHyphens(reached)) : withHyphens(from)}</span>
			<span class=${status === 'ANSWERED' ? '' : 'bad'}>${say(`inbound.${status}`)}, ${length(durationSeconds)}</span>
			<small class="quiet">${time}</small>
		`;
	},
	recordings(recording, { number, extension }) {
		const digits = recording.startedAt.slice(0, 19).replace(/\D/g, '');
		const file = `${extension}-${recording.number}_${digits}_mix.wav`;
		return html`
			<span>${otherParty(recording)}</span>
			<span>${length(recording.seconds)}</span>
			<small class="quiet">${recording.time}</small>
			<audio
				controls
				preload="none"
				src="/_simulator/lines/${number}/recordings/${file}"
				aria-label="${otherParty(recording)}, ${recording.time}"
			></audio>
		`;
	},
};

const otherParty = ({ direction, number }) =>
	say(direction === 'inbound' ? 'callFrom' : 'callTo', withHyphens(number));

const allOf = ({ time, startedAt, at, ...entry }) => html`
	<span>${Object.values(entry).filter((value) => `${value}`.trim()).join(' · ')}</span>
	<small class="quiet">${time}</small>
`;

/** The lists of a line, each to be opened. */
export const lists = (line) =>
	Object.keys(LINE_LISTS).map((name) => {
		const row = ROWS[name] ?? allOf;
		return html`
			<details>
				<summary><span>${title(name)}</span> <span class="count">${line[name].length || ''}</span></summary>
				<ol class="entries ${name}">${entries(shownOf(line[name]), (entry) => html`<li class="row">${row(entry, line)}</li>`)}</ol>
			</details>
		`;
	});

const timeOf = ({ startedAt, at }) => startedAt ?? at ?? '';

/** The newest first, where entries have a time. */
function shownOf(list) {
	const newestFirst = list.every(timeOf) ? [...list].reverse().sort((a, b) => timeOf(b).localeCompare(timeOf(a))) : list;
	return newestFirst.slice(0, MOST_SHOWN).map((entry) => ({ ...entry, time: shortTime(timeOf(entry)) }));
}
