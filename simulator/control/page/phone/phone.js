import { html } from '/lit-html/lit-html.js';
import { shorten, withHyphens } from '../shared/format.js';
import { speaker } from '../shared/language.js';
import { facts } from '../shared/markup.js';
import { state } from '../shared/state.js';
import { screen, stateInWords, stateOf } from './call.js';
import { comesIn } from './comesIn.js';
import { conversations } from './conversations.js';
import { aboutLine } from './line.js';
import { lists } from './lists.js';
import { troubles } from './troubles.js';

const WORDS = {
	extension: [(digits) => `ext. ${digits}`, (digits) => `내선 ${digits}`],
	callsGoTo: ['Calls are told to', '전화 알림 주소'],
	textsGoTo: ['Texts are told to', '문자 알림 주소'],
	nobody: ['nobody: no URL is registered', '등록된 주소 없음'],
	credential: ['For the credential in n8n', 'n8n 자격 증명에 입력할 값'],
	service: ['Service', 'Service'],
	otherAddress: ['Other Address', 'Other Address'],
	baseUrl: ['Base URL', 'Base URL'],
	number: ['Number', 'Number'],
	password: ['Password', 'Password'],
};
const say = speaker(WORDS);

/** Whether no command had been given when the page was opened. */
let isUnused;

/** A line as a phone, with all that can be done on it. */
export function phone(line, index) {
	const { number, name, extension, password, callbacks, call } = line;
	// Whoever has given a command knows the credential already.
	isUnused ??= state.requests.length === 0;
	const credential = [
		[say('service'), say('otherAddress'), 'copy'],
		[say('baseUrl'), `${location.origin}/RestApi`, 'copy'],
		[say('number'), number, 'copy'],
		[say('password'), password, 'copy'],
	];
	const registrations = [
		[say('callsGoTo'), ...addressOf(callbacks.ring)],
		[say('textsGoTo'), ...addressOf(callbacks.sms)],
	];
	return html`
		<article
			class=${call?.recordingSince ? 'phone is-recorded' : 'phone'}
			id="phone-${number}"
			data-state=${stateOf(line)}
			aria-labelledby="name-${number}"
		>
			<header>
				<h2 class="name" id="name-${number}">${name}</h2>
				<p class="state">${stateInWords(line)}</p>
				<p class="quiet"><span class="number">${withHyphens(number)}</span> · <span class="extension">${say('extension', extension)}</span></p>
			</header>
			${screen(line)} ${troubles(line)} ${conversations(line)} ${comesIn(line)}
			<dl class="registrations">${facts(registrations)}</dl>
			<details class="about-credential" ?open=${isUnused && index === 0}>
				<summary>${say('credential')}</summary>
				<dl class="credential">${facts(credential)}</dl>
			</details>
			${lists(line)} ${aboutLine(line)}
		</article>
	`;
}

/** The URL that is told, and how it is shown. */
function addressOf(callback) {
	if (!callback) return [say('nobody'), 'quiet'];
	return [shorten(`http://${callback.host}:${callback.port}${callback.url.replace(/^http:\/\/[^/]+/, '')}`), 'copy'];
}
