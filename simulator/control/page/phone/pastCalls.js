import { html } from '/lit-html/lit-html.js';
import { length, shortTime, withHyphens } from '../shared/format.js';
import { speaker } from '../shared/language.js';
import { entries, MOST_SHOWN } from '../shared/markup.js';

const WORDS = {
	history: ['Last calls', '통화 이력'],
	callTo: [(number) => `To ${number}`, (number) => `${number}에게`],
	callFrom: [(number) => `From ${number}`, (number) => `${number}에서`],
	missed: ['missed', '부재중'],
	notAnswered: ['not answered', '받지 않음'],
	inbound: ['Inbound calls, as getinboundcall lists them', '수신 통화 (getinboundcall의 목록)'],
	fromTo: [(from, reached) => `${from} → ${reached}`, (from, reached) => `${from} → ${reached}`],
	'inbound.ANSWERED': ['answered', '받음'],
	'inbound.NO ANSWER': ['no answer', '받지 않음'],
	'inbound.CANCEL': ['given up', '상대가 포기'],
	'inbound.BUSY': ['busy', '통화 중'],
	'inbound.FAILED': ['failed', '실패'],
	recordings: ['Recordings', '녹취 파일'],
};
const say = speaker(WORDS);

/** The line's last calls, as `callhistory` lists them. */
export function history(line) {
	return pastCalls('history', 'calls', line.history, (call) => {
		const isInbound = call.direction === 'inbound';
		const isMissed = call.status !== 'OK';
		return html`
			<li class="row">
				<span>${isInbound ? '↙' : '↗'} ${otherParty(call)}</span>
				<span class=${isMissed ? 'bad' : ''}>${isMissed ? say(isInbound ? 'missed' : 'notAnswered') : length(call.talkSeconds)}</span>
				<small class="quiet">${call.time}</small>
			</li>
		`;
	});
}

/** The calls to this number that are over. */
export function inbound({ inboundCalls, extension }) {
	return pastCalls('inbound', 'inbound', inboundCalls, ({ from, reached, status, durationSeconds, time }) => {
		const isForwarded = reached && reached !== extension;
		return html`
			<li class="row">
				<span class="who">${isForwarded ? say('fromTo', withHyphens(from), withHyphens(reached)) : withHyphens(from)}</span>
				<span class=${status === 'ANSWERED' ? '' : 'bad'}>${say(`inbound.${status}`)}, ${length(durationSeconds)}</span>
				<small class="quiet">${time}</small>
			</li>
		`;
	});
}

/** The line's recordings, to be heard. */
export function recordings(line) {
	return pastCalls('recordings', 'recordings', line.recordings, (recording) => {
		const digits = recording.startedAt.slice(0, 19).replace(/\D/g, '');
		const file = `${line.extension}-${recording.number}_${digits}_mix.wav`;
		return html`
			<li class="row">
				<span>${otherParty(recording)}</span>
				<span>${length(recording.seconds)}</span>
				<small class="quiet">${recording.time}</small>
				<audio
					controls
					preload="none"
					src="/_simulator/lines/${line.number}/recordings/${file}"
					aria-label="${otherParty(recording)}, ${recording.time}"
				></audio>
			</li>
		`;
	});
}

const otherParty = ({ direction, number }) =>
	say(direction === 'inbound' ? 'callFrom' : 'callTo', withHyphens(number));

/** A list that can be opened, the newest first; the state has the newest last. */
function pastCalls(title, className, list, make) {
	const ordered = [...list].reverse();
	ordered.sort((a, b) => b.startedAt.localeCompare(a.startedAt));
	const shown = ordered.slice(0, MOST_SHOWN).map((entry) => ({ ...entry, time: shortTime(entry.startedAt) }));
	return html`
		<details>
			<summary><span>${say(title)}</span> <span class="count">${list.length || ''}</span></summary>
			<ol class="entries ${className}">${entries(shown, make)}</ol>
		</details>
	`;
}
