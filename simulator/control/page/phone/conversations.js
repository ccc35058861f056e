import { repeat } from '/lit-html/directives/repeat.js';
import { html } from '/lit-html/lit-html.js';
import { shortTime, withHyphens } from '../shared/format.js';
import { language, speaker } from '../shared/language.js';
import { redraw, state } from '../shared/state.js';

const WORDS = {
	conversations: ['Conversations', '대화 목록'],
	conversation: ['Texts and calls, newest last', '문자와 전화, 최근 것이 아래'],
	noTexts: ['No texts since the start', '시작한 뒤로 오간 문자가 없습니다'],
	newEntry: ['new', '새 항목'],
	call: ['Call', '전화'],
	bytes: [(type, bytes) => `${type}, ${bytes} ${bytes === 1 ? 'byte' : 'bytes'}`, (type, bytes) => `${type}, ${bytes}바이트`],
};
const say = speaker(WORDS);

/** Of each phone: the conversation that was chosen, the entries of each that were seen, and what was shown last. */
const looks = new Map();

/** A phone's texts and calls, a conversation for each other party. */
export function conversations({ number }) {
	const isFirstLook = !looks.has(number);
	if (isFirstLook) looks.set(number, { seen: new Map() });
	const look = looks.get(number);
	const byParty = entriesByParty(number);
	const newestFirst = [...byParty.keys()].reverse();
	const current = byParty.has(look.chosen) ? look.chosen : newestFirst[0];
	const entries = byParty.get(current) ?? [];
	for (const [party, { length }] of byParty) if (party === current || isFirstLook) look.seen.set(party, length);
	const isNew = (party) => byParty.get(party).length > (look.seen.get(party) ?? 0);
	const choose = (party) => {
		look.chosen = party;
		redraw();
	};
	const badge = html`<span class="new">${say('newEntry')}</span>`;
	const button = (party) => html`
		<button type="button" aria-pressed=${party === current} @click=${() => choose(party)}>
			${withHyphens(party)}${isNew(party) ? badge : ''}
		</button>
	`;
	keepEndInSight(number, look, { party: current, end: `${language} ${keyOf(entries.at(-1) ?? {})}` });
	return html`
		<div class=${newestFirst.length > 0 ? 'texts' : 'texts empty'}>
			<div class="parties" role="group" aria-label=${say('conversations')}>${repeat(newestFirst, (party) => party, button)}</div>
			<div class="thread" role="log" tabindex="0" aria-label=${say('conversation')}>
				${entries.length > 0 ? repeat(entries, keyOf, bubble) : html`<p class="quiet nothing">${say('noTexts')}</p>`}
			</div>
		</div>
	`;
}

const keyOf = ({ isCall, number, id }) => `${number} ${isCall} ${id}`;

/** A line's texts and calls by the other party; the newest conversation comes last, and so does its newest entry. */
function entriesByParty(number) {
	const byParty = new Map();
	const calls = state.calls.map((call) => ({ ...call, number: call.from, isCall: true }));
	for (const entry of [...calls, ...state.texts].sort((a, b) => a.at.localeCompare(b.at))) {
		if (entry.line !== number) continue;
		const entries = byParty.get(entry.number) ?? [];
		byParty.delete(entry.number);
		byParty.set(entry.number, [...entries, entry]);
	}
	return byParty;
}

function bubble({ isCall, direction, text, type, bytes, at }) {
	const time = shortTime(at);
	if (isCall) return html`<p class="quiet call-in">☎ ${say('call')} · ${time}</p>`;
	return html`
		<div class="bubble ${direction}">
			<div class="words">${withLinks(text)}</div>
			<small class="quiet">${time} · ${say('bytes', type, bytes)}</small>
		</div>
	`;
}

/** A text with its addresses to click, as phones show it. */
const withLinks = (text) =>
	text
		.split(/(https?:\/\/[^\s<>"]+)/)
		.map((part, index) => (index % 2 === 0 ? part : html`<a href=${part} target="_blank" rel="noreferrer">${part}</a>`));

/** Scrolls to what has come, unless somebody reads further up. */
function keepEndInSight(number, look, shown) {
	const { party, end } = look.shown ?? {};
	look.shown = shown;
	if (party === shown.party && end === shown.end) return;
	const find = () => document.querySelector(`#phone-${number} .thread`);
	const before = find();
	const wasAtEnd = !before || before.scrollHeight - before.scrollTop - before.clientHeight < 40;
	// The page is drawn before a microtask's turn.
	if (wasAtEnd || party !== shown.party) queueMicrotask(() => find().scrollTo(0, find().scrollHeight));
}
