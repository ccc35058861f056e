import { html } from '/lit-html/lit-html.js';
import { ask } from '../shared/ask.js';
import { inKorea, isOver, timeOfDay, withHyphens } from '../shared/format.js';
import { language, speaker } from '../shared/language.js';

const MINUTES_A_CODE_IS_GOOD = 5;

const WORDS = {
	idle: ['Idle', '대기 중'],
	ringing: ['Ringing', '벨 울림'],
	calling: ['Calling', '거는 중'],
	talking: ['Talking', '통화 중'],
	onHold: ['On hold', '보류 중'],
	recording: ['Recording', '녹취 중'],
	callIdle: ['No call', '통화 없음'],
	callInbound: [(others) => `${others} is calling`, (others) => `${others}에서 전화가 왔습니다`],
	callOwn: [
		(others) => `n8n calls ${others}: this phone rings first`,
		(others) => `n8n이 거는 전화: ${others}. 이 전화기가 먼저 울립니다`,
	],
	callCalling: [(others) => `Calling ${others}; their phone rings`, (others) => `거는 중: ${others}. 상대 전화기가 울립니다`],
	callTalking: [(others) => `Talking with ${others}`, (others) => `통화 중: ${others}`],
	callOnHold: [(others) => `On hold: ${others}`, (others) => `보류 중: ${others}`],
	since: [(time) => `since ${time}`, (time) => `${time}부터`],
	recordingSince: [(time) => `recording since ${time}`, (time) => `${time}부터 녹취 중`],
	code: [
		(digits, time) => `Message: the code for a new password is ${digits}. It is good until ${time}.`,
		(digits, time) => `메시지: 비밀번호 변경 인증코드는 ${digits}입니다. ${time}까지 쓸 수 있습니다.`,
	],
	pickUp: ['Pick up', '받기'],
	hangUp: ['Hang up', '끊기'],
};
const say = speaker(WORDS);

/** What a phone does: idle, ringing, calling, talking or onHold. */
export function stateOf({ call }) {
	if (!call) return 'idle';
	const isCalling = call.state !== 'ringing' && call.parties.every(({ talkingSince }) => !talkingSince);
	return isCalling ? 'calling' : call.state;
}

/** The same in words, and whether it is recorded. */
export const stateInWords = (line) =>
	line.call?.recordingSince ? `${say(stateOf(line))} · ${say('recording')}` : say(stateOf(line));

/** The phone's screen: its call, the message with a code, and what hands can do. */
export function screen(line) {
	const { number, call } = line;
	const now = stateOf(line);
	const since = call?.parties.find(({ talkingSince }) => talkingSince)?.talkingSince;
	const times = [since && say('since', timeOfDay(since))];
	times.push(call?.recordingSince && say('recordingSince', timeOfDay(call.recordingSince)));
	const hand = (what) => () => ask('POST', what, { line: number });
	return html`
		<div class="screen">
			<p class="call" role="status" aria-live="assertive">${call ? callInWords(call, now) : say('callIdle')}</p>
			<p class="since quiet">${times.filter(Boolean).join(' · ')}</p>
			<p class="code" role="status">${codeInWords(line.authCode)}</p>
			<div class="hands">
				<button type="button" class="pick-up" ?hidden=${now !== 'ringing'} @click=${hand('pick-up')}>${say('pickUp')}</button>
				<button type="button" class="hang-up" ?hidden=${now === 'idle'} @click=${hand('hang-up')}>${say('hangUp')}</button>
			</div>
		</div>
	`;
}

function callInWords({ parties }, now) {
	const others = new Intl.ListFormat(language).format(parties.map(({ number }) => withHyphens(number)));
	if (now === 'ringing') return say(parties[0].direction === 'inbound' ? 'callInbound' : 'callOwn', others);
	return say({ calling: 'callCalling', talking: 'callTalking', onHold: 'callOnHold' }[now], others);
}

/** The message with a code for a new password, while the code is good. */
function codeInWords(authCode) {
	if (!authCode || authCode.used) return '';
	const until = Date.parse(authCode.issuedAt) + MINUTES_A_CODE_IS_GOOD * 60_000;
	return isOver(until) ? '' : say('code', authCode.code, inKorea(until).slice(11, 16));
}
