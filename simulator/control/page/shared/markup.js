import { live } from '/lit-html/directives/live.js';
import { repeat } from '/lit-html/directives/repeat.js';
import { html } from '/lit-html/lit-html.js';
import { speaker } from './language.js';

const WORDS = {
	none: ['None yet', '아직 없음'],
};
const say = speaker(WORDS);

/** Entries of a list that are shown, at most. */
export const MOST_SHOWN = 50;

/** The entries of a list, or that there are none; with a key an entry stays what it is, open or closed, when others come. */
export const entries = (list, make, keyOf = (_entry, index) => index) =>
	list.length > 0 ? repeat(list, keyOf, make) : html`<li class="quiet">${say('none')}</li>`;

/** Names, values, and what class the values are of. */
export const facts = (rows) =>
	rows.map(([name, value, className = '']) => html`<div><dt>${name}</dt><dd class=${className}>${value}</dd></div>`);

/** What a menu offers, values and words, and which one the state says is chosen. */
export const options = (choices, chosen) =>
	choices.map(([value, words]) => html`<option value=${value} .selected=${live(value === chosen)}>${words}</option>`);

/** A part of the page beside the phones. */
export const panel = (id, title, about, content) => html`
	<section class="panel" id=${id}>
		<h2>${title}</h2>
		<p class="quiet">${about}</p>
		${content}
	</section>
`;
